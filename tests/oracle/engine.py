"""A second engine, written from `frameworks/README.md` alone, to hold the first one to it.

`score` takes a framework and an assessment as their files write them, and gives what `Scored` serialises to, for the fields that
the documentation speaks of.
"""

from dataclasses import replace
from fractions import Fraction

import ladder
from exact import number, show
from rules import read_entry, Known
from sheet import ZERO, Sheet, group_total, proves, sum_or_none, total, whole


def score(framework, assessment):
    """Everything that is compared."""
    sheet = Sheet(framework, assessment)
    claimed = sheet.cells(granted=False)
    is_late = assessment.get("reporting") == "late"

    def result(cells, failing=None):
        return outcome(framework, sheet, cells, is_late, failing, with_steps=cells is claimed)

    is_proposed = any(cell.is_proposed for cell in claimed.values())
    appraised = with_appraisal(sheet, claimed)
    return {
        "outcome": result(claimed),
        "granted": result(sheet.cells(granted=True)) if is_proposed else None,
        "backed": result(with_evidence(sheet, claimed)),
        "appraised": result(appraised) if appraised else None,
        "range": {
            "guaranteed": result(at_limit(sheet, claimed, is_best=False), failing=True),
            "possible": result(at_limit(sheet, claimed, is_best=True), failing=False),
        },
    }


# ---- The results: "What an assessment says"


def roles(sheet):
    """The role of each cell's group."""
    for group in sheet.groups():
        for written in group.get("items") or [group]:
            yield written["id"], group.get("role", "scored")


def with_evidence(sheet, cells):
    """Backed: points without evidence or explanation count 0, those of a group in lines line by line; deductions stay."""
    backed = dict(cells)
    for id, role in roles(sheet):
        answer = sheet.answers.get(id, {})
        is_backed = proves(answer) or not cells[id].needs_evidence
        if role != "deduction" and cells[id].state in ("points", "partly", "unusable") and not is_backed:
            backed[id] = replace(cells[id], points=cells[id].proven)
    return backed


def with_appraisal(sheet, cells):
    """Appraised: appraised points take the place of what was scored; `None` where there are none."""
    appraised = dict(cells)
    is_any = False
    for id, cell in cells.items():
        points = read_entry(sheet.answers.get(id, {}).get("appraised", {}).get("points"))
        if not isinstance(points, Known) or points.value < 0 or (cell.max is not None and points.value > cell.max):
            continue
        is_any = True
        if cell.state != "zeroed":
            appraised[id] = replace(cell, points=points.value)
    return appraised if is_any else None


# What is taken away at most where there is no limit ("Guaranteed and possible").
NO_LIMIT = Fraction(2**63 - 1)


def at_limit(sheet, cells, is_best):
    """Guaranteed and possible: what is not known at its least or most, deductions the other way round."""
    limits = {}
    for id, role in roles(sheet):
        cell = cells[id]
        takes_most = is_best != (role == "deduction")
        limit = cell.high if takes_most else cell.low
        limits[id] = replace(cell, points=NO_LIMIT if limit is None else limit)
    return limits


# ---- One result


def outcome(framework, sheet, cells, is_late, failing, with_steps):
    """Groups, blocks, the whole and where that stands."""
    totals = {group["id"]: group_total(sheet, group, cells) for group in sheet.groups()}
    blocks = []
    measures = {}
    for block in sheet.written["blocks"]:
        of_block = [totals[group["id"]] for group in block["groups"]]
        points = total(*(each.adds for each in of_block))
        maximum = sum_or_none([each.adds_max for each in of_block])
        measures["block", block["id"]] = points, maximum
        blocks.append(shown_total(points, maximum))
    points, maximum = whole(sheet, list(totals.values()))
    measures["whole"] = points, maximum
    for each in totals.values():
        measures["group", each.id] = each.points, each.max
        measures.update({("item", cell.id): (cell.points, cell.max) for cell in each.items})
    standing = None
    if "ladders" in sheet.written["standing"]:
        standing = ladder.Standing(framework, sheet, measures, is_late, failing).result()
    return {
        "groups": [shown_group(each, with_steps) for each in totals.values()],
        "blocks": blocks,
        "whole": shown_total(points, maximum),
        "standing": standing,
    }


def shown_total(points, maximum):
    return {"points": show(points), "max": show(maximum), "share": show(points / maximum) if maximum else None}


def shown_group(group, with_steps):
    shown = {
        "id": group.id,
        "points": show(group.points),
        "max": show(group.max),
        "adds": show(group.adds),
        "adds_max": show(group.adds_max),
        "items": [shown_item(cell, with_steps) for cell in group.items],
    }
    return shown | ({"state": group.state} if group.state else {})


def shown_item(cell, with_steps):
    shown = {
        "id": cell.id,
        "state": cell.state,
        "points": show(cell.points),
        "max": show(cell.max),
        "low": show(cell.low),
        "high": show(cell.high),
    }
    return shown | ({"steps": cell.steps} if with_steps else {})
