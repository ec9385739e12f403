"""Pages of invoicing."""

from __future__ import annotations

from typing import Any

parts: list[Any] = []
