"""What webhooks can follow: records that are made, changed, archived, deleted, and what modules announce."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.web.site import builders
from tests.addons.webhook.conftest import Receiver, _hire, a_webhook, deliveries
from tests.core.jobs.conftest import House, Turned
from tests.kernels import Kernels


def names(house: House) -> set[str]:
    from addons.webhook.models import Event

    return set(house.run(lambda env: list(env.session.scalars(sa.select(env[Event].name).where(env[Event].active)))))


def test_events_come_with_modules(sender: House) -> None:
    before = names(sender)
    assert {"base.company.created", "base.company.changed", "base.company.deleted"} <= before
    assert not {name for name in before if name.startswith("webhook.")}
    sender.kernel.install(["stock"])
    assert {"stock.transfer_done", "stock.transfer.created"} <= names(sender)


def test_archiving_and_deleting(sender: House, receiver: Receiver) -> None:
    from addons.base.models import User

    a_webhook(sender, receiver.url, "base.user.archived", "base.user.changed", "base.user.deleted")
    who = sender.run(lambda env: _hire(env, "bo@example.com", "base.user"))
    sender.run(lambda env: setattr(env.session.get_one(env[User], who), "active", False))
    assert [one.event for one in deliveries(sender)] == ["base.user.changed", "base.user.archived"]


def test_what_modules_announce(
    fresh_kernel: Callable[..., Kernel], kernel_templates: Kernels, receiver: Receiver
) -> None:
    """`order_confirmed` of Sales: nobody there knows of webhooks."""
    from addons.sale.models import Order

    clock = Turned()
    kernel = fresh_kernel("base", "webhook", "sale", demonstration=True, clock=clock)
    kernel.builders = builders(replace(kernel_templates.settings, outbound=("127.0.0.0/8",)))
    kernel._current = None
    kernel.refresh()
    house = House(kernel, clock)
    a_webhook(house, receiver.url, "sale.order_confirmed", owner="admin@example.com")

    def confirm(env: Env) -> str:
        order = env.session.scalars(sa.select(env[Order]).where(env[Order].state == "quotation").limit(1)).first()
        assert order is not None
        order.confirm()
        return str(order)

    confirmed = house.run(confirm)
    house.work()
    (letter,) = receiver.letters
    said = json.loads(letter[2])
    assert (said["type"], said["data"]["model"]) == ("sale.order_confirmed", "sale.order")
    assert said["data"]["record"]["name"] == confirmed
