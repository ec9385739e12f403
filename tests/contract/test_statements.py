"""How many statements a page sends to the database: few, and not more when there is more to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import Contact
from addons.helpdesk.models import Team, Ticket
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import Env
from core.testing.covered import Covered
from core.testing.site import Site, queries_of
from tests.conftest import ENGINES
from tests.contract.conftest import open_demonstration
from tests.contract.demonstration import PEOPLE
from tests.kernels import Acting, Kernels

LIST, TICKET, SERVED_TICKET = 8, 10, 15
"""Statements of a list, of a ticket's form, and of one with every after-sales service installed and used.

Five of them find out who asks. Each further kind of linked documents is one more.
"""
MANY, FEW = 80, 2


@pytest.fixture(scope="module", params=ENGINES)
def crowd(
    request: pytest.FixtureRequest,
    kernel_templates: Kernels,
    covered: Covered,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The demonstration with one more of everything, and with many more."""
    made = open_demonstration(kernel_templates, covered, str(request.param), tmp_path_factory.mktemp("crowd"))
    yield made
    made.close()
    made.kernel.close()


def statements(demonstration: Site, path: str, name: str = "admin") -> list[str]:
    """What a page sends, after the first time, when caches are warm."""
    for _ in range(2):
        with demonstration.counted() as seen:
            answer = demonstration.of(name).get(path)
        assert answer.status_code == 200, answer.text
    return [" ".join(one.split())[:200] for one in seen if not one.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]


def one_of(env: Env, model: Any, **values: Any) -> Any:
    return env.session.scalars(sa.select(env[model]).filter_by(**values).order_by(env[model].id).limit(1)).one()


def ticket_with(messages: int) -> Any:
    def make(env: Env) -> str:
        ticket = env.new(Ticket, title="Many words", team=one_of(env, Team), customer=one_of(env, Contact))
        env.session.flush()
        for n in range(messages):
            ticket.post_note(f"<p>Word {n}</p>")
        return f"/helpdesk/ticket/{ticket.id}"

    return make


def order_with(lines: int) -> Any:
    def make(env: Env) -> str:
        product = one_of(env, Product, kind="goods")
        order = env.new(Order, customer=one_of(env, Contact))
        for _ in range(lines):
            env.new(Line, order=order, product=product, quantity=Decimal(1))
        env.session.flush()
        return f"/sale/order/{order.id}"

    return make


def tickets_with_most(env: Env) -> list[int]:
    """Those on which there is a return as well as a repair."""
    transfer, repair = env.models.models["stock.transfer"], env.models.models["repair.order"]
    both = sa.select(transfer.ticket_id).where(transfer.ticket_id.in_(sa.select(repair.ticket_id)))
    found = list(env.session.scalars(both.distinct()))
    assert found, "the demonstration shows none"
    return found


def confirmed_order_with(lines: int) -> Any:
    def make(env: Env) -> str:
        order = env.session.get(env[Order], int(order_with(lines)(env).rpartition("/")[2]))
        order.confirm()
        env.session.flush()
        transfer = sa.select(env.models.models["stock.transfer"].id).where(
            env.models.models["stock.transfer"].order_id == order.id
        )
        return f"/stock/transfer/{env.session.scalars(transfer).one()}"

    return make


@pytest.mark.parametrize("make", [ticket_with, order_with, confirmed_order_with], ids=["ticket", "order", "transfer"])
def test_a_form_with_many_lines_asks_no_oftener(crowd: Site, make: Any) -> None:
    few = statements(crowd, crowd.acting.run(make(FEW), PEOPLE["admin"]))
    many = statements(crowd, crowd.acting.run(make(20), PEOPLE["admin"]))
    assert len(many) <= len(few) + 1, "\n".join(many)


@pytest.mark.req("XC-12")
def test_a_list_asks_no_oftener_however_much_it_shows(crowd: Site) -> None:
    def add(env: Env) -> None:
        for n in range(MANY):
            env.new(Contact, name=f"Contact {n}")
            env.new(Ticket, title=f"Ticket {n}", team=one_of(env, Team), customer=one_of(env, Contact))
            order_with(1)(env)

    crowd.acting.run(add, PEOPLE["admin"])
    for address, built in crowd.pages.lists.items():
        for query in queries_of(built):
            seen = statements(crowd, f"{address}?{query}")
            assert len(seen) <= LIST + ("&" in query), f"{address}?{query}\n" + "\n".join(seen)


def test_a_ticket_asks_a_bounded_number_of_times(crowd: Site) -> None:
    two_kinds = crowd.acting.run(tickets_with_most)
    for id_ in {*crowd.records["helpdesk.ticket"], *two_kinds}:
        seen = statements(crowd, f"/helpdesk/ticket/{id_}", "agent")
        assert len(seen) <= SERVED_TICKET + (id_ in two_kinds), "\n".join(seen)


def test_a_ticket_asks_seldom_where_nothing_else_is_installed(acting: Callable[..., Acting], tmp_path: Path) -> None:
    desk = Site(acting("helpdesk", demonstration=True).kernel, tmp_path, PEOPLE)
    try:
        for id_ in desk.records["helpdesk.ticket"]:
            seen = statements(desk, f"/helpdesk/ticket/{id_}", "agent")
            assert len(seen) <= TICKET, "\n".join(seen)
    finally:
        desk.close()
