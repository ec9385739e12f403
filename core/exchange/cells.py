"""Values as cells hold them, and back to what a form would post: numbers and days as the file's writer writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from core.exchange.columns import Words
from core.exchange.tables import Cell, Dialect
from core.orm.refused import Refused
from core.ui.rendering.formats import parse_locale
from core.ui.wizard_fields import Day, Field, Moment, Number, OneOf, Tick

if TYPE_CHECKING:
    from core.orm.env import Env

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run (fault 61)."""
ESCAPED = re.compile("'+[" + re.escape("".join(FORMULA)) + "]")
YES, NO = ("yes", "y", "true", "x", "1", "on"), ("no", "n", "false", "0", "off", "")
CENTS = 2
"""Places of an amount that has no smaller parts."""
NO_TICK = "Enter yes or no."
SHOWN_ERROR = "The spreadsheet shows {error} here."
ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"))
ORDERS = {"dmy": "Day, month, year", "mdy": "Month, day, year", "ymd": "Year, month, day"}
DAY = re.compile(r"(\d{1,4})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{1,4})\.?")
SIGNS = re.compile(r"^[€$£¥]\s*|\s*[€$£¥%]$")
"""What may stand around a number."""
GROUPED = {
    ",": re.compile(r"[+-]?\d{1,3}(?:[.\u0020\u00a0\u202f'’]\d{3})+(?:,\d*)?"),
    ".": re.compile(r"[+-]?\d{1,3}(?:[,\u0020\u00a0\u202f'’]\d{3})+(?:\.\d*)?"),
}
"""Numbers whose thousands are parted, by the decimal sign."""


@dataclass(frozen=True)
class Manner:
    """How numbers and days are written: the decimal sign, the order of day, month and year, and yes and no."""

    decimal: str = "."
    order: str = "ymd"
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO


def manner_of(env: Env, words: Words, *, decimal: str = "", order: str = "") -> Manner:
    """The manner of the user's language, but for what is given."""
    locale = parse_locale(env.user.locale)
    pattern = str(locale.date_formats["short"].pattern).lower()
    signs = sorted("dmy", key=lambda sign: pattern.find(sign) % 100)
    usual = "".join(signs)
    symbol = str(locale.number_symbols.get("latn", {}).get("decimal", "."))
    return Manner(
        decimal if decimal in (",", ".") else symbol if symbol in (",", ".") else ".",
        order if order in ORDERS else usual if usual in ORDERS else "ymd",
        (*YES, words("yes").casefold()), (*NO, words("no").casefold()),
    )  # fmt: skip


def guessed(manner: Manner, dialect: Dialect, columns: Iterable[tuple[Field | None, Sequence[Cell]]]) -> Manner:
    """The manner that a file's own values speak for; the user's where they say nothing.

    Where commas part the cells the decimal sign is a point; semicolons are used where it is a comma.
    """
    sign = {",": ".", ";": ","}.get(dialect.separator, manner.decimal)
    order, told = manner.order, set[str]()
    for field, cells in columns:
        texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
        if isinstance(field, Number):
            told |= {found[1] for text in texts if (found := re.fullmatch(r".*\d([,.])\d{1,2}", text))}
        elif isinstance(field, (Day, Moment)):
            order = _order_of(texts, order)
    if len(told) == 1:
        sign = told.pop()
    return Manner(sign, order, manner.yes, manner.no)


def _order_of(texts: Iterable[str], usual: str) -> str:
    for text in texts:
        if (found := DAY.match(text)) is None or len(found[1]) == 4:
            continue
        if int(found[1]) > 12:
            return "dmy"
        if int(found[2]) > 12:
            return "mdy"
        if "." in text:
            usual = "dmy"
    return usual


# --- from a cell to what a form takes ---------------------------------------------------------------------------------


def raw_of(f: Field | None, cell: Cell, manner: Manner) -> str:
    """The text that a form would post. What makes no sense is passed on as it is: the form says what is wrong with it.

    Raises Refused for what no form can be told.
    """
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.strip() in ERRORS:
        raise Refused(SHOWN_ERROR, error=cell.strip())
    if isinstance(f, Tick):
        return _tick(cell, manner)
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(f, (Day, Moment)):
        return _moment(f, cell, manner)
    if isinstance(cell, Decimal):
        return _plain(cell)
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(f, Number):
        return number_of(cell, manner.decimal)
    return cell


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _tick(cell: Cell, manner: Manner) -> str:
    if isinstance(cell, bool):
        return "1" if cell else "0"
    word = str(cell).strip().casefold()
    if word in manner.yes:
        return "1"
    if word in manner.no:
        # Not nothing: a new record may begin with a yes.
        return "0" if word else ""
    raise Refused(NO_TICK)


def number_of(text: str, decimal: str) -> str:
    """A number as programs write it, as far as it is one in this manner."""
    found = SIGNS.sub("", text.strip().replace("\u2212", "-"))
    if GROUPED[decimal].fullmatch(found):
        found = "".join(c for c in found if c.isdecimal() or c in (decimal, "+", "-"))
    return found.replace(",", ".") if decimal == "," else found


def _moment(f: Field, cell: Cell, manner: Manner) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="minutes") if isinstance(f, Moment) else cell.date().isoformat()
    if isinstance(cell, date):
        return f"{cell.isoformat()}T00:00" if isinstance(f, Moment) else cell.isoformat()
    text = str(cell).strip()
    if (found := DAY.match(text)) is None:
        return text
    first, second, third = found.groups()
    order = "ymd" if len(first) == 4 else manner.order if len(third) in (2, 4) else "ymd"
    by_sign = dict(zip(order, (first, second, third), strict=True))
    year = by_sign["y"] if len(by_sign["y"]) > 2 else f"20{by_sign['y']:0>2}"
    day = f"{year:0>4}-{by_sign['m']:0>2}-{by_sign['d']:0>2}"
    rest = text[found.end() :].strip().removeprefix("T").strip(" ,")
    if isinstance(f, Day):
        return day if rest in ("", "00:00", "00:00:00", "0:00") else text
    return f"{day}T{rest:0>5}" if rest and rest[1:2] == ":" else f"{day}T{rest or '00:00'}"


def choice_of(f: OneOf, text: str, offered: Mapping[str, str], words: Words) -> str:
    """The stored value of a choice, by itself or by its label; the text itself where it is neither."""
    wanted = text.strip()
    if wanted in offered:
        return wanted
    folded = wanted.casefold()
    return next((value for value, label in offered.items() if folded in (label.casefold(), words(label).casefold())),
                wanted)  # fmt: skip


# --- from a value to a cell -------------------------------------------------------------------------------------------


def cell_of(f: Any, value: Any, words: Words, zone: ZoneInfo) -> Cell:
    """A value of a search as a cell. `f` has `kind` and `choices`; instants are in the user's zone."""
    if value is None:
        return None
    if isinstance(value, bool):
        return words("yes") if value else words("no")
    if f.kind == "choice":
        return words(f.choices.get(value, str(value)))
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, Decimal):
        return _rounded(f, value)
    if isinstance(value, date):
        return value
    if isinstance(value, (list, tuple)):
        return joined(str(one) for one in value)
    return str(value)


def _rounded(f: Any, value: Decimal) -> Decimal:
    """Without the zeros that are only stored: two places of an amount, as many as it has of a quantity."""
    least = 0 if f.trimmed else min(f.digits, CENTS)
    places = max(least, -int(value.normalize().as_tuple().exponent)) if value.is_finite() else least
    return Decimal(value).quantize(Decimal(1).scaleb(-places))


def joined(names: Iterable[str]) -> str:
    """Several names in one cell: "Urgent, \"Weber, Sons\""."""
    return ", ".join('"' + name.replace('"', '""') + '"' if set(name) & set(',;"') else name for name in names)


def parted(text: str) -> list[str]:
    """The names in a cell, parted by commas or by semicolons; a name in quotation marks may hold either."""
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    sign = ";" if ";" in outside else ","
    found = re.findall(rf'\s*("(?:[^"]|"")*"|[^{sign}]*)\s*(?:{sign}|$)', text)
    names = (one.strip()[1:-1].replace('""', '"') if one.strip()[:1] == '"' and one.strip()[-1:] == '"' else one
             for one in found)  # fmt: skip
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula. Numbers stay numbers; `unescaped` gives the text back."""
    begins = text.startswith(FORMULA) and not _is_number(text)
    return "'" + text if begins or ESCAPED.match(text) else text


def unescaped(text: str) -> str:
    """The text behind a cell of a CSV that was made harmless, here or by another program."""
    return text[1:] if ESCAPED.match(text) else text


def _is_number(text: str) -> bool:
    return text[:1] in "+-" and text[1:].replace(",", "").replace(".", "").replace("\u00a0", "").isdecimal()
