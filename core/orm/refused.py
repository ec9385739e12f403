"""The one way a business rule says no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.orm.texts import Text, joined


class Refused(Exception):
    """A business rule refuses what was asked. Its text is for the user and is translated where it is shown.

    `text` is a template, `values` fill it: "You can return at most {n} {unit} of {product}.". `about` is the record or
    field name it concerns, so that a form can put the message where that record or field stands while the model knows
    no form (SPEC XC-4). `problems` holds every (about, text, values) when several rules refuse at once.
    """

    def __init__(self, text: str, about: object = None, **values: Any) -> None:
        super().__init__(text)
        self.text, self.about, self.values = text, about, values
        self.problems: list[Refused] = [self]
        self.record: object = None
        """The record whose `check` said so, None if the refusal came from elsewhere."""

    @property
    def message(self) -> Text:
        """The filled text, in English until it is shown."""
        return Text(self.text, **self.values)

    def __str__(self) -> str:
        return joined(problem.message for problem in self.problems)

    @classmethod
    def several(cls, problems: Iterable[Refused]) -> Refused:
        """One refusal that carries several, shown together (SPEC XC-4).

        Raises ValueError if there is none.
        """
        found = [single for problem in problems for single in problem.problems]
        if not found:
            raise ValueError("a refusal needs a reason")
        first = cls(found[0].text, found[0].about, **found[0].values)
        first.problems = found
        return first
