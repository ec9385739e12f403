"""The fields of forms: how each kind is read, compared and shown, whether a wizard or a record's page holds it.

A field is a descriptor on a wizard class; on a record's page it is made from the model's `FieldInfo`
(`core.ui.record_fields`). What a form posts is text; `tidy` makes two spellings of one value equal, `parse` makes the
value or refuses, `canon` is the value as it is compared, `held` as an input holds it, `display` as a reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.figures import NO_NUMBER, read_decimal, shortest, with_places
from core.ui.pages import written_at
from core.ui.reading import Formats

if TYPE_CHECKING:
    from core.ui.settle import Shape

NOT_OFFERED = "Choose one of the offered values."
NO_DATE = "Enter a date."
TOO_LONG = "At most {n} characters."
TOO_EXACT = "At most {n} decimal places."
LONGEST = 1_000_000
LARGEST_ID = 2**31
Choices = Mapping[str, str] | Callable[[Any], Mapping[str, str]]


class Field:
    """One line of text, and what all fields share."""

    widget = "text"
    blank: Any = None
    many, figure, kept, sticks = False, False, True, False

    def __init__(
        self,
        label: str,
        *,
        required: bool | str | Callable[[Any], bool] = False,
        shown: Callable[[Any], bool] | None = None,
        read_only: bool | Callable[[Any], bool] = False,
        help: str = "",  # noqa: A002
        after: object = None,
        size: int = 0,
        secret: bool = False,
    ) -> None:
        self.label, self.required, self.shown, self.read_only, self.after = label, required, shown, read_only, after
        self.help, self.size, self.secret = help, size, secret
        self.name = ""
        self.where = written_at()
        if secret:
            self.widget = "secret"

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, form: Any, owner: Any = None) -> Any:
        return self if form is None else form._value(self)

    def __set__(self, form: Any, value: Any) -> None:
        form._assign(self, value)

    def is_shown(self, form: Shape) -> bool:
        """Whether the form has this field now."""
        return self.shown is None or bool(form._hold(self.shown))

    def is_editable(self, form: Shape) -> bool:
        """Whether the user may change it now."""
        fixed = form._hold(self.read_only) if callable(self.read_only) else self.read_only
        return form._may_edit and not fixed and self.is_shown(form)

    def is_required(self, form: Shape) -> bool:
        """Whether it must not be empty now."""
        return bool(form._hold(self.required)) if callable(self.required) else bool(self.required)

    def missing(self) -> str:
        """The message where it is empty and must not be."""
        return self.required if isinstance(self.required, str) else Text("Fill in {label}.", label=word(self.label))

    def tidy(self, raw: str) -> str:
        """The raw text such that two spellings of one value are equal."""
        return raw if self.secret else raw.strip().replace("\r\n", "\n")

    def parse(self, raw: str, form: Any) -> Any:
        """The value. Raises Refused with the text for the field."""
        value = self.tidy(raw)
        if len(value) > (self.size or LONGEST):
            raise Refused(TOO_LONG, n=self.size or LONGEST)
        return value

    def canon(self, value: Any) -> str:
        """The value as it is compared, and as an input holds it unless `held` says otherwise."""
        return "" if value is None else str(value)

    def held(self, form: Any, value: Any) -> str:
        """The value as an input of this form holds it."""
        return self.canon(value)

    def display(self, value: Any, formats: Formats) -> str:
        """The value as a reader sees it."""
        if self.secret:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, (int, Decimal)):
            return formats.number(value)
        if isinstance(value, datetime):
            return formats.instant(value)
        if isinstance(value, date):
            return formats.date(value)
        if isinstance(value, (list, tuple)):
            return ", ".join(str(one) for one in value)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def as_read(self, form: Any, value: Any, formats: Formats) -> str:
        """The value as a reader of this form sees it."""
        return self.display(value, formats)


class LongText(Field):
    """Plain text of several lines. `snippets(form)` is an address of texts to put in (`core/static/snippets.js`)."""

    widget = "long_text"
    snippets: Callable[[Any], str] | None = None


class Number(Field):
    """An exact number with `digits` places, which may depend on the form; `inexact` is said of one with more."""

    widget = "number"
    figure = True

    def __init__(
        self,
        label: str,
        *,
        digits: int | Callable[[Any], int] = 2,
        inexact: str | Callable[[Any], str] = "",
        trimmed: bool = False,
        **kw: Any,
    ) -> None:
        super().__init__(label, **kw)
        self.digits, self.inexact, self.trimmed = digits, inexact, trimmed

    def tidy(self, raw: str) -> str:
        try:
            return self.canon(read_decimal(raw)) if raw.strip() else ""
        except Refused:
            return raw.strip()

    def parse(self, raw: str, form: Any) -> Any:
        if not raw.strip():
            return None
        value = read_decimal(raw)
        digits = self.places(form)
        if value != round(value, digits):
            raise Refused(self._inexact(form) if self.inexact else TOO_EXACT, n=digits)
        return value

    def places(self, form: Any) -> int:
        """How many decimal places it may have now."""
        return self.digits(form._subject) if callable(self.digits) else self.digits

    def _inexact(self, form: Any) -> str:
        # Braces of filled-in names must not be read as places of the template again.
        said = self.inexact(form._subject) if callable(self.inexact) else self.inexact.format(form=form._subject)
        return said.replace("{", "{{").replace("}", "}}")

    def canon(self, value: Any) -> str:
        return "" if value is None else shortest(value)

    def held(self, form: Any, value: Any) -> str:
        """With the places that a reader sees: a price of 18.50 is not edited as 18.5."""
        text = self.canon(value)
        return with_places(text, self.places(form)) if text and not self.trimmed else text

    def display(self, value: Any, formats: Formats) -> str:
        if value is None:
            return ""
        return formats.number(value, self.digits if isinstance(self.digits, int) and not self.trimmed else None)


class Whole(Number):
    """A whole number."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, digits=0, **kw)

    def parse(self, raw: str, form: Any) -> Any:
        value = super().parse(raw, form)
        if value is not None and abs(value) >= LARGEST_ID:
            raise Refused(NO_NUMBER)
        return None if value is None else int(value)


class Day(Field):
    """A calendar day."""

    widget = "date"

    def parse(self, raw: str, form: Any) -> Any:
        try:
            return date.fromisoformat(raw.strip()) if raw.strip() else None
        except ValueError:
            raise Refused(NO_DATE) from None


class Moment(Field):
    """An instant, entered and shown in the user's zone, kept in UTC (SPEC XC-6)."""

    widget = "instant"

    def __init__(self, label: str, *, zone: str = "UTC", **kw: Any) -> None:
        super().__init__(label, **kw)
        self.zone = ZoneInfo(zone)

    def parse(self, raw: str, form: Any) -> Any:
        if not raw.strip():
            return None
        try:
            entered = datetime.fromisoformat(raw.strip())
            found = (entered if entered.tzinfo else entered.replace(tzinfo=self.zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Refused(NO_DATE) from None
        if not 1 < found.year < 9999:  # the ends of the calendar are no moments in every zone
            raise Refused(NO_DATE)
        return found

    def tidy(self, raw: str) -> str:
        try:
            return self.canon(self.parse(raw, None))
        except Refused:
            return raw.strip()

    def canon(self, value: Any) -> str:
        return "" if value is None else value.astimezone(self.zone).strftime("%Y-%m-%dT%H:%M")


class Tick(Field):
    """Yes or no."""

    widget, blank = "tick", False

    def parse(self, raw: str, form: Any) -> Any:
        return raw.strip().lower() in ("1", "on", "true", "yes")

    def tidy(self, raw: str) -> str:
        return self.canon(self.parse(raw, None))

    def canon(self, value: Any) -> str:
        return "1" if value else ""

    def is_required(self, form: Shape) -> bool:
        return False


class OneOf(Field):
    """One of a few named values."""

    widget = "choice"

    def __init__(self, label: str, *, choices: Choices, tones: Mapping[str, str] | None = None, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.choices, self.tones = choices, tones or {}

    def offered(self, form: Any) -> Mapping[str, str]:
        """Value -> label."""
        return self.choices(form._subject) if callable(self.choices) else self.choices

    def parse(self, raw: str, form: Any) -> Any:
        value = raw.strip()
        if value and value not in self.offered(form):
            raise Refused(NOT_OFFERED)
        return value or None

    def display(self, value: Any, formats: Formats) -> str:
        named = {} if callable(self.choices) else self.choices
        return named.get(value, "" if value is None else str(value))

    def as_read(self, form: Any, value: Any, formats: Formats) -> str:
        return self.offered(form).get(value) or self.display(value, formats)


class Pick(Field):
    """A link. `among` is the one statement of what may be chosen: options, validation and the API use it.

    `refused(form, record)` says why a record that the user may see is not among them. `empty` is shown where nothing
    is chosen, for example why there is nothing to choose.
    """

    widget = "pick"
    searched = False
    """Whether its choices are found by words only, and not read with the form."""

    def __init__(
        self,
        label: str,
        *,
        among: Callable[[Any], Any],
        refused: Callable[[Any, Any], str | None] | None = None,
        empty: str | Callable[[Any], str] = "",
        **kw: Any,
    ) -> None:
        super().__init__(label, **kw)
        self.among, self.why_not, self.empty = among, refused, empty

    def nothing(self, form: Any) -> str:
        """What stands where nothing is chosen."""
        return self.empty(form._subject) if callable(self.empty) else self.empty

    def parse(self, raw: str, form: Any) -> Any:
        if not raw.strip():
            return None
        return self.chosen(raw.strip(), form)

    def chosen(self, raw: str, form: Any) -> Any:
        """The offered record with this id. Raises Refused: unknown ids get one neutral answer."""
        if not re.fullmatch(r"[0-9]{1,10}", raw) or int(raw) >= LARGEST_ID:
            raise Refused(NOT_OFFERED)
        found = form._find(self, int(raw))
        if found is None:
            why = None
            if self.why_not is not None and (other := form._look(self, int(raw))) is not None:
                why = self.why_not(form._subject, other)
            raise Refused(why or NOT_OFFERED)
        return found

    def canon(self, value: Any) -> str:
        return "" if value is None else str(value.id)


class PickMany(Pick):
    """Several links. Posted once a value; the canonical text is the ids in order."""

    widget, blank, many = "pick_many", (), True

    def tidy(self, raw: str) -> str:
        words = raw.replace(",", " ").split()
        return " ".join(sorted(dict.fromkeys(words), key=lambda word: (len(word), word)))

    def parse(self, raw: str, form: Any) -> Any:
        return [self.chosen(word, form) for word in self.tidy(raw).split()]

    def canon(self, value: Any) -> str:
        return " ".join(str(one) for one in sorted(one.id for one in value or ()))


class Rows(Field):
    """A table whose lines are forms of their own. `adding` and `removing` say whether lines come and go."""

    widget, blank = "rows", ()

    def __init__(
        self,
        row: Any,
        label: str,
        *,
        adding: bool | Callable[[Any], bool] = False,
        removing: bool | Callable[[Any], bool] = True,
        empty: str | Callable[[Any], str] = "",
        **kw: Any,
    ) -> None:
        super().__init__(label, **kw)
        self.row, self.adding, self.removing, self.empty = row, adding, removing, empty

    def adds(self, form: Any) -> bool:
        """Whether lines may be added now."""
        return self.is_editable(form) and bool(self.adding(form._subject) if callable(self.adding) else self.adding)

    def removes(self, form: Any) -> bool:
        """Whether lines may be removed now."""
        return self.is_editable(form) and bool(
            self.removing(form._subject) if callable(self.removing) else self.removing
        )

    def nothing(self, form: Any) -> str:
        """What stands where there is no line."""
        return self.empty(form._subject) if callable(self.empty) else self.empty

    def columns(self) -> Mapping[str, Field]:
        """The fields of a line."""
        fields: Mapping[str, Field] = self.row._fields
        return fields

    def canon(self, value: Any) -> str:
        return " ".join(row._key for row in value or ())
