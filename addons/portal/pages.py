"""What the portal puts on a contact's page: whether they have access, and the buttons that give and take it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

import sqlalchemy as sa

from addons.base.models import Contact, User
from addons.base.pages import company_form, contact_actions, contact_side
from addons.mail.models import OutgoingMail
from addons.portal.accounts import account_of, has_password, is_customer
from addons.portal.models import BrandedCompany, Link
from core import Action, Env, Group, Into, Panel


@dataclass(frozen=True)
class Access:
    """Whether a contact has access: `state` is none, invited, active or revoked. `mail` is that of the invitation,
    `links` how many mailed links to documents work."""

    state: str = "none"
    login: str = ""
    invited_at: datetime | None = None
    mail: str = ""
    links: int = 0


def access_of(contact: Contact) -> Access:
    """The access of a contact, whoever asks; worked out once a page."""
    if contact.id is None:
        return Access()
    key = f"portal.access.{contact.id}"
    return contact.env.remember(key, partial(_access, contact.env, contact.id), of=(User, Link, OutgoingMail))


def _access(env: Env, contact_id: int) -> Access:
    with env.system("a contact's access to the portal") as system:
        link, mail, now = system[Link], system[OutgoingMail], system.now()
        running = sa.select(sa.func.count(link.id)).where(
            link.contact_id == contact_id, link.purpose == "document", link.ended_at.is_(None), link.expires_at > now
        )
        links = system.session.scalar(running) or 0
        account = account_of(system, system.session.get_one(system[Contact], contact_id))
        if account is None or not is_customer(system, account):
            return Access(links=links)
        wanted = sa.select(link).where(link.contact_id == contact_id, link.purpose == "invitation")
        last = system.session.scalars(wanted.order_by(link.id.desc()).limit(1)).first()
        of_link = (mail.document_model == Link.__model__, mail.document_id == (last.id if last else 0))
        sent = system.session.scalars(sa.select(mail.state).where(*of_link).limit(1)).first() or ""
        state = "revoked" if not account.active else "active" if has_password(system, account) else "invited"
        return Access(state, account.login, last.made_at if last else None, sent, links)


def may_be_invited(contact: Contact) -> bool:
    """Whether it is a stored contact without access."""
    return contact.id is not None and access_of(contact).state in ("none", "revoked")


def was_invited(contact: Contact) -> bool:
    """Whether the invitation was not accepted yet."""
    return access_of(contact).state == "invited"


def has_access(contact: Contact) -> bool:
    """Whether there is something to revoke."""
    return access_of(contact).state in ("invited", "active")


def has_links(contact: Contact) -> bool:
    """Whether somebody may open documents by links that were mailed to the contact."""
    return access_of(contact).links > 0


def panel_of(_env: Env, contact: Contact) -> dict[str, Any]:
    """The values of the panel."""
    return asdict(access_of(contact))


grant = Action(
    "Grant Portal Access", on=Contact, does="grant_portal_access", shown=may_be_invited, icon="door-open", order=200
)
again = Action(
    "Send Invitation Again", on=Contact, does="invite_to_portal_again", shown=was_invited, icon="mail", order=210
)
revoke = Action(
    "Revoke Portal Access", on=Contact, does="revoke_portal_access", shown=has_access, icon="door-closed", order=220,
    danger=True, confirm="The customer is signed out, and links in mails stop working.",
)  # fmt: skip
end_links = Action(
    "Revoke Links in Emails", on=Contact, does="revoke_portal_links", shown=has_links, icon="unlink", order=230,
    confirm="Links to documents in mails to this contact stop working.",
)  # fmt: skip
access = Panel("Customer portal", template="portal/access.html", gives=panel_of)

parts: list[Any] = [
    Into(contact_actions, grant, again, revoke, end_links),
    Into(contact_side, access),
    Into(company_form, Group("Customer portal", BrandedCompany.portal_colour)),
]
