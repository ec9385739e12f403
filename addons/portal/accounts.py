"""Accounts of customers: granted by a mail, revoked at once (SPEC PT-1)."""

from __future__ import annotations

import sqlalchemy as sa

from addons.base.identities import roles_named
from addons.base.models import Company, Contact, Credential, User, language_of
from addons.base.models.users import LOCALES
from addons.mail.recipients import Recipient, queue
from addons.portal.links import end_links, new_link
from core import Env, Refused, in_language

ROLE = "base.portal"
SUBJECTS = {"invitation": "Your access to our customer portal", "password": "A new password for our customer portal"}


def account_of(system: Env, contact: Contact) -> User | None:
    """The account with which a contact signs in, also one that was revoked."""
    user = system[User]
    return system.session.scalars(
        sa.select(user).where(user.contact_id == contact.id).order_by(user.id).limit(1)
    ).first()  # fmt: skip


def is_customer(system: Env, user: User) -> bool:
    """Whether an account is for the portal and nothing else."""
    held = system.registry.policy.expand([role.name for role in user.roles if role.active])
    return ROLE in held and "base.user" not in held


def has_password(system: Env, user: User) -> bool:
    """Whether the invitation was accepted."""
    credential = system[Credential]
    return system.session.scalar(sa.select(credential.id).where(credential.user_id == user.id)) is not None


def grant(contact: Contact) -> User:
    """An account for a contact, whose invitation is on its way. System work.

    Raises Refused where the contact has no address, or somebody else signs in with it (SPEC PT-1).
    """
    system = contact.env
    if not (contact.email or "").strip():
        raise Refused("{name} has no email address.", about="email", name=contact.name)
    login = str(contact.email).strip().lower()
    users = system[User]
    holder = system.session.scalars(sa.select(users).where(users.login == login)).one_or_none()
    account = account_of(system, contact)
    stranger = holder is not None and holder is not account
    if stranger or (account is not None and not is_customer(system, account)):
        raise Refused("{email} already belongs to another user.", about="email", email=contact.email)
    if account is None:
        account = _new_account(system, contact, login)
    else:
        account.login, account.active = login, True
    system.session.flush()
    mail_link_to(system, contact, account, "invitation")
    return account


def _new_account(system: Env, contact: Contact, login: str) -> User:
    company = system[Company]
    own = sa.select(company).where(company.active).order_by(company.id)
    if contact.company_id is not None:
        own = own.where(company.id == contact.company_id)
    companies = list(system.session.scalars(own))
    first = next((one for one in companies if one.id == system.user.company_id), companies[0] if companies else None)
    language = (language_of(contact) or "").replace("-", "_")
    locale = next((one for one in (language, language[:2]) if one in LOCALES), system.user.locale or "en")
    return system.new(
        User, login=login, name=contact.name, contact=contact, roles=roles_named(system, (ROLE,)), companies=companies,
        company=first, locale=locale, zone=first.zone if first is not None else "UTC",
    )  # fmt: skip


def revoke(contact: Contact) -> None:
    """Closes the account of a contact, its sessions and its links. System work. Raises Refused where there is none."""
    system = contact.env
    account = account_of(system, contact)
    if account is None or not account.active or not is_customer(system, account):
        raise Refused("{name} has no access to the portal.", name=contact.name)
    account.active = False
    system.session.flush()
    end_links(system, contact.id)


def mail_link_to(system: Env, contact: Contact, account: User, purpose: str) -> None:
    """Mails the way to a password; earlier ones end. The secret is made when the mail is written. System work."""
    end_links(system, contact.id, SUBJECTS)
    link = new_link(system, contact, purpose)
    queue(
        system, [Recipient(account.login, contact.name, contact.id, account.locale)],
        subject=in_language(system, SUBJECTS[purpose], account.locale), company_id=account.company_id,
        document=(link.__model__, link.id),
    )  # fmt: skip
