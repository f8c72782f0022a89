"""Random frameworks that use all the format has, and random assessments of any framework. The same seed gives the same."""

from fractions import Fraction

from exact import number, show

SOURCE = "c"
MODES = ["half_up", "half_even", "up", "down"]
UNITS = ["người", "hồ sơ", "lần"]
MAXIMA = ["1", "2", "3", "4", "5", "6", "8", "10", "12", "20", "2.5", "7.5"]
SHARES = ["0", "1/4", "1/3", "50%", "2/3", "75%", "90%", "1"]


def sourced(value):
    return {"value": value, "source": SOURCE}


def statement():
    return {"what": "Văn bản tự mâu thuẫn.", "sources": [SOURCE]}


class Frameworks:
    """Makes frameworks from one source of randomness."""

    def __init__(self, random):
        self.random = random

    # ---- Small choices

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def some(self, make, least, most):
        return [make() for _ in range(self.random.randint(least, most))]

    def limit(self, percent_of=None):
        """A limit among values that figures often have."""
        return self.random.choice(["0", "1", "2", "3", "5", "10"] if percent_of is None else ["0", "10%", "50%", "70%", "80%", "100%"])

    # ---- The file

    def framework(self, place):
        """A whole framework; `place` makes its id."""
        self.inputs = {}
        self.ladders = []
        self.next_id = 0
        blocks = self.blocks()
        exclusion = self.exclusion(never=False) if self.chance(75) else None
        if exclusion is None:
            drop_applies_if(blocks)
        sheet = {"id": "phieu", "blocks": blocks}
        if self.chance(40):
            sheet["rounding"] = self.sheet_rounding()
        if self.chance(50):
            sheet["total"] = self.total()
        self.left_out = self.leave_out(blocks)
        sheet["standing"] = self.standing(blocks, whole_maximum(sheet, self.left_out))
        sheet["inputs"] = list(self.inputs.values())
        framework = {
            "format": "bac-thang/framework/1",
            "id": f"ngau-nhien-{place}",
            "edition": 1,
            "kind": "training",
            "place": "Ngẫu nhiên",
            "decision": {
                "form": "Quyết định",
                "number": "00/QĐ-NN",
                "issued": "2026-01-05",
                "issuer": "UBND xã Ngẫu Nhiên",
                "title": "Quy tắc ngẫu nhiên để kiểm thử",
                "text": "decision.txt",
                "source": SOURCE,
            },
            "clauses": [{"id": SOURCE, "at": "Điều 1", "quote": "Văn bản này không có thật."}],
            "period": {"yearly": {"source": SOURCE}},
            "sheets": [sheet],
            "ladders": self.ladders,
            "unit_groups": [self.unit_group(blocks)],
        }
        if exclusion:
            framework["exclusion"] = exclusion
        if any("items" not in group for block in blocks for group in block["groups"]):
            framework["zero_rules"] = self.zero_rules()
        return framework

    def unit_group(self, blocks):
        """The kind of unit the sheet is for, now and then with a group that is not scored for it."""
        written = {"id": "xa", "level": "commune", "name": sourced("Xã"), "sheet": "phieu"}
        if self.left_out:
            written["not_scored"] = [sourced(self.left_out)]
        return written

    def leave_out(self, blocks):
        """Now and then, a group that is not scored, beside one that is."""
        for block in blocks:
            scored = [group for group in block["groups"] if group.get("role") is None]
            own = [group for group in scored if "items" not in group]
            if len(scored) > 1 and own and self.chance(30):
                return own[0]["id"]
        return None

    def zero_rules(self):
        return [
            {"id": f"khong-{scope}", "what": "Số liệu sai.", "scope": scope, "source": SOURCE} for scope in ("group", "whole", "unstated")
        ]

    def exclusion(self, never):
        effects = ["smaller_scale", "rescaled", "full_marks"] + (["never"] if never else [])
        written = {"source": SOURCE}
        if self.chance(85):
            written["effect"] = self.random.choice(effects)
        if self.chance(50) and written.get("effect") != "never":
            written["decided_by"] = "Hội đồng"
        return written

    def rounding(self):
        return {"to": self.random.choice(["0.01", "0.1", "0.25", "0.5", "1"]), "mode": self.random.choice(MODES), "source": SOURCE}

    def sheet_rounding(self):
        return {name: self.rounding() for name in ("item", "group", "total") if self.chance(50)}

    def total(self):
        written = {}
        if self.chance(50):
            written["convert_to"] = sourced(self.random.choice(["100", "10", "1000"]))
        if self.chance(50):
            written["at_least"] = sourced("0")
        if self.chance(50):
            written["at_most"] = sourced(self.random.choice(["100", "110", "20", "12"]))
        return written

    def new_id(self, kind):
        self.next_id += 1
        return f"{kind}{self.next_id}"

    # ---- Blocks, groups, items

    def blocks(self):
        """Blocks of few groups, so that what differs is easy to read."""
        self.stand_ins = []
        blocks = []
        for _ in range(self.random.choice([1, 1, 2])):
            groups = self.some(lambda: self.group("scored"), 1, 2)
            if self.chance(30):
                groups.append(self.group("bonus"))
            if self.chance(30):
                groups.append(self.group("deduction"))
            self.random.shuffle(groups)
            block = {"id": self.new_id("b"), "groups": groups}
            block["name"] = sourced("Khối")
            blocks.append(block)
        self.add_stand_ins(blocks)
        return blocks

    def group(self, role):
        group = {"id": self.new_id("g"), "name": sourced("Nhóm")}
        if role != "scored":
            group["role"] = role
        if role == "scored" and self.chance(20):
            if self.chance(80):
                group["max"] = sourced(self.random.choice(["5", "10", "20"]))
            return group
        items = self.some(lambda: self.item(role), 1, 4)
        group["items"] = items
        if role == "scored" and all("mandatory" in item["rule"] for item in items):
            items.append(self.item(role, rule="yes_no"))
        self.share(items, role)
        self.group_max(group, role)
        if role == "scored" and self.chance(25):
            group["weight"] = sourced(self.random.choice(["0.7", "20", "30", "1"]))
        return group

    def group_max(self, group, role):
        """The maximum: as the items', or contradicting them."""
        maxima = [number(item["max"]["value"]) for item in group["items"] if "max" in item]
        stated = sum(maxima, Fraction(0))
        if role == "bonus":
            group["max"] = sourced(self.random.choice(["2", "5", "10"]))
        elif role == "deduction":
            if self.chance(50):
                group["max"] = sourced(self.random.choice(["2", "5", "10"]))
        elif self.chance(60):
            if self.chance(25):
                group["contradiction"] = statement()
                stated += self.random.choice([Fraction(-1, 2), Fraction(1), Fraction(3)])
            group["max"] = sourced(show(stated))

    def item(self, role, rule=None):
        """An item with any rule its group allows."""
        maximum = self.random.choice(MAXIMA)
        item = {"id": self.new_id("m"), "name": sourced("Mục"), "source": SOURCE, "max": sourced(maximum)}
        self.item_rule = item
        names = ["yes_no", "choice", "best_of", "sum", "ratio", "bands", "formula", "count", "minus", "entered", "entered"]
        if role == "scored":
            names.append("mandatory")
        name = rule or self.random.choice(names)
        if role == "deduction" and name == "count" and self.chance(40):
            del item["max"]
            item["rule"] = {"count": {"of": self.in_unit(1), "each": {"points": self.random.choice(["0.5", "1", "2"])}}}
        elif name == "mandatory":
            del item["max"]
            item["rule"] = {"mandatory": {"if": self.test(2)}}
        else:
            item["rule"] = self.rule(name, number(maximum), depth=0)
        if self.chance(20) and "max" in item:
            item["round"] = self.rounding()
        if self.chance(15):
            item["evidence"] = False
        if self.chance(12) and "max" in item:
            item["applies_if"] = self.test(1)
        if self.chance(20) and "max" in item:
            item["not_applicable"] = self.exclusion(never="applies_if" not in item)
        return item

    def share(self, items, role):
        """Now and then, an item of its own that is shared among others where its denominator is 0."""
        among = [item["id"] for item in items if "max" in item]
        if not among or role != "scored" or not self.chance(40):
            return
        unit = self.random.choice(UNITS)
        of, by = self.figure(unit), self.figure(unit)
        among = self.random.sample(among, self.random.randint(1, len(among)))
        by_zero = {"then": {"shared_among": among}, "source": SOURCE}
        ratio = {"ratio": {"of": of, "by": by, "relation": self.random.choice(["part_of", "quota", "free"]), "by_zero": by_zero}}
        item = {"id": self.new_id("m"), "name": sourced("Mục chia"), "source": SOURCE, "max": sourced(self.random.choice(MAXIMA))}
        item["rule"] = {"ratio": {"value": ratio}}
        items.insert(self.random.randint(0, len(items)), item)

    def add_stand_ins(self, blocks):
        """Now and then, an item that is scored in place of another."""
        groups = [group for block in blocks for group in block["groups"] if "items" in group and group.get("role") is None]
        items = [item for group in groups for item in group["items"] if "max" in item]
        if not items or not self.chance(30):
            return
        group = self.random.choice(groups)
        stand_in = self.item("scored", rule=self.random.choice(["entered", "yes_no", "bands"]))
        stand_in["stands_in_for"] = self.random.choice(items)["id"]
        group["items"].append(stand_in)

    # ---- Rules

    def worth(self, maximum):
        """A worth between 0 and the maximum."""
        if self.chance(50):
            return {"share": self.random.choice(SHARES)}
        return {"points": show(maximum * self.random.choice([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)]))}

    def rule(self, name, maximum, depth):
        return {name: getattr(self, name)(maximum, depth)}

    def yes_no(self, maximum, depth):
        rule = {"input": self.input("yes_no")}
        if self.chance(40):
            rule["yes"] = self.worth(maximum)
        if self.chance(40):
            rule["no"] = self.worth(maximum)
        return rule

    def choice(self, maximum, depth):
        id = self.input("choice")
        options = [option["id"] for option in self.inputs[id]["kind"]["choice"]]
        return {"input": id, "worth": {option: self.worth(maximum) for option in options}}

    def part(self, maximum, most, depth):
        """A part, with its maximum where it is not all."""
        names = ["yes_no", "choice", "ratio", "bands", "formula", "count", "minus"] + (["sum", "best_of"] if depth < 1 else [])
        part = {"id": self.new_id("p"), "what": "Phần", "rule": self.rule(self.random.choice(names), most, depth + 1)}
        if most != maximum or self.chance(50):
            share = most / maximum
            part["max"] = {"share": show(share)} if self.chance(50) else {"points": show(most)}
        return part

    def best_of(self, maximum, depth):
        shares = self.some(lambda: self.random.choice([Fraction(1), Fraction(1, 2), Fraction(3, 4)]), 2, 3)
        return {"parts": [self.part(maximum, maximum * share, depth) for share in shares]}

    def sum(self, maximum, depth):
        shares = list(self.random.choice([("1/2", "1/2"), ("1/4", "3/4"), ("1/2", "1/4", "1/4"), ("2/5", "3/5")]))
        if depth == 0 and self.chance(15):
            self.item_rule["contradiction"] = statement()
            shares.append("1/2")
        rule = {"parts": [self.part(maximum, maximum * Fraction(share), depth) for share in shares]}
        if self.chance(50):
            rule["zero_if"] = self.some(lambda: {"if": self.test(1), "source": SOURCE}, 1, 2)
        return rule

    def ratio(self, maximum, depth):
        if self.chance(25):
            unit = self.random.choice(UNITS)
            if self.chance(50):
                return {"value": self.figure(unit), "best": self.figure(unit)}
            return {"value": self.bare(1, maximum), "best": self.bare(1, maximum)}
        if self.chance(15):
            of, by = self.random.sample(UNITS, 2)
            per = [{"ratio": {"of": self.figure(of), "by": self.figure(by), "relation": "free"}} for _ in range(2)]
            return {"value": per[0], "best": per[1]}
        rule = {"value": self.bare(2, maximum)}
        if self.chance(40):
            rule["target"] = self.random.choice(["80%", "90%", "1/2", "100%"])
        return rule

    def bands(self, maximum, depth):
        """Bands from the highest down, now and then with gaps between them."""
        is_share = self.chance(60)
        value = self.bare(1, maximum) if is_share else self.in_unit(1)
        limits = self.random.sample([Fraction(0), Fraction(1, 10), Fraction(1, 2), Fraction(7, 10), Fraction(1)], self.random.randint(1, 3))
        if not is_share:
            limits = self.random.sample([Fraction(each) for each in (0, 1, 2, 3, 5, 10)], self.random.randint(1, 3))
        limits.sort(reverse=True)
        bands, upper = [], None
        for limit in limits:
            kind = self.random.choice(["at_least", "at_least", "above", "equal"])
            band = {kind: show(limit), "worth": self.worth(maximum)}
            if kind != "equal" and upper:
                band |= upper
            bands.append(band)
            upper = {"at_most": show(limit)} if kind == "above" else {"below": show(limit)}
            if self.chance(15):
                upper = {next(iter(upper)): show(limit - Fraction(1, 20))}
        if self.chance(50):
            bands.append(dict(upper) | {"worth": self.worth(maximum)})
        rule = {"value": value, "bands": bands}
        if self.chance(50):
            rule["otherwise"] = self.worth(maximum)
        if self.chance(40):
            rule["exception"] = {"if": self.test(1), "worth": self.worth(maximum)}
        return rule

    def formula(self, maximum, depth):
        if self.chance(60):
            return {"points": self.in_points(2, maximum), "capped": True}
        share = self.random.choice([self.safe_share(), {"input": self.input("share")}])
        half = {"points": show(maximum / 2)}
        return {
            "points": self.random.choice(
                [
                    {"times": ["max", share]},
                    {"sum": [{"times": [half, share]}, {"least": [half, {"each": {"of": self.figure("lần"), "points": "1"}}]}]},
                    {"rounded": {"value": {"times": [half, share]}, "to": show(maximum / 4), "mode": self.random.choice(MODES), "source": SOURCE}},
                ]
            )
        }

    def safe_share(self):
        """A ratio that lies between 0 and 1 for certain."""
        unit = self.random.choice(UNITS)
        ratio = {"of": self.figure(unit), "by": self.figure(unit), "relation": self.random.choice(["part_of", "quota"])}
        if self.chance(50):
            then = self.random.choice([{"counts_as": "50%"}, "undefined"])
            ratio["by_zero"] = {"then": then, "source": SOURCE}
        return {"ratio": ratio}

    def count(self, maximum, depth):
        return {"of": self.in_unit(1), "each": self.each(maximum)}

    def each(self, maximum):
        return self.random.choice([{"points": "0.5"}, {"points": "3"}, {"share": "1/4"}, {"share": "1/3"}, {"points": "0"}])

    def minus(self, maximum, depth):
        return {"faults": self.some(lambda: {"of": self.in_unit(1), "each": self.each(maximum)}, 1, 2)}

    def entered(self, maximum, depth):
        return {}

    # ---- Expressions, by their unit

    def figure(self, unit):
        return {"input": self.input(unit)}

    def operation(self, make):
        """An operation on values of one unit."""
        op = self.random.choice(["sum", "minus", "least", "greatest"])
        return {op: [make(), make()] if op == "minus" else [make() for _ in range(self.random.randint(2, 3))]}

    def rounded(self, value):
        return {"rounded": {"value": value, "to": self.random.choice(["0.01", "0.05", "1", "0.5"]), "mode": self.random.choice(MODES), "source": SOURCE}}

    def in_unit(self, depth):
        """In the unit of some input, or a bare count."""
        if self.chance(20):
            return {"passed": self.some(lambda: self.test(1), 2, 3)}
        return self.of_unit(self.random.choice(UNITS), depth)

    def of_unit(self, unit, depth):
        if depth == 0 or self.chance(50):
            return self.figure(unit)
        kind = self.random.randrange(4)
        if kind == 0:
            return {"times": [self.bare(0, None), self.of_unit(unit, depth - 1)]}
        if kind == 1:
            return self.rounded(self.of_unit(unit, depth - 1))
        return self.operation(lambda: self.of_unit(unit, depth - 1))

    def bare(self, depth, maximum):
        """A bare number; `maximum` is `None` where no rule's points stand around it."""
        kind = self.random.randrange(9 if depth else 3)
        if kind == 0:
            return {"input": self.input("share")}
        if kind == 1:
            return {"number": self.random.choice(["1", "2.5", "50%", "1/3", "100%"])} if depth == 0 else self.part_of(maximum)
        if kind in (2, 3, 4):
            return self.part_of(maximum)
        if kind == 5:
            return self.operation(lambda: self.bare(depth - 1, maximum))
        if kind == 6:
            return {"times": [self.bare(depth - 1, maximum), self.bare(depth - 1, maximum)]}
        if kind == 7:
            return self.rounded(self.bare(depth - 1, maximum))
        return {"passed": self.some(lambda: self.test(1), 1, 3)}

    def part_of(self, maximum):
        """A ratio of two values of one unit, of any relation."""
        unit = self.random.choice(UNITS)
        by = self.figure(unit) if self.chance(80) else self.operation(lambda: self.figure(unit))
        ratio = {"of": self.figure(unit), "by": by, "relation": self.random.choice(["part_of", "part_of", "quota", "free"])}
        if self.chance(60):
            thens = ["undefined", {"counts_as": "100%"}, {"counts_as": "0"}, {"counts_as": "50%"}]
            if maximum is not None:
                thens += [{"worth": self.worth(maximum)}] * 2
            ratio["by_zero"] = {"then": self.random.choice(thens), "source": SOURCE}
        return {"ratio": ratio}

    def in_points(self, depth, maximum):
        kind = self.random.randrange(6 if depth else 3)
        if kind == 0:
            return {"points": show(maximum / 2)}
        if kind == 1:
            return "max"
        if kind == 2:
            return {"each": {"of": self.figure(self.random.choice(UNITS)), "points": self.random.choice(["1", "0.5"])}}
        if kind == 3:
            factors = [self.bare(depth - 1, maximum), self.in_points(depth - 1, maximum)]
            self.random.shuffle(factors)
            return {"times": factors}
        if kind == 4:
            return self.rounded(self.in_points(depth - 1, maximum))
        return self.operation(lambda: self.in_points(depth - 1, maximum))

    # ---- Tests

    def test(self, depth):
        kind = self.random.randrange(8 if depth else 4)
        if kind in (0, 1):
            return {("yes", "no")[kind]: self.input("yes_no")}
        if kind == 2:
            id = self.input("choice")
            options = self.inputs[id]["kind"]["choice"]
            return {"chosen": {"input": id, "option": self.random.choice(options)["id"]}}
        if kind in (3, 4):
            is_share = self.chance(50)
            value = self.bare(min(depth, 1), None) if is_share else self.of_unit(self.random.choice(UNITS), min(depth, 1))
            side = self.random.choice(["at_least", "above", "at_most", "below", "equal"])
            return {"compare": {"value": value, side: self.limit("%" if is_share else None)}}
        if kind == 5:
            return {"not": self.test(depth - 1)}
        return {("all", "any")[kind - 6]: self.some(lambda: self.test(depth - 1), 2, 3)}

    # ---- Inputs

    def input(self, kind):
        """An input of a kind, often one that is there already."""
        alike = [id for id, input in self.inputs.items() if input["kind"] == kind or input.get("unit") == kind or (kind == "choice" and isinstance(input["kind"], dict))]
        if alike and (len(alike) >= 3 or self.chance(60)):
            return self.random.choice(alike)
        id = self.new_id("s")
        written = {"id": id, "label": "Số liệu", "kind": kind, "source": SOURCE}
        if kind in UNITS:
            written["kind"] = "whole" if kind != "hồ sơ" or self.chance(50) else "amount"
            written["unit"] = kind
            if self.chance(25):
                written["at_least"] = self.random.choice(["0", "1"])
            if self.chance(25):
                written["at_most"] = self.random.choice(["10", "100"])
        if kind == "choice":
            written["kind"] = {"choice": [{"id": f"c{place}", "label": f"Mục {place}"} for place in range(self.random.randint(2, 4))]}
        if self.chance(20):
            written["given_by"] = self.random.choice(["last_year", "office", "unit"])
        self.inputs[id] = written
        return id

    # ---- Ladders

    def standing(self, blocks, maximum):
        """How points become a standing; several ladders have the same rungs and the same for a late report."""
        kind = self.random.randrange(10)
        if kind == 0:
            return {"ranked_only": {"source": SOURCE}}
        if kind == 1:
            return {"not_stated": {"what": "Không nói ở đâu.", "source": SOURCE}}
        rungs = self.random.randint(2, 4)
        count = self.random.choice([1, 1, 1, 2])
        has_below = self.chance(40)
        late = self.random.randrange(rungs) if self.chance(50) else None
        self.ladders = [self.ladder(blocks, f"l{place}", rungs, has_below, late, maximum) for place in range(count)]
        standing = {"ladders": [ladder["id"] for ladder in self.ladders]}
        if count > 1:
            standing["lowest_of_all"] = statement()
        return {"ladders": standing}

    def ladder(self, blocks, id, count, has_below, late, maximum):
        """Rungs from the highest down, their limits on the whole falling."""
        is_gapped = self.chance(25)
        unit = None if maximum is None or self.chance(70) else maximum / 10
        limits = self.random.sample(range(1, 10), count)
        limits.sort(reverse=True)
        rungs = []
        for place, limit in enumerate(limits):
            is_open = place == count - 1 and not has_below
            rung = {"id": f"r{place}", "name": sourced(f"Mức {place}")}
            if not is_open:
                rung["conditions"] = self.conditions(blocks, limit, rungs, limits, place, unit, is_gapped)
            if id == "l0" and self.chance(10):  # a quota is of the level of all, so it stands on the first
                rung["quota"] = {"share": "25%", "source": SOURCE}
            rungs.append(rung)
        ladder = {"id": id, "rungs": rungs}
        ladder["name"] = "Thang"
        if has_below:
            ladder["below"] = sourced("Không xếp hạng")
        has_upper = any("at_most" in each or "below" in each for rung in rungs for each in rung.get("conditions", []))
        if has_upper:
            ladder["gaps"] = {"what": "Văn bản không nói.", "sources": [SOURCE]}
        if late is not None:
            ladder["late"] = {"rung": rungs[late]["id"], "source": SOURCE}
        if self.chance(60):
            ladder["sanctions"] = self.some(lambda: self.sanction(rungs), 1, 3)
        return ladder

    def conditions(self, blocks, limit, rungs, limits, place, unit, is_gapped):
        """A falling limit on one measure, and others beside it."""
        amount = {"share": f"{limit}0%"} if unit is None else {"points": show(limit * unit)}
        side = self.random.choice(["at_least", "above"])
        conditions = [{"of": "whole", side: amount, "source": SOURCE}]
        if is_gapped and place > 0:
            upper = Fraction(limits[place - 1]) - self.random.choice([Fraction(0), Fraction(1, 2)])
            most = {"share": show(upper / 10)} if unit is None else {"points": show(upper * unit)}
            conditions.append({"of": "whole", self.random.choice(["at_most", "below"]): most, "source": SOURCE})
        if self.chance(35):
            measure = self.measure(blocks)
            most = self.random.choice([{"share": "50%"}, {"share": "60%"}, {"points": "0.25"}, {"points": "0.4"}])
            conditions.append({"of": measure, self.random.choice(["at_least", "above"]): most, "source": SOURCE})
        if self.chance(20):
            conditions.append({"if": self.test(1), "source": SOURCE})
        return conditions

    def measure(self, blocks):
        groups = [group for block in blocks for group in block["groups"] if group.get("role") is None and group["id"] != self.left_out]
        items = [item for group in groups for item in group.get("items", []) if "max" in item]
        measures = [{"block": self.random.choice(blocks)["id"]}, {"group": self.random.choice(groups)["id"]}]
        if items:
            measures.append({"item": self.random.choice(items)["id"]})
        return self.random.choice(measures)

    def sanction(self, rungs):
        rung = self.random.choice(rungs)["id"]
        then = self.random.choice([{"not_above": rung}, {"down": 1}, {"rung": rung}])
        return {"id": self.new_id("x"), "what": "Vi phạm.", "if": self.test(1), "then": then, "source": SOURCE}


def whole_maximum(sheet, left_out):
    """What the whole is out of; `None` where only the unit's copy of the appendix says."""
    if "convert_to" in sheet.get("total", {}):
        return number(sheet["total"]["convert_to"]["value"])
    result = Fraction(0)
    for group in (group for block in sheet["blocks"] for group in block["groups"] if group.get("role", "scored") == "scored"):
        items = [item for item in group.get("items", []) if "max" in item and "stands_in_for" not in item]
        if group["id"] == left_out:
            continue
        if "weight" in group:
            result += number(group["weight"]["value"])
        elif "max" in group:
            result += number(group["max"]["value"])
        elif items:
            result += sum(number(item["max"]["value"]) for item in items)
        else:
            return None
    return result


def drop_applies_if(blocks):
    """Without an exclusion of the framework, only items with one of their own have `applies_if`."""
    for block in blocks:
        for group in block["groups"]:
            for item in group.get("items", []):
                if "not_applicable" not in item:
                    item.pop("applies_if", None)


# ---- Assessments


class Assessments:
    """Makes assessments of any framework."""

    def __init__(self, random, framework):
        self.random = random
        self.framework = framework
        self.limits = sorted({show(limit) for limit in limits_in(framework)}, key=Fraction) or ["1"]
        self.sheets = {sheet["id"]: sheet for sheet in framework["sheets"]}
        self.ratios = {id: sheet_ratios(sheet) for id, sheet in self.sheets.items()}
        self.zero_rules = [rule["id"] for rule in framework.get("zero_rules", [])]

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def assessment(self):
        unit_group = self.random.choice(self.framework["unit_groups"])
        sheet = self.sheets[unit_group["sheet"]]
        self.mess = self.random.choice([0, 0, 5, 10, 25, 50])
        figures = {input["id"]: self.input(input) for input in sheet.get("inputs", [])}
        self.hit_limits(sheet, figures)
        written = {
            "format": "bac-thang/assessment/1",
            "kind": self.framework["kind"],
            "unit_group": unit_group["id"],
            "inputs": [figure for figure in figures.values() if figure],
            "answers": [answer for answer in self.answers(sheet) if answer],
        }
        if self.chance(20):
            written["reporting"] = "late"
        return written

    # ---- Inputs

    def input(self, written):
        """What is entered for an input; `None` where nothing is."""
        kind, id = written["kind"], written["id"]
        if self.chance(self.mess // 2):
            return None if self.chance(50) else {"input": id}
        if self.chance(self.mess // 6):
            return self.random.choice([{"input": id, "choice": "yes"}, {"input": id, "number": {"value": "1"}}])
        if kind == "yes_no" or isinstance(kind, dict):
            options = ["yes", "no"] if kind == "yes_no" else [option["id"] for option in kind["choice"]]
            return {"input": id, "choice": "khac" if self.chance(self.mess // 6) else self.random.choice(options)}
        return {"input": id, "number": self.figure(written)}

    def figure(self, written):
        kind = written["kind"]
        if self.chance(self.mess // 4):
            return self.random.choice([{"typed": "abc"}, {"value": "-1"}, {"value": "100001"}, {"typed": "2,5"}, {"value": "10.5"}, {"value": "1.5"}, {"value": "50%"}, {"value": "100%"}, {"value": "3/1"}, {"value": "1/4"}, {"typed": "50%"}])
        if kind == "share":
            share = self.random.choice(["0", "0.05", "0.1", "0.3", "0.5", "0.625", "0.7", "0.8", "0.9", "0.999", "1"] + [limit for limit in self.limits if 0 <= Fraction(limit) <= 1 and "/" not in limit])
            return entry(self.random, Fraction(share), is_share=True)
        value = Fraction(self.random.choice(["0", "0", "1", "2", "3", "4", "5", "7", "9", "10", "20", "34", "99", "100"] + self.limits))
        if kind == "whole" or (100 * value).denominator != 1:
            value = Fraction(int(value))
        elif self.chance(30):
            value += Fraction(1, 2)
        least, most = number(written.get("at_least", "0")), number(written.get("at_most", "1000000"))
        return entry(self.random, min(max(value, least), most))

    def hit_limits(self, sheet, figures):
        """Numerators that make a ratio lie on a limit, or within 1."""
        for of, by in self.ratios[sheet["id"]]:
            below = figures.get(by) and figures[by].get("number", {}).get("value")
            if not below or below.endswith("%") or not self.chance(60) or of == by:
                continue
            value = Fraction(int(Fraction(below) * Fraction(self.random.choice(["0", "1/3", "0.5", "0.7", "0.8", "0.9", "1", "1"] + self.limits))))
            if abs(value) < 100000 and figures.get(of):
                figures[of] = {"input": of, "number": entry(self.random, max(value, Fraction(0)))}

    # ---- Answers

    def answers(self, sheet):
        for block in sheet["blocks"]:
            for group in block["groups"]:
                if group.get("items"):
                    for item in group["items"]:
                        yield self.answer(item["id"], item, "entered" in item["rule"], "mandatory" in item["rule"])
                else:
                    yield self.own_group(group)

    def answer(self, id, written, is_entered, is_mandatory):
        answer = {"of": id}
        maximum = number(written["max"]["value"]) if "max" in written else None
        if is_entered and not self.chance(self.mess // 2):
            answer["points"] = self.points(maximum)
        if self.chance(3 + self.mess // 4):
            answer["silence"] = self.silence()
        self.prove(answer)
        if not is_mandatory and self.chance(6):
            answer["appraised"] = {"points": self.points(maximum)}
        return answer if len(answer) > 1 else None

    def prove(self, answer):
        if self.chance(40):
            answer["evidence"] = [{"number": "1/QĐ", "form": "Quyết định"}]
        elif self.chance(10):
            answer["evidence"] = [self.random.choice([{}, {"number": " "}, {"link": "\u200b"}, {"form": " \t", "date": "\ufeff"}])]
        elif self.chance(20):
            answer["explanation"] = "Có hồ sơ lưu."

    def points(self, maximum):
        if maximum is None:
            maximum = Fraction(10)
        if self.chance(self.mess // 6):
            return self.random.choice([{"typed": "x"}, {"value": "-1"}, {"value": show(maximum + 1)}, {"value": "50%"}, {"value": "1/1"}, {"typed": "50%"}])
        steps = self.random.choice([1, 2, 4, 5, 10])
        return entry(self.random, maximum * self.random.randint(0, steps) / steps)

    def silence(self):
        if self.chance(25):
            return {"undefined": {"reason": "Chưa có số liệu"}}
        return {"not_applicable": {"reason": "Không có", "decided": self.chance(50)}}

    def lines(self, maximum):
        """A group broken down into lines of one size; `frameworks/README.md` does not say what else lines may be."""
        count = self.random.choice([1, 2, 4])
        lines = [{"name": f"Dòng {place}", "max": entry(self.random, maximum / count)} for place in range(count)]
        for line in lines:
            if not self.chance(self.mess // 2):
                line["points"] = {"value": show(round_down(maximum / count * self.random.choice([Fraction(0), Fraction(1, 2), Fraction(1)])))}
            if self.chance(50):
                self.prove(line)
        return lines

    def own_group(self, group):
        """A group whose points the unit enters."""
        answer = self.answer(group["id"], group, is_entered=True, is_mandatory=False) or {"of": group["id"]}
        if "max" not in group and not self.chance(self.mess // 3):
            answer["max"] = entry(self.random, Fraction(10))
        if "max" in group and self.chance(25):
            answer["lines"] = self.lines(number(group["max"]["value"]))
        if self.zero_rules and self.chance(8):
            answer["zero_rule"] = self.random.choice(self.zero_rules)
        return answer if len(answer) > 1 else None


def entry(random, value, is_share=False):
    """A number, typed or as its value, or both."""
    value = round_down(value)
    typed = show(value * 100).replace(".", ",") + "%" if is_share else show(value).replace(".", ",")
    kind = random.randrange(3)
    if is_share and random.randrange(4) == 0:
        return {"typed": f"{value.numerator}/{value.denominator}"}
    if kind == 0:
        return {"value": show(value)}
    return {"typed": typed} if kind == 1 or is_share else {"typed": typed, "value": show(value)}


def round_down(value):
    """To at most four decimals, which is what people type."""
    return Fraction(int(value * 10000), 10000)


def limits_in(written):
    """Every limit of a band, test or condition."""
    if isinstance(written, list):
        for each in written:
            yield from limits_in(each)
    elif isinstance(written, dict):
        for name, value in written.items():
            if name in ("at_least", "above", "at_most", "below", "equal") and isinstance(value, str):
                yield number(value)
            else:
                yield from limits_in(value)


def sheet_ratios(sheet):
    """Pairs of inputs, one by the other."""
    pairs = []

    def search(written):
        if isinstance(written, list):
            for each in written:
                search(each)
        elif isinstance(written, dict):
            ratio = written.get("ratio")
            if isinstance(ratio, dict) and "of" in ratio:
                of, by = ratio["of"], ratio["by"]
                if isinstance(of, dict) and isinstance(by, dict) and "input" in of and "input" in by:
                    pairs.append((of["input"], by["input"]))
            for each in written.values():
                search(each)

    search(sheet["blocks"])
    return pairs
