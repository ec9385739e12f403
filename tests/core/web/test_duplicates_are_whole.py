"""Duplicating a document copies its lines, and leaves those of the original where they are."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from addons.base.models import Contact
from addons.helpdesk.models import Tag
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import AccessDenied, Env, Refused
from core.ui.forms import RecordForm
from core.ui.registered import Pages
from core.web.errors import HttpProblem
from core.web.record_acts import ROOM, duplicate_record
from tests.addons.helpdesk.screens import screens_of
from tests.core.web.conftest import Browser
from tests.kernels import Acting

BY_HAND = {"base.user", "base.currency", "stock.warehouse"}
"""Codes and logins are given by hand."""


@pytest.mark.parametrize("name", ["Fleet", "100%_" * 12])
def test_a_copy_has_a_name_of_its_own_where_there_can_be_no_two(acting: Callable[..., Acting], name: str) -> None:
    def duplicate(env: Env) -> list[str]:
        tag = env.new(Tag, name=name)
        env.session.flush()
        return [duplicate_record(env, None, tag).name for _ in range(3)]

    start = name[: 60 - ROOM] if len(name) == 60 else name
    assert acting("helpdesk").run(duplicate) == [f"{start} (copy)", f"{start} (copy 2)", f"{start} (copy 3)"]


def test_whatever_can_be_made_can_be_duplicated(acting: Callable[..., Acting]) -> None:
    """Or there is no button for it. The first location is that of all companies: the right is missing for another."""

    def duplicate(env: Env) -> tuple[set[str], set[str]]:
        refused, unoffered = set(), set()
        for built in env.registry.facet(Pages).forms.values():
            cls = env.models.models[built.model]
            record = env.session.scalars(sa.select(cls).order_by(cls.id).limit(1)).first()
            if built.page.create and record is not None and env.may("create", built.model):
                try:
                    with env.session.begin_nested():
                        duplicate_record(env, built, record)
                except (AccessDenied, IntegrityError, Refused):
                    refused.add(built.model)
                except HttpProblem:
                    unoffered.add(built.model)
                    assert not RecordForm(env, built, record).view().may_duplicate
        return refused, unoffered

    everything = acting("demo", "helpdesk_return", demonstration=True)
    assert everything.run(duplicate, "admin@example.com") == ({"stock.location"}, BY_HAND)


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
