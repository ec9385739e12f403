"""The fields of a record's page, made from what its model declares and what the page says about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from core.orm.composition import Composition
from core.orm.fields import FieldInfo
from core.orm.layers import DeclarationError
from core.ui.pages import Show
from core.ui.wizard_fields import Day, Field, LongText, Moment, Number, OneOf, Pick, PickMany, Tick, Whole

LONGEST_SECRET = 1000
"""Characters."""


class RichText(LongText):
    """HTML: sanitised by `core.ui.rich_text` when it is read (SPEC XC-10)."""

    widget = "rich_text"

    def parse(self, raw: str, form: Any) -> Any:
        from core.ui.rich_text import cleaned

        return cleaned(super().parse(raw, form))

    def tidy(self, raw: str) -> str:
        return raw.replace("\r\n", "\n").strip()

    def canon(self, value: Any) -> str:
        return "" if value is None else str(value).replace("\r\n", "\n").strip()


class Secret(Field):
    """A sealed value: typed and sealed at once. Left empty, what stands stays."""

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, size=LONGEST_SECRET, secret=True, **kw)
        self.widget = "sealed"

    def parse(self, raw: str, form: Any) -> Any:
        text = super().parse(raw, form)
        return form.env.seal(text) if text else form._read(self)

    def canon(self, value: Any) -> str:
        return "" if value is None else sha256(value.token.encode()).hexdigest()

    def display(self, value: Any, formats: Any) -> str:
        return "" if value is None else str(value)


class Money(Number):
    """An amount. `path` leads from the record to its currency, which gives `digits` and `code`."""

    def __init__(self, label: str, *, path: str, most: int, **kw: Any) -> None:
        super().__init__(label, digits=self._digits, **kw)
        self.path, self.most = path, most

    def currency(self, record: Any) -> Any:
        """The record's currency, None as long as it has none."""
        for step in self.path.split("."):
            record = getattr(record, step, None)
        return record

    def _digits(self, record: Any) -> int:
        currency = self.currency(record)
        return self.most if currency is None else int(currency.digits)

    def as_read(self, form: Any, value: Any, formats: Any) -> str:
        """With the sign of the currency, but for the cells of a table, which are all in one."""
        currency = self.currency(form._subject)
        if value is None or currency is None:
            return self.display(value, formats)
        return str(formats.amount(value, currency.code) if form._path else formats.money(value, currency.code))


class Linked(Pick):
    """A many2one: `column` is its foreign key; `system` why its names are read as system work."""

    def __init__(self, label: str, *, info: FieldInfo, system: str, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.column, self.target, self.system = info.column, info.target, system


class LinkedMany(PickMany):
    """A many2many. `makes`: naming a record that is not there makes it (see `core.ui.new_names`)."""

    makes = False

    def __init__(self, label: str, *, info: FieldInfo, system: str, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.target, self.system = info.target, system


class Worked(Field):
    """A value that the model works out, or a list that is only shown."""

    widget = "shows"

    def __init__(self, label: str, *, digits: int | None = None, figure: bool = False, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.read_only, self.digits, self.figure = True, digits, figure

    def display(self, value: Any, formats: Any) -> str:
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return str(formats.number(value, self.digits))
        return super().display(value, formats)


@dataclass(frozen=True, eq=False)
class LineSpec:
    """What the lines of a `Lines` part are: their model, the link back to the record, and their fields."""

    model: str
    back: str
    _fields: Mapping[str, Field]
    _reactions: Mapping[str, tuple[str, ...]]


def everything(models: Composition, target: str) -> Callable[[Any], sa.Select[Any]]:
    """The choices where a page names none: all records in use, in their order."""
    cls, info = models.models[target], models.info(target)

    found = sa.select(cls)
    if "active" in info.fields:
        found = found.where(cls.active)
    found = found.order_by(*ordering(cls, info.order_by))

    def among(_record: Any) -> sa.Select[Any]:
        # One statement for all lines of a table, so that their choices are read once.
        return found

    return among


def ordering(cls: type[Any], names: Iterable[str]) -> list[Any]:
    """ORDER BY of field names, `-` before one turns it round; the id comes last."""
    order = [getattr(cls, name[1:]).desc() if name.startswith("-") else getattr(cls, name).asc() for name in names]
    return order if any(name.lstrip("-") == "id" for name in names) else [*order, cls.id.asc()]


def make_field(models: Composition, info: FieldInfo, show: Show | None = None) -> Field:
    """The Field of a model's field as a page shows it. What the model says is read-only stays so."""
    said: dict[str, Any] = {"help": info.help}
    required: Any = info.required
    read_only: Any = info.read_only
    label, among, system = info.label, None, ""
    if show is not None:
        label, among, system = show.label or label, show.among, show.system
        said |= {"shown": show.shown, "help": show.help or info.help}
        required = show.required or required
        read_only = read_only or show.read_only
    said |= {"required": required, "read_only": read_only}
    if show is not None and show.offers is not None:
        made: Field = OneOf(label, choices=show.offers, **said)
    else:
        made = _of_kind(models, info, label, among, system, said)
    made.name = info.name
    if show is not None and show.widget:
        made.widget = show.widget
    if show is not None and isinstance(made, Linked):
        made.searched = show.searched
    if show is not None and isinstance(made, LinkedMany):
        made.makes = show.makes and bool(named_by(models, info.target))
    return made


def named_by(models: Composition, target: str) -> str:
    """The one field that a record is named by and needs. Raises DeclarationError where a name alone makes none."""
    info = models.info(target)
    needed = {one.name for one in info.fields.values() if one.is_column and one.required and one.default is None}
    name = info.display_fields[0]
    if len(info.display_fields) > 1 or needed - {name} or info.fields[name].kind != "text":
        raise DeclarationError(f"a {info.title} is not made by its name alone")
    return name


def _of_kind(models: Composition, info: FieldInfo, label: str, among: Any, system: str, said: dict[str, Any]) -> Field:
    if info.kind in ("many2one", "many2many"):
        chosen = among or everything(models, info.target)
        kind = Linked if info.kind == "many2one" else LinkedMany
        return kind(label, info=info, system=system, among=chosen, **said)
    if info.kind == "choice":
        return OneOf(label, choices=info.choices, tones=info.tones, **said)
    if info.kind == "decimal" and info.currency:
        return Money(label, path=info.currency, most=info.digits, **said)
    if info.kind == "decimal":
        return Number(label, digits=info.digits, trimmed=info.trimmed, **said)
    if info.kind == "computed":
        return Worked(label, digits=info.digits or None, figure=info.figure, **{**said, "required": False})
    if info.kind in ("one2many", "json"):
        return Worked(label, **{**said, "required": False})
    plain: dict[str, Any] = {
        "integer": Whole, "boolean": Tick, "day": Day, "instant": Moment, "long_text": LongText, "rich_text": RichText,
        "sealed": Secret,
    }  # fmt: skip
    if info.kind in plain:
        kind_: Any = plain[info.kind]
        plainly: Field = kind_(label, **said)
        return plainly
    return Field(label, size=info.size, **said)
