"""A quotation is sent by email, through the composer, with its PDF (SPEC SO-5)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import Company, Contact
from addons.mail.models import Message, OutgoingMail, Template
from addons.product.models import Product
from addons.sale.models import Line, Order
from core import CannotSet, Env, House
from core.ui.entered import Entered
from core.ui.registered import Pages
from tests.kernels import Acting

SELLER = ("sale.user",)


def quotation(env: Env) -> None:
    """A quotation for a customer who reads German."""
    customer = env.new(Contact, name="Bo", email="bo@example.com", locale="de")
    bell = env.new(Product, name="Bell", price=Decimal(12))
    env.session.flush()
    company = env.session.scalars(sa.select(env[Company])).one()
    order = env.new(Order, customer=customer, company_id=company.id, currency_id=company.currency_id)
    env.new(Line, order=order, product=bell, quantity=Decimal(2), price=Decimal(12))
    env.session.flush()


@pytest.fixture
def sale(acting: Callable[..., Acting]) -> Acting:
    return acting("sale", scene=(quotation,))


def send(sale: Acting, **entered: str) -> dict[str, str]:
    """Opens the pop-up, presses "Send", and gives what stands against it."""

    def work(env: Env) -> dict[str, str]:
        order = env.session.scalars(sa.select(env[Order])).one()
        form = env.registry.facet(Pages).wizard("sale.SendByEmail")(
            env, order, Entered(values=entered, fresh=set(entered))
        )
        assert [one.name for one in form.recipients] == ["Bo"]
        form._press("confirm")
        return dict(form._errors)

    return sale.run(work, SELLER)


def state(sale: Acting) -> str:
    return sale.run(lambda env: str(env.session.scalars(sa.select(env[Order].state)).one()))


def queued(sale: Acting) -> list[tuple[str, ...]]:
    table: Any = sale.kernel.registry[OutgoingMail].__table__
    wanted = sa.select(table.c.address, table.c.subject)
    return [tuple(row) for row in sale.run(lambda env: env.transaction.connection.execute(wanted).all())]


@pytest.mark.req("SO-5", "XC-5")
def test_it_goes_to_the_customer_in_his_language_and_is_sent_then(sale: Acting) -> None:
    original = sale.run(lambda env: env.session.scalars(sa.select(env[Template].id).where(
        env[Template].document_model == "sale.order", env[Template].original_id.is_(None))).one())  # fmt: skip
    assert send(sale, template=str(original), pdf="") == {}
    assert queued(sale) == [("bo@example.com", "Angebot SO-00001")]
    assert "24,00" in sale.run(lambda env: env.session.scalars(
        sa.select(env[Message].body).where(env[Message].kind == "message")).one())  # fmt: skip
    assert state(sale) == "sent"


@pytest.mark.req("SO-5")
def test_its_pdf_goes_along_and_is_kept(sale: Acting) -> None:
    assert send(sale, body="Our offer") == {}

    def files(env: Env) -> list[tuple[str, str, bytes]]:
        message = env.session.scalars(sa.select(env[Message]).where(env[Message].kind == "message")).one()
        store = House.of(env).files
        return [(one.name, one.content_type, store.path(one.hash).read_bytes()[:5]) for one in message.attachments]

    ((name, kind, begins),) = sale.run(files)
    assert (name.endswith("SO-00001.pdf"), kind, begins) == (True, "application/pdf", b"%PDF-")


def test_where_no_pdf_can_be_made_nothing_is_sent_and_it_says_why(
    sale: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_: object) -> None:
        raise CannotSet("Install WeasyPrint.", lacking=True)

    monkeypatch.setattr("addons.sale.wizards.print_record", lacking)
    assert send(sale, body="Our offer") == {"pdf": "No PDF can be attached: Install WeasyPrint."}
    assert (queued(sale), state(sale)) == ([], "quotation")
