"""What a mail becomes: files, a message, and where nobody has begun to talk yet, a document."""

from __future__ import annotations

from io import BytesIO

from addons.base.models import Attachment, Contact
from addons.mail.incoming.bodies import unfolded, with_pictures
from addons.mail.incoming.reading import Read
from addons.mail.models import IncomingMail, Letter, TakesMail, Thread
from core import Env, House

NO_SUBJECT = "(no subject)"
WHY = "what came by mail"


def post(
    env: Env,
    incoming_id: int,
    mail: Read,
    document: Thread | None,
    *,
    contact_id: int | None,
    owner: TakesMail | None = None,
    note: bool = False,
) -> None:
    """Writes a mail into the conversation of a document, or makes one of `owner` first. The mail is done then."""
    home = document if document is not None else owner
    assert home is not None
    with env.system(WHY) as system:
        files, addresses = _kept(system, mail, home)
        html = with_pictures(mail.html, addresses)
        if document is None and owner is not None:
            contact = system.session.get(system[Contact], contact_id) if contact_id is not None else None
            subject, name = (mail.subject or NO_SUBJECT)[:200], mail.author_name or mail.author
            letter = Letter(subject, unfolded(html), mail.author, name, contact)
            document = owner.take(letter)
            system.session.flush()
        attached = [one.id for one in files]
    assert document is not None
    message = document.post_received(
        html,
        author_id=contact_id,
        sender="" if contact_id is not None else sender_of(mail),
        subject=mail.subject,
        attachments=[env.session.get_one(env[Attachment], one) for one in attached],
        heard=(mail.author, *mail.to),
        note=note,
    )
    with env.system(WHY) as system:
        stored = system.session.get_one(system[IncomingMail], incoming_id)
        stored.state, stored.reason = "done", "\n".join(mail.remarks) or None
        stored.document_model, stored.document_id = document.__model__, document.id
        stored.message_id = message.id
        system.session.flush()


def sender_of(mail: Read) -> str:
    """Who wrote it, as its headers say."""
    if mail.author_name and mail.author:
        return f"{mail.author_name} <{mail.author}>"
    return mail.author or mail.author_name or "(nobody)"


def _kept(system: Env, mail: Read, home: Thread | TakesMail) -> tuple[list[Attachment], dict[str, str]]:
    """The mail's files as attachments, and under which addresses its pictures are."""
    made: list[tuple[Attachment, str]] = []
    store = House.of(system).files
    for one in mail.files:
        stored = store.keep(BytesIO(one.content), one.name)
        attachment = system.new(
            Attachment, name=stored.name, document_model=home.__model__, document_id=home.id, hash=stored.digest,
            size=stored.size, content_type=stored.kind,
        )  # fmt: skip
        made.append((attachment, one.content_id))
    system.session.flush()
    addresses = {content_id: f"/files/{one.id}" for one, content_id in made if content_id}
    return [one for one, _ in made], addresses
