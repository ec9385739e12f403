"""A code on a quotation: its reward follows the order, and why it applies or not can be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.loyalty.models import Coupon, Program
from addons.sale_loyalty.wizards import ApplyCode
from core import Env, Refused
from core.testing import press, the
from core.web.record_acts import duplicate_record
from tests.addons.helpdesk_sale.orders import a_product, contact
from tests.addons.loyalty.programs import a_program
from tests.addons.sale_loyalty.selling import SELLER, a_code, a_quotation, coupon_of, off, order_of
from tests.kernels import Acting


def apply(sale: Acting, order_id: int, code: str) -> Any:
    """What stands against a code that a seller enters."""
    return sale.run(lambda env: press(env, ApplyCode, order_of(env, order_id), "confirm", code=code), SELLER).errors


def quotation_and_code(sale: Acting, **goods: int) -> tuple[int, str]:
    return sale.run(lambda env: (a_quotation(env, **goods).id, a_code(env)))


@pytest.mark.req("SO-7", "LY-11", "LY-6")
def test_the_reward_is_a_line_for_each_way_of_being_taxed(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    assert apply(sale, order_id, code.lower()) == {}
    order = sale.run(lambda env: (off(order_of(env, order_id)), order_of(env, order_id).untaxed,
                                  order_of(env, order_id).tax, order_of(env, order_id).total))  # fmt: skip
    label = "10 % off orders over 50.00 EUR"
    assert order[0] == [(label, Decimal("-5.00")), (label, Decimal("-5.00"))]
    assert order[1:] == (Decimal("90.00"), Decimal("11.70"), Decimal("101.70"))


@pytest.mark.req("SO-7", "LY-5")
def test_it_follows_the_order_and_says_what_is_missing(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)

    def order_less(env: Env) -> None:
        bikes, books = order_of(env, order_id).lines[:2]
        bikes.quantity, books.quantity = Decimal(2), Decimal(1)

    sale.run(order_less, SELLER)
    assert sale.run(lambda env: off(order_of(env, order_id))) == []
    assert sale.run(lambda env: str(order_of(env, order_id).codes[0].standing)) == "Add 20.00 EUR more."

    def order_more(env: Env) -> None:
        order_of(env, order_id).lines[0].quantity = Decimal(5)

    sale.run(order_more, SELLER)
    assert [one[1] for one in sale.run(lambda env: off(order_of(env, order_id)))] == [
        Decimal("-5.00"),
        Decimal("-1.00"),
    ]
    assert sale.run(lambda env: str(order_of(env, order_id).codes[0].standing)) == "Applies: 6.00 EUR off"


@pytest.mark.req("SO-7")
def test_taking_the_code_off_takes_its_reward_off(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)
    sale.run(lambda env: env.session.delete(order_of(env, order_id).codes[0]), SELLER)
    assert sale.run(lambda env: (off(order_of(env, order_id)), order_of(env, order_id).untaxed)) == (
        [],
        Decimal("100.00"),
    )


@pytest.mark.req("LY-6", "LY-9")
def test_a_free_product_costs_nothing_and_is_delivered(sale: Acting) -> None:
    def prepare(env: Env) -> tuple[int, str]:
        lock = a_product(env, "Lock")
        a_program(env, "Lock on us", reward={"kind": "product", "product": lock, "quantity": 2})
        return a_quotation(env).id, a_code(env, "Lock on us")

    order_id, code = sale.run(prepare)
    assert apply(sale, order_id, code) == {}
    sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
    line = sale.run(
        lambda env: [(one.product.name, one.quantity, one.subtotal) for one in order_of(env, order_id).lines]
    )
    assert line[-1] == ("Lock", Decimal(2), Decimal("0.00"))


@pytest.mark.req("LY-8")
def test_what_is_wrong_with_a_code_is_said_in_order(sale: Acting) -> None:
    def prepare(env: Env) -> dict[str, str]:
        codes = {name: a_code(env) for name in ("void", "used", "expired")}
        coupon_of(env, codes["void"]).void()
        other = a_quotation(env, "Oliver")
        other.apply_code(codes["used"])
        other.confirm()
        env.session.execute(sa.update(env[Coupon]).where(env[Coupon].code == codes["expired"]).values(
            valid_until=date(2021, 1, 1)))  # fmt: skip
        a_program(env, "Elsewhere", on_sales=False)
        a_program(env, "Over", ends_on=date(2021, 1, 1))
        a_program(env, "Hers", restrict_to_customer=True)
        a_program(env, "Four", rule={"minimum_quantity": 14})
        codes |= {name: a_code(env, name) for name in ("Elsewhere", "Over", "Four")}
        codes["Hers"] = a_code(env, "Hers", contact=contact(env, "Oliver"))
        a_program(env, "Much", rule={"minimum_amount": 900})
        return codes | {"Much": a_code(env, "Much"), "none": "ABCD-1234"}

    codes = sale.run(prepare)
    order_id = sale.run(lambda env: a_quotation(env).id)
    texts = {name: apply(sale, order_id, code)["code"] for name, code in codes.items()}
    assert texts == {
        "none": "This code is invalid.",
        "void": "This code is no longer valid.",
        "used": "This code has already been used.",
        "expired": "This code expired on 2021-01-01.",
        "Over": "This promotion is not running.",
        "Elsewhere": "This code cannot be used here.",
        "Hers": "This code belongs to another customer.",
        "Much": "Add products for at least 900.00 EUR.",
        "Four": "Add 4 of any product.",
    }
    assert sale.run(lambda env: off(order_of(env, order_id))) == []


@pytest.mark.req("LY-8", "WS-13")
def test_guessing_is_stopped(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    texts = [apply(sale, order_id, f"WRONG-{n}")["code"] for n in range(11)]
    assert texts == ["This code is invalid."] * 10 + ["Too many attempts. Try again later."]
    assert apply(sale, order_id, code) == {"code": "Too many attempts. Try again later."}


@pytest.mark.req("SO-7")
def test_one_promotion_is_on_an_order_once(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)
    second = sale.run(a_code)
    assert apply(sale, order_id, second) == {"code": "This promotion is already on this order."}


@pytest.mark.req("LY-2", "LY-9")
def test_a_discount_code_serves_as_many_orders_as_its_program_says(sale: Acting) -> None:
    def prepare(env: Env) -> list[int]:
        a_program(env, "Winter", type="code", code="WINTER", most_uses=1)
        return [a_quotation(env).id for _ in range(2)]

    first, second = sale.run(prepare)
    for order_id in (first, second):
        assert apply(sale, order_id, "winter") == {}
    sale.run(lambda env: order_of(env, first).confirm(), SELLER)
    with pytest.raises(Refused, match="This promotion is not running."):
        sale.run(lambda env: order_of(env, second).confirm(), SELLER)
    sale.run(lambda env: order_of(env, first).cancel(), SELLER)
    assert sale.run(lambda env: the(env, Program, env[Program].name == "Winter").uses) == 0


@pytest.mark.req("LY-7", "LY-10", "CP-18")
def test_confirming_uses_the_code_and_cancelling_frees_it_once(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)
    assert sale.run(lambda env: coupon_of(env, code).state) == "valid"
    sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
    used = sale.run(lambda env: (coupon_of(env, code).state, coupon_of(env, code).order_id, coupon_of(env, code).uses))
    assert used == ("used", order_id, 1)
    sale.run(lambda env: order_of(env, order_id).cancel(), SELLER)
    with pytest.raises(Refused):
        sale.run(lambda env: order_of(env, order_id).cancel(), SELLER)
    freed = sale.run(lambda env: (coupon_of(env, code).state, coupon_of(env, code).order_id, coupon_of(env, code).uses))
    assert freed == ("valid", None, 0)
    sale.run(lambda env: order_of(env, order_id).back_to_quotation(), SELLER)
    sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
    assert sale.run(lambda env: coupon_of(env, code).state) == "used"


@pytest.mark.req("LY-10")
def test_a_code_that_expired_meanwhile_is_not_freed(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)
    sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
    over = {"valid_until": date(2021, 1, 1)}
    sale.run(lambda env: env.session.execute(sa.update(env[Coupon]).values(**over)) and None)
    sale.run(lambda env: order_of(env, order_id).cancel(), SELLER)
    assert sale.run(lambda env: coupon_of(env, code).state) == "expired"


@pytest.mark.req("LY-11")
@pytest.mark.parametrize("rounding", ["line", "document"])
def test_a_discount_of_everything_leaves_nothing_to_pay(sale: Acting, rounding: str) -> None:
    def prepare(env: Env) -> int:
        a_program(env, "All", type="code", code="GIVEAWAY", reward={"kind": "amount", "amount": 9999})
        order = a_quotation(env, Bike=1, Book=1)
        order.company.tax_rounding = rounding
        for line in order.lines:
            line.price = Decimal("0.02")
        bike = order.lines[0]
        order.lines += [type(bike)(product=bike.product, price=Decimal("0.02"), quantity=Decimal(1)) for _ in range(3)]
        env.session.flush()
        return order.id

    order_id = sale.run(prepare)
    assert apply(sale, order_id, "giveaway") == {}
    total = sale.run(lambda env: order_of(env, order_id).total)
    assert 0 <= total <= Decimal("0.05")


@pytest.mark.req("SO-7")
def test_a_duplicate_begins_without_the_code(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)
    twin = sale.run(lambda env: duplicate_record(env, None, order_of(env, order_id)).id, SELLER)
    assert sale.run(lambda env: (off(order_of(env, twin)), order_of(env, twin).untaxed)) == ([], Decimal("100.00"))


@pytest.mark.req("SO-4", "LY-11")
def test_the_invoice_carries_the_discount(sale: Acting) -> None:
    order_id, code = quotation_and_code(sale)
    apply(sale, order_id, code)
    sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
    total = sale.run(lambda env: order_of(env, order_id).create_invoice().total)
    assert total == Decimal("101.70")
