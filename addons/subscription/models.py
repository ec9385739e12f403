"""The instance record: one row that says on which plan the database is."""

from __future__ import annotations

from datetime import timedelta

from core import Mapped, Model, Refused, boolean, check, choice, computed, datetime, instant

PLANS = {"one_app_free": "One application free", "paid": "Paid", "unlimited": "Unlimited"}
TRIAL = timedelta(days=15)


class Instance(Model, model="subscription.instance", title="Plan and trial", titles="Plan and trial"):
    """What was agreed for this database (SPEC MD-15). Changing it needs the right Settings, and is audited."""

    display = "Plan and trial"

    plan: Mapped[str] = choice("Plan", PLANS, default="unlimited", required=True, tracked=True)
    subscription_active: Mapped[bool] = boolean("Paid subscription", tracked=True)
    trial_start: Mapped[datetime | None] = instant("Trial started", read_only=True, tracked=True)

    constraints = (check("id = 1", "only_one"),)

    @computed("Trial ends")
    def trial_end(self) -> datetime | None:
        """15 days after its start."""
        return self.trial_start + TRIAL if self.trial_start is not None else None

    def add_subscription(self) -> None:
        """A paid subscription ends the trial, or opens the database again, at once (SPEC MD-18)."""
        if self.subscription_active:
            raise Refused("The subscription is active already.", about=self)
        self.plan, self.subscription_active = "paid", True
