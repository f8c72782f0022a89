"""Cells, groups, blocks and the whole: "Totals", "Không áp dụng" and "What an assessment says".

A cell is an item, or a group without items: whatever has a state and points of its own.
"""

import unicodedata
from dataclasses import dataclass, field, replace
from fractions import Fraction

from exact import number, rounded, show
from rules import STATES, UNDEFINED, UNUSABLE, BLANK, Figures, Known, Missing, Rules, Settled, read_entry, read_inputs, total

ZERO = Fraction(0)


@dataclass
class Cell:
    """An item's, or own group's, state and points."""

    id: str
    state: str
    points: Fraction = ZERO
    # Out of what: 0 where it is off the sheet, `None` where there is no limit.
    max: Fraction | None = None
    low: Fraction = ZERO
    high: Fraction | None = ZERO
    steps: list = field(default_factory=list)
    # What it takes from its group's stated maximum, and what of that is given back by a conversion.
    left_out: Fraction = ZERO
    rescaled: Fraction = ZERO
    # Among which items its maximum is shared.
    shared_among: list = field(default_factory=list)
    # Whether it counts without evidence.
    needs_evidence: bool = True
    # What its lines with evidence of their own come to.
    proven: Fraction = ZERO
    # Whether it is proposed that it does not apply, and not decided.
    is_proposed: bool = False


# ---- Items


class Sheet:
    """One assessment of one sheet, read once."""

    def __init__(self, framework, assessment):
        groups = {group["id"]: group for group in framework["unit_groups"]}
        unit_group = groups[assessment["unit_group"]]
        self.framework = framework
        self.written = next(sheet for sheet in framework["sheets"] if sheet["id"] == unit_group["sheet"])
        self.not_scored = {left_out["value"] for left_out in unit_group.get("not_scored", [])}
        self.answers = {answer["of"]: answer for answer in assessment.get("answers", [])}
        self.figures = Figures(read_inputs(self.written, assessment))
        self.rules = Rules(self.figures)
        self.zero_rules = {rule["id"]: rule["scope"] for rule in framework.get("zero_rules", [])}
        self.rounding = self.written.get("rounding", {})
        self.evaluated = {}
        deductions = [group for group in self.groups() if group.get("role") == "deduction"]
        self.deductions = {item["id"] for group in deductions for item in group.get("items", [])}

    def groups(self):
        """All groups, in order."""
        return [group for block in self.written["blocks"] for group in block["groups"]]

    def cells(self, granted):
        """Every cell by id; `granted` as if all that is proposed were decided."""
        cells = {}
        items = [item for group in self.groups() for item in group.get("items", [])]
        for stand_ins in (False, True):
            for item in items:
                if bool(item.get("stands_in_for")) == stand_ins:
                    cells[item["id"]] = self.item(item, cells, granted)
        for group in self.groups():
            if group.get("items"):
                share_out(group["items"], cells)
            else:
                cells[group["id"]] = self.own_group(group, granted)
        return cells

    def item(self, item, cells, granted):
        """An item: off the sheet, silent, or by its rule."""
        maximum = maximum_of(item)
        of = item.get("stands_in_for")
        if of and cells[of].state != "excluded":
            return Cell(item["id"], "not_scored", max=ZERO)
        answer = self.answers.get(item["id"], {})
        exclusion = item.get("not_applicable") or self.framework.get("exclusion")
        silence = answer.get("silence")
        takes_away = item["id"] in self.deductions
        if silence:
            cell = silenced(item["id"], silence, exclusion, maximum, granted, takes_away)
            if not cell.is_proposed or not takes_away:
                return self.with_range(item, cell)
            found = self.unsilenced(item, answer, exclusion, maximum, takes_away)
            if found.state in STATES.values():
                most = round_by(self.rounding_of(item), maximum, maximum)
                return replace(cell, high=ZERO if "mandatory" in item["rule"] else most)
            return found if found.state in ("excluded", "shared") else replace(found, state="proposed", is_proposed=True)
        return self.unsilenced(item, answer, exclusion, maximum, takes_away)

    def unsilenced(self, item, answer, exclusion, maximum, takes_away):
        """An item that nobody says does not apply."""
        applies = self.figures.asked(item["applies_if"])[0] if "applies_if" in item else Known(True)
        if applies == Known(False):
            return excluded(item["id"], exclusion, maximum, takes_away)
        if id(item) not in self.evaluated:
            self.evaluated[id(item)] = self.by_rule(item, answer, maximum)
        cell = replace(self.evaluated[id(item)])
        if not isinstance(applies, Known):
            return self.with_range(item, Cell(item["id"], STATES[applies.how], max=maximum, high=maximum))
        return cell

    def with_range(self, item, cell):
        """The least and most of an item that is not scored by its rule: 0 and M."""
        if cell.state not in STATES.values():
            return cell
        if "mandatory" in item["rule"]:
            return replace(cell, high=ZERO)
        rounding = self.rounding_of(item)
        low, high = (round_by(rounding, each, cell.max) for each in (cell.low, cell.high))
        return replace(cell, low=low, high=high)

    def by_rule(self, item, answer, maximum):
        """An item by its rule; rounded."""
        if "entered" in item["rule"]:
            points, low, high, steps = read_points(answer.get("points"), maximum), ZERO, maximum, []
            if isinstance(points, Known):
                low = high = points.value
        else:
            found = self.rules.points(item["rule"], maximum)
            points, low, high, steps = found.result, found.low, found.high, found.steps
        if "mandatory" in item["rule"]:
            state = ("met" if points.value else "unmet") if isinstance(points, Known) else STATES[points.how]
            return Cell(item["id"], state, max=None, high=ZERO, steps=steps if isinstance(points, Known) else [])
        if isinstance(points, Settled):
            return Cell(item["id"], "shared", max=maximum, high=maximum, steps=steps, shared_among=points.then["shared_among"])
        rounding = self.rounding_of(item)
        low, high = round_by(rounding, low, maximum), round_by(rounding, high, maximum)
        if isinstance(points, Missing):
            return Cell(item["id"], STATES[points.how], max=maximum, low=low, high=high)
        value = points.value
        if rounding:
            to = round_by(rounding, points.value, None)
            step = {"from": show(points.value), "to": show(to), "step": show(number(rounding["to"])), "mode": rounding["mode"]}
            steps = steps + [{"rounded": step}]
            value = round_by(rounding, points.value, maximum)
            if value != to:
                steps = steps + [{"limited": {"from": show(to), "to": show(value)}}]
        cell = Cell(item["id"], "points", value, maximum, value, value, steps)
        cell.needs_evidence = item.get("evidence", True)
        return cell

    def rounding_of(self, item):
        """An item's own rounding takes the place of the sheet's."""
        return item.get("round") or self.rounding.get("item")

    # ---- Groups whose points the unit enters

    def own_group(self, group, granted):
        """A group without items: its points from the unit's own copy of the appendix."""
        if group["id"] in self.not_scored:
            return Cell(group["id"], "not_scored", max=ZERO)
        answer = self.answers.get(group["id"], {})
        stated = maximum_of(group)
        own_max = read_entry(answer.get("max"))
        maximum = stated if stated is not None or not isinstance(own_max, Known) else own_max.value
        is_zeroed = answer.get("zero_rule") or self.is_zero()
        if answer.get("silence"):
            cell = silenced(group["id"], answer["silence"], self.framework.get("exclusion"), maximum, granted)
            if is_zeroed:
                return replace(cell, state="zeroed", points=ZERO, low=ZERO, high=ZERO, rescaled=ZERO)
            return replace(cell, high=cell.high or ZERO)
        if is_zeroed:
            return Cell(group["id"], "zeroed", ZERO, maximum, ZERO, ZERO)
        if answer.get("lines"):
            return self.by_lines(group, answer["lines"], maximum)
        points = read_points(answer.get("points"), maximum)
        if isinstance(points, Missing):
            return Cell(group["id"], STATES[points.how], max=maximum, high=maximum or ZERO)
        return Cell(group["id"], "points", points.value, maximum, points.value, points.value)


    def by_lines(self, group, lines, maximum):
        """A group broken down: the sum of its lines, at most its maximum."""
        maxima = [read_entry(line.get("max")).value for line in lines]
        points = [read_points(line.get("points"), most) for line, most in zip(lines, maxima)]
        known = [(line, each.value) for line, each in zip(lines, points) if isinstance(each, Known)]
        value = total(*(each for _, each in known))
        proven = total(*(each for line, each in known if proves(line)))
        missing = [each for each in points if isinstance(each, Missing)]
        open = total(*(most for each, most in zip(points, maxima) if isinstance(each, Missing)))
        state = "points" if not missing else "blank" if len(missing) == len(lines) else "partly"
        return Cell(group["id"], state, value, maximum, value, value + open, proven=proven)

    def is_zero(self):
        """Whether a zero rule makes the whole 0."""
        scored = [answer for id, answer in self.answers.items() if id not in self.not_scored]
        return any(self.zero_rules.get(answer.get("zero_rule")) == "whole" for answer in scored)


def proves(answer):
    """Whether there is evidence, or an explanation, in which something can be seen; a file of the unit's is something."""
    texts = [answer.get("explanation", "")]
    for record in answer.get("evidence", []):
        if "file" in record:
            return True
        texts += record.values()
    return any(unicodedata.category(letter)[0] not in "ZC" for text in texts for letter in text)


def maximum_of(written):
    return number(written["max"]["value"]) if "max" in written else None


def round_by(rounding, value, maximum):
    """A value rounded, but never above the maximum ("Rounding")."""
    if rounding is None or value is None:
        return value
    result = rounded(value, number(rounding["to"]), rounding["mode"])
    return result if maximum is None else min(result, maximum)


def read_points(entry, maximum):
    """Points as the unit enters them, 0 to the maximum."""
    points = read_entry(entry)
    if isinstance(points, Known) and (points.value < 0 or (maximum is not None and points.value > maximum)):
        return Missing(UNUSABLE)
    return points


def silenced(id, silence, exclusion, maximum, granted, takes_away=False):
    """A silence goes before anything else."""
    undefined = Cell(id, "undefined", max=maximum, high=maximum)
    if "not_applicable" not in silence or not exclusion:
        return undefined
    is_decided = granted or silence["not_applicable"].get("decided", False)
    if exclusion.get("effect", "smaller_scale") == "never":
        return undefined
    if "decided_by" in exclusion and not is_decided:
        return Cell(id, "proposed", max=maximum, is_proposed=True)
    return excluded(id, exclusion, maximum, takes_away)


def excluded(id, exclusion, maximum, takes_away=False):
    """What "không áp dụng" does (§17); of a deduction nothing is left in full."""
    effect = exclusion.get("effect", "smaller_scale")
    if effect == "full_marks":
        full = ZERO if takes_away else maximum or ZERO
        return Cell(id, "waived", full, maximum, full, full)
    left_out = maximum or ZERO
    return Cell(id, "excluded", max=ZERO, left_out=left_out, rescaled=left_out if effect == "rescaled" else ZERO)


def share_out(items, cells):
    """`shared_among`: an item leaves the sheet, and its maximum goes to its siblings in equal shares."""
    grown = {}
    leaving = [cells[item["id"]] for item in items if cells[item["id"]].shared_among]
    off = ("excluded", "not_scored", "shared")
    taking = {cell.id: [id for id in cell.shared_among if cells[id].state not in off] for cell in leaving}
    for cell in leaving:
        if not taking[cell.id]:
            cells[cell.id] = replace(cell, state="undefined", shared_among=[])
            continue
        for id in taking[cell.id]:
            grown[id] = grown.get(id, ZERO) + cell.max / len(taking[cell.id])
        cells[cell.id] = Cell(cell.id, "shared", max=ZERO, steps=cell.steps)
    for id, share in grown.items():
        cells[id] = grow(cells[id], share)


def grow(cell, share):
    """Points and maximum grow by `(max + share) / max`."""
    factor = (cell.max + share) / cell.max
    bigger = replace(cell, points=cell.points * factor, max=cell.max * factor, low=cell.low * factor, high=cell.high * factor)
    if cell.state == "points":
        bigger.steps = cell.steps + [{"grown": {"from": show(cell.points), "to": show(bigger.points)}}]
    return bigger


# ---- Totals


@dataclass
class GroupTotal:
    """A group's points and what they add to block and whole."""

    id: str
    role: str
    points: Fraction
    max: Fraction | None
    adds: Fraction
    adds_max: Fraction | None
    # What the maximum would be with what is to be converted back.
    adds_max_with: Fraction | None
    state: str | None
    items: list


def group_total(sheet, group, cells):
    """A group by its cells ("Totals", 2 and 3)."""
    items = group.get("items", [])
    role = group.get("role", "scored")
    stated = maximum_of(group)
    if items and role == "scored":
        own = [cells[item["id"]] for item in items]
        points = total(*(cell.points for cell in own))
        maxima = [maximum_of(item) for item in items if "mandatory" not in item["rule"] and "stands_in_for" not in item]
        maximum = stated if stated is not None else (None if None in maxima else total(*maxima))
        stand_ins = [maximum_of(item) for item in items if "stands_in_for" in item and cells[item["id"]].state != "not_scored"]
        left_out = total(*(cell.left_out for cell in own))
        rescaled = total(*(cells[item["id"]].rescaled for item in items if not is_replacing_or_replaced(sheet, item, cells)))
        if maximum is not None:
            maximum = max(maximum + total(*stand_ins) - left_out, ZERO)
    elif items:
        own = [cells[item["id"]] for item in items]
        points, maximum, rescaled = total(*(cell.points for cell in own)), stated, ZERO
    else:
        cell = cells[group["id"]]
        own, points, maximum, rescaled = [], cell.points, cell.max, cell.rescaled
    if maximum is not None:
        points = min(points, maximum)
    if sheet.is_zero():
        points = ZERO
    if "group" in sheet.rounding:
        points = round_by(sheet.rounding["group"], points, maximum)
    adds, adds_max, adds_max_with = counts_as(group, role, points, maximum, rescaled)
    state = None if items else cells[group["id"]].state
    return GroupTotal(group["id"], role, points, maximum, adds, adds_max, adds_max_with, state, own)


def is_replacing_or_replaced(sheet, item, cells):
    """A stand-in, or an item in whose place one is scored: neither is converted back (§17)."""
    items = [other for group in sheet.groups() for other in group.get("items", [])]
    stand_ins = [other["id"] for other in items if other.get("stands_in_for") == item["id"]]
    return "stands_in_for" in item or any(cells[id].state not in ("not_scored", "excluded") for id in stand_ins)


def counts_as(group, role, points, maximum, rescaled):
    """What a group adds to block and whole, by its role and weight."""
    if role == "bonus":
        return points, ZERO, ZERO
    if role == "deduction":
        return -points, ZERO, ZERO
    if "weight" not in group:
        return points, maximum, None if maximum is None else maximum + rescaled
    weight = number(group["weight"]["value"])
    if maximum == 0:
        return ZERO, ZERO, weight if rescaled else ZERO
    return points / maximum * weight, weight, weight


def sum_or_none(values):
    return None if None in values else total(*values)


def whole(sheet, totals):
    """The whole: converted, added, rounded, limited ("Totals", 4)."""
    scored = [each for each in totals if each.role == "scored"]
    points = total(*(each.adds for each in scored))
    maximum = sum_or_none([each.adds_max for each in scored])
    with_rescaled = sum_or_none([each.adds_max_with for each in scored])
    if maximum and with_rescaled != maximum:
        points, maximum = points / maximum * with_rescaled, with_rescaled
    rule = sheet.written.get("total", {})
    if "convert_to" in rule:
        scale = number(rule["convert_to"]["value"])
        if maximum:
            points, maximum = points / maximum * scale, scale
    points += total(*(each.adds for each in totals if each.role != "scored"))
    if "total" in sheet.rounding:
        points = round_by(sheet.rounding["total"], points, None)
    if "at_least" in rule:
        points = max(points, number(rule["at_least"]["value"]))
    if "at_most" in rule:
        points = min(points, number(rule["at_most"]["value"]))
    return points, maximum
