"""Duplicating a document copies its lines, and leaves those of the original where they are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa

from addons.base.models import Contact
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Env
from tests.addons.helpdesk.screens import screens_of
from tests.core.web.conftest import Browser
from tests.kernels import Acting


def test_a_copy_has_lines_of_its_own(acting: Callable[..., Acting], tmp_path: Path) -> None:
    desk = acting("sale", demonstration=True)

    def make(env: Env) -> int:
        order = env.new(Order, customer=env.session.scalars(sa.select(env[Contact]).limit(1)).one())
        for product in env.session.scalars(sa.select(env[Product]).order_by(env[Product].id).limit(2)):
            env.new(Line, order=order, product=product, quantity=Decimal(3))
        env.session.flush()
        return order.id

    id_ = desk.run(make, "sales@example.com")
    with screens_of(desk, tmp_path) as screens:
        browser = screens.browsers["sales@example.com"] = Browser(screens.app).sign_in("sales@example.com", "sales")
        token = browser.token()
        answer = browser.post(f"/sale/order/{id_}/duplicate", data={"_token": token})
        assert answer.status_code == 303, answer.text
    copied = int(answer.headers["location"].partition("?")[0].rpartition("/")[2])

    def lines(env: Env, order: int) -> list[tuple[int, Decimal]]:
        line = env[Line]
        wanted = sa.select(line.product_id, line.quantity).where(line.order_id == order).order_by(line.id)
        return [(row.product_id, row.quantity) for row in env.session.execute(wanted)]

    assert copied != id_
    assert desk.run(lambda env: lines(env, copied)) == desk.run(lambda env: lines(env, id_))
    assert len(desk.run(lambda env: lines(env, id_))) == 2
