"""The pop-up in which a secret is shown, this once."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from addons.webhook.models import Secret, Webhook
from addons.webhook.signing import PREFIX, key_of, new_secret
from core import Change, Env, Refused, Wizard, button, entry


class NewSecret(Wizard, title="New secret", on=Webhook, system="set the secret of a webhook"):
    """Offers a new secret, to be copied to the receiver; or takes one that was made there. It is never shown again."""

    record: Webhook
    secret = entry(
        "Secret", required="Enter a secret.", size=200,
        help="Copy it to the receiver now: it is not shown again. A secret that was in use stops being valid.",
    )  # fmt: skip

    def opened(self) -> None:
        """The one that waits for this webhook. A form is computed anew at every request, so it is not made here."""
        self.secret = self.env.unseal(secret_of(self.record).offered)

    @button("Use this secret", primary=True)
    def confirm(self) -> None:
        """Keeps it, offers another one from now on, and switches the webhook on."""
        try:
            key_of(self.secret)
        except ValueError as why:
            raise Refused(str(why), about="secret") from why
        held = secret_of(self.record)
        held.secret, held.offered = self.env.seal(self.secret), self.env.seal(new_secret())
        self.env.session.flush()
        self.record.active, self.record.remark, self.record.failing_since = True, None, None


def secret_of(webhook: Webhook) -> Secret:
    """What a webhook signs with. System work only."""
    secrets = webhook.env[Secret]
    return webhook.env.session.scalars(sa.select(secrets).where(secrets.webhook_id == webhook.id)).one()


def seal_plain_secrets(system: Env) -> None:
    """Seals what stands in plain text."""
    for held in system.session.scalars(sa.select(system[Secret])):
        for name in ("secret", "offered"):
            value = getattr(held, name)
            if value is not None and value.token.startswith(PREFIX):
                setattr(held, name, system.seal(value.token))


def offer_secrets(system: Env, changes: Sequence[Change]) -> None:
    """Every new webhook has a secret waiting for it."""
    for change in changes:
        if change.model == Webhook.__model__ and change.operation == "create":
            system.new(Secret, webhook_id=change.id, offered=system.seal(new_secret()))
