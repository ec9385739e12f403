"""Orders, invoices, credit notes, returns and repairs of the demonstration, as their customers see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core import Env
from core.settings import read_settings
from core.web.site import create_app
from tests.addons.portal.conftest import send
from tests.core.web.conftest import ORIGIN, Browser
from tests.kernels import Acting

EVERYTHING = ("demo", "helpdesk_refund", "helpdesk_repair")


@pytest.fixture
def shop(fresh_kernel: Callable[..., Any], tmp_path: Path) -> Iterator[Any]:
    """The demonstration with all that customers can see, and browsers by login."""
    kernel = fresh_kernel(*EVERYTHING, demonstration=True)
    app: Any = create_app(read_settings({"MAKEGOOD_VAR": str(tmp_path), "MAKEGOOD_BASE_URL": ORIGIN}), kernel=kernel)
    opened: list[Browser] = []

    class Shop(Acting):
        def browser(self, login: str) -> Browser:
            opened.append(Browser(app).sign_in(login, login.partition("@")[0]))
            return opened[-1]

    yield Shop(kernel)
    for one in opened:
        one.close()
    app.state.site.pool.shutdown()


def one(env: Env, model: str, **values: Any) -> Any:
    cls = env.models.models[model]
    return env.session.scalars(sa.select(cls).filter_by(**values).order_by(cls.id)).first()


def order_of(env: Env, contact: str, state: str = "sent") -> Any:
    """A quotation for a customer, sent."""
    source = one(env, "sale.order", number="SO-00007")
    source.customer = one(env, "base.contact", name=contact)
    env.session.flush()
    return source


@pytest.mark.req("PT-3", "PT-6")
def test_customers_find_all_their_documents_and_no_costs_or_notes(shop: Any) -> None:
    amelie = shop.browser("amelie@example.com")
    home = amelie.get("/portal").text
    for title in ("Tickets", "Orders", "Invoices", "Credit Notes", "Returns", "Repairs"):
        assert title in home, title
    ticket = shop.run(lambda env: one(env, "helpdesk.ticket", title="Batteries drain within 15 km").id)
    shown = amelie.get(f"/portal/tickets/{ticket}").text
    assert "Waiting for your parcel" in shown and "Registered" in shown
    marta = shop.browser("customer@example.com")
    repair = shop.run(lambda env: one(env, "repair.order", state="under_repair").id)
    shown = marta.get(f"/portal/repairs/{repair}").text
    assert "Under repair" in shown and "buckle" not in shown and "EUR" not in shown and "Your reply" not in shown
    assert amelie.get(f"/portal/repairs/{repair}").status_code == 404
    for model, name in (("account.invoice", "invoices"), ("sale.order", "orders"), ("stock.transfer", "returns")):
        ids = shop.run(lambda env, model=model: list(env.session.scalars(sa.select(env.models.models[model].id))))
        mine = {id_ for id_ in ids if amelie.get(f"/portal/{name}/{id_}").status_code == 200}
        theirs = {id_ for id_ in ids if marta.get(f"/portal/{name}/{id_}").status_code == 200}
        assert mine and not mine & theirs, name


@pytest.mark.req("PT-3", "AM-4")
def test_drafts_and_bills_are_nobodys_and_a_credit_note_is_no_invoice(shop: Any) -> None:
    marta = shop.browser("customer@example.com")
    draft = shop.run(lambda env: one(env, "account.invoice", type="credit_note", state="draft").id)
    assert marta.get(f"/portal/credit-notes/{draft}").status_code == 404
    shop.run(lambda env: env.session.get_one(env.models.models["account.invoice"], draft).post())
    assert "Open credit" in marta.get(f"/portal/credit-notes/{draft}").text
    assert marta.get(f"/portal/invoices/{draft}").status_code == 404


@pytest.mark.req("SO-5")
def test_a_quotation_is_accepted_as_it_was_seen_and_once(shop: Any) -> None:
    id_ = shop.run(lambda env: order_of(env, "Marta Nowak").id)
    marta, page = shop.browser("customer@example.com"), f"/portal/orders/{id_}"
    form = marta.fields(page)

    def change(env: Env) -> None:
        env.session.get_one(env.models.models["sale.order"], id_).lines[0].quantity = Decimal(5)

    shop.run(change)
    late = marta.post(f"{page}/act/accept", data=form)
    assert late.status_code == 409 and "This was changed meanwhile." in late.text
    assert send(marta, page, "/act/accept").status_code == 303
    shown = marta.get(page).text
    assert "Confirmed" in shown and "was accepted in the portal." in shown and "/act/accept" not in shown
    state = shop.run(lambda env: env.session.get_one(env.models.models["sale.order"], id_).state)
    assert state == "confirmed"


@pytest.mark.req("SO-5")
def test_a_quotation_is_declined_with_a_reason_and_a_draft_is_not_seen(shop: Any) -> None:
    id_ = shop.run(lambda env: order_of(env, "Marta Nowak").id)
    marta, page = shop.browser("customer@example.com"), f"/portal/orders/{id_}"
    assert send(marta, page, "/act/decline", said="Too <dear>").status_code == 303
    shown = marta.get(page).text
    assert "Cancelled" in shown and "Too &lt;dear&gt;" in shown
    shop.run(lambda env: env.session.get_one(env.models.models["sale.order"], id_).back_to_quotation())
    assert marta.get(page).status_code == 404


@pytest.mark.req("PT-3")
def test_papers_are_for_whose_documents_they_are_of(shop: Any) -> None:
    invoice = shop.run(lambda env: one(env, "account.invoice", number="INV/2026/00002").id)
    marta, amelie = shop.browser("customer@example.com"), shop.browser("amelie@example.com")
    paper = f"/portal/invoices/{invoice}/print/invoice"
    answer = marta.get(paper)
    assert answer.headers["content-type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
    assert amelie.get(paper).status_code == 404
    assert marta.get(f"/portal/invoices/{invoice}/print/nothing").status_code == 404
