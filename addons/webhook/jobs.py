"""The background jobs of webhooks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from addons.webhook.delivering import deliver, forget_delivered
from core import Daily, Env, job

KEPT = timedelta(days=30)


@job(title="Forget old deliveries", schedule=Daily("03:40"))
def forget_deliveries(env: Env) -> None:
    """The log of deliveries is kept for a month."""
    forget_delivered(env, KEPT)


everything: list[Any] = [deliver, forget_deliveries]
