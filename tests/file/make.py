"""Makes a file to be handed in from a spreadsheet's CSV, following frameworks/FILE.md alone.

    python3 make.py framework.json unit_group year unit [day] < points.csv > file.json

With a day (2026-11-03) it is the file to be handed in. What that claims is computed here for decisions without items and levels alone.
The CSV is what Excel writes in Vietnam: `;` between cells, comma as decimal sign, a byte order mark. Its columns are named in its
first line: Mã (the id of an input, item or group), Giá trị (a number or a choice), and by request Số hiệu, Trích yếu, Giải trình.
"""

import csv
import hashlib
import json
import re
import sys
from decimal import Decimal

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def receipt(digest):
    number = int(digest, 16) >> (256 - 70)
    code = number << 10 | number % 1021
    signs = "".join(SIGNS[code >> 5 * place & 31] for place in range(15, -1, -1))
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))


def part(value):
    if isinstance(value, list):
        return "".join(digest(element)[:6] for element in value)
    return digest(value)[:6]


def sealed(file):
    outside = ("preparer", "framework_document", "seal")
    content = {name: value for name, value in file.items() if name not in outside}
    parts = {}
    if content.get("claims"):
        claims = dict(content["claims"])
        if "official" in claims:
            parts["official"] = part(claims.pop("official"))
        content["claims"] = claims
    parts.update((name, part(value)) for name, value in content.items())
    known = digest(content)
    seal = {"page": "make.py", "digest": known, "receipt": receipt(known), "parts": parts}
    return {**file, "seal": seal}


def entry(text):
    """A number as Excel writes it in Vietnam: 1.234,5."""
    return {"value": text.replace(".", "").replace(",", ".")}


def ids(framework, unit_group):
    """The ids of the inputs of this kind of unit."""
    sheet = next(group["sheet"] for group in framework["unit_groups"] if group["id"] == unit_group)
    sheet = next(one for one in framework["sheets"] if one["id"] == sheet)
    return {one["id"] for one in sheet.get("inputs", [])}


def claims(framework, unit_group, answers, on):
    """What the unit claims: sums of what was entered."""
    group = next(group for group in framework["unit_groups"] if group["id"] == unit_group)
    sheet = next(one for one in framework["sheets"] if one["id"] == group["sheet"])
    assert "ranked_only" in sheet["standing"] and len(sheet["blocks"]) == 1
    points = {answer["of"]: answer["points"]["value"] for answer in answers if "points" in answer}
    left_out = {one["value"] for one in group.get("not_scored", [])}
    scored = [one for one in sheet["blocks"][0]["groups"] if one["id"] not in left_out]
    missing = [one["id"] for one in scored if one["id"] not in points]
    if missing:
        raise SystemExit(f"chưa chấm: {', '.join(missing)}")

    def total(id, points, most):
        return {"id": id, "points": shown(points), "max": shown(most)}

    def of(one):
        if one["id"] in left_out:
            return total(one["id"], Decimal(0), Decimal(0))
        return total(one["id"], Decimal(points[one["id"]]), Decimal(one["max"]["value"]))

    groups = [of(one) for one in sheet["blocks"][0]["groups"]]
    whole = total("whole", *(sum(Decimal(one[field]) for one in groups) for field in ("points", "max")))
    result = {"whole": whole, "groups": groups}
    return {"answered": len(scored), "of": len(scored), "result": result, "official": {"on": on, "warnings": []}}


def shown(number):
    """With no zeros at its end: 420.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def file(framework, unit_group, year, unit, rows, on=None):
    asked = ids(framework, unit_group)
    inputs, answers = [], []
    for row in rows:
        of, value = row["Mã"].strip(), row["Giá trị"].strip()
        is_number = re.fullmatch(r"-?[0-9.]+(,[0-9]+)?", value)
        if of in asked:
            said = {"number": entry(value)} if is_number else {"choice": value}
            inputs.append({"input": of, **said})
            continue
        answer = {"of": of}
        if is_number:
            answer["points"] = entry(value)
        if row.get("Số hiệu"):
            answer["evidence"] = [{"number": row["Số hiệu"], "abstract": row.get("Trích yếu") or ""}]
        if row.get("Giải trình"):
            answer["explanation"] = row["Giải trình"]
        answers.append(answer)
    content = {
        "format": "bac-thang/assessment/2",
        "kind": framework["kind"],
        "framework": {"id": framework["id"], "edition": framework["edition"], "digest": digest(framework)},
        "unit_group": unit_group,
        "year": int(year),
        "unit": unit,
        "inputs": inputs,
        "answers": answers,
    }
    if on:
        content["claims"] = claims(framework, unit_group, answers, on)
    return sealed(content)


def main(framework, unit_group, year, unit, on=None):
    with open(framework, encoding="utf-8") as opened:
        framework = json.load(opened)
    text = sys.stdin.buffer.read().decode("utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    print(json.dumps(file(framework, unit_group, year, unit, rows, on), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
