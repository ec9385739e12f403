"""Orders: numbers, reactions, totals, states, and what a confirmed order agreed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addons.base.models import Company, Contact, Unit
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Env, Refused
from tests.kernels import Acting


@pytest.fixture
def sale(acting: Callable[..., Acting]) -> Acting:
    return acting("sale")


def a_product(env: Env, name: str = "Helmet", price: str = "69.90") -> Product:
    with env.system("a product to sell") as system:
        unit = system.session.scalars(sa.select(system[Unit]).where(system[Unit].digits == 0).limit(1)).one()
        made = system.new(Product, name=name, price=Decimal(price), unit=unit)
        system.session.flush()
    return env.get(made)


def an_order(env: Env, *quantities: int, customer: Contact | None = None) -> Order:
    order = env.new(Order, customer=customer or env.new(Contact, name="Marta"))
    if not order.company_id:
        order.company = env.session.scalars(sa.select(env[Company]).limit(1)).one()
        order.take_the_companys_currency()
    product = a_product(env) if quantities else None
    for quantity in quantities:
        order.lines.append(env[Line](product=product, quantity=Decimal(quantity), price=Decimal("69.90")))
    env.session.flush()
    return order


@pytest.mark.req("SO-1")
def test_an_order_gets_a_number_a_company_and_a_currency(sale: Acting) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        first, second = an_order(env, 1), an_order(env, 1)
        assert first.number.startswith("SO-") and len(first.number) == len("SO-00001")
        assert first.number != second.number
        assert first.company_id == env.user.company_id
        assert first.currency.code == "EUR"
        assert first.state == "quotation"


@pytest.mark.req("SO-1")
def test_choosing_a_product_fills_label_unit_and_price(sale: Acting) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        product = a_product(env)
        line = env.draft(Line, product=product, quantity=Decimal(2))
        line.take_from_the_product()
        line.reckon()
        assert (line.label, line.unit, line.price, line.subtotal) == (
            "Helmet", product.unit, Decimal("69.90"), Decimal("139.80")
        )  # fmt: skip


@pytest.mark.req("SO-1")
def test_totals_follow_the_lines_in_every_way_of_changing_them(sale: Acting) -> None:
    def stored(env: Env, order: Order) -> Decimal:
        return env.session.scalars(sa.select(env[Order].total).where(env[Order].id == order.id)).one()

    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env, 2, 1)
        assert order.total == stored(env, order) == Decimal("209.70")
        order.lines[0].discount = Decimal(10)
        env.session.flush()
        assert order.total == stored(env, order) == Decimal("195.72")
        order.lines.remove(order.lines[1])
        env.session.flush()
        assert order.total == stored(env, order) == Decimal("125.82")
        env.session.delete(order.lines[0])
        env.session.flush()
        assert order.total == stored(env, order) == Decimal(0)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(st.integers(1, 999), st.decimals(0, 99999, places=2), st.decimals(0, 100, places=2)),
        min_size=1,
        max_size=5,
    )
)
def test_the_total_is_the_sum_of_the_rounded_lines(sale: Acting, rows: list[tuple[int, Decimal, Decimal]]) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env)
        product = a_product(env)
        for quantity, price, discount in rows:
            order.lines.append(env[Line](product=product, quantity=Decimal(quantity), price=price, discount=discount))
        env.session.flush()
        exact = sum((Decimal(q) * price * (100 - discount) / 100 for q, price, discount in rows), Decimal(0))
        assert order.total == sum((line.subtotal for line in order.lines), Decimal(0))
        assert abs(order.total - exact) <= Decimal("0.005") * len(rows)


@pytest.mark.req("SO-2")
def test_an_empty_order_cannot_be_confirmed(sale: Acting) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env)
        with pytest.raises(Refused, match="Add at least one line."):
            order.confirm()
        assert order.state == "quotation"


@pytest.mark.req("SO-1", "SO-2")
def test_an_order_goes_from_quotation_to_confirmed_or_cancelled(sale: Acting) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env, 1)
        order.mark_as_sent()
        assert order.state == "sent"
        order.confirm()
        assert order.state == "confirmed"
        with pytest.raises(Refused, match="this is not possible any more"):
            order.confirm()
        assert list(order.linked_documents()) == [order]
        order.cancel()
        assert order.state == "cancelled"
        order.back_to_quotation()
        assert order.state == "quotation"


@pytest.mark.req("SO-2")
@pytest.mark.parametrize("change", ["quantity", "price", "discount"])
def test_what_a_confirmed_order_agreed_stays(sale: Acting, change: str) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env, 1)
        order.confirm()
        env.session.flush()
        setattr(order.lines[0], change, Decimal(5))
        with pytest.raises(Refused, match=f"{order.number} is confirmed: its lines cannot change."):
            env.session.flush()


@pytest.mark.req("SO-2")
def test_a_confirmed_order_gets_no_more_lines_and_loses_none(sale: Acting) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env, 1)
        order.confirm()
        assert list(order.lines[0].linked_documents()) == [order]
        order.lines.append(env[Line](product=order.lines[0].product, quantity=Decimal(1)))
        with pytest.raises(Refused, match="its lines cannot change"):
            env.session.flush()


@pytest.mark.req("SO-1")
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"quantity": Decimal(0)}, "The quantity must be greater than zero."),
        ({"quantity": Decimal("1.5")}, "Helmet is counted in whole units."),
        ({"discount": Decimal(101)}, "The discount is between 0 and 100 percent."),
    ],
)
def test_lines_that_make_no_sense(sale: Acting, values: dict[str, Decimal], message: str) -> None:
    with sale.rolled_back(("sale.user",)) as env:
        order = an_order(env, 1)
        for name, value in values.items():
            setattr(order.lines[0], name, value)
        with pytest.raises(Refused, match=message):
            env.session.flush()


@pytest.mark.req("AR-6")
def test_orders_of_other_companies_are_not_there(sale: Acting) -> None:
    def other(env: Env) -> int:
        first = env.session.scalars(sa.select(env[Company]).limit(1)).one()
        second = env.new(Company, name="Second", currency=first.currency, zone="UTC")
        env.session.flush()
        order = env.new(Order, customer=env.new(Contact, name="Marta"), company=second, currency=first.currency)
        env.session.flush()
        return order.id

    order_id = sale.run(other)
    from dataclasses import replace

    from tests.kernels import someone

    def look(env: Env) -> Order | None:
        return env.session.get(env[Order], order_id)

    def at_home(env: Env):  # type: ignore[no-untyped-def]
        return replace(someone(env, "sale.user"), company_ids=(1,), company_id=1)

    assert sale.kernel.work(look, who=at_home) is None
    assert sale.run(look, ("sale.user",)) is not None
    assert sale.run(look, ("base.user",)) is None
