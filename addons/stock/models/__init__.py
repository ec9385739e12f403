"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.stock.models.companies import CompanyStock
from addons.stock.models.extensions import ContactStock, ProductStock
from addons.stock.models.lots import Lot, lot_named, lot_of_token
from addons.stock.models.moves import Move, MoveLine
from addons.stock.models.places import Location, Warehouse, shared_location, warehouse_of
from addons.stock.models.quants import Quant, Reservation
from addons.stock.models.transfers import Transfer

__all__ = [
    "CompanyStock", "ContactStock", "Location", "Lot", "Move", "MoveLine", "ProductStock", "Quant", "Reservation",
    "Transfer", "Warehouse", "lot_named", "lot_of_token", "shared_location", "warehouse_of",
]  # fmt: skip
