"""The pop-up "Refund": what it offers, what it fills in, what it makes, and what it refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.account.models import Invoice
from addons.mail.models import Message
from core import AccessDenied, Env, Refused
from core.ui.wizard import NOT_POSSIBLE
from tests.addons.account.books import journal
from tests.addons.helpdesk.desk import USER, a_ticket, company_of
from tests.addons.helpdesk_refund.refunding import CLERK, DAY, a_ticket_of, invoices_of, opened, press, texts
from tests.addons.helpdesk_sale.orders import orders_of, product
from tests.kernels import Acting


def offered(form: object, name: str) -> list[object]:
    """The records that a field of the form offers."""
    field = form._fields[name]
    return list(form.env.session.scalars(field.among(form)))


@pytest.mark.req("RF-2", "RF-3", "RF-8", "RF-10")
def test_it_begins_with_what_the_ticket_is_about(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket = a_ticket_of(env, "Marta", "Helmet", sales_order=orders_of(env, "Marta")[0])
        form = opened(env, ticket)
        assert (form.sales_order, form.product) == (ticket.sales_order, ticket.product)
        assert (form.reason, form.on) == (f"Ticket #{ticket.number}", env.today())


@pytest.mark.req("RF-5", "RF-6")
def test_posted_invoices_of_the_customer_are_offered(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        first, second, draft = invoices_of(env, "Marta")
        ticket = a_ticket_of(env, "Marta")
        assert draft.state == "draft"
        assert offered(opened(env, ticket), "invoices") == [second, first]
        assert offered(opened(env, ticket, product=product(env, "Bike")), "invoices") == [first]
        assert offered(opened(env, ticket, sales_order=orders_of(env, "Marta")[1]), "invoices") == [second]


@pytest.mark.req("RF-7")
def test_an_empty_list_says_why(refunds: Acting) -> None:
    def why(form: object) -> str:
        return form._fields["invoices"].empty(form)

    with refunds.rolled_back() as env:
        assert why(opened(env, a_ticket_of(env, "Sofia"))) == "This customer has no posted invoice."
        lock = product(env, "Lock")
        assert why(opened(env, a_ticket_of(env, "Oliver"), product=lock)) == "No posted invoice contains Lock."
        ticket = a_ticket_of(env, "Oliver")
        press(opened(env, ticket, invoices=invoices_of(env, "Oliver"))).post()
        assert why(opened(env, ticket)) == "All matching invoices are already fully credited."


@pytest.mark.req("RF-9")
def test_the_journal_follows_the_invoices(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, invoices = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[:2]
        assert opened(env, ticket).journal is None
        assert opened(env, ticket, invoices=invoices).journal == journal(env)


@pytest.mark.req("RF-12", "RF-19", "RF-20")
def test_reverse_makes_a_draft_and_tells_of_it(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, invoice = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[0]
        note = press(opened(env, ticket, invoices=[invoice]))
        assert (note.state, note.reversed, note.ticket, note.total) == ("draft", invoice, ticket, invoice.total)
        assert note.reason == f"Ticket #{ticket.number}"
        message = env[Message]
        said = env.session.scalars(
            sa.select(message.body).where(message.document_model == "helpdesk.ticket", message.kind == "note")
        ).all()
        assert any("Credit note" in body and "created from invoice" in body for body in said)


@pytest.mark.req("RF-12")
def test_several_invoices_give_a_credit_note_each_and_the_list(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, invoices = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[:2]
        where = press(opened(env, ticket, invoices=invoices))
        assert where == f"/account/credit-notes?f=&is.ticket={ticket.id}"
        made = env.session.scalars(sa.select(env[Invoice]).where(env[Invoice].ticket_id == ticket.id)).all()
        assert {one.reversed for one in made} == set(invoices)


@pytest.mark.req("RF-13", "RF-11")
def test_reverse_and_create_invoice_posts_and_begins_anew(refunds: Acting) -> None:
    def refund(env: Env) -> tuple[str, str, Decimal, str]:
        ticket, invoice = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[0]
        with env.system("the pop-up") as system:
            made = press(
                opened(system, system.get(ticket), invoices=[system.get(invoice)]), "reverse_and_invoice_again"
            )
            note = system.session.scalars(
                sa.select(system[Invoice]).where(system[Invoice].ticket_id == ticket.id)
            ).one()
            return made.state, note.state, note.reversed.residual, made.type

    assert refunds.run(refund, CLERK) == ("draft", "posted", Decimal(0), "invoice")


@pytest.mark.req("RF-21")
def test_agents_prepare_and_do_not_post(refunds: Acting) -> None:
    def refund(env: Env) -> tuple[list[str], dict[str, str], int]:
        ticket = a_ticket_of(env, "Marta")
        with env.system("the pop-up") as system:
            invoice = invoices_of(system, "Marta")[0]
            form = opened(system, system.get(ticket), invoices=[invoice])
            buttons = [one.label for one in form._offered_buttons()]
            refused = texts(opened(system, system.get(ticket), invoices=[invoice]), "reverse_and_invoice_again")
            return buttons, refused, press(form).id

    def post(env: Env) -> None:
        env.session.get(env[Invoice], made).post()

    buttons, refused, made = refunds.run(refund, USER)
    assert buttons == ["Reverse"]
    assert refused == {"": NOT_POSSIBLE}
    with pytest.raises(AccessDenied, match="^You are not allowed to post accounting documents.$"):
        refunds.run(post, USER)


@pytest.mark.req("RF-15")
def test_what_is_missing_is_said(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, invoice = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[0]
        assert texts(opened(env, ticket, on="")) == {
            "invoices": "Select at least one invoice to refund.", "on": "Set a reversal date."
        }  # fmt: skip
        assert texts(opened(env, ticket, invoices=[invoice], journal="")) == {"journal": "Select a journal."}


@pytest.mark.req("RF-14", "RF-16")
def test_invoices_that_do_not_fit_are_refused(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, (first, second, draft) = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")
        other = invoices_of(env, "Oliver")[0]
        assert texts(opened(env, ticket, invoices=[draft]))["invoices"].startswith(
            "Only posted invoices can be refunded."
        )
        assert texts(opened(env, ticket, invoices=[other])) == {
            "invoices": f"{other.number} cannot be refunded from this ticket."
        }
        bike, order = product(env, "Bike"), orders_of(env, "Marta")[1]
        assert texts(opened(env, ticket, product=bike, invoices=[second])) == {
            "invoices": f"{second.number} does not contain Bike."
        }
        assert texts(opened(env, ticket, sales_order=order, invoices=[first])) == {
            "invoices": f"{first.number} does not belong to {order.number}."
        }


@pytest.mark.req("RF-17")
def test_the_date_fits_the_invoice_and_the_open_period(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, invoice = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[0]
        form = opened(env, ticket, invoices=[invoice], on=DAY.replace(day=1))
        assert texts(form) == {"on": "The reversal date cannot be before the invoice date (2026-11-02)."}
        company_of(env).locked_until = DAY.replace(day=15)
        form = opened(env, ticket, invoices=[invoice], on=DAY.replace(day=9))
        assert texts(form) == {"on": "The period up to 2026-11-15 is closed."}


@pytest.mark.req("RF-18")
def test_no_more_than_is_left_is_credited(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket, invoice = a_ticket_of(env, "Marta"), invoices_of(env, "Marta")[0]
        part, whole = (press(opened(env, ticket, invoices=[invoice])) for _ in range(2))
        part.lines.remove(part.lines[1])
        env.session.flush()
        part.post()
        left = f"{invoice.number} can still be credited for 11.90 EUR at most."
        with pytest.raises(Refused, match=left):
            whole.post()


@pytest.mark.req("RF-1", "HD-15")
def test_it_needs_a_customer(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        ticket = a_ticket(env)
        with pytest.raises(Refused, match="Set a customer on the ticket first."):
            opened(env, ticket).may_open(ticket)
