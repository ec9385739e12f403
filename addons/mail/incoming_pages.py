"""Mail that came in, and the mailboxes that it is fetched from, for administrators."""

from __future__ import annotations

from typing import Any

from addons.mail.models import IncomingMail, Mailbox
from core import Action, Actions, Env, Filter, Form, Group, List, Panel, Show, StatusBar


def may_be_taken_in(mail: IncomingMail) -> bool:
    """Whether it failed, was held back, or came to nothing."""
    return mail.state in ("failed", "held", "ignored")


def is_looked_into(mailbox: Mailbox) -> bool:
    """Whether it is stored and in use."""
    return mailbox.id is not None and mailbox.active


def has_problem(mailbox: Mailbox) -> bool:
    """Whether it could not be read last time."""
    return mailbox.problem is not None


def what_became_of_it(env: Env, mail: IncomingMail) -> dict[str, Any]:
    """Why it stands where it stands, and where it went."""
    cls = env.models.models.get(mail.document_model)
    may = cls is not None and env.may("read", mail.document_model)
    return {
        "reasons": (mail.reason or "").split("\n"), "state": mail.state, "original": f"/mail/original/{mail.id}",
        "document": f"/mail/open/{mail.document_model}/{mail.document_id}" if may else "",
    }  # fmt: skip


retry = Action("Retry", on=IncomingMail, does="retry", system="take a mail in by hand", shown=may_be_taken_in,
               primary=True, icon="rotate-cw", bulk=True)  # fmt: skip
incoming_form = Form(
    IncomingMail,
    "incoming",
    Actions(retry),
    StatusBar(IncomingMail.state),
    Group("", IncomingMail.subject, IncomingMail.author, IncomingMail.author_name, IncomingMail.recipient),
    Group("Way", IncomingMail.received_at, IncomingMail.way, IncomingMail.mailbox, IncomingMail.size),
    Group("", IncomingMail.reference, IncomingMail.return_path),
    Panel("What became of it", template="mail/incoming.html", gives=what_became_of_it, place="below"),
    create=False,
    delete=False,
)
incoming_list = List(
    IncomingMail, "incoming-mails", IncomingMail.subject, IncomingMail.author, IncomingMail.state,
    IncomingMail.recipient, IncomingMail.received_at,
    filters=(
        Filter("Held back", on=IncomingMail, keeps=lambda mail, env: mail.state == "held"),
        Filter("Failed", on=IncomingMail, keeps=lambda mail, env: mail.state == "failed"),
        Filter("Waiting", on=IncomingMail, keeps=lambda mail, env: mail.state == "waiting"),
    ),
    group_by=(IncomingMail.state,),
    empty=("No mails", "Mail shows here as it comes in: by your mail server, or from a mailbox."),
)  # fmt: skip

fetch_now = Action("Fetch now", on=Mailbox, does="fetch_now", system="fetch mail from a mailbox", icon="download",
                   shown=is_looked_into)  # fmt: skip
mailbox_form = Form(
    Mailbox,
    "mailbox",
    Actions(fetch_now),
    Group("Connection", Mailbox.host, Mailbox.port, Mailbox.encryption, Mailbox.user, Mailbox.password),
    Group(
        "Use",
        Mailbox.folder,
        Mailbox.address,
        Mailbox.active,
        Mailbox.fetched_at,
        Show(Mailbox.problem, shown=has_problem),
        Show(Mailbox.problem_at, shown=has_problem),
    ),
)
mailbox_list = List(
    Mailbox, "mailboxes", Mailbox.user, Mailbox.host, Mailbox.folder, Mailbox.address, Mailbox.active,
    Mailbox.fetched_at, Mailbox.problem,
    empty=("No mailboxes", "Mail can also be fetched from a mailbox by IMAP, every three minutes."),
)  # fmt: skip

parts: list[Any] = [incoming_form, incoming_list, mailbox_form, mailbox_list]
