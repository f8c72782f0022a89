"""Known differences: where the first engine does not do what the documentation says.

Each is named here with the sentence it is about. While it is `True` the second engine does as the first, so that other differences
show; once the first engine or the documentation is put right, it goes.
"""

# "What a trace says": `tested` after "every test that an item, part or `passed` asks". There are no steps of `applies_if`.
NO_STEPS_OF_APPLIES_IF = True

# "What an assessment says": needed is "every input the rule reads, but for … the test of an exception whose worth is no more than the
# band's". Where the value of `bands` is blank, unusable or undefined the exception's test is not looked at.
NO_EXCEPTION_WITHOUT_VALUE = True
