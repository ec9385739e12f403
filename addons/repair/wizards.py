"""The pop-up that asks before a repair ends with less used than planned (SPEC RP-16)."""

from __future__ import annotations

from decimal import Decimal

from addons.product.models import Product
from addons.repair.models import Part, RepairOrder
from core import Row, Wizard, button, rows, shows


class UnusedPart(Row):
    """A part of which less was used than planned."""

    key: Part
    product: Product = shows("Part")
    demand: Decimal = shows("Demand")
    done: Decimal = shows("Done")


class EndRepair(Wizard, title="End Repair", on=RepairOrder, system="end a repair with less than planned"):
    """Less was used than planned: either that is so, or nobody has said yet what was used."""

    record: RepairOrder
    lines: list[UnusedPart] = rows(UnusedPart, "Used less than planned", removing=False)

    def opened(self) -> None:
        """Lists the difference."""
        self.lines = [
            UnusedPart(key=part, product=part.product, demand=part.demand, done=part.done)
            for part in self.record.parts
            if part.done < part.demand
        ]

    @button("End Repair", primary=True)
    def end_as_it_is(self) -> RepairOrder:
        """The rest was not needed, and stays in stock."""
        self.record.end_repair()
        return self.record

    @button("Everything Was Used")
    def end_as_planned(self) -> RepairOrder:
        """What nobody has entered was used as planned."""
        self.record.use_all_parts()
        self.record.end_repair()
        return self.record
