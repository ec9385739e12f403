"""How long there is until something, as lists and boards say it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from core.orm.fields import FieldInfo
from core.ui.cells import SOON, Cells
from core.ui.rendering.formats import formats_for

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DUE = FieldInfo("instant", "Due", counts_down=True)


def cell(left: timedelta | None, locale: str = "en") -> tuple[str, str]:
    user = SimpleNamespace(locale=locale, zone="UTC")
    env: Any = SimpleNamespace(user=user, now=lambda: NOW)
    made = Cells(env).cell(DUE, None if left is None else NOW + left)
    return made.text, made.tone


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(hours=3), ("in 3 hours", "idle")),
        (SOON - timedelta(minutes=30), ("in 2 hours", "warn")),
        (timedelta(minutes=-5), ("5 minutes ago", "bad")),
        (None, ("", "")),
    ],
)
def test_what_is_near_is_marked_and_what_is_over_stands_out(left: timedelta | None, said: tuple[str, str]) -> None:
    assert cell(left) == said


def test_it_is_said_in_the_readers_language() -> None:
    assert cell(timedelta(days=2), "de") == ("in 2 Tagen", "idle")
    assert formats_for("de_AT", "UTC").until(timedelta(hours=-1)) == "vor 1 Stunde"
