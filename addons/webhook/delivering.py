"""The way of a delivery: into the queue, out of the house, and what is noted of it.

What is sent is written down at the first try and does not change afterwards, no more than the id: who gets it twice can
tell. The record is read as the webhook's owner sees it when the first try is made.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from addons.webhook.models import Delivery, Secret, Webhook
from addons.webhook.signing import headers
from core import Answer, Env, Errand, Outbound, OutboundFailed, TryLater, errand, record_json

SECONDS = 10.0
"""How long a receiver may take."""
PATIENCE = timedelta(days=3)
"""A webhook that fails for so long is switched off."""
LONGEST_WAIT = timedelta(hours=1)
"""How long a receiver may ask to be left alone."""
LATER = 10
"""Deliveries come after the house's own jobs: a receiver that hangs holds nothing up but its like."""
KEPT = 2000
"""Characters of an answer that are kept."""
GONE = 410


@dataclass(frozen=True)
class Letter:
    """What goes to whom."""

    outbound: Outbound
    url: str
    body: bytes
    headers: dict[str, str]


def enqueue(env: Env, webhook: Webhook, event: str, model: str = "", id_: int | None = None, name: str = "") -> int:
    """Notes a delivery and lets it go out once the transaction is committed; gives its id. System work only."""
    table: Any = env[Delivery].__table__  # type: ignore[attr-defined]
    values = {
        "webhook_id": webhook.id, "message_id": f"msg_{secrets.token_hex(16)}", "event": event, "record_model": model,
        "record_id": id_, "record_name": name[:200], "happened_at": env.now(), "state": "waiting",
    }  # fmt: skip
    made: int = env.transaction.connection.execute(sa.insert(table).values(values).returning(table.c.id)).scalar_one()
    env.enqueue(deliver.when(user_id=webhook.owner_id), delivery_id=made)
    return made


def enqueue_again(env: Env, delivery: Delivery) -> None:
    """Lets a delivery that failed go out once more. System work only."""
    delivery.state = "waiting"
    env.session.flush()
    env.enqueue(deliver.when(user_id=delivery.webhook.owner_id), delivery_id=delivery.id)


@errand(title="Deliver a webhook", retries=14, first_pause=timedelta(seconds=5), longest_pause=timedelta(hours=12),
        timeout=timedelta(minutes=2), priority=LATER)  # fmt: skip
def deliver(outside: Errand, delivery_id: int) -> None:
    """Sends a delivery, and notes what the receiver said. Fifteen tries in about a day."""
    letter = outside.work(lambda env: _letter(env, delivery_id))
    if letter is None:
        return
    answer: Answer | None = None
    try:
        answer = letter.outbound.post(letter.url, letter.body, letter.headers, seconds=SECONDS)
        said = answer.text
    except OutboundFailed as why:
        said = str(why)
    if answer is not None and 200 <= answer.status < 300:
        arrived = answer
        outside.finish(lambda env: _note_success(env, delivery_id, arrived))
        return
    outside.work(lambda env: _note_failure(env, delivery_id, answer, said, last=outside.is_last))
    raise TryLater(said if answer is None else f"It answered {answer.status}.", after=_asked_pause(answer))


def _letter(env: Env, delivery_id: int) -> Letter | None:
    """The letter as its owner may have it. None: there is nothing to send, and that is noted."""
    with env.system("deliver a webhook") as system:
        delivery = system.session.get(system[Delivery], delivery_id)
        if delivery is None or delivery.state != "waiting":
            return None
        webhook, body, is_test = delivery.webhook, delivery.body, delivery.event == "webhook.test"
        held = system.session.scalar(
            sa.select(system[Secret].secret).where(system[Secret].webhook_id == delivery.webhook_id)
        )
        secret = system.unseal(held) if held is not None else None
        about = delivery.event, delivery.record_model, delivery.record_id, delivery.happened_at.isoformat()
        address, message_id, is_on = webhook.url, delivery.message_id, webhook.active or is_test
    why = ""
    if not is_on or secret is None:
        why = "The webhook is switched off."
    elif body is None:
        body = _body(env, *about)
        why = "" if body is not None else "Its owner may not read the record, or it is gone."
    with env.system("deliver a webhook") as system:
        delivery = system.session.get_one(system[Delivery], delivery_id)
        if why or body is None or secret is None:
            delivery.state, delivery.answer = "skipped", why
            return None
        delivery.body = body
    sent = body.encode()
    signed = headers(secret, message_id, int(env.now().timestamp()), sent)
    return Letter(Outbound.of(env), address, sent, {
        "content-type": "application/json", "user-agent": "Makegood-Webhooks/1", **signed})  # fmt: skip


def _body(env: Env, event: str, model: str, id_: int | None, happened_at: str) -> str | None:
    data: dict[str, Any] = {}
    if model and id_ is not None:
        if not env.may("read", model):
            return None
        data = {"model": model, "id": id_}
        if not event.endswith(".deleted"):
            if (record := record_json(env, model, id_)) is None:
                return None
            data["record"] = record
    return json.dumps({"type": event, "timestamp": happened_at, "data": data}, ensure_ascii=False)


def _note_success(env: Env, delivery_id: int, answer: Answer) -> None:
    with env.system("note a delivery") as system:
        delivery = system.session.get_one(system[Delivery], delivery_id)
        delivery.state, delivery.delivered_at = "delivered", system.now()
        delivery.attempts += 1
        delivery.status, delivery.answer = answer.status, answer.text[:KEPT]
        if delivery.webhook.failing_since is not None:
            delivery.webhook.failing_since = None


def _note_failure(env: Env, delivery_id: int, answer: Answer | None, said: str, *, last: bool) -> None:
    with env.system("note a failed delivery") as system:
        delivery = system.session.get_one(system[Delivery], delivery_id)
        webhook, now = delivery.webhook, system.now()
        delivery.attempts += 1
        delivery.status, delivery.answer = (answer.status if answer is not None else None), said[:KEPT]
        if last:
            delivery.state = "failed"
        if webhook.failing_since is None:
            webhook.failing_since = now
        is_gone = answer is not None and answer.status == GONE
        if webhook.active and (is_gone or now - webhook.failing_since >= PATIENCE):
            webhook.active = False
            webhook.remark = (
                "Switched off: the receiver says that it is gone." if is_gone
                else f"Switched off: every delivery failed for {PATIENCE.days} days."
            )  # fmt: skip


def _asked_pause(answer: Answer | None) -> timedelta | None:
    """How long a receiver that is too busy asks to be left alone."""
    asked = answer.headers.get("retry-after", "") if answer is not None and answer.status in (429, 503) else ""
    return min(timedelta(seconds=int(asked)), LONGEST_WAIT) if asked.isdecimal() and len(asked) < 7 else None


def forget_delivered(env: Env, older: timedelta) -> None:
    """Deletes what was delivered, or given up, long ago."""
    table: Any = env[Delivery].__table__  # type: ignore[attr-defined]
    old = sa.delete(table).where(table.c.happened_at < env.now() - older, table.c.state != "waiting")
    env.transaction.connection.execute(old)
