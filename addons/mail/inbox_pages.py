"""The inbox of whoever works here."""

from __future__ import annotations

from typing import Any

from addons.mail.models import Notice
from core import Action, Actions, Filter, Form, Group, List, Menu


def is_unread(notice: Notice) -> bool:
    """Whether it waits."""
    return notice.read_at is None


def is_read(notice: Notice) -> bool:
    """Whether it was read."""
    return notice.read_at is not None


def document_of(notice: Notice) -> str:
    """The way to the document."""
    return f"/mail/open/{notice.document_model}/{notice.document_id}"


to_document = Action("Open the document", on=Notice, goes=document_of, needs="read", primary=True,
                     icon="arrow-up-right")  # fmt: skip
mark_read = Action("Mark as read", on=Notice, does="mark_read", shown=is_unread, icon="mail-open", bulk=True)
mark_unread = Action("Mark as unread", on=Notice, does="mark_unread", shown=is_read, icon="mail", bulk=True)
notice_form = Form(
    Notice,
    "notice",
    Actions(to_document, mark_read, mark_unread),
    Group("", Notice.title),
    Group("", Notice.author, Notice.written_at, Notice.reason, Notice.read_at),
    Group("", Notice.excerpt),
    create=False,
    delete=False,
)
inbox = List(
    Notice, "inbox", Notice.title, Notice.author, Notice.excerpt, Notice.reason, Notice.written_at,
    title="Inbox",
    where=lambda n, env: n.user_id == env.user.id,
    filters=(
        Filter("Unread", on=Notice, keeps=lambda n, env: n.read_at.is_(None), default=True),
        Filter("You were named", on=Notice, keeps=lambda n, env: n.reason == "mention"),
    ),
    empty=("Nothing unread", "Entries that name you with @ show here, and messages if you read them in the inbox."),
)  # fmt: skip
menu = Menu("Inbox", icon="inbox", order=880, page=inbox, roles=("base.user",))
parts: list[Any] = [notice_form, inbox, menu]
