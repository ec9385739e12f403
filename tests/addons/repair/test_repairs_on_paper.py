"""Repairs on paper: the ticket that stays with the product, and the report in the customer's language."""

from __future__ import annotations

import pytest

from addons.stock.passports import timeline
from core import Env, print_record, printouts_of
from core.testing.acts import on_paper
from core.web.house import House
from tests.addons.helpdesk_sale.orders import contact
from tests.addons.repair.workshop import a_repair, lot, quotation_of, under_repair, use_all
from tests.kernels import Acting

SECRET = "The customer dropped it and will not say so."


def a_finished_repair(env: Env, **values: object):  # type: ignore[no-untyped-def]
    """A repair with a motor and an hour of work, and something to tell."""
    order = under_repair(
        env, ("Motor", 1), ("Labour", 1), ("Pads", 2, "remove"), notes=SECRET, findings="The motor was wet.",
        work="Motor replaced.\nTest ride.", **values,
    )  # fmt: skip
    use_all(order, Motor="M-1")
    order.end_repair()
    return order


@pytest.mark.req("RP-11", "XC-5", "PT-6")
def test_the_report_says_what_was_found_and_done_in_the_customers_language(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        contact(env, "Marta").locale = "de"
        order = a_finished_repair(env, under_warranty=True)
        text = on_paper(env, order, "report")
        for said in (
            f"Reparaturbericht {order.number}", "Marta", "Bike", "B-1", "The motor was wet.", "Motor replaced.",
            "Motor M-1 1", "Labour 1", "Pads 2", "Ausgebaute Teile", "kosten Sie nichts",
        ):  # fmt: skip
            assert said in text, f"{said!r} is not in {text!r}"
        assert SECRET not in text


@pytest.mark.req("RP-11")
def test_notes_of_the_workshop_are_on_no_paper(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_finished_repair(env)
        order.create_quotation()
        texts = [on_paper(env, order, key) for key in ("ticket", "report")]
        texts.append(on_paper(env, quotation_of(env, order), "order"))
        assert all(order.number in text or "Motor" in text for text in texts)
        assert not any(SECRET in text for text in texts)


def test_the_ticket_bears_the_number_and_a_code_for_the_bench(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env, ("Pads", 2), under_warranty=True)
        text = on_paper(env, order, "ticket")
        for said in ("Repair Ticket", order.number, "Bike", "B-1", "Marta", "Under warranty", "Pads 2"):
            assert said in text, f"{said!r} is not in {text!r}"


def test_what_is_not_begun_has_no_report_and_what_was_given_up_no_ticket(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env)
        assert list(printouts_of(env, order)) == ["ticket"]
        order.confirm()
        order.start_repair()
        assert list(printouts_of(env, order)) == ["ticket", "report"]
        assert "not finished yet" in on_paper(env, order, "report")
        order.cancel_repair()
        assert not printouts_of(env, order)


@pytest.mark.req("RP-11", "ST-7")
def test_passports_tell_of_repairs_and_of_what_a_part_was_built_into(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_finished_repair(env, under_warranty=True)
        bike = {str(entry.text): entry for entry in timeline(env, lot(env, "B-1"))}
        assert (bike["Repaired"].link, bike["Repaired"].detail) == (order.number, "Under warranty")
        assert SECRET not in str(bike)
        motor = [str(entry.text) for entry in timeline(env, lot(env, "M-1"))]
        assert motor == ["Used in a repair", "Built into Bike", "Received"]


def test_the_report_is_a_pdf(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_finished_repair(env)
        made = print_record(env, order, "report", House.of(env).files)
        assert made.content.startswith(b"%PDF-") and made.name == "Repair Report RO-00001.pdf"
