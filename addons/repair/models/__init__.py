"""The models of Repairs, and what Repairs add to stock and sales."""

from addons.repair.models.moving import RepairMove, RepairTransfer
from addons.repair.models.orders import RepairOrder
from addons.repair.models.parts import Part
from addons.repair.models.quoting import OrderRepair, PartLine
from addons.repair.models.tags import Tag

__all__ = ["OrderRepair", "Part", "PartLine", "RepairMove", "RepairOrder", "RepairTransfer", "Tag"]
