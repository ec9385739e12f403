"""People and companies one deals with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, object_session
from sqlalchemy.orm.attributes import set_committed_value

from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    computed,
    foreign_key,
    index,
    long_text,
    many2many,
    many2one,
    one2many,
    text,
    unique,
)

if TYPE_CHECKING:
    from addons.base.models.companies import Company
    from addons.base.models.measures import Country

DEPTH = 20
"""How many contacts may stand above one another."""


class ContactTag(Model, model="base.contact_tag", title="Contact tag", titles="Contact tags"):
    """A word to sort contacts by."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=60)

    constraints = (unique("name"),)


class Contact(Model, model="base.contact", title="Contact", titles="Contacts"):
    """A company, one of its people, or a private person.

    Its commercial entity is the company it belongs to: "the customer's documents" are those of all contacts with one
    commercial entity. `commercial_id` is kept by the database session at every way of writing a contact.
    """

    display = "{name}"
    search_by = ("name", "email", "phone", "reference", "city", "parent")
    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    is_company: Mapped[bool] = boolean("Is a company", tracked=True)
    parent_id: Mapped[int | None] = foreign_key("base.contact", free=True)
    parent: Mapped[Contact | None] = many2one("Belongs to", "parent_id", tracked=True, help="Company or person above.")
    people: Mapped[list[Contact]] = one2many("People and addresses", "base.contact", by="parent_id", order_by="name")
    # makegood: allow link-without-relation because the session keeps it and no page shows it
    commercial_id: Mapped[int | None] = foreign_key(
        "base.contact", read_only=True, copied=False, free=True, index=False, on_delete="SET NULL"
    )
    email: Mapped[str | None] = text("Email", size=254, tracked=True, index=True)
    phone: Mapped[str | None] = text("Phone", size=60)
    street: Mapped[str | None] = text("Street")
    street2: Mapped[str | None] = text("Street, second line")
    zip: Mapped[str | None] = text("Postcode", size=20)
    city: Mapped[str | None] = text("City", size=100)
    country_id: Mapped[int | None] = foreign_key("base.country")
    country: Mapped[Country | None] = many2one("Country", "country_id")
    tax_number: Mapped[str | None] = text("Tax number", size=40)
    reference: Mapped[str | None] = text("Reference", size=60, copied=False)
    locale: Mapped[str | None] = text("Language", size=20, help="Language of emails and documents, for example de.")
    notes: Mapped[str | None] = long_text("Internal notes", roles=("base.user",))
    company_id: Mapped[int | None] = foreign_key("base.company", index=False)
    company: Mapped[Company | None] = many2one("Company", "company_id", help="Empty: shared by all companies.")
    tags: Mapped[list[ContactTag]] = many2many("Tags", "base.contact_tag")
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    constraints = (
        index("company_id", "active", "name", "id"),
        index("commercial_id", "id"),
    )

    @computed("Commercial entity", target="base.contact")
    def commercial(self) -> Contact | None:
        """The company that this contact belongs to, or itself. No stored relation: a row that leads to itself could
        not be deleted."""
        return self.env.session.get(self.env[Contact], self.commercial_id) if self.commercial_id is not None else None

    @property
    def address(self) -> str:
        """The address in lines, as it is printed."""
        place = " ".join(part for part in (self.zip, self.city) if part)
        country = self.country.name if self.country is not None else ""
        return "\n".join(part for part in (self.street, self.street2, place, country) if part)

    def same_customer(self, other: Contact | None) -> bool:
        """Whether `other` is the same customer: a contact of the same commercial entity."""
        if other is None:
            return False
        return (self.commercial_id or self.id) == (other.commercial_id or other.id)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """No contact stands above itself; an email address looks like one."""
        yield from super().check()
        if self.email and ("@" not in self.email[1:-1] or any(sign in self.email for sign in " ,;<>\n\r")):
            yield "email", "This is not an email address."
        above, steps = self.parent, 0
        while above is not None and above is not self and steps < DEPTH:
            above, steps = above.parent, steps + 1
        if above is self:
            yield "parent", "A contact cannot belong to itself or to one of its own people."
        elif steps == DEPTH:
            yield Refused("At most {n} contacts can stand above one another.", about="parent", n=DEPTH)


# The commercial entity follows from the contact's own row and that of its parent. It is set here, at the row, so that
# no way of writing contacts can forget it, and at once: a customer's documents are looked up in the same transaction.


@event.listens_for(Contact, "before_insert", propagate=True)
@event.listens_for(Contact, "before_update", propagate=True)
def _take_commercial_entity(mapper: Mapper[Any], connection: sa.Connection, contact: Contact) -> None:
    """Sets what follows from company flag and parent. A new top contact has no id yet: see below."""
    if contact.id is not None and not _belongs_changed(contact):
        return
    if contact.is_company or contact.parent_id is None:
        contact.commercial_id = contact.id
        return
    table = _table(mapper)
    contact.commercial_id = connection.scalar(sa.select(table.c.commercial_id).where(table.c.id == contact.parent_id))


@event.listens_for(Contact, "after_insert", propagate=True)
def _be_own_commercial_entity(mapper: Mapper[Any], connection: sa.Connection, contact: Contact) -> None:
    if contact.commercial_id is None:
        table = _table(mapper)
        connection.execute(sa.update(table).where(table.c.id == contact.id).values(commercial_id=contact.id))
        set_committed_value(contact, "commercial_id", contact.id)


@event.listens_for(Contact, "after_update", propagate=True)
def _pass_commercial_entity_on(mapper: Mapper[Any], connection: sa.Connection, contact: Contact) -> None:
    """Gives everybody below a moved contact, down to the next companies, its commercial entity."""
    if not sa.inspect(contact).attrs.commercial_id.history.has_changes():
        return
    table = _table(mapper)
    first = sa.select(table.c.id).where(table.c.parent_id == contact.id, ~table.c.is_company)
    below = first.cte("below", recursive=True)
    below = below.union(sa.select(table.c.id).join(below, table.c.parent_id == below.c.id).where(~table.c.is_company))
    ids = list(connection.scalars(sa.select(below.c.id)))
    if not ids:
        return
    connection.execute(sa.update(table).where(table.c.id.in_(ids)).values(commercial_id=contact.commercial_id))
    if (session := object_session(contact)) is None:
        return
    for id_ in ids:
        if (held := session.identity_map.get(mapper.identity_key_from_primary_key((id_,)))) is not None:
            set_committed_value(held, "commercial_id", contact.commercial_id)


def _table(mapper: Mapper[Any]) -> sa.Table:
    return cast("sa.Table", mapper.local_table)


def _belongs_changed(contact: Contact) -> bool:
    attributes = sa.inspect(contact).attrs
    return any(attributes[name].history.has_changes() for name in ("parent_id", "is_company", "commercial_id"))
