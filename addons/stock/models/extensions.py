"""What the warehouse adds to products and contacts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, exists, select

from addons.base.models import Contact
from addons.product.models import Product
from addons.stock.models.lots import Lot
from addons.stock.models.moves import Move, MoveLine
from addons.stock.models.transfers import Transfer
from core import Models, Text


class ProductStock(Product):
    """A product that was moved stays what it is (SPEC PD-2)."""

    def has_moves(self) -> bool:
        """Whether anything of it was or is to be moved."""
        with self.env.system("whether a product has stock moves") as system:
            move = system[Move]
            return system.session.scalar(select(move.id).where(move.product_id == self.id).limit(1)) is not None


class ContactStock(Contact):
    """A customer's deliveries, which are those of its whole commercial entity."""

    def done_deliveries(self, company_id: int, product: Product | None = None) -> Select[Transfer]:
        """Done deliveries to this customer in a company, those with `product` if one is given (SPEC RT-2, RT-4).

        Goods that came back are not deliveries. Select only: it is run by the Env that is to see them, system work for
        somebody without rights in the warehouse (SPEC AR-4).
        """
        transfer, line = self.env[Transfer], self.env[MoveLine]
        found = _delivered(self.env.models, self.commercial_id or self.id, company_id)
        found = found.order_by(transfer.done_at.desc(), transfer.id.desc())
        if product is not None:
            has_it = exists().where(line.transfer_id == transfer.id, line.product_id == product.id)
            found = found.where(has_it)
        return found

    def has_deliveries(self, company_id: int) -> bool:
        """Whether anything was delivered to this customer in a company (SPEC RT-2), whoever may see it."""
        values = {"customer": self.commercial_id or self.id, "company": company_id}
        with self.env.system("whether a customer has a delivery") as system:
            return system.session.scalar(system.once(_some_delivery), values) is not None

    def refusal_of(self, delivery: Transfer, product: Product | None = None) -> str | None:
        """Why a transfer is no done delivery to this customer (with `product`), None if it is (SPEC RT-13, HD-12)."""
        if not delivery.is_delivery_to_customer or not self.same_customer(delivery.contact):
            return Text("{delivery} is not a delivery of {customer}.", delivery=delivery.number, customer=self.name)
        if delivery.state != "done":
            return "Only validated deliveries can be returned."
        if product is not None and all(line.product_id != product.id for line in delivery.lines):
            return Text("{number} does not contain {product}.", number=delivery.number, product=product.name)
        return None

    def delivered_lots(self, company_id: int, product: Product) -> Select[Lot]:
        """Lots of a product that were delivered to this customer in a company (SPEC HD-11, RF-4)."""
        lot, line = self.env[Lot], self.env[MoveLine]
        deliveries = self.done_deliveries(company_id, product).order_by(None).with_only_columns(self.env[Transfer].id)
        went = exists().where(line.lot_id == lot.id, line.transfer_id.in_(deliveries))
        return select(lot).where(lot.product_id == product.id, went).order_by(lot.name)


def _delivered(models: Models, customer: Any, company_id: Any) -> Select[Transfer]:
    """Done deliveries to a commercial entity in a company."""
    transfer, contact = models[Transfer], models[Contact]
    people = select(contact.id).where(contact.commercial_id == customer)
    return select(transfer).where(
        transfer.contact_id.in_(people), transfer.company_id == company_id, transfer.type == "delivery",
        transfer.state == "done", transfer.destination.has(type="customer"),
    )  # fmt: skip


def _some_delivery(models: Models) -> Select[Any]:
    """One of them: every ticket's page asks whether there is any."""
    found = _delivered(models, bindparam("customer"), bindparam("company"))
    return found.with_only_columns(models[Transfer].id).limit(1)
