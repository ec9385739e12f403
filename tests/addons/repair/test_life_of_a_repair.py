"""A repair order: what it begins with, what it goes through, and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from addons.repair.models import RepairOrder, Tag
from core import Refused
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import (
    MECHANIC,
    a_repair,
    days,
    lot,
    operations,
    texts,
    the_repair,
    under_repair,
    use_all,
)
from tests.addons.stock.warehouse import a_product
from tests.kernels import Acting


@pytest.mark.req("RP-7", "RP-8", "RP-3")
def test_it_begins_now_with_whoever_repairs(repairs: Acting) -> None:
    with repairs.rolled_back(MECHANIC) as env:
        order = env.draft(RepairOrder)
        assert order.responsible_id == env.user.id
        assert abs(order.scheduled_at - env.now()) < days(1)
        assert (order.quantity, order.state) == (Decimal(1), "new")


@pytest.mark.req("RP-12", "RP-15")
def test_it_goes_from_new_to_repaired(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env, ("Pads", 2))
        assert order.number.startswith("RO/")
        seen = [order.state]
        for act in (order.confirm, order.start_repair):
            act()
            seen.append(order.state)
        use_all(order)
        order.end_repair()
        assert [*seen, order.state] == ["new", "confirmed", "under_repair", "repaired"]
        assert texts(order.cancel_repair) == [f"{order.number} is repaired: this is not possible any more."]


@pytest.mark.req("RP-15")
def test_a_cancelled_repair_may_be_taken_up_again(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 2))
        order.cancel_repair()
        assert (order.state, [one.state for one in operations(env, order)]) == ("cancelled", ["cancelled"])
        order.set_to_new()
        order.confirm()
        assert [one.state for one in operations(env, order)] == ["cancelled", "ready"]


@pytest.mark.req("RP-15")
def test_only_new_and_cancelled_repairs_are_deleted(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env)
        assert list(order.linked_documents()) == []
        order.confirm()
        assert texts(lambda: list(order.linked_documents())) == ["Cancel the repair order before deleting it."]


@pytest.mark.req("RP-13", "RP-3")
def test_what_is_wrong_is_said(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        nothing = a_repair(env, product=None, lot=None)
        assert texts(nothing.confirm) == ["Select the product to repair."]
    for parts, values, said in (
        ((("Pads", 0),), {}, "The quantity of Pads must be greater than zero."),
        ((), {"product": "Pads"}, "B-1 does not belong to Pads."),
        ((), {"quantity": Decimal(2)}, "A serial number stands for exactly one Bike."),
        ((), {"quantity": Decimal(0)}, "The quantity must be greater than zero."),
        ((), {"product": "Labour", "lot": None}, "Labour is a service: it cannot be repaired."),
    ):
        with repairs.rolled_back() as env:
            given = {**values, "product": product(env, values["product"])} if "product" in values else values
            assert said in texts(lambda env=env, parts=parts, given=given: a_repair(env, *parts, **given))


@pytest.mark.req("RP-4", "RP-16")
def test_numbers_are_needed_to_end_it_and_not_to_confirm_it(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Motor", 1), lot=None)
        use_all(order)
        assert sorted(texts(order.end_repair)) == [
            "Set a lot/serial number for Bike.", "Set a lot/serial number for Motor."
        ]  # fmt: skip


@pytest.mark.req("RP-3", "RP-4")
def test_another_product_forgets_the_lot(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env)
        order.product = product(env, "Pads")
        order.forget_what_is_of_another_product()
        assert order.linked_id("lot") is None


def test_what_is_over_stays_as_it_was(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env, ("Pads", 2))
        use_all(order)
        order.end_repair()
        order.parts[0].done = Decimal(1)
        assert texts(env.session.flush) == [f"{order.number} is repaired: it cannot be changed."]


@pytest.mark.req("RP-9")
def test_tags_differ_in_more_than_case(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        env.new(Tag, name="Motor")
        env.session.flush()
        env.new(Tag, name=" motor")
        assert texts(env.session.flush) == ["There is a tag Motor already."]


@pytest.mark.req("RP-6")
def test_the_warranty_of_the_serial_number_is_proposed(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        for number, proposed in (("B-1", True), ("B-2", False)):
            order = env.draft(RepairOrder, product=product(env, "Bike"), lot=lot(env, number))
            order.propose_warranty()
            assert order.under_warranty is proposed, number
        delivered = lot(env, "B-1")
        delivered.warranty_end = env.today() - days(1)
        env.session.flush()
        order = env.draft(RepairOrder, product=product(env, "Bike"), lot=delivered)
        order.propose_warranty()
        assert order.under_warranty is False


@pytest.mark.req("AR-1")
def test_repairs_are_for_those_who_repair(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 1)).id)
    assert repairs.run(lambda env: the_repair(env).number, MECHANIC).startswith("RO/")
    assert repairs.run(lambda env: (env.may("read", RepairOrder), the_repair(env)), ("stock.user",)) == (False, None)


def test_a_mechanic_confirms_starts_and_ends_a_repair(repairs: Acting) -> None:
    repairs.run(lambda env: a_repair(env, ("Pads", 2)).id)
    repairs.run(lambda env: the_repair(env).confirm(), MECHANIC)
    repairs.run(lambda env: the_repair(env).start_repair(), MECHANIC)

    def end(env):
        order = the_repair(env)
        order.use_all_parts()
        order.end_repair()

    repairs.run(end, MECHANIC)
    assert repairs.run(lambda env: the_repair(env).state) == "repaired"


def test_services_are_no_part_that_is_taken_out(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        a_product(env, "Advice", kind="service")
        with pytest.raises(Refused, match="Advice is a service: nothing of it can be taken out."):
            a_repair(env, ("Advice", 1, "remove"))
