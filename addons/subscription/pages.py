"""The page of the plan, for administrators."""

from __future__ import annotations

from typing import Any

from addons.subscription.models import Instance
from addons.subscription.trial import PAGE
from core import Action, Actions, Form, Group, Menu


def is_unpaid(instance: Instance) -> bool:
    """Whether there is a subscription to add."""
    return not instance.subscription_active


add_subscription = Action(
    "Add subscription", on=Instance, does="add_subscription", shown=is_unpaid, primary=True, icon="badge-check"
)
instance_form = Form(
    Instance,
    "instance",
    Actions(add_subscription),
    Group("", Instance.plan, Instance.subscription_active),
    Group("Trial", Instance.trial_start, Instance.trial_end),
    create=False,
    delete=False,
)
menu = Menu("Plan and trial", icon="badge-check", order=910, address=PAGE, roles=("base.settings",))

parts: list[Any] = [instance_form, menu]
