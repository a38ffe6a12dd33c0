"""Numbers, money and dates as Dutch readers write them: 1.234,5, € 438.151, 19 januari 2021."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from roer.core.values.money import Euro
from roer.core.values.periods import MONTHS

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LARGEST = 1e15
"""From here on a float no longer tells every whole number apart."""
_TYPED = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?")


def number(value: float | int | Decimal, decimals: int = 0) -> str:
    """`value` with points per thousand and a decimal comma, rounded half up: number(1234.56, 1) == '1.234,6'."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(rounded):,.{decimals}f}".partition(".")
    sign = MINUS if rounded < 0 else ""
    return sign + whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def read_number(typed: str) -> Decimal:
    """What somebody typed as a number: '1.234,56', '−0,5', '€ 12'. The inverse of `number`, and of `exact`.

    A point only parts thousands: '12.50' could be twelve and a half or a slip, so it is refused. Raises ValueError.
    """
    bare = re.sub(r"[\s€]", "", typed).replace(MINUS, "-")
    if not _TYPED.fullmatch(bare):
        raise ValueError(f"{typed!r} is not a number as the Dutch write it; expected for example 1.234,56")
    return Decimal(bare.replace(".", "").replace(",", "."))


def exact(value: float | Decimal) -> str:
    """A number with all the decimals that it has, as it is typed in a form: '0,1', '1.234,56', '−3'."""
    told = (Decimal(repr(value)) if isinstance(value, float) else value).normalize()
    return number(told, max(0, -int(told.as_tuple().exponent)))


def money(amount: Euro) -> str:
    """'€ 438.151' for whole euros, '€ 219.075,50' otherwise."""
    return f"€{NBSP}{number(Decimal(amount.cents) / 100, 0 if amount.cents % 100 == 0 else 2)}"


def day(moment: date) -> str:
    """'19 januari 2021'."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def listing(words: list[str] | tuple[str, ...], last: str = "en") -> str:
    """'a', 'a en b', 'a, b en c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plural(count: int, one: str, many: str) -> str:
    """'1 buurt', '2 buurten'; zero reads as 'geen buurten'."""
    return f"geen {many}" if count == 0 else f"{number(count)} {one if count == 1 else many}"


def figure(value: float) -> str:
    """A number with as many decimals as it has, six at most: '10,4', '1.200'; one too large to read as '1e+20'."""
    if abs(value) >= LARGEST:
        return f"{value:g}".replace(".", ",")
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return number(value, len(text.partition(".")[2]))
