"""Lots and serial numbers."""

from __future__ import annotations

import secrets
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import select

from addons.mail.models import Thread
from core import Env, House, Mapped, Refused, day, foreign_key, index, long_text, many2one, one2many, text, unique

if TYPE_CHECKING:
    from addons.base.models import Company, Contact
    from addons.product.models import Product
    from addons.stock.models.moves import MoveLine

PUBLIC = "/stock/serial"
"""Below this address is what everybody may know of a lot whose code they hold."""
TOKEN_BYTES = 16
"""Nobody guesses one of 2**128; the code of more would be too fine for a small label."""


class Lot(Thread, model="stock.lot", title="Lot/Serial Number", titles="Lots/Serial Numbers"):
    """Goods of one origin, or the one piece that bears a serial number (SPEC ST-7)."""

    search_by = ("name", "product", "product.code", "delivered_to")
    order_by = ("name",)

    name: Mapped[str] = text("Number", required=True, size=100)
    product_id: Mapped[int] = foreign_key("product.product", required=True)
    product: Mapped[Product] = many2one("Product", "product_id")
    company_id: Mapped[int] = foreign_key("base.company", required=True)
    company: Mapped[Company] = many2one("Company", "company_id")
    delivered_to_id: Mapped[int | None] = foreign_key("base.contact", copied=False)
    delivered_to: Mapped[Contact | None] = many2one("Delivered to", "delivered_to_id", read_only=True)
    delivered_on: Mapped[date | None] = day("Delivered on", read_only=True, copied=False)
    warranty_end: Mapped[date | None] = day("Warranty End", tracked=True, copied=False)
    note: Mapped[str | None] = long_text("Notes")
    token: Mapped[str | None] = text(
        "Passport Code",
        read_only=True,
        size=40,
        copied=False,
        roles=("base.user",),
        help="What the code on its label leads to.",
    )
    lines: Mapped[list[MoveLine]] = one2many("Moves", "stock.move_line", by="lot_id", order_by="-id")

    constraints = (
        unique("product_id", "company_id", "name"),
        index("company_id", "id", where="delivered_on IS NOT NULL", name="ix_stock_lot_delivered"),
        index("token", unique=True),
    )

    def defaults(self) -> None:
        """A lot is the current company's."""
        super().defaults()
        if self.env.user.company_id:
            self.company_id = self.env.user.company_id

    def delivered(self, contact: Contact | None, on: date) -> None:
        """Notes to whom it went, and until when the warranty runs from then (SPEC ST-7). System work.

        One UPDATE, because parts of one lot are delivered by several people at once.
        """
        months, lot = self.product.warranty_months, self.env[Lot]
        self.env.session.execute(
            sa.update(lot).where(lot.id == self.id).values(
                delivered_to_id=contact.id if contact is not None else None, delivered_on=on,
                warranty_end=months_after(on, months) if months else None,
            ).execution_options(synchronize_session=False)
        )  # fmt: skip
        self.env.session.expire(self)

    @property
    def public_address(self) -> str:
        """What the code on its label says: the whole address of its public page."""
        return House.of(self.env).address(f"{PUBLIC}/{self.token}")

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A lot stays with its product: its moves name both."""
        yield from super().check()
        if sa.inspect(self).persistent and sa.inspect(self).attrs.product_id.history.has_changes():
            yield "product", "The product of a lot or serial number cannot change."


@sa.event.listens_for(Lot, "before_insert", propagate=True)
def _give_a_token(_mapper: object, _connection: object, lot: Lot) -> None:
    """Whatever way it was written, a lot has an address that nobody can guess."""
    lot.token = lot.token or secrets.token_urlsafe(TOKEN_BYTES)


def lot_of_token(system: Env, token: str) -> Lot | None:
    """The lot that a code leads to, whoever asks. System work."""
    return system.session.scalars(select(system[Lot]).where(system[Lot].token == token)).first()


def months_after(start: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def lot_named(env: Env, product: Product, company_id: int, name: str) -> Lot:
    """The lot of a product with this number, made if there is none. Two who make one at once get the same."""
    lot = env[Lot]
    same = select(lot).where(lot.product_id == product.id, lot.company_id == company_id, lot.name == name)
    if (found := env.session.scalars(same).first()) is not None:
        return found
    try:
        with env.session.begin_nested():
            made = env.new(Lot, name=name, product_id=product.id, company_id=company_id)
            env.session.flush()
            return made
    except sa.exc.IntegrityError:
        return env.session.scalars(same).one()
