"""Who a contact is to the rules: what they would see as a customer, with an account or by a link that was mailed."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from addons.base.models import Company, Contact, language_of
from addons.portal.accounts import ROLE
from core import Env, Identity, Portal, PortalDocument


def as_guest(system: Env, contact: Contact) -> Identity:
    """The contact as a customer without an account. System work."""
    company = system[Company]
    companies = system.session.execute(
        sa.select(company.id, company.zone, company.name, company.logo_id).where(company.active).order_by(company.id)
    ).all()  # fmt: skip
    first = companies[0] if companies else None
    return Identity(
        id=None,
        name=contact.name,
        roles=system.registry.policy.expand(frozenset({ROLE})),
        company_ids=tuple(one.id for one in companies),
        company_id=first.id if first is not None else None,
        contact_id=contact.id,
        locale=(language_of(contact) or "en").replace("-", "_"),
        zone=first.zone if first is not None else "UTC",
        preferences={
            "company": first.name if first is not None else "",
            "logo": f"/files/{first.logo_id}" if first is not None and first.logo_id else "",
        },
    )


def document_of(env: Env, record: Any) -> PortalDocument | None:
    """The kind of portal document that a record is; None for one that customers never see."""
    cls = type(record)
    for one in Portal.of(env).by_model.get(record.__model__, ()):
        if one.only is None or env.session.scalar(sa.select(cls.id).where(cls.id == record.id, one.only(cls))):
            return one
    return None


def is_shown_to(system: Env, record: Any, guest: Identity) -> bool:
    """Whether the record rules open a document to this customer now. System work."""
    with system.seen_by(guest) as eyes:
        cls = type(record)
        if not eyes.may("read", record.__model__):
            return False
        return eyes.session.scalar(sa.select(cls.id).where(cls.id == record.id)) is not None
