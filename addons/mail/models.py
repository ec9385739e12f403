"""Messages, followers, and the mixin that gives a model its chatter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.dialects import postgresql, sqlite

from addons.base.models import Attachment, Contact
from addons.mail.links import as_text, composed
from core import (
    Mapped,
    Model,
    PlainModel,
    Refused,
    Text,
    choice,
    foreign_key,
    index,
    instant,
    integer,
    json_text,
    many2many,
    many2one,
    rich_text,
    text,
    translated,
    unique,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from addons.base.models import User

EDITABLE_FOR = timedelta(minutes=15)
"""How long the author of an internal note may still change it (SPEC CT-8)."""

KINDS = {"message": "Message", "note": "Internal note", "tracking": "Change"}


class Message(Model, model="mail.message", title="Message", titles="Messages"):
    """An entry in the chatter of a document: a message to its followers, an internal note, or tracked changes.

    Readable by whoever may read the document; notes and tracked changes by internal users only. Entries are made by
    `Thread.post_message`, `Thread.post_note` and the tracker, by nothing else.
    """

    display = "{document_model} {document_id}"
    search_by = ("body",)
    order_by = ("-id",)
    of_record = ("document_model", "document_id")

    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", required=True, read_only=True)
    kind: Mapped[str] = choice("Kind", KINDS, default="note", read_only=True)
    author_id: Mapped[int | None] = foreign_key("base.contact", free=True, read_only=True)
    author: Mapped[Contact | None] = many2one("Author", "author_id", read_only=True, help="Empty: the system.")
    body: Mapped[str] = rich_text("Text", default="")
    changes: Mapped[list[dict[str, Any]] | None] = json_text("Changes", read_only=True)
    edited_at: Mapped[datetime | None] = instant("Edited on", read_only=True)
    attachments: Mapped[list[Attachment]] = many2many("Attachments", "base.attachment")

    constraints = (index("document_model", "document_id", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Entries stay as they are, but for an author's own note in its first minutes (SPEC CT-8)."""
        yield from super().check()
        state = sa.inspect(self)
        written = ("document_model", "document_id", "kind", "author_id", "body", "changes")
        if not state.persistent or not any(state.attrs[name].history.has_changes() for name in written):
            return
        if any(state.attrs[name].history.has_changes() for name in written if name != "body"):
            yield Refused("Only the text of an entry can be changed.")
        elif self.kind == "tracking":
            yield Refused("Tracked changes cannot be altered.", about="body")
        elif self.kind == "message":
            yield Refused("A message that was sent cannot be altered.", about="body")
        elif not self.is_own:
            yield Refused("Only its author can change a note.", about="body")
        elif self.env.now() - self.created_at > EDITABLE_FOR:
            yield Refused("A note can be changed for {n} minutes only.", about="body", n=EDITABLE_FOR.seconds // 60)

    @property
    def is_own(self) -> bool:
        """Whether the user of this Env wrote it."""
        user = self.env.user
        return user.id is not None and self.created_by_id == user.id

    @property
    def is_editable(self) -> bool:
        """Whether the user of this Env may still change it."""
        return self.kind == "note" and self.is_own and self.env.now() - self.created_at <= EDITABLE_FOR

    def edit(self, body: str) -> None:
        """Changes the text. Refused as `check` says."""
        if not as_text(clean := composed(body)):
            raise Refused("Write something first.", about="body")
        self.body, self.edited_at = str(clean), self.env.now()


class Follower(PlainModel, model="mail.follower", title="Follower"):
    """A contact that follows a document; users follow with their own contact (SPEC CT-2). Nobody follows twice."""

    display = "{document_model} {document_id}"
    of_record = ("document_model", "document_id")

    document_model: Mapped[str] = text("Document type", required=True, read_only=True, size=80)
    document_id: Mapped[int] = integer("Document", required=True, read_only=True)
    contact_id: Mapped[int] = foreign_key("base.contact", required=True, on_delete="CASCADE", free=True)
    contact: Mapped[Contact] = many2one("Contact", "contact_id")

    constraints = (unique("document_model", "document_id", "contact_id"),)


class Thread(Model, abstract=True):
    """Gives a model its chatter: `class Ticket(Thread, model="helpdesk.ticket")`, or `class X(Thread, Ticket)`.

    Changes of fields declared with `tracked=True` are written into it by themselves.
    """

    def post_note(self, body: str, *links: Model, attachments: Sequence[Attachment] = (), **values: Any) -> Message:
        """Adds an internal note: `ticket.post_note("Return {transfer} created.", transfer=transfer)`.

        A `str` is plain text, a `Markup` is HTML. With `links` or `values` the places `{}` and `{name}` are filled:
        records become links (see `links.composed`). Raises Refused for an empty text.
        """
        return self._post("note", self._in_words(body, links, values), attachments)

    def post_message(self, body: str, *links: Model, attachments: Sequence[Attachment] = (), **values: Any) -> Message:
        """Adds a message to the followers, written like a note. Its author follows from now on."""
        message = self._post("message", self._in_words(body, links, values), attachments)
        if (author := self.env.user.contact_id) is not None:
            self.follow(author)
        return message

    def _in_words(self, body: str, links: tuple[Model, ...], values: dict[str, Any]) -> Markup:
        """The HTML of an entry. What code writes, a text with places, is written in the language of who does it."""
        if (links or values) and not isinstance(body, Markup):
            body = translated(self.env, body)
        said = {name: translated(self.env, one) if isinstance(one, Text) else one for name, one in values.items()}
        return composed(body, links, said)

    def _post(self, kind: str, body: Markup, attachments: Sequence[Attachment]) -> Message:
        """Writes in system work, because nobody has the right to write chatter, once the document may be read."""
        if not as_text(body):
            raise Refused("Write something first.", about="body")
        env = self.env
        if not env.is_system or self.id is None:
            env.session.flush()
        if not env.is_system:
            env.see(self)
        if kind == "note" and not env.holds("base.user"):
            raise Refused("Only internal users write internal notes.")
        with env.system("chatter entry") as system:
            message = system.new(
                Message, document_model=self.__model__, document_id=self.id, kind=kind, body=str(body),
                author_id=env.user.contact_id, attachments=[system.get(one) for one in attachments],
            )  # fmt: skip
            for attachment in message.attachments:
                attachment.document_model, attachment.document_id = self.__model__, self.id
            if system.hook.message_posted.get_hookimpls():
                system.session.flush()  # who follows may want its id; else entries are written together
                system.hook.message_posted(env=system, message=message)
        return message if env.is_system else env.see(message)

    def follow(self, *contacts: Contact | User | int | None) -> None:
        """Makes contacts (or the contacts of users, or contact ids) follow this document; those who do stay."""
        ids = {contact_id for one in contacts if (contact_id := _contact_id(one)) is not None}
        if not ids:
            return
        self.env.session.flush()
        with self.env.system("followers") as system:
            document = {"document_model": self.__model__, "document_id": self.id}
            rows = [{**document, "contact_id": one} for one in sorted(ids)]
            insert = _insert_for(system.transaction.connection)
            system.session.execute(insert(system[Follower]).values(rows).on_conflict_do_nothing())

    def unfollow(self, *contacts: Contact | User | int | None) -> None:
        """Ends following."""
        ids = [contact_id for one in contacts if (contact_id := _contact_id(one)) is not None]
        with self.env.system("followers") as system:
            follower = system[Follower]
            mine = sa.and_(follower.document_model == self.__model__, follower.document_id == self.id)
            ended = sa.delete(follower).where(mine, follower.contact_id.in_(ids))
            system.session.execute(ended.execution_options(synchronize_session=False))

    @property
    def follower_ids(self) -> list[int]:
        """The ids of the contacts that follow this document, as system work sees them."""
        with self.env.system("followers") as system:
            follower = system[Follower]
            mine = sa.and_(follower.document_model == self.__model__, follower.document_id == self.id)
            return list(system.session.scalars(sa.select(follower.contact_id).where(mine).order_by(follower.id)))


def _contact_id(one: Contact | User | int | None) -> int | None:
    if one is None or isinstance(one, int):
        return one
    if isinstance(one, Contact):
        return one.id
    return one.contact_id


def _insert_for(connection: sa.Connection) -> Any:
    """The INSERT that knows ON CONFLICT, which SQLAlchemy keeps with each dialect."""
    return sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
