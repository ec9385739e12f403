# makegood: allow unread-file because addons of documents import it
"""The pop-up "Compose Email" (SPEC CT-3): to whom, what, from a template, with files of the document.

A document's addon makes it its own by two lines:

    class ComposeEmail(EmailComposer, Wizard, title="Compose Email", on=Ticket):
        \"\"\"An email about a ticket.\"\"\"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from addons.base.models import Attachment, Contact
from addons.mail.addresses import is_address, listed, same_for_all
from addons.mail.filling import fill
from addons.mail.links import as_text
from addons.mail.models import Message, Thread
from addons.mail.models.templates import templates_for
from addons.mail.recipients import DEFAULT_LOCALE
from addons.mail.values import values_of
from core import Refused, button, entry, pick, pick_many, reacts_to, tick

NO_RECIPIENT = "Add at least one recipient."
NO_ADDRESS = "{name} has no email address."
NO_SUCH_ADDRESS = "{address} is not an email address."
LONGEST_SUBJECT = 200


def contacts_in_use(form: Any) -> sa.Select[Any]:
    """Anybody can be written to."""
    contact = form.env[Contact]
    return sa.select(contact).where(contact.active).order_by(contact.name, contact.id)


def own_templates(form: Any) -> sa.Select[Any]:
    """Templates for documents of this type."""
    return templates_for(form.env, form.about.__model__)


def files_of_document(form: Any) -> sa.Select[Any]:
    """What is attached to the document."""
    file = form.env[Attachment]
    own = sa.select(file).where(file.document_model == form.record.__model__, file.document_id == form.record.id)
    return own.order_by(file.id.desc())


def canned_answers(form: Any) -> str:
    """Where texts come from that can be put in by "/" and their shortcut."""
    return f"/mail/{form.record.__model__}/{form.record.id}/answers"


def has_files(form: Any) -> bool:
    """Whether there is something to attach."""
    return form.env.session.scalar(files_of_document(form).with_only_columns(sa.literal(1)).limit(1)) is not None


class EmailComposer:
    """What every "Compose Email" asks and does. Mix it into a Wizard on a document with a conversation."""

    env: Any
    record: Thread
    recipients = pick_many("Recipients", among=contacts_in_use)
    others = entry("Other addresses", help="Separated by commas.", size=2000)
    keep = tick("Keep new addresses as contacts")
    template = pick("Template", among=own_templates)
    subject = entry("Subject", required="Enter a subject.", size=LONGEST_SUBJECT)
    body = entry("Text", lines=True, required="Write something first.", snippets=canned_answers)
    files = pick_many("Attachments", among=files_of_document, shown=has_files)
    follow = tick("Recipients follow this from now on")

    def opened(self) -> None:
        """To the followers and the customer, but not to oneself (SPEC CP-8)."""
        self.recipients = list(self.first_recipients())
        self.others = ", ".join(self.record.mail_addresses())
        self.subject = self.record.mail_subject()[:LONGEST_SUBJECT]

    @property
    def about(self) -> Thread:
        """What templates are filled with. Override where that is not the document on which the message stands."""
        return self.record

    def first_recipients(self) -> Iterable[Contact]:
        """Whom the mail goes to unless the writer says otherwise."""
        env, ids = self.env, [one for one in self.record.follower_ids if one != self.env.user.contact_id]
        customer_id = getattr(self.record, "customer_id", None)
        if customer_id is not None and customer_id not in ids:
            ids.append(customer_id)
        contact = env[Contact]
        wanted = sa.select(contact).where(contact.id.in_(ids), contact.active).order_by(contact.name, contact.id)
        return env.session.scalars(wanted).all()

    @reacts_to(template)
    def take_from_template(self) -> None:
        """Subject and text in the language of who is written to (SPEC XC-5)."""
        if self.template is None:
            return
        with self.env.session.no_autoflush, self.env.system("fill a template") as system:
            found = system.get(self.template).in_language(self._locale())
            values = values_of(system, system.get(self.about), locale=found.locale, zone=self.env.user.zone)
            subject, body = found.subject, found.body
        self.subject = fill(subject, values, html=False)[:LONGEST_SUBJECT]
        self.body = as_text(fill(body, values, html=True).replace("</p>", "</p><br>"))

    def _locale(self) -> str:
        customer = getattr(self.record, "customer", None)
        known = [one.locale for one in (customer, *self.recipients) if one is not None and one.locale]
        return known[0] if known else DEFAULT_LOCALE

    def check(self) -> Iterator[Any]:
        """There is somebody to write to, and everybody has an address (SPEC CP-12)."""
        addresses = listed(self.others)
        if not self.recipients and not addresses:
            yield "recipients", NO_RECIPIENT
        for one in self.recipients:
            if not one.email:
                yield Refused(NO_ADDRESS, about="recipients", name=one.name)
        for address in addresses:
            if not is_address(address):
                yield Refused(NO_SUCH_ADDRESS, about="others", address=address)

    @button("Send", primary=True)
    def confirm(self) -> Message | None:
        """Posts the message and queues its mails."""
        to = [*self.recipients, *self._others()]
        self.record.post_message(self.body, subject=self.subject, recipients=to, attachments=self.attached())
        if self.follow:
            self.record.follow(*(one for one in to if not isinstance(one, str)))
        return None

    def attached(self) -> list[Attachment]:
        """The files that go along. Override to add what is made for the occasion."""
        return list(self.files)

    def _others(self) -> list[Contact | str]:
        """Who is known by a typed address, a new contact if that was agreed to, else the bare address."""
        typed = {same_for_all(one): one for one in listed(self.others)}
        contact = self.env[Contact]
        known: dict[str, Contact] = {}
        if typed:
            same = sa.func.lower(contact.email).in_(list(typed))
            for one in self.env.session.scalars(sa.select(contact).where(contact.active, same).order_by(contact.id)):
                known.setdefault(same_for_all(one.email or ""), one)
        found: list[Contact | str] = []
        for address, as_typed in typed.items():
            if address in known:
                found.append(known[address])
            elif self.keep:
                found.append(self.env.new(Contact, name=as_typed.partition("@")[0], email=as_typed))
            else:
                found.append(as_typed)
        self.env.session.flush()
        return found
