"""Exact numbers: how they are written, read and rounded ("Numbers are text", "Rounding")."""

from fractions import Fraction
from math import floor


def number(text):
    """A number as frameworks write it: `7.5`, `90%`, `2/3`."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def typed(text):
    """A number as people in Việt Nam type it, with a decimal comma; None where it is not readable."""
    text = text.strip()
    of, slash, by = text.partition("/")
    if slash:
        of, by = plain(of), plain(by)
        return of / by if of is not None and by else None
    percent = text.endswith("%")
    if percent:
        text = text[:-1]
    value = plain(text)
    return value / 100 if percent and value is not None else value


def plain(text):
    """A number without a sign behind it."""
    text = text.strip()
    digits = text[1:] if text.startswith("-") else text
    whole, comma, decimals = digits.partition(",")
    if not (whole.isascii() and whole.isdigit()):
        return None
    if comma and not (decimals.isascii() and decimals.isdigit()):
        return None
    return Fraction(text.replace(",", "."))


def show(value):
    """The one way a number is written: a decimal where it ends, else a fraction in lowest terms."""
    if value is None:
        return None
    below, above = value.denominator, value.numerator
    twos = fives = 0
    while below % 2 == 0:
        below //= 2
        twos += 1
    while below % 5 == 0:
        below //= 5
        fives += 1
    if below != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    if places == 0:
        return str(above)
    digits = str(abs(above) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if above < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def rounded(value, step, mode):
    """The nearest multiple of `step`: "Rounding (§10, §28)"."""
    steps = abs(value) / step
    down = floor(steps)
    rest = steps - down
    half = Fraction(1, 2)
    if mode == "up":
        more = rest > 0
    elif mode == "down":
        more = False
    elif mode == "half_up":
        more = rest >= half
    else:
        more = rest > half or (rest == half and down % 2 == 1)
    result = (down + more) * step
    return -result if value < 0 else result


def worth(written, maximum):
    """A worth: points, or a share of the maximum ("Points: the rules")."""
    if "points" in written:
        return number(written["points"])
    return number(written["share"]) * maximum
