"""What webhooks sign with is sealed: at rest, after an upgrade from plain text, and after a change of the key."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from core.cli_sealing import renew_all
from core.orm.env import Env
from core.orm.sealing import SealBroken, Sealing
from tests.addons.webhook.conftest import SECRET, Receiver, a_webhook
from tests.core.jobs.conftest import House


def stored(house: House) -> list[Any]:
    """What the database file holds."""
    return list(house.run(lambda env: env.transaction.connection.execute(
        sa.text("SELECT secret, offered FROM webhook_secret ORDER BY id")).all()))  # fmt: skip


def held(env: Env) -> Any:
    from addons.webhook.models import Secret

    return env.session.scalars(sa.select(env[Secret])).one()


def test_neither_the_database_nor_a_user_gives_a_secret_away(sender: House, receiver: Receiver) -> None:
    a_webhook(sender, receiver.url)
    ((secret, offered),) = stored(sender)
    assert SECRET not in secret
    assert not offered.startswith("whsec_")
    assert sender.run(lambda env: env.unseal(held(env).secret)) == SECRET
    with pytest.raises(PermissionError):
        sender.run(lambda env: env.unseal(None), ("base.settings",))


def test_an_upgrade_seals_what_stood_in_plain_text(sender: House, receiver: Receiver) -> None:
    from addons.webhook.plugin import after_upgrade

    a_webhook(sender, receiver.url)
    plain = sa.text("UPDATE webhook_secret SET secret = :secret, offered = :secret")
    sender.run(lambda env: env.transaction.connection.execute(plain, {"secret": SECRET}) and None)
    sender.run(lambda env: after_upgrade(env, from_version="1.0"))
    assert SECRET not in {*stored(sender)[0]}
    assert sender.run(lambda env: (env.unseal(held(env).secret), env.unseal(held(env).offered))) == (SECRET, SECRET)


def test_a_new_key_takes_over_from_the_old_one(
    sender: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_webhook(sender, receiver.url)
    own = Sealing.of(sender.run(lambda env: env))
    (old,) = own._keys()

    def turn(*keys: str) -> None:
        monkeypatch.setattr(own, "_keys", lambda: keys)
        own.__dict__.pop("_fernet", None)

    try:
        turn("n" * 32, old)
        assert sender.run(renew_all) == (2, [])
        turn("n" * 32)
        assert sender.run(lambda env: env.unseal(held(env).secret)) == SECRET
        turn("x" * 32)
        assert sender.run(renew_all)[0] == 0
        with pytest.raises(SealBroken):
            sender.run(lambda env: env.unseal(held(env).secret))
    finally:
        own.__dict__.pop("_fernet", None)
