"""What mails to customers say and lead to. Secrets are made here, while a mail is written, and kept nowhere."""

from __future__ import annotations

from markupsafe import Markup

from addons.base.models import Contact
from addons.mail.models import OutgoingMail
from addons.portal.accounts import account_of, has_password, is_customer
from addons.portal.guests import as_guest, document_of, is_shown_to
from addons.portal.links import LIFETIMES, give_secret, new_link
from addons.portal.models import Link
from core import Env, House, Portal, printed


def text_of(system: Env, mail: OutgoingMail) -> Markup | None:
    """An invitation, or the way to a new password. None for other mails, and for a link that ended meanwhile."""
    if mail.document_model != Link.__model__:
        return None
    link = system.session.get(system[Link], mail.document_id)
    if link is None or link.ended_at is not None or link.expires_at <= system.now():
        return None
    address = House.of(system).address(f"/portal/enter/{give_secret(system, link)}")
    html = printed(
        system, "portal/mail.html", locale=mail.locale, zone="UTC", purpose=link.purpose, name=link.contact.name,
        company=mail.company.name if mail.company is not None else "", address=address, login=mail.address,
        days=LIFETIMES["invitation"].days, hours=int(LIFETIMES["password"].total_seconds() // 3600),
    )  # fmt: skip
    # makegood: allow unsafe-html because the template escapes what it is given
    return Markup(html)


def link_of(system: Env, mail: OutgoingMail) -> str | None:
    """Where a customer reads a document: signed in, or by a link to it alone (SPEC PT-7). None: it is not theirs."""
    if mail.contact_id is None or mail.document_model not in Portal.of(system).by_model:
        return None
    contact = system.session.get(system[Contact], mail.contact_id)
    record = system.session.get(system.models.models[mail.document_model], mail.document_id)
    if contact is None or record is None or (document := document_of(system, record)) is None:
        return None
    if not is_shown_to(system, record, as_guest(system, contact)):
        return None
    account = account_of(system, contact)
    if account is not None and account.active and is_customer(system, account) and has_password(system, account):
        return House.of(system).address(f"/portal/{document.name}/{record.id}")
    link = new_link(system, contact, "document", document=(record.__model__, record.id))
    return House.of(system).address(f"/portal/open/{give_secret(system, link)}")
