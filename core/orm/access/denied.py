"""What is raised when somebody may not do something, and when code goes round the rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from core.orm.texts import Text, joined, word

ACTION_WORDS = {"read": "read", "create": "create", "write": "write", "delete": "delete"}
"""What rights are to."""
TEMPLATE = "You are not allowed to {action} {model}."
ROLES_TEMPLATE = "These roles may: {roles}."
LEFT_OUT_TEMPLATE = "What restricts this does not work here, so it is closed until it does: {addons}."


class AccessDenied(Exception):
    """The user may not do this (SPEC AR-7).

    `model` is a ModelInfo, or the words for what is out of reach. `roles` are the titles of the roles that may,
    `left_out` the addons that do not work here and because of which somebody may not. The text of the exception itself
    names neither: portal and public users must not read them.
    """

    def __init__(self, action: str, model: Any, roles: Iterable[str] = (), left_out: Iterable[str] = ()) -> None:
        self.action = action
        self.model: str = getattr(model, "titles", None) or str(model)
        self.roles, self.left_out = tuple(roles), tuple(left_out)
        self.text = Text(TEMPLATE, action=word(action), model=word(self.model))
        super().__init__(self.text)

    @property
    def explanation(self) -> str:
        """The text for internal users: with the roles that may, and what is left out."""
        told: list[str] = [self.text]
        if self.roles:
            told.append(Text(ROLES_TEMPLATE, roles=joined(map(word, self.roles), ", ")))
        if self.left_out:
            told.append(Text(LEFT_OUT_TEMPLATE, addons=", ".join(self.left_out)))
        return joined(told)


class OutsideRules(RuntimeError):
    """Code does something in a user's session that no rule could hold: raw SQL, a bulk form, a detached record.

    A mistake of the code and not of the user. What needs it belongs into `env.system("why")`.
    """
