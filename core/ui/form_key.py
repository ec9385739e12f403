"""The name of one opened pop-up: random, never shown, and sent along with everything that is entered."""

from __future__ import annotations

import re
import secrets
from typing import Any

from core.orm.refused import Refused
from core.ui.wizard_fields import NOT_OFFERED, Field

NAME = re.compile(r"[A-Za-z0-9_-]{12,40}")


class FormKey(Field):
    """A hidden field that begins with a name of its own; what was posted always wins over a new one."""

    widget, blank, sticks = "hidden", "", True

    def __init__(self) -> None:
        super().__init__("Name of this form")

    def begin(self) -> str:
        return secrets.token_urlsafe(12)

    def parse(self, raw: str, form: Any) -> Any:
        if not NAME.fullmatch(raw):
            raise Refused(NOT_OFFERED)
        return raw
