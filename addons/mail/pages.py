"""The chatter panel, for the forms of documents: `Form(Ticket, "ticket", …, chatter)`; and what admins see of mail."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.pages import preference_fields
from addons.mail.activity_pages import parts as activity_parts
from addons.mail.canned_pages import canned_list
from addons.mail.canned_pages import parts as canned_parts
from addons.mail.chatter import chatter_of
from addons.mail.inbox_pages import parts as inbox_parts
from addons.mail.incoming_pages import incoming_list, mailbox_list
from addons.mail.incoming_pages import parts as incoming_parts
from addons.mail.models import MailServer, NotifiedUser, OutgoingMail
from addons.mail.models.servers import NOT_SET_UP
from addons.mail.template_pages import parts as template_parts
from addons.mail.template_pages import template_list
from core import (
    Action,
    Actions,
    Env,
    Filter,
    Form,
    Group,
    Into,
    List,
    Menu,
    Panel,
    Show,
    SmartButton,
    SmartButtons,
    StatusBar,
)

chatter = Panel("Conversation", template="mail/chatter.html", gives=chatter_of, place="side")

# --- servers ----------------------------------------------------------------------------------------------------------


def is_stored(server: MailServer) -> bool:
    """Whether there is a server to test."""
    return server.id is not None and server.active


def has_problem(server: MailServer) -> bool:
    """Whether the last mail could not be handed over."""
    return server.problem is not None


def something_waits(server: MailServer) -> bool:
    """Whether there are mails that were written while no server was set, and never tried."""
    if not is_stored(server):
        return False
    outgoing = server.env[OutgoingMail]
    waiting = sa.select(outgoing.id).where(outgoing.state == "outgoing", outgoing.attempts == 0).limit(1)
    return server.env.session.scalar(waiting) is not None


send_test = Action("Send a test message", on=MailServer, does="send_test", system="test a mail server", icon="send",
                   shown=is_stored)  # fmt: skip
send_waiting = Action("Send what waits", on=MailServer, does="send_waiting", system="send mails that wait",
                      icon="mails", shown=something_waits,
                      confirm="Every mail that waits goes out now, however old it is.")  # fmt: skip
cancel_waiting = Action("Cancel what waits", on=MailServer, does="cancel_waiting", system="cancel mails that wait",
                        icon="mail-x", shown=something_waits,
                        confirm="No mail that waits will be sent.")  # fmt: skip
mails_of_server = SmartButton("Mails", on=MailServer, to=OutgoingMail, by=OutgoingMail.server_id, icon="mail")
server_form = Form(
    MailServer,
    "server",
    Actions(send_test, send_waiting, cancel_waiting),
    SmartButtons(mails_of_server),
    Group("Connection", MailServer.host, MailServer.port, MailServer.encryption, MailServer.user, MailServer.password),
    Group(
        "Use",
        MailServer.from_address,
        MailServer.reply_address,
        MailServer.company,
        MailServer.active,
        Show(MailServer.problem, shown=has_problem),
        Show(MailServer.problem_at, shown=has_problem),
    ),
)
server_list = List(
    MailServer, "servers", MailServer.host, MailServer.from_address, MailServer.company, MailServer.active,
    MailServer.problem,
    empty=(NOT_SET_UP, "Messages wait in the queue until a server is set. Nothing is lost."),
)  # fmt: skip

# --- the queue --------------------------------------------------------------------------------------------------------


def was_given_up(queued: OutgoingMail) -> bool:
    """Whether it can be tried once more."""
    return queued.state in ("failed", "cancelled")


def is_waiting(queued: OutgoingMail) -> bool:
    """Whether it can still be held back."""
    return queued.state == "outgoing" and queued.handed_over_at is None


def answer_of(env: Env, queued: OutgoingMail) -> dict[str, Any]:
    """What the server said, and where the document is."""
    cls = env.models.models.get(queued.document_model)
    may = cls is not None and env.may("read", queued.document_model)
    return {
        "answer": queued.answer or "", "state": queued.state, "attempts": queued.attempts,
        "document": f"/mail/open/{queued.document_model}/{queued.document_id}" if may else "",
    }  # fmt: skip


retry = Action("Retry", on=OutgoingMail, does="retry", system="retry a mail", shown=was_given_up, primary=True,
               icon="rotate-cw", bulk=True)  # fmt: skip
cancel = Action("Cancel", on=OutgoingMail, does="cancel", system="cancel a mail", shown=is_waiting, icon="mail-x",
                bulk=True)  # fmt: skip
outgoing_form = Form(
    OutgoingMail,
    "outgoing",
    Actions(retry, cancel),
    StatusBar(OutgoingMail.state),
    Group("", OutgoingMail.subject, OutgoingMail.name, OutgoingMail.address, OutgoingMail.locale),
    Group("Way", OutgoingMail.queued_at, OutgoingMail.sent_at, OutgoingMail.attempts, OutgoingMail.server),
    Group("", OutgoingMail.company, OutgoingMail.reference),
    Panel("Answer", template="mail/answer.html", gives=answer_of, place="below"),
    create=False,
    delete=False,
)
outgoing_list = List(
    OutgoingMail, "outgoing-mails", OutgoingMail.subject, OutgoingMail.name, OutgoingMail.address, OutgoingMail.state,
    OutgoingMail.queued_at, OutgoingMail.attempts,
    filters=(
        Filter("Outgoing", on=OutgoingMail, keeps=lambda mail, env: mail.state == "outgoing"),
        Filter("Failed", on=OutgoingMail, keeps=lambda mail, env: mail.state == "failed"),
    ),
    group_by=(OutgoingMail.state,),
    empty=("No mails", "Messages to followers and customers show here on their way."),
)  # fmt: skip

menu = Menu(
    "Mail", icon="mail", order=904, roles=("base.settings",),
    children=(
        Menu("Outgoing Mails", page=outgoing_list),
        Menu("Outgoing Mail Servers", page=server_list),
        Menu("Incoming Mails", page=incoming_list),
        Menu("Mailboxes", page=mailbox_list),
        Menu("Mail Templates", page=template_list),
        Menu("Canned Answers", page=canned_list),
    ),
)  # fmt: skip

parts: list[Any] = [
    server_form,
    server_list,
    outgoing_form,
    outgoing_list,
    *template_parts,
    *canned_parts,
    *activity_parts,
    *inbox_parts,
    *incoming_parts,
    menu,
    Into(preference_fields, Show(NotifiedUser.notified_by)),
]
