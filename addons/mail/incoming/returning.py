"""Mail of ours that came back: the message that it belongs to says so, with the reason, and can be sent again."""

from __future__ import annotations

import sqlalchemy as sa

from addons.mail.incoming.bodies import text_of
from addons.mail.incoming.reading import Read
from addons.mail.incoming.reply_addresses import answered_mail
from addons.mail.incoming.reports import Report, Returned, report_of
from addons.mail.models import IncomingMail, OutgoingMail
from core import Env

UNKNOWN = "It reports a mail that was not sent from here."
LATE = "It reports that a mail is late; its server goes on trying."
NOTED = "The mail that it reports is marked as failed."
RETURNED = "Returned:"
LONGEST = 2000


def note_returned(system: Env, stored: IncomingMail, mail: Read) -> None:
    """Marks what a report says was not delivered. Nothing else comes of a report, whatever it is about."""
    report = report_of(mail.part, text_of(mail.html))
    mails = _reported(system, stored, report)
    stored.state = "ignored"
    if not mails:
        stored.reason = UNKNOWN
        return
    stored.document_model, stored.document_id = mails[0][0].document_model, mails[0][0].document_id
    failed = [(sent, said) for sent, said in mails if said.failed]
    for sent, said in failed:
        if sent.state in ("sent", "outgoing") or sent.handed_over_at is not None:
            sent.state, sent.answer = "failed", f"{RETURNED} {said.reason or report.text}"[:LONGEST]
    stored.state, stored.reason = ("done", NOTED) if failed else ("ignored", LATE)


def _reported(system: Env, stored: IncomingMail, report: Report) -> list[tuple[OutgoingMail, Returned]]:
    """Our mails that a report is about, with what it says of each."""
    sent = system[OutgoingMail]
    rows: list[OutgoingMail] = []
    if report.references:
        wanted = sa.select(sent).where(sent.reference.in_(report.references)).order_by(sent.id)
        rows = list(system.session.scalars(wanted))
    if not rows and (signed := answered_mail(system, [stored.recipient])) is not None:
        rows = [signed]
    by_address = {one.address: one for one in report.returned}
    found = [(row, by_address[row.address]) for row in rows if row.address in by_address]
    if found or not rows:
        return found
    # It names other addresses, because somebody forwards mail, or none: it is clear only if there was one.
    said = report.returned[0] if report.returned else Returned("", True, "")
    return [(rows[0], said)] if len(rows) == 1 else []
