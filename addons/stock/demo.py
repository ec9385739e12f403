"""The demonstration's stock: bikes with serial numbers, batteries by lot, accessories and some spare parts."""

from __future__ import annotations

from decimal import Decimal

import sqlalchemy as sa

from addons.base.demonstration import give_roles
from addons.base.models import Company
from addons.product.models import Product
from addons.stock.models import Move, MoveLine, Transfer, shared_location, warehouse_of
from core import Env

RECEIPTS: tuple[tuple[str, tuple[tuple[str, tuple[tuple[str, int], ...]], ...]], ...] = (
    ("Frame works, spring", (
        ("FW-C1", tuple((f"C1-26-{n:04d}", 1) for n in range(1, 7))),
        ("FW-CT2", tuple((f"CT2-26-{n:04d}", 1) for n in range(1, 6))),
        ("FW-T5", tuple((f"T5-26-{n:04d}", 1) for n in range(1, 3))),
    )),
    ("PowerCell, batch 14", (("PC-500", (("PC500-B14", 8), ("PC500-B15", 12))), ("PC-750", (("PC750-B03", 10),)))),
    ("Accessories", (
        ("AC-HM", (("", 30),)), ("AC-FL90", (("", 20),)), ("AC-P20", (("", 8),)), ("PC-CH4", (("", 15),)),
    )),
    ("Spare parts", (("SP-D3", (("D3-0101", 1), ("D3-0102", 1))), ("SP-BP", (("", 12),)))),
)  # fmt: skip
"""(source document, (product's reference, (lot or serial number, quantity) …) …). Chains are out of stock."""


def load(env: Env) -> None:
    """Receives the goods. `env` is a system Env."""
    for login, role in (("stock", "stock.user"), ("admin", "stock.manager")):
        give_roles(env, f"{login}@example.com", role)
    company = env.session.scalars(sa.select(env[Company]).order_by(env[Company].id).limit(1)).one()
    products = {product.code: product for product in env.session.scalars(sa.select(env[Product]))}
    for origin, goods in RECEIPTS:
        receipt = env[Transfer](
            type="receipt", company=company, origin=origin, scheduled_at=env.now(),
            source=shared_location(env, "supplier"), destination=warehouse_of(env, company.id).stock,
        )  # fmt: skip
        env.session.add(receipt)
        for code, lots in goods:
            quantity = Decimal(sum(count for _, count in lots))
            receipt.moves.append(env[Move](product=products[code], quantity=quantity))
        env.session.flush()
        receipt.confirm()
        for move, (_, lots) in zip(receipt.moves, goods, strict=True):
            _enter(env, move, lots)
        receipt.validate()


def _enter(env: Env, move: Move, lots: tuple[tuple[str, int], ...]) -> None:
    """Writes the numbers onto the move's lines, one line a lot."""
    with env.session.no_autoflush:
        while len(move.lines) < len(lots):
            move.lines.append(env[MoveLine](transfer=move.transfer, product=move.product, quantity=Decimal(0)))
    for line, (number, quantity) in zip(move.lines, lots, strict=True):
        line.lot_name, line.quantity = number or None, Decimal(quantity)
    env.session.flush()
