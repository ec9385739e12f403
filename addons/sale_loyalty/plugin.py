"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.sale_loyalty.looking_over import findings
from addons.sale_loyalty.pages import parts
from core import Env, Finding, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Codes on orders, and programs in the menu of Sales."""
    return parts


@hookimpl
def doctor_checks(env: Env) -> Sequence[Finding]:
    """A coupon is used exactly if one confirmed order took it."""
    return list(findings(env))
