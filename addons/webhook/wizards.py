"""The pop-up in which a secret is shown, this once."""

from __future__ import annotations

import sqlalchemy as sa

from addons.webhook.models import Secret, Webhook
from addons.webhook.signing import key_of, new_secret
from core import Refused, Wizard, button, entry


class NewSecret(Wizard, title="New secret", on=Webhook, system="set the secret of a webhook"):
    """Offers a new secret, to be copied to the receiver; or takes one that was made there. It is never shown again."""

    secret = entry(
        "Secret", required="Enter a secret.", size=200,
        help="Copy it to the receiver now: it is not shown again. A secret that was in use stops being valid.",
    )  # fmt: skip

    def opened(self) -> None:
        """A secret that nobody can guess."""
        self.secret = new_secret()

    @button("Use this secret", primary=True)
    def confirm(self) -> None:
        """Keeps it and switches the webhook on."""
        try:
            key_of(self.secret)
        except ValueError as why:
            raise Refused(str(why), about="secret") from why
        held = self.env.session.scalars(
            sa.select(self.env[Secret]).where(self.env[Secret].webhook_id == self.record.id)
        ).one_or_none()
        if held is None:
            self.env.new(Secret, webhook=self.record, secret=self.secret)
        else:
            held.secret = self.secret
        self.env.session.flush()
        self.record.active, self.record.remark, self.record.failing_since = True, None, None
