"""Rewards on plain carts: what they take off, and that it is never more than there is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addons.account.reckoning import Priced, Rate, reckon
from addons.loyalty.rewarding import Choice, Condition, Cut, Gift, Item, Offer, lacking, rewarded

REDUCED, FULL, INSIDE = Rate("7", Decimal(7)), Rate("19", Decimal(19)), Rate("19 inside", Decimal(19), included=True)
TAXES = ((), (REDUCED,), (FULL,), (INSIDE,), (REDUCED, FULL))


def item(product: int, amount: str, quantity: str = "1", **more: Any) -> Item:
    return Item(product, Decimal(quantity), Decimal(amount), Decimal(amount), **more)


def cuts(offer: Offer, *items: Item) -> list[Decimal]:
    found, gifts = rewarded([offer], items, 2)
    assert gifts == []
    return [one.amount for one in found]


@pytest.mark.req("LY-6")
@pytest.mark.parametrize(
    ("offer", "amounts"),
    [
        (Offer(1, "percent", Decimal(10)), ["16.00"]),
        (Offer(1, "percent", Decimal(10), most=Decimal(5)), ["5.00"]),
        (Offer(1, "percent", Decimal(50), scope="cheapest"), ["5.00"]),
        (Offer(1, "percent", Decimal(10), scope="products", choice=Choice(frozenset([1]))), ["10.00"]),
        (Offer(1, "amount", Decimal(12)), ["12.00"]),
        (Offer(1, "amount", Decimal(500)), ["160.00"]),
        (Offer(1, "shipping"), ["4.90"]),
        (Offer(1, "shipping", most=Decimal(3)), ["3.00"]),
        (Offer(1, "percent", Decimal(10), scope="products", choice=Choice(frozenset([99]))), []),
    ],
)
def test_each_kind_of_reward(offer: Offer, amounts: list[str]) -> None:
    cart = item(1, "100.00"), item(2, "60.00", "6"), item(3, "4.90", is_shipping=True)
    assert cuts(offer, *cart) == [Decimal(one) for one in amounts]


@pytest.mark.req("LY-6")
def test_a_free_product_is_a_gift() -> None:
    offer = Offer(1, "product", product=7, quantity=Decimal(2))
    assert rewarded([offer], [item(1, "5.00")], 2) == ([], [Gift(1, 7, Decimal(2))])


@pytest.mark.req("LY-11")
def test_a_discount_is_shared_by_how_things_are_taxed() -> None:
    cart = item(1, "100.00", taxes="a"), item(2, "50.00", taxes="b"), item(3, "50.00", taxes="a")
    found, _ = rewarded([Offer(1, "amount", Decimal("20.01"))], cart, 2)
    assert found == [Cut(1, "a", Decimal("15.01")), Cut(1, "b", Decimal("5.00"))]


@pytest.mark.req("LY-11")
def test_the_next_reward_takes_of_what_is_left() -> None:
    found, _ = rewarded([Offer(1, "percent", Decimal(50)), Offer(2, "percent", Decimal(50))], [item(1, "10.00")], 2)
    assert [one.amount for one in found] == [Decimal("5.00"), Decimal("2.50")]


@pytest.mark.req("LY-5", "LY-8")
@pytest.mark.parametrize(
    ("condition", "amount", "quantity"),
    [
        (Condition(amount=Decimal("172.50")), "12.50", "0"),
        (Condition(quantity=Decimal(9)), "0", "2"),
        (Condition(quantity=Decimal(2), choice=Choice(frozenset([1]))), "0", "1"),
        (Condition(choice=Choice(categories=frozenset([5]))), "0", "1"),
        (Condition(amount=Decimal(70), choice=Choice(tags=frozenset([8]))), "10.00", "0"),
    ],
)
def test_what_a_cart_lacks_is_known(condition: Condition, amount: str, quantity: str) -> None:
    cart = item(1, "100.00", categories=frozenset([4])), item(2, "60.00", "6", tags=frozenset([8]))
    lack = lacking([condition], cart)
    assert lack is not None
    assert (lack.amount, lack.quantity) == (Decimal(amount), Decimal(quantity))


@pytest.mark.req("LY-5")
def test_all_that_is_given_must_hold() -> None:
    cart = item(1, "100.00", categories=frozenset([4])), item(2, "60.00", "6", tags=frozenset([8]))
    met = Condition(quantity=Decimal(1), amount=Decimal(100), choice=Choice(frozenset([1]), frozenset([4])))
    assert lacking([met], cart) is None
    assert lacking([met, Condition(choice=Choice(frozenset([1]), tags=frozenset([8])))], cart) is not None
    with_tax = Condition(amount=Decimal("170"), with_tax=True)
    assert lacking([with_tax], [Item(1, Decimal(1), Decimal("150"), Decimal("178.50"))]) is None


lines = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 9), st.integers(0, 20000), st.sampled_from(TAXES), st.booleans()),
    max_size=6,
)
offers = st.lists(
    st.tuples(
        st.sampled_from(["percent", "amount", "shipping"]), st.integers(1, 10000), st.sampled_from(["order", "cheapest", "products"]),
        st.sampled_from([0, 1, 333]),
    ),
    max_size=4,
)  # fmt: skip


@pytest.mark.req("LY-11")
@settings(max_examples=60, deadline=None)
@given(lines, offers, st.booleans())
def test_no_rewards_make_a_total_negative_and_taxes_add_up(cart: Any, rewards: Any, per_line: bool) -> None:
    cent = Decimal("0.01")
    items = [
        Item(product, Decimal(quantity), quantity * price * cent, taxes=taxes, is_shipping=ships)
        for product, quantity, price, taxes, ships in cart
    ]
    given_ = [
        Offer(key, kind, Decimal(min(value, 100) if kind == "percent" else value) * (1 if kind == "percent" else cent), scope,
              Choice(frozenset([1])), most * cent)
        for key, (kind, value, scope, most) in enumerate(rewards)
    ]  # fmt: skip
    found, _ = rewarded(given_, items, 2)
    assert all(one.amount > 0 and one.amount == one.amount.quantize(cent) for one in found)
    for taxes in TAXES:
        there = sum((one.amount for one in items if one.taxes == taxes), Decimal(0))
        assert sum((one.amount for one in found if one.taxes == taxes), Decimal(0)) <= there
    document = [Priced(one.quantity, one.amount / one.quantity, rates=cast(Any, one.taxes)) for one in items]
    document += [Priced(Decimal(1), -one.amount, rates=cast(Any, one.taxes)) for one in found]
    sums = reckon(document, 2, per_line=per_line)
    assert sums.total == sums.net + sums.tax
    # Where each line's tax is rounded, up to half a cent a line and tax may be lost; the order gives it back.
    assert sums.total >= (-cent * len(document) if per_line else 0)
