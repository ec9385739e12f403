"""Documents on paper, as an addon declares them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.ui.parts import ORDER, Part, Predicate


class Printout(Part):
    """A document on paper of a record, such as an invoice. It stands on a form, or is put there with `Into`.

    The form gets a "Print" button, its lists print several at once, the API and mail have it, too. Who may read the
    record may print it: `gives`, `file_name`, `locale` and `edition` get the system's copy of it, and the template what
    `gives` returns.
    """

    label: str
    on: type[Any]
    template: str
    gives: Callable[[Any], dict[str, Any]]
    shown: Predicate | None
    file_name: Callable[[Any], str]
    locale: Callable[[Any], str | None]
    edition: Callable[[Any], str]
    key: str

    def __init__(
        self,
        label: str,
        *,
        on: type[Any],
        template: str,
        gives: Callable[[Any], dict[str, Any]],
        shown: Predicate | None = None,
        file_name: Callable[[Any], str] = str,
        locale: Callable[[Any], str | None] = lambda _record: None,
        edition: Callable[[Any], str] = lambda _record: "",
        key: str = "",
        order: int = ORDER,
    ) -> None:
        """`shown` says which records can be printed, `locale` in which language: the reader's where it is None.

        `edition` names what may not change any more ("posted 17"): the PDF of an edition is kept when it is printed
        first, and is the same file ever after. Empty: made anew each time. `file_name` has no ending.
        """
        made = key or "".join(c if c.isalnum() else "-" for c in label.lower())
        self._set(label=label, on=on, template=template, gives=gives, shown=shown, file_name=file_name, locale=locale,
                  edition=edition, key=made, order=order)  # fmt: skip
