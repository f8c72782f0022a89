"""Ladders: conditions, rungs, sanctions and the level ("Ladders")."""

from exact import number, show, worth
from rules import LIMITS, Known

# A place is the index of a rung, 0 the highest; `Gap(i)`, above rung i and not on the one above it; below all; or not known.
BELOW, UNDETERMINED = "below", "undetermined"


class Standing:
    """Where one result stands. `failing` is what a test that is not known counts as: `None`, or whether it fails the unit."""

    def __init__(self, framework, sheet, measures, is_late, failing):
        self.figures = sheet.figures
        self.measures = measures
        self.is_late = is_late
        self.failing = failing
        ids = sheet.written["standing"]["ladders"]["ladders"]
        by_id = {ladder["id"]: ladder for ladder in framework["ladders"]}
        self.ladders = [by_id[id] for id in ids]

    def result(self):
        """As it is written down."""
        climbed = [self.climb(ladder) for ladder in self.ladders]
        level = lowest([(ladder, climb["place"]) for ladder, climb in zip(self.ladders, climbed)])
        sanctions = [(ladder, sanction, self.applies(sanction)) for ladder in self.ladders for sanction in ladder.get("sanctions", [])]
        late = self.late()
        final = self.final(level, sanctions, late)
        return {
            "ladders": [{"id": climb["id"], "rungs": climb["rungs"], "place": shown(ladder, climb["place"])} for ladder, climb in zip(self.ladders, climbed)],
            "level": shown(*level),
            "late": shown(*late) if late else None,
            "sanctions": [{"id": sanction["id"], "applies": applies} for _, sanction, applies in sanctions],
            "final_level": shown(*final),
        }

    # ---- Conditions

    def condition(self, condition):
        """A condition measured: whether it is met (`None`: not known), and what is written down."""
        if "if" in condition:
            return self.test_condition(condition["if"])
        of = condition["of"]
        points, maximum = self.measures["whole" if of == "whole" else next(iter(of.items()))]
        name, limit = next((name, condition[name]) for name in LIMITS if name in condition)
        if maximum == 0 or ("share" in limit and maximum is None):
            return None, {"have": show(points), "need": None, "verdict": "unknown"}
        need = worth(limit, maximum)
        is_met = LIMITS[name](points, need)
        gap = show(abs(points - need))
        verdict = "met" if is_met else ("lacking" if name in ("at_least", "above") else "exceeded")
        return is_met, {"have": show(points), "need": show(need), "verdict": {verdict: gap}}

    def test_condition(self, test):
        result, _ = self.figures.test(test)
        holds = result.value if isinstance(result, Known) else (None if self.failing is None else not self.failing)
        verdict = "unknown" if holds is None else {"holds": holds}
        return holds, {"have": "0", "need": None, "verdict": verdict}

    def rung(self, rung):
        """A rung: reached or not, and whether all that it fails is an upper limit."""
        conditions = [self.condition(condition) for condition in rung.get("conditions", [])]
        met = [is_met for is_met, _ in conditions]
        reached = False if False in met else (None if None in met else True)
        failed = [written["verdict"] for is_met, written in conditions if is_met is not True]
        is_above = bool(failed) and all(isinstance(verdict, dict) and "exceeded" in verdict for verdict in failed)
        return reached, is_above, {"id": rung["id"], "reached": reached, "conditions": [written for _, written in conditions]}

    def climb(self, ladder):
        """The highest rung whose conditions all hold."""
        rungs = [self.rung(rung) for rung in ladder["rungs"]]
        return {"id": ladder["id"], "rungs": [written for _, _, written in rungs], "place": place(rungs)}

    # ---- Sanctions and late reports

    def applies(self, sanction):
        """Whether a sanction does."""
        result, _ = self.figures.test(sanction["if"])
        return result.value if isinstance(result, Known) else self.failing

    def late(self):
        """The rung of a late report."""
        if not self.is_late:
            return None
        places = [(ladder, index_of(ladder, ladder["late"]["rung"])) for ladder in self.ladders if "late" in ladder]
        return lowest(places) if places else None

    def final(self, level, sanctions, late):
        """First all `down`, then the lower of that and every `not_above`, `rung` and the late report."""
        ladder, now = level
        down = sum(sanction["then"]["down"] for _, sanction, applies in sanctions if applies and "down" in sanction["then"])
        rungs = len(ladder["rungs"])
        if isinstance(now, int):
            now = max(now, min(now + down, rungs - 1))
        elif isinstance(now, tuple):
            now = ("gap", now[1] + down) if now[1] + down < rungs else rungs - 1
        places = []
        for own, sanction, applies in sanctions:
            if applies and "down" not in sanction["then"]:
                (_, rung), = sanction["then"].items()
                places.append((own, index_of(own, rung)))
        if late:
            places.append(late)
        if now == UNDETERMINED:
            return next((limit for limit in places if is_floor(*limit)), level)
        return lowest([(ladder, now), *places])


def place(rungs):
    """Where rungs, each reached or not, leave a unit."""
    for index, (reached, is_above, _) in enumerate(rungs):
        if reached:
            return index
        if reached is None:
            return UNDETERMINED
        if is_above:
            return ("gap", index)
    return BELOW


def is_floor(ladder, rung):
    """Whether a rung is the lowest and asks nothing: then nobody is lower."""
    return rung == len(ladder["rungs"]) - 1 and not ladder["rungs"][rung].get("conditions")


def index_of(ladder, rung):
    return next(index for index, each in enumerate(ladder["rungs"]) if each["id"] == rung)


def height(ladder, place):
    """Places in order, the lowest least: what is not known may be anything but lower than below all; a gap is between its rungs."""
    if place == BELOW:
        return -3
    if place == UNDETERMINED:
        return -2
    index, is_gap = (place, 0) if isinstance(place, int) else (place[1], 1)
    return 2 * (len(ladder["rungs"]) - index) + is_gap


def lowest(places):
    """The lowest of several places, the first of equal ones."""
    return min(places, key=lambda each: height(*each))


def shown(ladder, place):
    """A place as it is written down."""
    if isinstance(place, int):
        return {"rung": {"index": place, "id": ladder["rungs"][place]["id"]}}
    if isinstance(place, tuple):
        return {"gap": {"above": place[1]}}
    return place
