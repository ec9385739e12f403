"""What a wizard asks: the functions that declare its fields. Each returns a Field and is typed as the value it holds.

`delivery = pick("Delivery", among=deliveries, required="Select a delivery.")` has the type that the domain function
selects, without `| None` because it is required: buttons and reactions run only when it is set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, overload

from sqlalchemy import Select

from core.ui.form_key import FormKey
from core.ui.wizard_fields import Day, Field, LongText, Number, OneOf, Pick, PickMany, Rows, Tick

if TYPE_CHECKING:
    from core.ui.wizard import Row

R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])
RowT = TypeVar("RowT", bound="Row")
Shown = Callable[[Any], bool] | None
Fixed = bool | Callable[[Any], bool]
Said = str | Callable[[Any], str]


@overload
def pick(
    label: str, *, among: Callable[[Any], Select[R]], required: str | Literal[True],
    refused: Callable[[Any, Any], str | None] | None = ..., shown: Shown = ..., read_only: Fixed = ...,
    empty: Said = ..., help: str = ..., after: object = ...,
) -> R:  # fmt: skip
    """A record that must be chosen."""


@overload
def pick(
    label: str, *, among: Callable[[Any], Select[R]], required: Literal[False] = ...,
    refused: Callable[[Any, Any], str | None] | None = ..., shown: Shown = ..., read_only: Fixed = ...,
    empty: Said = ..., help: str = ..., after: object = ...,
) -> R | None:  # fmt: skip
    """A record, or none."""


def pick(label: str, **kw: Any) -> Any:
    """A record among those that `among(form)` selects.

    `refused(form, record)` gives the exact reason for one that is not among them but may be seen; `empty` the words
    where nothing is chosen, for example why there is nothing to choose.
    """
    return Pick(label, **kw)


def pick_many(label: str, *, among: Callable[[Any], Select[R]], **kw: Any) -> list[R]:
    """Several records among those that `among(form)` selects. Else like `pick`."""
    return cast("list[R]", PickMany(label, among=among, **kw))


def entry(
    label: str,
    *,
    lines: bool = False,
    size: int = 0,
    secret: bool = False,
    snippets: Callable[[Any], str] | None = None,
    **kw: Any,
) -> str:
    """Text; `lines` lets it have several, `secret` hides what is typed, `snippets` is an address of texts to put in."""
    made: Any = LongText(label, size=size, **kw) if lines else Field(label, size=size or 500, secret=secret, **kw)
    made.blank, made.snippets = "", snippets
    return cast("str", made)


def number(
    label: str, *, digits: int | Callable[[Any], int] = 2, inexact: str | Callable[[Any], str] = "", **kw: Any
) -> Decimal:
    """An exact number. `inexact` is said of one with more decimal places; `{form.product}` in it is filled."""
    made: Any = Number(label, digits=digits, inexact=inexact, **kw)
    return cast("Decimal", made)


@overload
def calendar(label: str, *, required: str | Literal[True], shown: Shown = ..., read_only: Fixed = ...,
             help: str = ..., after: object = ...) -> date:  # fmt: skip
    """A day that must be given."""


@overload
def calendar(label: str, *, required: Literal[False] = ..., shown: Shown = ..., read_only: Fixed = ...,
             help: str = ..., after: object = ...) -> date | None:  # fmt: skip
    """A day, or none."""


def calendar(label: str, **kw: Any) -> Any:
    """A day, chosen in a pop-up calendar."""
    return Day(label, **kw)


def tick(label: str, *, shown: Shown = None, read_only: Fixed = False, help: str = "", after: object = None) -> bool:  # noqa: A002
    """Yes or no."""
    made: Any = Tick(label, shown=shown, read_only=read_only, help=help, after=after)
    return cast("bool", made)


def one_of(label: str, choices: Mapping[str, str] | Callable[[Any], Mapping[str, str]], **kw: Any) -> str:
    """One of a few named values: value -> label."""
    made: Any = OneOf(label, choices=choices, **kw)
    return cast("str", made)


def shows(label: str, *, copied: bool = False, shown: Shown = None, help: str = "", after: object = None) -> Any:  # noqa: A002
    """A value that is only shown: a text, number, date or record. `copied`: a text with a button that copies it."""
    made = Field(label, read_only=True, shown=shown, help=help, after=after)
    made.widget = "copied" if copied else "shows"
    return made


def form_key() -> str:
    """A random name of this very pop-up, the same from its opening until it is left, also for who goes back to it.

    What a button makes can be kept under it, so that another button of the same pop-up finds it. Programs may give it.
    """
    made: Any = FormKey()
    return cast("str", made)


def rows(
    row: type[RowT],
    label: str,
    *,
    adding: bool | Callable[[Any], bool] = False,
    removing: bool | Callable[[Any], bool] = True,
    required: bool | str = False,
    shown: Shown = None,
    empty: Said = "",
    help: str = "",  # noqa: A002
    after: object = None,
) -> list[RowT]:
    """Lines, each a `Row`; set by a reaction, changed and removed (and, with `adding`, added) by the user."""
    made: Any = Rows(row, label, adding=adding, removing=removing, required=required, shown=shown, empty=empty,
                     help=help, after=after)  # fmt: skip
    return cast("list[RowT]", made)


@dataclass(frozen=True)
class Button:
    """A button of a wizard: the method `name` runs when it is pressed and everything holds."""

    label: str
    primary: bool
    shown: Callable[[Any], bool] | None
    disabled: Callable[[Any], str] | None
    confirm: str
    name: str = ""


def button(
    label: str,
    *,
    primary: bool = False,
    shown: Callable[[Any], bool] | None = None,
    disabled: Callable[[Any], str] | None = None,
    confirm: str = "",
) -> Callable[[F], F]:
    """Marks the method that a button runs.

    What it returns is opened next: a record, an address, or `Opens` for another wizard; None leads back to the record.
    `disabled` says why it cannot be pressed though it is there, "" where it can.
    """

    def mark(method: F) -> F:
        method.__dict__["_button"] = Button(label, primary, shown, disabled, confirm, method.__name__)
        return method

    return mark
