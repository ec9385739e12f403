"""The companies that work with this database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from addons.base.zones import is_zone
from core import Mapped, Model, Refused, boolean, foreign_key, many2one, text, unique

if TYPE_CHECKING:
    from addons.base.models.attachments import Attachment
    from addons.base.models.contacts import Contact
    from addons.base.models.measures import Currency


class Company(Model, model="base.company", title="Company", titles="Companies"):
    """A company whose documents are kept here. Users see only companies they belong to (SPEC AR-6)."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    currency_id: Mapped[int] = foreign_key("base.currency", required=True)
    currency: Mapped[Currency] = many2one("Currency", "currency_id", tracked=True)
    contact_id: Mapped[int | None] = foreign_key("base.contact", copied=False)
    contact: Mapped[Contact | None] = many2one("Contact", "contact_id", help="Name and address printed on documents.")
    logo_id: Mapped[int | None] = foreign_key("base.attachment", on_delete="SET NULL")
    logo: Mapped[Attachment | None] = many2one("Logo", "logo_id")
    zone: Mapped[str] = text(
        "Time zone", default="UTC", size=40, help="Days of this company begin here, for example Europe/Berlin."
    )
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (unique("name"),)

    @property
    def brand(self) -> dict[str, str]:
        """What stands above its pages for people outside: its name and its picture."""
        return {"company": self.name, "logo": f"/files/{self.logo_id}" if self.logo_id is not None else ""}

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The time zone exists."""
        yield from super().check()
        if not is_zone(self.zone):
            yield "zone", "There is no such time zone."


def refuse_other_companies(record: Any, company_id: int | None, **links: Any) -> Iterator[Refused]:
    """What stands against links of a record of one company to records of another (SPEC AR-6), for its `check`.

    `links` are records, or lists of them, by the field that they are in. Records of no company belong to all.
    """
    for field, linked in links.items():
        for one in linked if isinstance(linked, Iterable) else (linked,):
            if one is not None and one.linked_id("company") not in (None, company_id):
                text = "{a} and {b} belong to different companies."
                yield Refused(text, about=field, a=str(record), b=str(one))
