"""Webhooks, what they can follow, and every delivery."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from addons.base.models import User
from core import (
    Mapped,
    Model,
    Outbound,
    PlainModel,
    Refused,
    Sealed,
    boolean,
    choice,
    foreign_key,
    index,
    instant,
    integer,
    long_text,
    many2many,
    many2one,
    sealed,
    text,
    unique,
)

STATES = {"waiting": "Waiting", "delivered": "Delivered", "failed": "Failed", "skipped": "Not sent"}
TONES = {"waiting": "busy", "delivered": "good", "failed": "bad", "skipped": "idle"}


class Event(Model, model="webhook.event", title="Event"):
    """Something that a webhook can follow. Comes and goes with modules; keeps its id while its module is away."""

    display = "{title}"
    order_by = ("title",)

    name: Mapped[str] = text("Name", size=120, required=True, read_only=True)
    title: Mapped[str] = text("Event", required=True, read_only=True)
    active: Mapped[bool] = boolean("Active", default=True)
    constraints = (unique("name"),)


class Webhook(Model, model="webhook.webhook", title="Webhook"):
    """An address that is told of events, as far as its owner may read them."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    url: Mapped[str] = text("Address", size=500, required=True, tracked=True, help="https://… that takes a POST.")
    events: Mapped[list[Event]] = many2many("Events", "webhook.event", tracked=True)
    owner_id: Mapped[int] = foreign_key("base.user", required=True)
    owner: Mapped[User] = many2one("Owner", "owner_id", tracked=True, help="Records are sent as this user sees them.")
    active: Mapped[bool] = boolean("Active", tracked=True, copied=False)
    failing_since: Mapped[datetime | None] = instant("Failing since", read_only=True, copied=False)
    remark: Mapped[str | None] = text("Remark", read_only=True, copied=False, size=400)

    def defaults(self) -> None:
        """Whoever makes one owns it."""
        super().defaults()
        if self.env.user.id is not None:
            self.owner_id = self.env.user.id

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The address can be called, and an active webhook signs."""
        yield from super().check()
        if self.has_changes("url") and (problem := Outbound.of(self.env).problem(self.url)):
            yield "url", problem
        if self.active and self.has_changes("active") and not self._has_secret():
            yield "active", "Make a secret first: without one nobody can tell who sent it."

    def _has_secret(self) -> bool:
        with self.env.session.no_autoflush, self.env.system("look for the secret of a webhook") as system:
            held = sa.select(system[Secret].secret).where(system[Secret].webhook_id == self.id)
            return self.id is not None and system.session.scalar(held) is not None

    def send_test(self) -> Delivery:
        """Sends an event without a record, active or not. The button "Send a test"."""
        from addons.webhook.delivering import enqueue

        if not self._has_secret():
            raise Refused("Make a secret first: without one nobody can tell who sent it.")
        return self.env.session.get_one(self.env[Delivery], enqueue(self.env, self, "webhook.test"))


# makegood: allow model-without-rights because only the pop-up that offers it and the delivery read it, as the system
class Secret(Model, model="webhook.secret", title="Secret of a webhook", titles="Secrets of webhooks"):
    """What a webhook signs with, and what it is offered to sign with next: shown until it is used, and never after.

    No role has a right on it: only system work reads or writes it.
    """

    display = "secret {id}"

    webhook_id: Mapped[int] = foreign_key("webhook.webhook", required=True, on_delete="CASCADE", index=False)
    webhook: Mapped[Webhook] = many2one("Webhook", "webhook_id")
    secret: Mapped[Sealed | None] = sealed("Secret")
    offered: Mapped[Sealed] = sealed("Offered", required=True)
    constraints = (unique("webhook_id"),)


class Delivery(PlainModel, model="webhook.delivery", title="Delivery", titles="Deliveries"):
    """One event on its way to one webhook, under an id that does not change from try to try."""

    display = "{event} {record_name}"
    order_by = ("-id",)

    webhook_id: Mapped[int] = foreign_key("webhook.webhook", required=True, on_delete="CASCADE")
    webhook: Mapped[Webhook] = many2one("Webhook", "webhook_id", read_only=True)
    message_id: Mapped[str] = text("Id", size=60, required=True, read_only=True)
    event: Mapped[str] = text("Event", size=120, required=True, read_only=True)
    record_model: Mapped[str] = text("Type of record", size=80, default="", read_only=True)
    record_id: Mapped[int | None] = integer("Record", read_only=True)
    record_name: Mapped[str] = text("Record's name", default="", read_only=True)
    happened_at: Mapped[datetime] = instant("Happened", required=True, read_only=True)
    state: Mapped[str] = choice("State", STATES, tones=TONES, default="waiting", read_only=True)
    body: Mapped[str | None] = long_text("Sent", read_only=True)
    attempts: Mapped[int] = integer("Attempts", default=0, read_only=True)
    status: Mapped[int | None] = integer("Answer", read_only=True, help="HTTP status.")
    answer: Mapped[str | None] = long_text("What it said", read_only=True)
    delivered_at: Mapped[datetime | None] = instant("Delivered", read_only=True)
    constraints = (unique("message_id"), index("state", "id"), index("event", "id"), index("happened_at"))

    def retry(self) -> None:
        """Sends it once more, from the beginning. The button "Retry"."""
        from addons.webhook.delivering import enqueue_again

        if self.state not in ("failed", "skipped"):
            raise Refused("Only a delivery that failed can be retried.")
        enqueue_again(self.env, self)
