"""A refund, walked by visible labels: switch "Refunds" on, invoice an order, credit a part of it from a ticket."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.audits import faults
from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

TEAM = "E-bike service"
CUSTOMER, ORDER = "Jean Perrin", "Webshop 1204"
TICKET = "Helmet arrived scratched"
ANOTHER = "WORK/2026/00001"
INSTALLED_WITHIN = 60_000


def refunds_of(person: Person) -> Locator:
    return person.page.get_by_role("switch", name="Refunds", exact=True)


def switch_refunds_on(person: Person) -> None:
    """The administrator reads what comes along, and installs it."""
    person.open("/helpdesk/teams")
    person.page.get_by_role("link", name=TEAM).first.click()
    refunds_of(person).check()
    person.press("Save")
    rows = person.page.get_by_role("row")
    for module in ("Invoicing", "Sales Invoicing", "Helpdesk Refunds"):
        expect(rows.filter(has_text=module).first).to_be_visible()
    person.press("Install")
    expect(refunds_of(person)).to_be_checked(timeout=INSTALLED_WITHIN)


def invoice_the_order(person: Person) -> str:
    """Invoices an order, posts and receives a part of the money. Gives the invoice's number."""
    page = person.page
    person.open("/sale/orders")
    page.get_by_role("searchbox").first.fill(ORDER)
    page.keyboard.press("Enter")
    page.get_by_role("row").filter(has_text=CUSTOMER).get_by_role("link").first.click()
    person.press("Create Invoice")
    expect(page.get_by_role("heading", name="Draft", level=1)).to_be_visible()
    person.press("Post")
    expect(page.get_by_role("heading", name=re.compile(r"^INV.\d{4}.\d{5}$"))).to_be_visible()
    assert faults(page, "posted invoice") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    number = page.get_by_role("heading", level=1).inner_text().strip()
    print_it(person, number)
    page.get_by_role("link", name="Register Payment").first.click()
    expect(page.get_by_role("heading", name="Register Payment")).to_be_visible()
    person.field("Amount").fill("20")
    person.press("Register")
    expect(page.get_by_text("Partly Paid").first).to_be_visible()
    return number


def print_it(person: Person, number: str) -> None:
    """ "Print" opens the document as a PDF in a tab of its own."""
    link = person.page.get_by_role("link", name="Print", exact=True)
    address = str(link.get_attribute("href"))
    with person.context.expect_event("response", lambda answer: address in answer.url) as told:
        link.click()
    assert (told.value.status, told.value.headers["content-type"]) == (200, "application/pdf")
    printed = PdfReader(BytesIO(person.page.request.get(address).body()))
    text = " ".join(page.extract_text() for page in printed.pages)
    assert number in text
    assert CUSTOMER in text
    for tab in person.context.pages[1:]:
        tab.close()


def refund_a_part(person: Person, number: str) -> str:
    """The agent prepares a credit note from a ticket and lowers it. Gives the ticket's address."""
    page, address = person.page, person.new_ticket(TICKET, CUSTOMER)
    page.get_by_role("link", name="Refund", exact=True).first.click()
    expect(page.get_by_role("heading", name="Refund", exact=True)).to_be_visible()
    expect(person.front.get_by_role("button", name="Reverse and Create Invoice")).to_have_count(0)
    expect(person.field("Reason displayed on Credit Note")).to_have_value(re.compile(r"^Ticket #\d+$"))
    person.press("Reverse")
    expect(page.get_by_text("Select at least one invoice to refund.").first).to_be_visible()
    person.front.get_by_text("Choose", exact=True).first.click()
    person.front.get_by_role("checkbox", name=number).check()
    expect(person.field("Journal")).to_have_value(re.compile("[0-9]+"))
    person.press("Reverse")
    expect(page.get_by_role("heading", name="Draft", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Post", exact=True)).to_have_count(1)  # that of the conversation
    page.get_by_role("button", name=re.compile("^Remove ")).first.click()
    expect(page.get_by_label(re.compile("^Unit Price "))).to_have_count(1)
    page.get_by_label(re.compile("^Unit Price ")).fill("5")
    person.press("Save")
    expect(page.get_by_text("Saved.").first).to_be_visible()
    expect(page.locator("dl.totals dd.sum")).to_have_text("€5.95")
    expect(page.get_by_role("heading", name="Draft", level=1)).to_be_visible()
    return address


def post_it(person: Person, ticket: str) -> None:
    """Invoicing finds the draft on the ticket and posts it."""
    page = person.page
    person.open(ticket)
    expect(page.get_by_text("Draft, not posted").first).to_be_visible()
    page.get_by_role("link", name="Draft", exact=True).first.click()
    expect(page.get_by_role("heading", name="Draft", level=1)).to_be_visible()
    page.get_by_role("button", name="Post", exact=True).first.click()
    expect(page.get_by_role("heading", name=re.compile(r"^RINV.\d{4}.\d{5}$"))).to_be_visible()


def find_it(person: Person, ticket: str) -> None:
    """The agent's ticket has the smart button now, which leads to the credit note."""
    person.open(ticket)
    person.page.get_by_role("link", name=re.compile("Credit Notes")).first.click()
    expect(person.page.get_by_role("heading", name=re.compile(r"^RINV.\d{4}.\d{5}$"))).to_be_visible()


def correct_another(person: Person) -> None:
    """Invoicing corrects an invoice: credited in full, and begun anew (SPEC RF-13)."""
    page = person.page
    person.open("/account/invoices")
    page.get_by_role("link", name=ANOTHER).first.click()
    page.get_by_role("link", name="Credit Note", exact=True).first.click()
    person.press("Reverse and Create Invoice")
    expect(page.get_by_role("heading", name="Draft", level=1)).to_be_visible()
    person.open("/account/invoices")
    expect(page.get_by_role("row").filter(has_text=ANOTHER).locator("td .state", has_text="Reversed")).to_be_visible()


@pytest.mark.req("RF-1", "RF-11", "RF-13", "AM-5", "RF-12", "RF-20", "RF-21", "SB-4", "AS-2", "AS-6", "SO-4", "AM-10")
def test_a_part_of_an_invoice_is_refunded_from_a_ticket(people: Callable[..., Person]) -> None:
    admin, agent = people("admin@example.com"), people("agent@example.com")
    switch_refunds_on(admin)
    number = invoice_the_order(admin)
    ticket = refund_a_part(agent, number)
    post_it(admin, ticket)
    find_it(agent, ticket)
    correct_another(admin)
