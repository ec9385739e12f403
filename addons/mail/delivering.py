"""The way of a mail out of the house: enqueued with what it is about, handed over outside of any transaction, noted.

A mail is handed over at most once (SPEC CT-7): that it is about to be is committed just before the last byte goes out.
Whoever finds that note and no result does not send again, but lets a person decide. Why: docs/decisions/0022.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from addons.mail import smtp
from addons.mail.letters import TEST_SUBJECT, Unwritable, ascii_address, written
from addons.mail.models import MailServer, OutgoingMail
from addons.mail.models.servers import server_for
from addons.mail.recipients import Recipient, queue
from core import Env, Errand, House, Refused, SealBroken, TryLater, errand

WHY = "outgoing mail"
LATER = 5
"""Mail comes after the house's own jobs: a server that hangs holds nothing up but its like."""
KEPT = 2000
"""Characters of an answer that are kept."""
UNKNOWN = (
    "The connection was lost while the server was taking it. Nobody knows whether it arrived, so it is not sent again "
    "by itself."
)


@dataclass(frozen=True)
class Letter:
    """What goes to whom, by which server."""

    access: smtp.Access
    server_id: int
    sender: str
    recipient: str
    mail: bytes


# --- into the queue ---------------------------------------------------------------------------------------------------


def enqueue(env: Env, ids: Iterable[int]) -> None:
    """Lets mails out once the transaction is committed."""
    for one in ids:
        env.enqueue(deliver, outgoing_id=one)


def enqueue_again(env: Env, queued: OutgoingMail) -> None:
    """Lets a mail that was given up out once more. Raises Refused where there is no server. System work only."""
    if server_for(env, queued.company_id) is None:
        raise Refused("Outgoing mail is not set up.")
    queued.state, queued.handed_over_at, queued.attempts, queued.answer = "outgoing", None, 0, None
    env.session.flush()
    enqueue(env, [queued.id])


def queue_test(system: Env, server: MailServer) -> int:
    """A mail to whoever asks, by this server. System work only."""
    login = system.user.login
    to = Recipient(login, system.user.name, system.user.contact_id, system.user.locale)
    (made,) = queue(system, [to], subject=TEST_SUBJECT, company_id=server.company_id)
    return made


def enqueue_waiting(system: Env, server: MailServer) -> None:
    """Lets out what was written while there was no server for it. System work only."""
    for queued in _waiting(system):
        if (one := server_for(system, queued.company_id)) is not None and one.id == server.id:
            env_key = deliver.when(key=f"mail.outgoing {queued.id}")
            system.enqueue(env_key, outgoing_id=queued.id)


def cancel_waiting(system: Env, server: MailServer) -> None:
    """What waits for this server and was never tried is not sent. System work only."""
    for queued in _waiting(system):
        if (one := server_for(system, queued.company_id)) is not None and one.id == server.id:
            queued.state = "cancelled"


def _waiting(system: Env) -> list[OutgoingMail]:
    outgoing = system[OutgoingMail]
    never = sa.select(outgoing).where(outgoing.state == "outgoing", outgoing.attempts == 0)
    return list(system.session.scalars(never.order_by(outgoing.id)))


# --- out of the house -------------------------------------------------------------------------------------------------


@errand(title="Send a mail", retries=36, first_pause=timedelta(minutes=1), longest_pause=timedelta(hours=4),
        timeout=timedelta(minutes=3), priority=LATER, system=WHY)  # fmt: skip
def deliver(outside: Errand, outgoing_id: int) -> None:
    """Hands a mail over. While its server is away it is tried for five days, as RFC 5321 asks."""
    letter = outside.work(lambda env: _letter(env, outgoing_id))
    if letter is None:
        return
    try:
        said = smtp.hand_over(
            letter.access, letter.sender, letter.recipient, letter.mail,
            lambda: outside.work(lambda env: _note_handing_over(env, outgoing_id)),
        )  # fmt: skip
    except smtp.Refusal as why:
        text = str(why)
        outside.finish(lambda env: _note_end(env, outgoing_id, letter, "failed", text))
    except smtp.NobodyKnows:
        outside.finish(lambda env: _note_end(env, outgoing_id, letter, "failed", UNKNOWN))
    except smtp.NotNow as why:
        text, of_server = str(why), why.of_server
        outside.work(lambda env: _note_delay(env, outgoing_id, letter, text, of_server, outside.is_last))
        raise TryLater(text) from why
    else:
        outside.finish(lambda env: _note_end(env, outgoing_id, letter, "sent", said))


def _letter(system: Env, outgoing_id: int) -> Letter | None:
    """The mail and its server. None: there is nothing to send, and that is noted."""
    outgoing = system[OutgoingMail]
    queued = system.session.get(outgoing, outgoing_id)
    if queued is None or queued.state != "outgoing":
        return None
    if queued.handed_over_at is not None:
        queued.state, queued.answer = "failed", UNKNOWN
        return None
    if (server := server_for(system, queued.company_id)) is None:
        return None  # it waits for one, and for somebody who lets it out
    try:
        mail, recipient = written(system, queued, server), ascii_address(queued.address)
        password = system.unseal(server.password)
    except (Unwritable, ValueError, FileNotFoundError) as why:
        queued.state, queued.answer = "failed", str(why)[:KEPT]
        return None
    except SealBroken as why:
        server.problem, server.problem_at = str(why), system.now()
        queued.answer = str(why)
        return None
    access = smtp.Access(
        server.host, server.port, server.encryption, server.user or "", password, House.of(system).host
    )
    return Letter(access, server.id, server.from_address, recipient, mail)


def _note_handing_over(system: Env, outgoing_id: int) -> None:
    """From now on the server may have it. Raises Refused if it was cancelled, or another worker is at it."""
    table: Any = system[OutgoingMail].__table__  # type: ignore[attr-defined]
    mine = sa.update(table).where(
        table.c.id == outgoing_id, table.c.state == "outgoing", table.c.handed_over_at.is_(None)
    )
    taken: Any = system.transaction.connection.execute(mine.values(handed_over_at=system.now()))
    if not taken.rowcount:
        raise Refused("This mail was cancelled, or is sent by another worker.")


def _note_end(system: Env, outgoing_id: int, letter: Letter, state: str, said: str) -> None:
    queued = system.session.get(system[OutgoingMail], outgoing_id)
    if queued is None:
        return  # its document was deleted meanwhile
    queued.state, queued.answer, queued.server_id = state, said[:KEPT], letter.server_id
    queued.attempts += 1
    if state == "sent":
        queued.sent_at = system.now()
    server = system.session.get(system[MailServer], letter.server_id)
    if server is not None and server.problem is not None:
        server.problem = server.problem_at = None


def _note_delay(system: Env, outgoing_id: int, letter: Letter, said: str, of_server: bool, last: bool) -> None:
    queued = system.session.get(system[OutgoingMail], outgoing_id)
    if queued is not None:
        queued.attempts += 1
        queued.answer, queued.server_id, queued.handed_over_at = said[:KEPT], letter.server_id, None
        if last:
            queued.state = "failed"
    server = system.session.get(system[MailServer], letter.server_id)
    if of_server and server is not None:
        server.problem, server.problem_at = said[:400], server.problem_at or system.now()


everything: list[Any] = [deliver]
