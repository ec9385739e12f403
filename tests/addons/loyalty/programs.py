"""Programs for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from addons.loyalty.models import Program, Reward, Rule
from core import Env


def a_program(env: Env, name: str = "Goodwill", *, rule: dict[str, Any] | None = None, **values: Any) -> Program:
    """A program of coupons: 10 % off the order, unless `reward` or `rewards` say otherwise; with a rule if one is given."""
    rewards = values.pop("rewards", None) or [values.pop("reward", {"kind": "percent", "percent": 10})]
    made = env.new(Program, name=name, **values)
    with env.session.no_autoflush:
        made.rewards = [env[Reward](**_exact(one)) for one in rewards]
        made.rules = [env[Rule](**_exact(rule))] if rule else []
    env.session.flush()
    return made


def _exact(values: dict[str, Any]) -> dict[str, Any]:
    return {name: Decimal(value) if type(value) is int else value for name, value in values.items()}
