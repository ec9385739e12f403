"""Values as a reader of a list or a board sees them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.orm.amounts import Amount
from core.orm.fields import FieldInfo
from core.orm.texts import word
from core.ui.rendering.formats import formats_for
from core.ui.views import CellView

if TYPE_CHECKING:
    from core.orm.env import Env

SOON = timedelta(hours=2)
"""What is due within that is shown as such."""


class Cells:
    """The cells of one page."""

    def __init__(self, env: Env) -> None:
        self.formats, self.now = formats_for(env.user.locale, env.user.zone), env.now()

    def cell(self, info: FieldInfo, value: Any) -> CellView:
        """One cell."""
        if info.kind == "boolean":
            return CellView(word("yes" if value else "no"), icon="check" if value else "minus")
        if info.counts_down and value is not None:
            return self._countdown(value)
        if info.tones and value in info.tones:
            return CellView(self.text(info, value), tone=info.tones[value], icon=info.icons.get(value, ""))
        return CellView(self.text(info, value))

    def _countdown(self, value: datetime) -> CellView:
        """How long there is until a moment: soon it is to be looked at, and then it is too late."""
        left = value - self.now
        tone = "bad" if left <= timedelta(0) else "warn" if left < SOON else "idle"
        return CellView(self.formats.until(left), tone=tone, icon="timer")

    def text(self, info: FieldInfo, value: Any) -> str:
        """The text of a value."""
        if value is None:
            return ""
        if info.kind == "choice":
            return word(info.choices[value]) if value in info.choices else str(value)
        if isinstance(value, bool):
            return word("yes" if value else "no")
        if isinstance(value, datetime):
            return self.formats.instant(value)
        if isinstance(value, date):
            return self.formats.date(value)
        if isinstance(value, Amount):
            return self.formats.money(value, value.currency)
        if isinstance(value, Decimal):
            return self.formats.number(value, info.places)
        if isinstance(value, list):
            return ", ".join(str(one) for one in value)
        return str(value)
