"""Webhooks over a real server: signed, once an event, again until they arrive, and never what their owner may not read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any

import pytest

from core import Refused
from core.jobs import queue
from core.orm.env import Env
from tests.addons.webhook.conftest import FOR_EVER, SECRET, Receiver, _hire, a_webhook, deliveries
from tests.core.jobs.conftest import House

COMPANY = "base.company"


def rename(house: House, name: str = "New name") -> None:
    from addons.base.models import Company

    house.run(lambda env: setattr(env.session.query(env[Company]).first(), "name", name))


def holds(letter: tuple[str, dict[str, str], bytes]) -> bool:
    """What a receiver does, by the specification alone."""
    _, headers, body = letter
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return hmac.compare_digest(headers["webhook-signature"], wanted)


def test_an_event_is_sent_once_signed_and_as_its_owner_sees_it(sender: House, receiver: Receiver) -> None:
    a_webhook(sender, receiver.url, f"{COMPANY}.changed", f"{COMPANY}.created")
    sender.work()
    receiver.letters.clear()
    rename(sender)
    assert receiver.letters == []
    sender.work()
    (letter,) = receiver.letters
    path, headers, body = letter
    assert path == "/in?token=1"
    assert holds(letter)
    assert headers["webhook-timestamp"] == str(int(sender.clock.now().timestamp()))
    assert headers["host"] == f"127.0.0.1:{receiver.port}"
    said = json.loads(body)
    assert said["type"] == f"{COMPANY}.changed"
    assert said["data"]["record"]["name"] == "New name"
    (row,) = deliveries(sender)
    assert (row.state, row.status, row.attempts, row.answer) == ("delivered", 200, 1, "said so")
    assert sender.work() == 0


def test_what_is_rolled_back_is_not_told(sender: House, receiver: Receiver) -> None:
    from addons.base.models import Company

    a_webhook(sender, receiver.url, f"{COMPANY}.changed")

    def change_ones_mind(env: Env) -> None:
        env.session.query(env[Company]).first().name = "Never"
        env.session.flush()
        raise Refused("No.")

    with pytest.raises(Refused):
        sender.run(change_ones_mind)
    sender.work()
    assert receiver.letters == []


@pytest.mark.parametrize("answer", [500, 404, 302, "cut", "hang", "drip", "http://127.0.0.1:1/elsewhere"])
def test_what_does_not_arrive_is_sent_again_under_the_same_id(
    sender: House, receiver: Receiver, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from addons.webhook import delivering

    a_webhook(sender, receiver.url, f"{COMPANY}.changed")
    receiver.answers = [answer, 503]
    rename(sender)
    with monkeypatch.context() as impatient:
        impatient.setattr(delivering, "SECONDS", 0.6)
        began = time.monotonic()
        sender.work()
        assert time.monotonic() - began < FOR_EVER / 2
    (row,) = deliveries(sender)
    assert (row.state, row.attempts) == ("waiting", 1)
    for _ in range(2):
        sender.clock.turn(seconds=20)
        sender.work()
    assert [letter[1]["webhook-id"] for letter in receiver.letters] == [row.message_id] * 3
    assert len({letter[2] for letter in receiver.letters}) == 1
    assert len({letter[1]["webhook-signature"] for letter in receiver.letters}) == 3
    assert all(holds(letter) for letter in receiver.letters)
    assert deliveries(sender)[0].state == "delivered"


def test_a_busy_receiver_is_left_alone_as_long_as_it_asks(sender: House, receiver: Receiver) -> None:
    a_webhook(sender, receiver.url, f"{COMPANY}.changed")
    receiver.answers = [(429, {"retry-after": "600"})]
    rename(sender)
    sender.work()
    sender.clock.turn(seconds=590)
    sender.work()
    assert len(receiver.letters) == 1
    sender.clock.turn(seconds=11)
    sender.work()
    assert len(receiver.letters) == 2


def test_dead_letters_can_be_sent_again_and_a_dead_receiver_is_switched_off(sender: House, receiver: Receiver) -> None:
    from addons.webhook.models import Delivery, Webhook

    id_ = a_webhook(sender, receiver.url, f"{COMPANY}.changed")
    receiver.answers = [500] * 40
    rename(sender)
    for _ in range(15):
        sender.work()
        due = sender.run(queue.next_due)
        sender.clock.moment = max(sender.clock.moment, due) if due is not None else sender.clock.moment
    (row,) = deliveries(sender)
    assert (row.state, row.attempts, row.status) == ("failed", 15, 500)
    assert sender.clock.now() - row.happened_at < timedelta(days=2)
    sender.clock.turn(days=3)
    rename(sender, "Told in vain")
    sender.work()
    webhook = sender.run(lambda env: (env.session.get_one(env[Webhook], id_).active,
                                      env.session.get_one(env[Webhook], id_).remark))  # fmt: skip
    assert webhook == (False, "Switched off: every delivery failed for 3 days.")
    rename(sender, "Not followed any more")
    assert len(deliveries(sender)) == 2

    def again(env: Env) -> None:
        env.session.get_one(env[Webhook], id_).active = True
        env.session.get_one(env[Delivery], row.id).retry()

    receiver.answers = []
    sender.run(again)
    sender.work()
    assert deliveries(sender)[0].state == "delivered"
    assert sender.run(lambda env: env.session.get_one(env[Webhook], id_).failing_since) is None


def test_gone_is_gone(sender: House, receiver: Receiver) -> None:
    from addons.webhook.models import Webhook

    id_ = a_webhook(sender, receiver.url, f"{COMPANY}.changed")
    receiver.answers = [410]
    rename(sender)
    sender.work()
    assert sender.run(lambda env: env.session.get_one(env[Webhook], id_).active) is False
    sender.clock.turn(minutes=1)
    sender.work()
    assert (deliveries(sender)[0].state, len(receiver.letters)) == ("skipped", 1)


def test_what_the_owner_may_not_read_stays_here(sender: House, receiver: Receiver) -> None:
    from addons.base.models import Company

    sender.run(lambda env: _hire(env, "bo@example.com", "base.user"))
    a_webhook(sender, receiver.url, f"{COMPANY}.created", owner="bo@example.com")
    # Users see only companies they belong to.
    sender.run(lambda env: env.new(Company, name="Secret Inc.", currency_id=env.session.query(env[Company]).first()
                                   .currency_id) and None)  # fmt: skip
    sender.work()
    assert receiver.letters == []
    (row,) = deliveries(sender)
    assert (row.state, row.answer, row.body) == ("skipped", "Its owner may not read the record, or it is gone.", None)


def test_private_addresses_are_refused(sender: House, receiver: Receiver) -> None:
    from core.web.outbound import Outbound

    a_webhook(sender, receiver.url, f"{COMPANY}.changed")
    rename(sender)
    Outbound.of(sender.run(lambda env: env)).allowed = ()
    sender.work()
    assert receiver.letters == []
    assert "private network" in deliveries(sender)[0].answer


def test_old_deliveries_are_forgotten(sender: House, receiver: Receiver) -> None:
    a_webhook(sender, receiver.url, f"{COMPANY}.changed")
    rename(sender)
    sender.work()
    sender.clock.turn(days=29)
    sender.work()
    assert len(deliveries(sender)) == 1
    sender.clock.turn(days=3)
    sender.work()
    assert deliveries(sender) == []
