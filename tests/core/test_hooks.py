"""Every hook of the core says what it promises and who calls it, and is called."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from core import hooks

CORE = Path(hooks.__file__).parent


@pytest.mark.parametrize("name", list(hooks.names()))
def test_a_hook_says_what_it_promises_and_who_calls_it(name: str) -> None:
    text = inspect.getdoc(getattr(hooks, name)) or ""
    assert re.search(r"\bCalled (by|for|at)\b", text), f"{name} does not say when it is called"


def test_there_are_hooks() -> None:
    assert {"page_parts", "after_install", "identify", "request_gate"} <= set(hooks.names())
