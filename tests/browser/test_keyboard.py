"""Everything essential by keyboard alone; focus is always somewhere that a reader can see."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("forms"), pytest.mark.req("XC-7")]

MOST_STEPS = 120
FOCUSED = """() => { const e = document.activeElement; if (!e || e === document.body) return 'body';
  return (e.getAttribute('aria-label') ?? e.labels?.[0]?.textContent ?? e.textContent ?? '').trim().replace(/\\s+/g, ' '); }"""


def focused(page: Page) -> str:
    """What the focused element is called; "body" if none is."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the element that is called so has the focus."""
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if re.search(name, passed[-1]):
            return
    raise AssertionError(f"Tab never comes to {name}: {passed}")


def settled(page: Page) -> str:
    """The focused element after the server's answer was put in."""
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    name = focused(page)
    assert name != "body", "focus was lost"
    return name


@pytest.fixture
def agent(colleagues: Callable[..., Person]) -> Person:
    return colleagues("agent@example.com")


@pytest.mark.req("RT-1", "RT-7", "RT-10")
def test_goods_are_returned_by_keyboard_alone(agent: Person) -> None:
    page = agent.page
    agent.new_ticket("Returned by keyboard", "Oliver Hughes")
    page.reload()
    tab_to(page, "^Return$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Reverse Transfer")).to_be_visible()
    assert settled(page)
    tab_to(page, "^Delivery to Return$")
    page.keyboard.press("ArrowDown")
    products = page.get_by_role("table", name="Products").get_by_role("row")
    expect(products.filter(has_text="Helmet")).to_be_visible()
    assert settled(page) == "Delivery to Return"
    before = products.count()
    tab_to(page, "^Remove (?!.*Helmet)")
    page.keyboard.press("Enter")
    expect(products).to_have_count(before - 1)
    assert settled(page)
    while products.count() > 2:  # the head and the helmets
        before = products.count()
        tab_to(page, "^Remove (?!.*Helmet)")
        page.keyboard.press("Enter")
        expect(products).to_have_count(before - 1)
        settled(page)
    tab_to(page, "^Quantity .*Helmet")
    page.keyboard.press("Control+a")
    page.keyboard.type("1")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=re.compile(r"^IN.\d+"))).to_be_visible()


def test_escape_closes_the_dialog_and_gives_the_focus_back(agent: Person) -> None:
    page = agent.page
    agent.new_ticket("Opened and closed", "Oliver Hughes")
    page.reload()
    tab_to(page, "^Return$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert focused(page) == "Return"


def test_a_ticket_is_edited_and_saved_by_keyboard(agent: Person) -> None:
    page = agent.page
    agent.new_ticket("Edited by keyboard")
    page.reload()
    tab_to(page, "^Title$")
    page.keyboard.press("End")
    page.keyboard.type(", twice")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=re.compile("Edited by keyboard, twice"))).to_be_visible()
    assert settled(page) == "Title"
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert settled(page) == "Title"


def test_the_first_tab_leads_past_the_menu(agent: Person) -> None:
    page = agent.open("/helpdesk/tickets")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_single_keys_work_and_stay_silent_while_typing(agent: Person) -> None:
    page = agent.open("/helpdesk/tickets")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search Tickets")).to_be_focused()
    page.keyboard.type("?n")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("searchbox", name="Search Tickets")).to_have_value("?n")
    page.get_by_role("main").focus()
    page.keyboard.press("?")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/helpdesk/ticket/new"))
    page.get_by_role("main").focus()
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile("/apps"))


def test_the_palette_finds_pages_and_records(agent: Person) -> None:
    page = agent.open("/helpdesk/tickets")
    for words, heading in (("flickers", "Display flickers"), ("my tick", "My tickets")):
        page.keyboard.press("Control+k")
        expect(page.get_by_role("combobox", name="Search records and pages")).to_be_focused()
        page.keyboard.type(words)
        expect(page.get_by_role("option", name=re.compile(heading)).first).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=re.compile(heading)).first).to_be_attached()
