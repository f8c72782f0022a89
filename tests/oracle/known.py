"""Known differences: where the first engine does not do what the documentation says.

Each is named here with the sentence it is about. While it is `True` the second engine does as the first, so that other differences
show; once the first engine or the documentation is put right, it goes.
"""

# "What a trace says": `tested` after "every test that an item, part or `passed` asks". There are no steps of `applies_if`.
NO_STEPS_OF_APPLIES_IF = True

# "What an assessment says": needed is "every input the rule reads, but for … the test of an exception whose worth is no more than the
# band's". Where the value of `bands` is blank, unusable or undefined the exception's test is not looked at.
NO_EXCEPTION_WITHOUT_VALUE = True

# "Guaranteed and possible": where it is not known whether an item applies, or a silence makes it undefined, a `sum` or `best_of` counts
# the points of its known parts as guaranteed, and no more than they leave as possible, whatever its vetoes; yet "a silence goes before
# anything else", and it may turn out not to apply.
PARTS_COUNT_IN_SILENCE = True

# "Rounding": "Rounded is, in this order: each item's points, a group's points (after its maximum), …". The points of a group without
# items are not rounded.
OWN_GROUPS_ARE_NOT_ROUNDED = True

# "An item": "`count` in a deduction group (none: no limit of its own)". As guaranteed, an item without a limit that is not known takes
# away the largest number of 64 bits.
NO_LIMIT_IS = 2**63 - 1

# "Ladders": "With several ladders the level is the lowest"; of sanctions and late reports, "None of them ever lifts a unit". A unit in a
# gap above a rung is taken for lower than any rung when ladders are compared, and is lifted to the rung of a sanction that is higher.
GAPS_ARE_NOT_COMPARED = True

# "Không áp dụng": rescaled is "converted back to the maximum it would have had with it". What the unit's own copy of the appendix says a
# group is out of is not counted in that.
OWN_MAXIMA_ARE_NOT_CONVERTED_BACK = True

# "What an assessment says": "A silence goes before anything else". A zero rule goes before a silence.
ZERO_RULES_GO_BEFORE_SILENCES = True
