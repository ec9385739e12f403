"""Whoever scans the code on a product writes to the helpdesk about it, and is told nothing that they did not know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.stock.models import Lot
from core import Env
from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk.screens import Screens, links, screens_of, words
from tests.addons.helpdesk_return.returning import deliveries
from tests.core.web.conftest import Browser
from tests.kernels import Acting
from tests.visitors import forms_of

WRITTEN = {"title": "It squeaks", "name": "Eva", "email": "eva@mail.example", "description": "Since May."}


def a_team_with_a_form(env: Env) -> None:
    """A team that anybody may write to, and Marta's address."""
    team: Any = a_team(env, "Bike Service")
    team.use_website_form = True


@pytest.fixture
def desk(acting: Callable[..., Acting], monkeypatch: pytest.MonkeyPatch) -> Acting:
    monkeypatch.setattr("addons.helpdesk_form.routes.QUICKEST", 0)
    return acting("helpdesk_form_serial", scene=(hire, a_team_with_a_form, deliveries))


@pytest.fixture
def screens(desk: Acting, tmp_path: Path) -> Iterator[Screens]:
    with screens_of(desk, tmp_path) as made:
        yield made


@pytest.fixture
def visitor(screens: Screens) -> Iterator[Browser]:
    made = Browser(screens.app)
    yield made
    made.close()


def scanned(visitor: Browser, desk: Acting) -> str:
    """The address to which the public page of Marta's bike leads."""
    token = desk.run(lambda env: env.session.scalar(sa.select(env[Lot].token).where(env[Lot].name == "B-1")))
    page = visitor.get(f"/stock/serial/{token}")
    [address] = links(page.text, "Open a ticket")
    return address


def write(visitor: Browser, address: str, **changes: str) -> Any:
    forms = forms_of(visitor.get(address).text)
    fields = next({name: held[0] for name, held in values.items()} for _, values in forms if "_shown" in values)
    return visitor.post(address.partition("?")[0], data={**fields, **WRITTEN, **changes})


def the_ticket(desk: Acting) -> tuple[str | None, ...]:
    """(product, serial number, order, customer) of the last ticket."""

    def look(env: Env) -> tuple[str | None, ...]:
        one: Any = env.session.scalars(sa.select(env[Ticket]).order_by(env[Ticket].id.desc()).limit(1)).one()
        links = (one.product, one.lot, one.sales_order, one.customer)
        return tuple(None if link is None else link.number if link is one.sales_order else link.name for link in links)

    return desk.run(look)


@pytest.mark.req("HD-19")
def test_a_scanned_code_leads_to_a_ticket_with_product_serial_number_and_order(visitor: Browser, desk: Acting) -> None:
    address = scanned(visitor, desk)
    page = words(visitor.get(address).text)
    assert "Your request is about Bike · B-1" in page
    assert "Marta" not in page and "SO" not in page
    assert write(visitor, address).status_code == 303
    product, lot, order, customer = the_ticket(desk)
    assert (product, lot, customer) == ("Bike", "B-1", None) and order
    assert write(visitor, address, email="marta@mail.example").status_code == 303
    assert the_ticket(desk) == ("Bike", "B-1", order, "Marta")


def test_the_order_of_another_customer_is_not_linked(visitor: Browser, desk: Acting) -> None:
    assert write(visitor, scanned(visitor, desk), email="oliver@mail.example").status_code == 303
    assert the_ticket(desk) == ("Bike", "B-1", None, "Oliver")


def test_what_is_wrong_keeps_what_it_is_about_and_an_unknown_code_is_forgotten(visitor: Browser, desk: Acting) -> None:
    address = scanned(visitor, desk)
    again = write(visitor, address, title="")
    assert again.status_code == 422 and "Your request is about Bike · B-1" in words(again.text)
    plain = address.partition("?")[0]
    for about in ("serial:nonsense", "nonsense", ""):
        assert "Your request is about" not in words(visitor.get(f"{plain}?about={about}").text)
    assert write(visitor, plain, about="serial:nonsense").status_code == 303
    assert the_ticket(desk) == (None, None, None, None)


def test_without_a_form_nothing_is_offered(visitor: Browser, desk: Acting) -> None:
    def close(env: Env) -> str:
        from addons.helpdesk_form.models import TeamForm

        for team in env.session.scalars(sa.select(env[TeamForm])):
            team.use_website_form = False
        return env.session.scalar(sa.select(env[Lot].token).where(env[Lot].name == "B-1")) or ""

    page = visitor.get(f"/stock/serial/{desk.run(close)}")
    assert page.status_code == 200 and links(page.text, "Open a ticket") == []
