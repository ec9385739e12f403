"""The main job, walked by visible labels: switch "Returns" on, take goods back from a ticket, receive them."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.audits import faults
from tests.browser.conftest import Person
from tests.servers import Server
from tests.visitors import Visitor

pytestmark = pytest.mark.browser

TEAM, RENAMED = "Workshop Hamburg", "Workshop Hamburg and Altona"
TICKET = "Battery is swollen"
BATTERY = "PowerCell 500 Wh battery"
BIKE = "Fahrwind Cargo One"
INSTALLED_WITHIN = 60_000


# --- the administrator ------------------------------------------------------------------------------------------------


def open_team(person: Person) -> None:
    person.open("/")
    person.menu("Helpdesk")
    if person.page.get_by_role("link", name="Helpdesk Teams").count() == 0:
        person.menu("Configuration")
    person.menu("Helpdesk Teams")
    person.page.get_by_role("link", name=TEAM).first.click()
    expect(person.page.get_by_role("heading", name="After-Sales")).to_be_visible()


def returns_of(person: Person) -> Locator:
    return person.page.get_by_role("switch", name="Returns", exact=True)


def ask_an_administrator(person: Person) -> None:
    """A manager may not install: the option stays off."""
    open_team(person)
    returns_of(person).check()
    person.press("Save")
    lacking = re.compile(r"Ask an administrator to install: .*Inventory.*\.")
    expect(person.page.get_by_text(lacking).first).to_be_visible()
    open_team(person)
    expect(returns_of(person)).not_to_be_checked()


def preview(person: Person) -> None:
    """Switches Returns on and changes the name in the same form; the preview says what that brings."""
    open_team(person)
    person.field("Name").fill(RENAMED)
    returns_of(person).check()
    person.press("Save")
    rows = person.page.get_by_role("row")
    for module, why in (("Inventory", "needed by"), ("Deliveries of orders", "needed by"), ("Helpdesk Returns", "")):
        expect(rows.filter(has_text=module).filter(has_text=why).first).to_be_visible()
    expect(person.page.get_by_text("Nothing has been changed yet.")).to_be_visible()


def install(person: Person, *, audited: bool = False) -> None:
    """Looks at the preview, cancels, looks again, installs, and is back on the same page with everything entered."""
    preview(person)
    if audited:
        assert faults(person.page, "install preview") == []
        person.page.set_viewport_size({"width": 1280, "height": 900})
    person.follow("Cancel")
    open_team(person)
    expect(returns_of(person)).not_to_be_checked()
    address = person.page.url
    preview(person)
    person.press("Install")
    expect(returns_of(person)).to_be_checked(timeout=INSTALLED_WITHIN)
    expect(person.page.get_by_role("heading", name=RENAMED)).to_be_visible()
    assert person.page.url.partition("?")[0] == address.partition("?")[0]


# --- the agent --------------------------------------------------------------------------------------------------------


def new_ticket(person: Person) -> None:
    """Enters a ticket for the team. It has no services before it is stored."""
    page = person.page
    person.open("/helpdesk/tickets")
    person.follow("New")
    person.field("Title").fill(TICKET)
    person.choose("Customer", "Amelie Brandt")
    if person.javascript:
        expect(person.field("Email")).to_have_value("amelie.brandt@veloria.example")
    person.choose("Team", RENAMED)
    expect(page.get_by_role("link", name="Return", exact=True)).to_have_count(0)
    person.press("Save")
    expect(page.get_by_role("link", name="Return", exact=True).first).to_be_visible()
    expect(person.field("Email")).to_have_value("amelie.brandt@veloria.example")


def open_ticket(person: Person) -> None:
    person.open("/helpdesk/tickets")
    person.page.get_by_role("searchbox", name=re.compile("^Search")).first.fill("swollen")
    person.page.keyboard.press("Enter")
    person.page.get_by_role("link", name=TICKET).first.click()
    expect(person.page.get_by_role("heading", name=re.compile(TICKET))).to_be_visible()


def return_goods(person: Person) -> str:
    """One battery of two and one bike of two come back. Gives the number of the new transfer."""
    page = person.page
    page.get_by_role("link", name="Return", exact=True).first.click()
    expect(page.get_by_role("heading", name="Reverse Transfer")).to_be_visible()
    person.choose("Delivery to Return", "OUT/00001")
    if not person.javascript:
        person.press("Update")
    expect(person.field("Sales Order")).to_have_value(re.compile("[0-9]+"))
    products = page.get_by_role("table", name="Products")
    quantity = products.get_by_role("textbox", name=re.compile(f"Quantity {BATTERY}"))
    expect(quantity).to_have_value("2")  # of three delivered ones the demonstration took one back
    quantity.fill("1")
    bikes = products.get_by_role("row").filter(has_text=BIKE)
    expect(bikes).to_have_count(2)
    page.get_by_role("button", name=re.compile(f"^Remove {BIKE}")).first.click()
    expect(bikes).to_have_count(1)
    expect(quantity).to_have_value("1")
    person.choose("Return Location", "WH/Stock")
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"^IN.\d+"))).to_be_visible()
    expect(page.get_by_text("WH/Stock").first).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text().strip()


def go_back(person: Person, number: str) -> None:
    """The breadcrumbs lead back to the ticket; its smart button leads to the return."""
    page = person.page
    crumbs = page.get_by_role("navigation", name="Breadcrumbs")
    crumbs.get_by_role("link", name=re.compile(TICKET)).click()
    expect(page.get_by_text("Ready, not received")).to_be_visible()
    smart = page.get_by_role("navigation", name="Linked records").get_by_role("link", name=re.compile(r"1\s*Return"))
    smart.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(number)
    expect(page.get_by_role("button", name="Validate")).to_have_count(0)  # that is the warehouse's
    crumbs.get_by_role("link", name=re.compile(TICKET)).click()
    expect(page.get_by_text(re.compile(f"Return {number} created from OUT/00001")).first).to_be_visible()


# --- the warehouse and the sales desk ---------------------------------------------------------------------------------


def validate(person: Person, number: str) -> None:
    person.open("/stock/transfers?q=" + number)
    person.page.get_by_role("link", name=number).first.click()
    person.press("Validate")
    expect(person.page.get_by_role("list", name="Stage").get_by_text("Done")).to_have_attribute("aria-current", "step")


def on_hand(person: Person) -> str:
    """How many batteries of the delivered lot are in the stock."""
    person.open("/stock/stock")
    rows = person.page.get_by_role("row").filter(has_text="PC500-B14").filter(has_text="WH/Stock")
    return rows.first.get_by_role("cell").nth(2).inner_text() if rows.count() else "0"


def delivered(person: Person) -> list[str]:
    """What the order says was delivered, bikes before batteries."""
    person.open("/sale/orders?q=Fleet")
    person.page.get_by_role("link", name="SO-00001").first.click()
    table = person.page.get_by_role("table", name="Order Lines").or_(person.page.get_by_role("table", name="Lines"))
    column = [head.inner_text() for head in table.first.get_by_role("columnheader").all()].index("Delivered")
    rows = table.first.get_by_role("row").all()[1:]
    return [row.get_by_role("cell").nth(column).inner_text().strip() for row in rows][:2]


# --- the stories ------------------------------------------------------------------------------------------------------


def take_goods_back(people: Callable[..., Person], **how: object) -> None:
    """From the ticket to the received goods; Returns are on."""
    agent, stock, sales = (people(f"{who}@example.com", **how) for who in ("agent", "stock", "sales"))
    new_ticket(agent)
    open_ticket(agent)
    number = return_goods(agent)
    go_back(agent, number)
    before = on_hand(stock)
    assert delivered(sales) == ["2", "3"], "making a return receives nothing"
    validate(stock, number)
    assert float(on_hand(stock)) == float(before) + 1
    assert delivered(sales) == ["1", "2"]
    open_ticket(agent)
    expect(agent.page.get_by_text("Received").first).to_be_visible()


STORY = ("XC-7", "MD-5", "MD-6", "MD-8", "MD-11", "HD-1", "AS-1", "AS-4", "AS-6", "AS-8", "AS-13")
RETURN = ("HD-13", "HD-14", "RT-1", "RT-2", "RT-4", "RT-6", "RT-7", "RT-9", "RT-10", "RT-11", "RT-12", "RT-15", "RT-16")
AFTERWARDS = ("RT-17", "RT-18", "SB-1", "SB-2", "SB-3", "SB-4", "SO-3", "ST-5", "ST-8")


@pytest.mark.req(*STORY, *RETURN, *AFTERWARDS)
@pytest.mark.parametrize("javascript", [True, False], ids=["with_javascript", "without_javascript"])
def test_the_whole_story(people: Callable[..., Person], server: Server, javascript: bool) -> None:
    serving = server.pid
    ask_an_administrator(people("manager@example.com", javascript=javascript))
    install(people("admin@example.com", javascript=javascript), audited=javascript)
    take_goods_back(people, javascript=javascript)
    assert psutil.Process(serving).is_running(), "the module was installed in the running server"


def has_the_button(address: str, ticket: str, login: str) -> bool:
    """Whether a ticket's page shows the button "Return", on a connection of its own."""
    visitor = Visitor(address, login)
    try:
        return "/wizard/helpdesk_return/ReverseTransfer?" in visitor.get(ticket).text
    finally:
        visitor.close()


@pytest.mark.req("MD-2", "AS-6", "HD-14")
@pytest.mark.parametrize("database_engine", ["postgresql"])
def test_every_worker_shows_the_button_at_its_next_request(
    chromium: Browser, demonstration: str, tmp_path: Path, database_engine: str
) -> None:
    made: list[Person] = []

    def people(login: str, **how: object) -> Person:
        made.append(Person(chromium, server.address, login))
        return made[-1]

    with Server(demonstration, tmp_path, workers=3) as server:
        install(people("admin@example.com"))
        agent = people("agent@example.com")
        agent.open("/helpdesk/tickets?q=squeal").get_by_role("link", name="Brakes squeal after 200 km").click()
        ticket = agent.page.url
        with ThreadPoolExecutor(6) as pool:  # many connections at once, so that every worker answers
            shown = list(pool.map(lambda _: has_the_button(server.address, ticket, "agent@example.com"), range(24)))
        assert all(shown)
        take_goods_back(people)
    for person in made:
        person.close()
