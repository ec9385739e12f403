"""Validating a transfer: what was entered becomes a fact, all of it or nothing (SPEC ST-4 to ST-6, ST-9, XC-1)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from addons.stock.models.companies import CompanyStock
from addons.stock.models.ledger import Ledger
from addons.stock.models.lots import lot_named
from addons.stock.models.moves import Move, MoveLine
from addons.stock.models.reserving import in_lock_order, pass_claims_on, raise_returned, serve_waiting
from core import Refused

if TYPE_CHECKING:
    from addons.stock.models.transfers import Transfer

NOTHING = Decimal(0)


class Validation:
    """One transfer on its way to done. System work; the transfer is locked."""

    def __init__(self, transfer: Transfer) -> None:
        self.transfer, self.env = transfer, transfer.env
        self.moves = in_lock_order(transfer.open_moves)
        self.entered = {move: [line for line in move.lines if line.quantity] for move in self.moves}
        self.heirs: dict[Move, Move] = {}

    def run(self, *, backorder: bool) -> None:
        """Checks, moves the stock, closes the transfer, and takes care of what is left."""
        self._check()
        self._find_lots()
        self._find_originals()
        if backorder:
            self._split_off_the_rest()
        self._settle_claims()
        self._move_stock()
        self._close()
        for heir in list(self.heirs.values())[:1]:
            heir.transfer.begin()
            self.transfer.post_note("Back order {transfer} created.", transfer=heir.transfer)
        self.env.hook.transfer_done(env=self.env, transfer=self.transfer)
        arrived = [move for move in self.moves if move.done and move.destination.holds_stock]
        serve_waiting(self.env, self.transfer.company_id, [(m.product_id, m.destination_id) for m in arrived])

    def _sum(self, move: Move) -> Decimal:
        return sum((line.quantity for line in self.entered[move]), NOTHING)

    # --- checks -------------------------------------------------------------------------------------------------------

    def _check(self) -> None:
        problems = [problem for move in self.moves for problem in self._problems(move)]
        if not any(self.entered.values()):
            problems.append(Refused("Set at least one quantity.", about="lines"))
        if problems:
            raise Refused.several(problems)

    def _problems(self, move: Move) -> Iterator[Refused]:
        product = move.product
        for line in self.entered[move]:
            if (refusal := product.unit.refusal(line.quantity, product.name, line)) is not None:
                yield refusal
            if product.tracking == "none":
                continue
            if line.lot is None and not (line.lot_name or "").strip():
                yield Refused("Set a lot/serial number for {product}.", about=line, product=product.name)
            if product.tracking == "serial" and line.quantity != 1:
                yield Refused("A serial number stands for exactly one {product}.", about=line, product=product.name)

    def _find_lots(self) -> None:
        """Numbers that were typed in become lots; what is not tracked has none."""
        for move, lines in self.entered.items():
            for line in lines:
                if move.product.tracking == "none":
                    line.lot = None
                elif line.lot is None and line.lot_name:
                    line.lot = lot_named(self.env, move.product, self.transfer.company_id, line.lot_name.strip())
        self.env.session.flush()

    # --- returns: what comes back is what went out (SPEC RT-14) -------------------------------------------------------

    def _find_originals(self) -> None:
        for move in self.moves:
            if move.return_of_id is None:
                continue
            for line in self.entered[move]:
                if line.return_of is None or line.return_of.lot_id != line.lot_id:
                    line.return_of = self._original(move, line)
        self.env.session.flush()

    def _original(self, back: Move, line: MoveLine) -> MoveLine:
        move = back.return_of
        assert move is not None
        of_that_lot = [original for original in move.lines if original.lot_id == line.lot_id]
        if not of_that_lot:
            lot = line.lot.name if line.lot is not None else line.product.name
            raise Refused("{lot} was not part of {transfer}.", about=line, lot=lot, transfer=move.transfer.number)
        return next((original for original in of_that_lot if original.returnable), of_that_lot[0])

    def _settle_claims(self) -> None:
        """Claims become what really came; those for the rest go on to the back order, or are freed."""
        for move in self.moves:
            balance = {held.line: -held.quantity for held in move.reservations if held.line is not None}
            for line in self.entered[move]:
                if line.return_of is not None:
                    balance[line.return_of] = balance.get(line.return_of, NOTHING) + line.quantity
            for original, beyond in sorted(balance.items(), key=lambda item: item[0].id):
                if beyond > 0:
                    raise_returned(self.env, original, beyond)
            spare = {original: -beyond for original, beyond in balance.items() if beyond < 0}
            pass_claims_on(self.env, spare, self.heirs.get(move))

    # --- the work -----------------------------------------------------------------------------------------------------

    def _split_off_the_rest(self) -> None:
        """What was demanded and not entered becomes the demand of a back order."""
        rest = {move: move.quantity - self._sum(move) for move in self.moves}
        if not any(quantity > 0 for quantity in rest.values()):
            return
        with self.env.session.no_autoflush:
            back = self.transfer.new_backorder()
            for move, quantity in rest.items():
                if quantity > 0:
                    self.heirs[move] = move.split_off(quantity)
                    back.moves.append(self.heirs[move])
            self.env.session.add(back)
        self.env.session.flush()

    def _move_stock(self) -> None:
        company = self.env.session.get_one(self.env[CompanyStock], self.transfer.company_id)
        ledger = Ledger(self.env, company.id, may_go_negative=company.negative_stock == "warn")
        for move in self.moves:
            for held in move.reservations:
                if held.quant is not None:
                    ledger.release(held.quant, held.quantity)
            for line in self.entered[move]:
                ledger.move(move.product, line.lot, move.source, move.destination, line.quantity)
            move.reservations.clear()
        self.env.session.flush()
        for short in ledger.write():
            self.transfer.post_note(
                "{product} is short at {location}: {n} on hand.", product=short.product, location=short.location.name,
                n=f"{short.quantity.normalize():f}",
            )  # fmt: skip

    def _close(self) -> None:
        """Lines first: once a move is done, the database lets nobody change them any more."""
        session = self.env.session
        for move in self.moves:
            for line in [line for line in move.lines if not line.quantity]:
                move.lines.remove(line)
                session.delete(line)
        session.flush()
        for move in self.moves:
            move.reserved, move.done = NOTHING, self._sum(move)
            if move in self.heirs and move.done:
                move.quantity = move.done
            move.state = "done" if move.done else "cancelled"
            self._date_lots(move)
        session.expire(self.transfer, ["lines"])
        self.transfer.state, self.transfer.done_at = "done", self.env.now()
        session.flush()

    def _date_lots(self, move: Move) -> None:
        """Lots learn to whom they went. What only goes back to its customer does not begin a new warranty."""
        if self.transfer.is_delivery_to_customer and self.transfer.return_of is None:
            lots = {line.lot for line in move.lines if line.lot is not None}
            for lot in sorted(lots, key=lambda one: one.id):
                lot.delivered(self.transfer.contact, self.env.today())
