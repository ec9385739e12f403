"""What lots and orders show of repairs: a smart button that counts them."""

from __future__ import annotations

import pytest

from tests.addons.helpdesk.screens import smart, view_of
from tests.addons.repair.workshop import a_repair, lot, quotation_of
from tests.kernels import Acting


@pytest.mark.req("RP-17", "SO-8", "SB-4")
def test_a_lot_counts_its_repairs_and_an_order_that_of_its_quotation(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        assert smart(view_of(env, lot(env, "B-1"))).get("Repairs", 0) == 0
        first, second = a_repair(env, ("Pads", 1)), a_repair(env)
        second.create_quotation()
        first.create_quotation()
        assert smart(view_of(env, lot(env, "B-1")))["Repairs"] == 2
        assert smart(view_of(env, lot(env, "B-2"))).get("Repairs", 0) == 0
        assert smart(view_of(env, quotation_of(env, first)))["Repairs"] == 1
