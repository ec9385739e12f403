"""A repair, walked by visible labels: from a ticket to the bench and back, and a second one that has to be paid for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.audits import faults
from tests.browser.conftest import Person
from tests.servers import Server, makegood

pytestmark = pytest.mark.browser

TICKET, BIKE = "Motor cuts out uphill", "C1-26-0001"
SECOND, OLD_BIKE = "Rear light is dead", "T5-26-0002"
SCAN, ADD = "Scan or type a serial number or a repair", "Scan or type a part, or another repair"
PADS = "SP-BP"


@pytest.fixture
def server(demonstration: str, tmp_path: Path) -> Iterator[Server]:
    """A server with repairs from tickets."""
    done = makegood("install", "helpdesk_repair", url=demonstration, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    with Server(demonstration, tmp_path) as running:
        yield running


def scan(person: Person, label: str, code: str) -> None:
    """What a scanner does: it types, and presses Enter."""
    person.page.get_by_label(label).fill(code)
    person.page.keyboard.press("Enter")


def number_of(person: Person) -> str:
    expect(person.page.get_by_role("heading", name=re.compile(r"^RO.\d{5}$"))).to_be_visible()
    return person.page.get_by_role("heading", level=1).inner_text().strip()


def repair_what_came_back(person: Person) -> tuple[str, str]:
    """The agent makes a repair of a bike that came back. Gives the ticket's address and the repair's number."""
    page = person.page
    person.open("/helpdesk/tickets?q=uphill")
    page.get_by_role("link", name=TICKET).first.click()
    expect(page.get_by_role("heading", name=re.compile(TICKET))).to_be_visible()
    ticket = page.url.partition("?")[0]
    page.get_by_role("link", name="Repair", exact=True).first.click()
    expect(person.field("Under Warranty")).to_be_checked()
    person.press("Confirm Repair")
    return ticket, number_of(person)


def mend_it(person: Person, number: str) -> None:
    """The bench scans the bike, starts, scans a part, writes down what was done, and ends."""
    page = person.page
    page.set_viewport_size({"width": 1024, "height": 768})
    person.open("/repair/bench")
    scan(person, SCAN, "nonsense")
    expect(page.get_by_role("alert")).to_contain_text("Nobody knows the code nonsense")
    scan(person, SCAN, BIKE)
    expect(page.get_by_text(number).first).to_be_visible()
    person.press("Start Repair")
    expect(page.get_by_text("Under Repair").first).to_be_visible()
    scan(person, ADD, PADS)
    expect(page.get_by_role("listitem").filter(has_text=PADS)).to_contain_text("1 / 1")
    page.get_by_label("What Was Found").fill("Pads worn.")
    person.press("Save")
    page.set_viewport_size({"width": 800, "height": 1000})
    person.press("End Repair")
    expect(page.get_by_text("Repaired", exact=True).first).to_be_visible()
    expect(page.get_by_label("What Was Found")).to_have_value("Pads worn.")


def follow_it(person: Person, ticket: str, number: str) -> None:
    """The agent is led there by the smart button and by the conversation, and nowhere else (SPEC RP-19, RP-20)."""
    page = person.page
    person.open(ticket)
    expect(page.get_by_text(f"Repair order {number} is repaired").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Repairs")).first.click()
    assert number_of(person) == number
    person.open(ticket)
    page.locator("#chatter").get_by_role("link", name=number).first.click()
    assert number_of(person) == number
    expect(page.get_by_role("navigation", name="Apps").get_by_role("link", name="Repairs")).to_have_count(0)
    own = int(page.url.partition("?")[0].rpartition("/")[2])
    for other in (1, own + 1):
        assert page.request.get(f"/repair/order/{other}").status == 404
    assert page.request.get("/repair/bench").status == 403
    assert page.request.get(f"/repair/bench/{own}").status == 403


def quote_another(agent: Person, mechanic: Person) -> None:
    """A bike out of warranty: nothing is free, and the customer gets a quotation."""
    page = agent.page
    ticket = agent.new_ticket(SECOND)
    page.get_by_role("link", name="Repair", exact=True).first.click()
    expect(agent.field("Under Warranty")).not_to_be_checked()
    agent.press("Confirm Repair")
    expect(page.get_by_text("Select the product to repair.").first).to_be_visible()
    mechanic.open("/repair/bench")
    assert faults(mechanic.page, "bench") == []
    scan(mechanic, SCAN, OLD_BIKE)
    mechanic.press("Take in for repair")
    expect(mechanic.page.get_by_text("Not under warranty").first).to_be_visible()
    scan(mechanic, ADD, PADS)
    expect(mechanic.page.get_by_role("listitem").filter(has_text=PADS)).to_contain_text("0 / 1")
    assert faults(mechanic.page, "a repair on the bench") == []
    mechanic.page.set_viewport_size({"width": 1280, "height": 900})
    mechanic.follow("Whole record")
    mechanic.press("Create Quotation")
    expect(mechanic.page.get_by_role("heading", name=re.compile(r"^SO-\d+$"))).to_be_visible()
    price = mechanic.page.get_by_label(re.compile("^Unit Price")).first.input_value()
    assert float(price.replace(",", ".")) > 0
    agent.open(ticket)


STORY = (
    "RP-1",
    "RP-6",
    "RP-12",
    "RP-14",
    "RP-15",
    "RP-16",
    "RP-17",
    "RP-18",
    "RP-19",
    "RP-20",
    "RP-13",
    "SB-4",
    "XC-7",
)


@pytest.mark.req(*STORY)
def test_a_returned_bike_is_mended_under_warranty_and_another_is_quoted(people: Callable[..., Person]) -> None:
    agent, mechanic = people("agent@example.com"), people("stock@example.com", javascript=False)
    ticket, number = repair_what_came_back(agent)
    mend_it(mechanic, number)
    follow_it(agent, ticket, number)
    quote_another(agent, people("stock@example.com"))
