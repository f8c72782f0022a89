"""Inputs, expressions, tests and the rules of points, with their traces.

Whatever is computed gives a result and the steps that led to it. A result is `Known`; or `Missing`, with how it is missing; or
`Settled`, where a denominator of 0 decides about the whole item or part.
"""

from dataclasses import dataclass, field
from fractions import Fraction

from exact import number, rounded, show, typed, worth

# How something is missing, the worst last: "What an assessment says", an item is unusable, else blank, else undefined.
UNDEFINED, BLANK, UNUSABLE = 1, 2, 3
STATES = {UNDEFINED: "undefined", BLANK: "blank", UNUSABLE: "unusable"}


@dataclass
class Known:
    """A number, an answer, or whether a test holds."""

    value: object


@dataclass
class Missing:
    """Not known, and how."""

    how: int


@dataclass
class Settled:
    """A denominator of 0 says what the whole item or part is worth, or that it is shared."""

    then: dict


@dataclass
class Points:
    """What a rule comes to: its result, its steps, and the least and most it can be."""

    result: object
    steps: list = field(default_factory=list)
    low: Fraction = Fraction(0)
    high: Fraction | None = None


def together(results):
    """What keeps several results from being used: the worst that is missing, else the first that settles all; None if nothing."""
    missing = [result.how for result in results if isinstance(result, Missing)]
    if missing:
        return Missing(max(missing))
    return next((result for result in results if isinstance(result, Settled)), None)


def computed(op, of, value):
    """The step of an expression."""
    return {"computed": {"op": op, "of": [show(each) for each in of], "value": show(value)}}


# ---- Inputs: "An input" and "What an assessment says"


def read_entry(entry, is_share=False):
    """A typed figure with its value: `Known`, or blank, or unusable, as `%` and `/` are but for a share."""
    entry = entry or {}
    text = (entry.get("value") or entry.get("typed", "")).strip()
    if not text:
        return Missing(BLANK)
    if not is_share and ("%" in text or "/" in text):
        return Missing(UNUSABLE)
    if "value" in entry:
        return Known(number(entry["value"]))
    value = typed(text)
    return Missing(UNUSABLE) if value is None else Known(value)


def read_input(written, answer):
    """An input's figure or answer, within its kind and bounds."""
    kind = written["kind"]
    given = (answer or {}).get("choice")
    result = read_entry((answer or {}).get("number"), kind == "share")
    is_unanswered = given is None and isinstance(result, Missing) and result.how == BLANK
    if is_unanswered:
        return when_blank(written)
    if answers_by_choice(kind):
        return Known(given) if given in options(kind) else Missing(UNUSABLE)
    if isinstance(result, Missing):
        return Missing(UNUSABLE)
    return result if is_within(written, result.value) else Missing(UNUSABLE)


def answers_by_choice(kind):
    return kind == "yes_no" or isinstance(kind, dict)


def options(kind):
    """The answers an input allows."""
    return ["yes", "no"] if kind == "yes_no" else [option["id"] for option in kind["choice"]]


def when_blank(written):
    """`given_by`: what others know is undefined while it is blank."""
    return Missing(BLANK if written.get("given_by", "unit") == "unit" else UNDEFINED)


def is_within(written, value):
    """`kind`, `at_least`, `at_most`."""
    if written["kind"] == "whole" and value.denominator != 1:
        return False
    least = number(written.get("at_least", "0"))
    most = written.get("at_most", "1" if written["kind"] == "share" else None)
    return least <= value and (most is None or value <= number(most))


def read_inputs(sheet, assessment):
    """Every input of a sheet."""
    answers = {answer["input"]: answer for answer in assessment.get("inputs", [])}
    return {written["id"]: read_input(written, answers.get(written["id"])) for written in sheet.get("inputs", [])}


# ---- Expressions


class Figures:
    """The inputs of one assessment, and what expressions and tests make of them."""

    def __init__(self, inputs):
        self.inputs = inputs

    def read(self, id):
        """An input and its step."""
        result = self.inputs[id]
        if not isinstance(result, Known):
            return result, []
        if isinstance(result.value, str):
            return result, [{"read": {"input": id, "choice": result.value}}]
        return result, [{"read": {"input": id, "number": show(result.value)}}]

    def value(self, written, maximum):
        """An expression: "Expressions"."""
        if written == "max":
            return Known(maximum), []
        (op, of), = written.items()
        if op == "input":
            return self.read(of)
        if op in ("number", "points"):
            return Known(number(of)), []
        if op == "passed":
            return self.passed(of)
        if op == "ratio":
            return self.ratio(of, maximum)
        if op == "each":
            return self.operation(op, [of["of"]], [number(of["points"])], maximum)
        if op == "rounded":
            step, mode = number(of["to"]), of["mode"]
            return self.operation(op, [of["value"]], [step], maximum, lambda value, step: rounded(value, step, mode))
        return self.operation(op, of, [], maximum)

    def operation(self, op, operands, constants, maximum, compute=None):
        """An operation on operands and constants behind them."""
        parts = [self.value(operand, maximum) for operand in operands]
        steps = [step for _, steps in parts for step in steps]
        stop = together([result for result, _ in parts])
        if stop:
            return stop, steps
        values = [result.value for result, _ in parts] + constants
        value = (compute or OPERATIONS[op])(*values)
        return Known(value), steps + [computed(op, values, value)]

    def ratio(self, written, maximum):
        """One by another, by its `relation` and, for a denominator of 0, `by_zero`."""
        above, steps_above = self.value(written["of"], maximum)
        below, steps_below = self.value(written["by"], maximum)
        steps = steps_above + steps_below
        stop = together([above, below])
        if stop:
            return stop, steps
        of, by = above.value, below.value
        relation = written["relation"]
        if relation == "part_of" and of > by:
            return Missing(UNUSABLE), steps
        if by == 0:
            return self.by_zero(written.get("by_zero"), steps)
        value = of / by
        steps = steps + [computed("ratio", [of, by], value)]
        if relation == "quota" and value > 1:
            steps.append({"limited": {"from": show(value), "to": "1"}})
            value = Fraction(1)
        return Known(value), steps

    def by_zero(self, rule, steps):
        """§16: what a denominator of 0 means."""
        then = rule["then"] if rule else "undefined"
        if then == "undefined":
            step = [{"by_zero": {"then": then}}] if rule else []
            return Missing(UNDEFINED), steps + step
        if "counts_as" in then:
            value = number(then["counts_as"])
            return Known(value), steps + [{"by_zero": {"then": {"counts_as": show(value)}}}]
        return Settled(then), steps + [{"by_zero": {"then": shown_then(then)}}]

    def passed(self, tests):
        """How many tests hold."""
        parts = [self.asked(test) for test in tests]
        steps = [step for _, steps in parts for step in steps]
        stop = together([result for result, _ in parts])
        if stop:
            return stop, steps
        value = Fraction(sum(result.value for result, _ in parts))
        return Known(value), steps + [computed("passed", [], value)]

    # ---- Tests

    def asked(self, written):
        """A test that an item, a part or `passed` asks: with its step."""
        result, steps = self.test(written)
        if isinstance(result, Known):
            steps = steps + [{"tested": {"holds": result.value}}]
        return result, steps

    def test(self, written):
        """Whether a test holds: "Tests"."""
        (op, of), = written.items()
        if op in ("yes", "no"):
            return self.is_answer(of, op)
        if op == "chosen":
            return self.is_answer(of["input"], of["option"])
        if op == "not":
            result, steps = self.test(of)
            return (Known(not result.value) if isinstance(result, Known) else result), steps
        if op == "compare":
            value, steps = self.value(of["value"], None)
            return (Known(holds(of, value.value)) if isinstance(value, Known) else value), steps
        return self.several(of, decides=(op == "any"))

    def is_answer(self, id, option):
        answer, steps = self.read(id)
        return (Known(answer.value == option) if isinstance(answer, Known) else answer), steps

    def several(self, tests, decides):
        """`all` and `any`: the first known test that decides, decides; else all are needed."""
        open_tests, steps = [], []
        for test in tests:
            result, more = self.test(test)
            steps += more
            if not isinstance(result, Known):
                open_tests.append(result)
                continue
            if result.value == decides:
                return Known(decides), steps
        if open_tests:
            return together(open_tests), steps
        return Known(not decides), steps


def greatest(*values):
    return max(values)


def least(*values):
    return min(values)


def total(*values):
    return sum(values, Fraction(0))


OPERATIONS = {
    "sum": total,
    "minus": lambda one, other: one - other,
    "times": lambda one, other: one * other,
    "each": lambda one, other: one * other,
    "least": least,
    "greatest": greatest,
}


def shown_then(then):
    """A by_zero rule, its numbers as they are shown."""
    if "worth" not in then:
        return "shared_among"
    return {"worth": {name: show(number(text)) for name, text in then["worth"].items()}}


LIMITS = {
    "at_least": lambda value, limit: value >= limit,
    "above": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit,
    "below": lambda value, limit: value < limit,
    "equal": lambda value, limit: value == limit,
}


def holds(limits, value):
    """Whether a value is within every limit written."""
    return all(is_met(value, number(limits[name])) for name, is_met in LIMITS.items() if name in limits)


# ---- Rules: "Points: the rules"


class Rules:
    """The rules of points over one assessment's figures."""

    def __init__(self, figures):
        self.figures = figures

    def points(self, written, maximum):
        """What a rule comes to, out of the item's or part's maximum; `None` where there is no limit."""
        (name, rule), = written.items()
        points = getattr(self, name)(rule, maximum)
        if isinstance(points.result, Settled) and "worth" in points.result.then:
            value = worth(points.result.then["worth"], maximum)
            points = Points(Known(value), points.steps + [{"worth": {"points": show(value)}}])
        if isinstance(points.result, Known):
            return limited(points, maximum)
        if points.high is None:
            points.high = maximum
        return points

    def yes_no(self, rule, maximum):
        """§1."""
        return self.by_answer(rule["input"], {"yes": rule.get("yes", {"share": "1"}), "no": rule.get("no", {"share": "0"})}, maximum)

    def choice(self, rule, maximum):
        """§2, §3."""
        return self.by_answer(rule["input"], rule["worth"], maximum)

    def by_answer(self, id, worths, maximum):
        answer, steps = self.figures.read(id)
        if not isinstance(answer, Known):
            return Points(answer, steps)
        value = worth(worths[answer.value], maximum)
        return Points(Known(value), steps + [{"worth": {"points": show(value)}}])

    def parts(self, parts, maximum):
        """Each part: its maximum, what it comes to, and its step."""
        result = []
        for part in parts:
            most = worth(part.get("max", {"share": "1"}), maximum)
            points = self.points(part["rule"], most)
            step = None
            if isinstance(points.result, Known):
                step = {"part": {"id": part["id"], "points": show(points.result.value), "max": show(most), "steps": points.steps}}
            result.append((most, points, step))
        return result

    def best_of(self, rule, maximum):
        """§4: the highest part only; one that cannot be more than the best known is not needed."""
        parts = self.parts(rule["parts"], maximum)
        scores = [points.result.value for _, points, _ in parts if isinstance(points.result, Known)]
        best = max(scores, default=Fraction(0))
        steps = [step for _, _, step in parts if step]
        needed = [points.result for most, points, _ in parts if not isinstance(points.result, Known) and (most > best or not scores)]
        if needed:
            low = max(points.low for _, points, _ in parts)
            high = max(points.high for _, points, _ in parts)
            return Points(together(needed), steps, low, high)
        return Points(Known(best), steps + [computed("greatest", scores, best)])

    def sum(self, rule, maximum):
        """§5, §6: all parts together, unless a veto holds."""
        open_vetoes, steps = [], []
        for veto in rule.get("zero_if", []):
            result, more = self.figures.asked(veto["if"])
            steps += more
            if not isinstance(result, Known):
                open_vetoes.append(result)
                continue
            if result.value:
                return Points(Known(Fraction(0)), steps + [{"zeroed": {}}])
        parts = self.parts(rule["parts"], maximum)
        scores = [points.result.value for _, points, _ in parts if isinstance(points.result, Known)]
        steps += [step for _, _, step in parts if step]
        stop = together(open_vetoes + [points.result for _, points, _ in parts])
        if not stop:
            value = total(*scores)
            return Points(Known(value), steps + [computed("sum", scores, value)])
        high = min(total(*(points.high for _, points, _ in parts)), maximum)
        low = Fraction(0) if open_vetoes else min(total(*(points.low for _, points, _ in parts)), maximum)
        return Points(stop, steps, low, high)

    def mandatory(self, rule, maximum):
        """§7: met or not."""
        result, steps = self.figures.asked(rule["if"])
        return Points(result, steps)

    def ratio(self, rule, maximum):
        """§8, §9, §11."""
        value, steps = self.figures.value(rule["value"], maximum)
        if "best" in rule:
            best, more = self.figures.value(rule["best"], maximum)
            steps = steps + more
        else:
            best = None
        stop = together([value] + ([best] if best else []))
        if stop:
            return Points(stop, steps)
        share = value.value
        if best:
            if best.value == 0:
                return Points(Missing(UNDEFINED), steps)
            if share > best.value:
                return Points(Missing(UNUSABLE), steps)
            share, step = divided("best", share, best.value)
            steps = steps + [step]
        if "target" in rule:
            share, step = divided("target", share, number(rule["target"]))
            steps = steps + [step]
        points = maximum * share
        return Points(Known(points), steps + [computed("times", [maximum, share], points)])

    def bands(self, rule, maximum):
        """§12 to §14, §22, §23."""
        value, steps = self.figures.value(rule["value"], maximum)
        exception = rule.get("exception")
        if isinstance(value, Settled):
            return Points(value, steps)
        if isinstance(value, Missing):
            return Points(value, steps)
        points, step = self.banded(rule, value.value, maximum)
        if points is None and not exception:
            return Points(Missing(UNDEFINED), steps)
        steps = steps + ([step] if step else [])
        if exception:
            higher = worth(exception["worth"], maximum)
            if points is None or higher > points:
                test, more = self.figures.asked(exception["if"])
                steps = steps + more
                if not isinstance(test, Known):
                    return Points(test, steps)
                if test.value:
                    points = higher
                    steps = steps + [{"worth": {"points": show(points)}}]
        return Points(Missing(UNDEFINED) if points is None else Known(points), steps)

    def banded(self, rule, value, maximum):
        """A value looked up in the bands, with its step; `None` in a gap."""
        for place, band in enumerate(rule["bands"]):
            if holds(band, value):
                points = worth(band["worth"], maximum)
                return points, {"worth": {"points": show(points), "band": place}}
        if "otherwise" not in rule:
            return None, None
        points = worth(rule["otherwise"], maximum)
        return points, {"worth": {"points": show(points)}}

    def formula(self, rule, maximum):
        """§15; what lies outside 0 to the maximum is put at the limit."""
        value, steps = self.figures.value(rule["points"], maximum)
        return Points(value, steps)

    def count(self, rule, maximum):
        """§18, §21."""
        count, steps = self.figures.value(rule["of"], maximum)
        if not isinstance(count, Known):
            return Points(count, steps)
        each = worth(rule["each"], maximum)
        points = count.value * each
        return Points(Known(points), steps + [computed("each", [count.value, each], points)])

    def minus(self, rule, maximum):
        """§19."""
        results, steps, faults = [], [], Fraction(0)
        for fault in rule["faults"]:
            count, more = self.figures.value(fault["of"], maximum)
            results.append(count)
            steps += more
            if isinstance(count, Known):
                each = worth(fault["each"], maximum)
                steps.append(computed("each", [count.value, each], count.value * each))
                faults += count.value * each
        stop = together(results)
        if stop:
            return Points(stop, steps)
        points = maximum - faults
        return Points(Known(points), steps + [computed("minus", [maximum, faults], points)])


def divided(op, value, by):
    """A share of a target or of the best, with its step."""
    share = value / by
    return share, computed(op, [value, by], share)


def limited(points, maximum):
    """Points put at the limit where they lie outside 0 to the maximum, with the step that says so."""
    value = points.result.value
    if isinstance(value, bool):
        return points
    limit = max(value, Fraction(0))
    if maximum is not None:
        limit = min(limit, maximum)
    if limit != value:
        points.steps = points.steps + [{"limited": {"from": show(value), "to": show(limit)}}]
    return Points(Known(limit), points.steps, limit, limit)
