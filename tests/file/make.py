"""Makes a file to be handed in from a spreadsheet's CSV, following frameworks/FILE.md alone.

    python3 make.py framework.json unit_group year unit < points.csv > file.json

The CSV is what Excel writes in Vietnam: `;` between cells, comma as decimal sign, a byte order mark. Its columns are named in its
first line: Mã (the id of an input, item or group), Giá trị (a number or a choice), and by request Số hiệu, Trích yếu, Giải trình.
"""

import csv
import hashlib
import json
import re
import sys

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


def file(framework, unit_group, year, unit, rows):
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
    return sealed({
        "format": "bac-thang/assessment/2",
        "kind": framework["kind"],
        "framework": {"id": framework["id"], "edition": framework["edition"], "digest": digest(framework)},
        "unit_group": unit_group,
        "year": int(year),
        "unit": unit,
        "inputs": inputs,
        "answers": answers,
    })


def main(framework, unit_group, year, unit):
    with open(framework, encoding="utf-8") as opened:
        framework = json.load(opened)
    text = sys.stdin.buffer.read().decode("utf-8-sig")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    print(json.dumps(file(framework, unit_group, year, unit, rows), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
