"""What a product is and what it cannot become."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from addons.base.models import Unit
from addons.product.models import Category, Product
from core import AccessDenied, Env, Refused
from tests.kernels import Acting

ADMIN = ("base.settings",)


@pytest.fixture
def products(acting: Callable[..., Acting]) -> Acting:
    return acting("product")


def the_product(env: Env) -> Product:
    return env.session.scalars(sa.select(env[Product])).one()


@pytest.mark.req("PD-1")
def test_a_product_has_what_a_new_one_needs(products: Acting) -> None:
    def make(env: Env) -> tuple[object, ...]:
        product = env.new(Product, name="Helmet")
        env.session.flush()
        return (
            product.kind, product.tracking, product.price, product.cost, product.unit.name, product.warranty_months,
            product.published, product.active,
        )  # fmt: skip

    assert products.run(make, ADMIN) == ("goods", "none", Decimal("0.00"), Decimal("0.00"), "Units", 0, False, True)


@pytest.mark.req("PD-1")
@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": None}, None),
        ({"price": Decimal("-0.01")}, "price cannot be negative"),
        ({"cost": Decimal("-1")}, "cost cannot be negative"),
        ({"warranty_months": -1}, "warranty cannot be negative"),
        ({"kind": "service", "tracking": "lot"}, "Only goods are tracked"),
        ({"kind": "consumable", "tracking": "serial"}, "Only goods are tracked"),
    ],
)
def test_nonsense_is_refused(products: Acting, values: dict[str, object], problem: str | None) -> None:
    with pytest.raises((Refused, IntegrityError), match=problem):
        products.run(lambda env: env.new(Product, **{"name": "Helmet", **values}), ADMIN)


@pytest.mark.req("PD-2")
@pytest.mark.parametrize(("field", "value"), [("tracking", "serial"), ("kind", "consumable")])
def test_kind_and_tracking_stay_once_there_are_moves(
    products: Acting, monkeypatch: pytest.MonkeyPatch, field: str, value: str
) -> None:
    products.run(lambda env: env.new(Product, name="Helmet"), ADMIN)
    monkeypatch.setattr(Product, "has_moves", lambda self: True)
    with pytest.raises(Refused, match="^Helmet already has stock moves.$"):
        products.run(lambda env: setattr(the_product(env), field, value), ADMIN)
    products.run(lambda env: setattr(the_product(env), "name", "Hat"), ADMIN)
    monkeypatch.setattr(Product, "has_moves", lambda self: False)
    products.run(lambda env: setattr(the_product(env), field, value), ADMIN)


@pytest.mark.req("PD-3")
def test_an_archived_product_can_still_be_named(products: Acting) -> None:
    products.run(lambda env: env.new(Product, name="Old", active=False), ADMIN)
    assert products.run(lambda env: env.session.scalars(sa.select(env[Product].name)).all(), ("base.user",)) == ["Old"]


def test_a_barcode_is_one_products(products: Acting) -> None:
    products.run(lambda env: [env.new(Product, name=name) for name in ("No barcode", "None either")], ADMIN)
    products.run(lambda env: env.new(Product, name="First", barcode="4006381333931"), ADMIN)
    with pytest.raises(IntegrityError):
        products.run(lambda env: env.new(Product, name="Second", barcode="4006381333931"), ADMIN)


@pytest.mark.parametrize(
    ("digits", "quantity", "problem"),
    [
        (0, "2", None),
        (0, "2.000", None),
        (0, "1.5", "^Helmet is counted in whole units.$"),
        (2, "1.25", None),
        (2, "1.255", "^Helmet is counted with 2 decimal places at most.$"),
    ],
)
def test_quantities_follow_the_unit(products: Acting, digits: int, quantity: str, problem: str | None) -> None:
    with products.rolled_back() as env:
        product = env.new(Product, name="Helmet", unit=env.new(Unit, name="Pieces", digits=digits))
        env.session.flush()
        if problem is None:
            product.refuse_fractions(Decimal(quantity))
        else:
            with pytest.raises(Refused, match=problem):
                product.refuse_fractions(Decimal(quantity))


def test_a_category_is_not_part_of_itself(products: Acting) -> None:
    with products.rolled_back(ADMIN) as env:
        above = env.new(Category, name="Above")
        below = env.new(Category, name="Below", parent=above)
        env.session.flush()
        above.parent = below
        with pytest.raises(Refused, match="part of itself"):
            env.session.flush()


@pytest.mark.req("AR-1")
def test_internal_users_look_products_up_and_do_not_change_them(products: Acting) -> None:
    products.run(lambda env: env.new(Product, name="Helmet"), ADMIN)
    with pytest.raises(AccessDenied):
        products.run(lambda env: env.new(Product, name="Mine"), ("base.user",))
    with pytest.raises(AccessDenied):
        products.run(lambda env: setattr(the_product(env), "price", Decimal(1)), ("base.user",))


def test_the_demonstration_has_products_of_every_kind(acting: Callable[..., Acting]) -> None:
    made = acting("product", demonstration=True)
    found = made.run(lambda env: env.session.execute(sa.select(env[Product].kind, env[Product].tracking)).all())
    units = made.run(lambda env: dict(env.session.execute(sa.select(env[Product].code, env[Product].unit_id)).all()))
    assert units["SV-LA"] != units["SV-IN"], "workshop labour is counted in hours"
    assert {(kind, tracking) for kind, tracking in found} == {
        ("goods", "serial"), ("goods", "lot"), ("goods", "none"), ("consumable", "none"), ("service", "none")
    }  # fmt: skip
