"""What an administrator should know of mail that came in, when a database is looked over."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from addons.mail.models import IncomingMail, Mailbox
from core import Env, Finding

CHECK, ADDON = "incoming mail", "mail"


def findings(env: Env) -> Iterator[Finding]:
    """Mail that nobody took in, and mailboxes that cannot be read. System work."""
    mail, mailbox = env[IncomingMail], env[Mailbox]
    counted = sa.select(mail.state, sa.func.count()).where(mail.state.in_(("failed", "held"))).group_by(mail.state)
    for state, count in env.session.execute(counted.order_by(mail.state)):
        said = "failed" if state == "failed" else "held back"
        yield Finding(CHECK, f"{said}, see Mail / Incoming Mails: {count}", addon=ADDON, wrong=state == "failed")
    problems = sa.select(mailbox.user, mailbox.problem).where(mailbox.active, mailbox.problem.is_not(None))
    for user, problem in env.session.execute(problems.order_by(mailbox.id)):
        yield Finding(CHECK, f"the mailbox {user} cannot be read: {problem}", addon=ADDON)
