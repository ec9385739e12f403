"""Webhooks and their deliveries, for administrators."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.webhook.models import Delivery, Event, Webhook
from addons.webhook.wizards import NewSecret
from core import (
    Action,
    Actions,
    Env,
    Filter,
    Form,
    Group,
    List,
    Menu,
    Panel,
    Show,
    SmartButton,
    SmartButtons,
    StatusBar,
)


def events_in_use(webhook: Webhook) -> sa.Select[Any]:
    """Events of installed modules."""
    events = webhook.env[Event]
    return sa.select(events).where(events.active)


def may_be_retried(delivery: Delivery) -> bool:
    """Whether it was given up."""
    return delivery.state in ("failed", "skipped")


def what_was_said(_env: Env, delivery: Delivery) -> dict[str, Any]:
    """What was sent, and what came back."""
    return {"body": delivery.body or "", "answer": delivery.answer or ""}


new_secret = Action("New secret", on=Webhook, opens=NewSecret, icon="key-round")
send_test = Action("Send a test", on=Webhook, does="send_test", system="test a webhook", icon="send")
deliveries = SmartButton("Deliveries", on=Webhook, to=Delivery, by=Delivery.webhook_id, icon="history")
webhook_form = Form(
    Webhook,
    "webhook",
    Actions(new_secret, send_test),
    SmartButtons(deliveries),
    Group("", Webhook.name, Webhook.url, Show(Webhook.events, among=events_in_use)),
    Group("Sending", Webhook.active, Webhook.owner, Webhook.failing_since, Webhook.remark),
)
webhook_list = List(
    Webhook, "webhooks", Webhook.name, Webhook.url, Webhook.owner, Webhook.active, Webhook.failing_since,
    empty=("No webhooks", "A webhook posts what happens here to another program, signed."),
)  # fmt: skip

retry = Action("Retry", on=Delivery, does="retry", system="retry a delivery", shown=may_be_retried, primary=True,
               icon="rotate-cw", bulk=True)  # fmt: skip
delivery_form = Form(
    Delivery,
    "delivery",
    Actions(retry),
    StatusBar(Delivery.state),
    Group("", Delivery.webhook, Delivery.event, Delivery.record_model, Delivery.record_id, Delivery.message_id),
    Group("Time", Delivery.happened_at, Delivery.attempts, Delivery.status, Delivery.delivered_at),
    Panel("Letter", template="webhook/delivery.html", gives=what_was_said, place="below"),
    create=False,
    delete=False,
)
delivery_list = List(
    Delivery,
    "deliveries",
    Delivery.event,
    Delivery.webhook,
    Delivery.state,
    Delivery.happened_at,
    Delivery.attempts,
    Delivery.status,
    filters=(Filter("Failed", on=Delivery, keeps=lambda delivery, env: delivery.state == "failed"),),
    group_by=(Delivery.webhook, Delivery.state, Delivery.event),
    empty=("No deliveries", "What webhooks were told shows here for a month."),
)
menu = Menu("Webhooks", icon="webhook", order=905, roles=("base.settings",), children=(
    Menu("Webhooks", page=webhook_list), Menu("Deliveries", page=delivery_list)))  # fmt: skip

parts: list[Any] = [webhook_form, webhook_list, delivery_form, delivery_list, menu]
