"""The letterhead of a company and the address of whom it writes to, as documents on paper show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addons.base.models.companies import Company
    from addons.base.models.contacts import Contact


@dataclass(frozen=True)
class Letter:
    """What the template `base/letter.html` shows. `address` and `to` are lines, `logo` is an attachment's id."""

    name: str
    address: str
    logo: int | None
    phone: str
    email: str
    tax_number: str
    to: str

    @property
    def one_line(self) -> str:
        """The address in one line, above that of the reader."""
        return " · ".join(self.address.splitlines())


def letter_of(company: Company, to: Contact | None) -> Letter:
    """The letter of a company to a contact; to nobody in particular where there is none."""
    own = company.contact
    return Letter(
        name=own.name if own is not None else company.name,
        address=own.address if own is not None else "",
        logo=company.logo_id,
        phone=(own.phone or "") if own is not None else "",
        email=(own.email or "") if own is not None else "",
        tax_number=(own.tax_number or "") if own is not None else "",
        to=addressed(to) if to is not None else "",
    )


def addressed(contact: Contact) -> str:
    """A contact's name and address in lines: the company first, then its person; where they have no address, its."""
    firm = contact.commercial
    names = [contact.name]
    if firm is not None and firm is not contact and firm.name != contact.name:
        names.insert(0, firm.name)
    address = contact.address or (firm.address if firm is not None else "")
    return "\n".join([*names, *([address] if address else [])])


def language_of(contact: Contact | None) -> str | None:
    """The language that a contact, or its company, reads documents in (SPEC XC-5); None where nobody said."""
    if contact is None:
        return None
    firm = contact.commercial
    return contact.locale or (firm.locale if firm is not None else None)
