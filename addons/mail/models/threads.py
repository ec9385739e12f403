"""The mixin that gives a model its chatter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.dialects import postgresql, sqlite

from addons.base.models import Attachment, Contact
from addons.mail.links import as_text, composed
from addons.mail.models.activities import Activity
from addons.mail.models.messages import Follower, Message
from core import Model, Refused, Text, translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from addons.base.models import User
    from addons.mail.models.aliases import TakesMail
    from core import Env


SUBJECT_SIZE = 200


class Thread(Model, abstract=True):
    """Gives a model its chatter: `class Ticket(Thread, model="helpdesk.ticket")`, or `class X(Thread, Ticket)`.

    Changes of fields declared with `tracked=True` are written into it by themselves. `mail_values` names what is worked
    out (`@computed`) and may be used in mail templates, beside the fields.
    """

    mail_values: ClassVar[tuple[str, ...]] = ()

    def post_note(self, body: str, *links: Model, attachments: Sequence[Attachment] = (), **values: Any) -> Message:
        """Adds an internal note: `ticket.post_note("Return {transfer} created.", transfer=transfer)`.

        A `str` is plain text, a `Markup` is HTML. With `links` or `values` the places `{}` and `{name}` are filled:
        records become links (see `links.composed`). Raises Refused for an empty text.
        """
        return self._post("note", self._in_words(body, links, values), attachments)

    def post_message(
        self,
        body: str,
        *links: Model,
        attachments: Sequence[Attachment] = (),
        subject: str = "",
        recipients: Iterable[Contact | str] | None = None,
        **values: Any,
    ) -> Message:
        """Adds a message, written like a note, and mails it once to each address. Its author follows from now on.

        It goes to the followers but its author; `recipients`, contacts and bare addresses, take their place.
        """
        from addons.mail.recipients import queue_message

        html = self._in_words(body, links, values)
        message = self._post("message", html, attachments, subject)
        with self.env.system("mail of a message") as system:
            queue_message(system, system.get(self), system.get(message), recipients)
        if (author := self.env.user.contact_id) is not None:
            self.follow(author)
        return message

    def post_received(
        self,
        html: Markup,
        *,
        author_id: int | None,
        sender: str,
        subject: str = "",
        attachments: Sequence[Attachment] = (),
        heard: Iterable[str] = (),
        note: bool = False,
    ) -> Message:
        """Adds what came by mail: `html` is clean. It is mailed to whom it concerns but those who `heard` of it.

        Written by the contact `author_id`, who follows from now on, or by `sender`, whom nobody knows. As a `note` it
        is shown to those who work here and mailed to nobody.
        """
        from addons.mail.recipients import queue_message

        kind = "note" if note else "message"
        message = self._post(kind, html, attachments, subject, author_id=author_id, sender=sender)
        if not note:
            with self.env.system("mail of a message") as system:
                queue_message(system, system.get(self), system.get(message), but=heard)
            self.follow(author_id)
        return message

    def spoken_of_in(self) -> Thread:
        """The document whose conversation goes on where this one's has ended; itself. Override."""
        return self

    def takes_mail_at(self) -> TakesMail | None:
        """The record at whose address mail about this document comes in, as a ticket's team. Override."""
        return None

    def mail_addresses(self) -> Iterable[str]:
        """Addresses that get every message besides the followers: of people who are no contacts. Override."""
        return ()

    @classmethod
    def named_in_subject(cls, env: Env, subject: str) -> Thread | None:
        """The document whose number stands in the subject of a mail, None if there is none. Override. System work."""
        return None

    def _in_words(self, body: str, links: tuple[Model, ...], values: dict[str, Any]) -> Markup:
        """The HTML of an entry. What code writes, a text with places, is written in the language of who does it."""
        if (links or values) and not isinstance(body, Markup):
            body = translated(self.env, body)
        said = {name: translated(self.env, one) if isinstance(one, Text) else one for name, one in values.items()}
        html = composed(body, links, said)
        if not as_text(html):
            raise Refused("Write something first.", about="body")
        return html

    def schedule(self, summary: str, *, due: date, user: User | None = None, note: str = "") -> Activity:
        """Plans something to do about this document: by `user`, or who asks. Raises Refused for an empty summary."""
        who = self.env.user.id if user is None else user.id
        if not summary.strip():
            raise Refused("Say what is to do.", about="summary")
        if who is None:
            raise Refused("Say who is to do it.", about="user")
        self.env.session.flush()
        return self.env.new(
            Activity, document_model=self.__model__, document_id=self.id, document_name=str(self)[:200],
            summary=summary.strip()[:200], due=due, user_id=who, note=note or None,
        )  # fmt: skip

    def mail_subject(self) -> str:
        """What mails about this document are called. Override where its name says too little."""
        return str(self)

    def mail_company_id(self) -> int | None:
        """The company in whose name mails about this document are sent; that of the user where it has none."""
        own: int | None = getattr(self, "company_id", None)
        return own if own is not None else self.env.user.company_id

    def _post(
        self, kind: str, body: Markup, attachments: Sequence[Attachment], subject: str = "",
        *, author_id: int | None = None, sender: str = "",
    ) -> Message:  # fmt: skip
        """Writes in system work, because nobody has the right to write chatter, once the document may be read."""
        from addons.mail.notifying import notify

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
                author_id=author_id or (None if sender else env.user.contact_id), sender=sender[:300] or None,
                subject=subject[:SUBJECT_SIZE] or None,
                attachments=[system.get(one) for one in attachments],
            )  # fmt: skip
            for attachment in message.attachments:
                attachment.document_model, attachment.document_id = self.__model__, self.id
            if system.hook.message_posted.get_hookimpls():
                system.session.flush()  # who follows may want its id; else entries are written together
                system.hook.message_posted(env=system, message=message)
            if kind == "message" or "@" in message.body:
                notify(system, system.get(self), message)
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
