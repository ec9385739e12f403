"""What forms, lists, boards and pop-ups do under people's hands: nothing entered is lost, nothing happens twice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from tests.browser.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("forms")]

HELMET = "Helmet"
BUYER, OTHER = "Oliver Hughes", "Marta Nowak"


@pytest.fixture
def agent(colleagues: Callable[..., Person]) -> Person:
    return colleagues("agent@example.com")


def open_return(person: Person) -> Locator:
    """Opens the pop-up "Reverse Transfer" of the ticket on the screen and picks the customer's last delivery."""
    person.follow("Return")
    dialog = person.page.get_by_role("dialog", name="Reverse Transfer")
    expect(dialog).to_be_visible()
    person.field("Delivery to Return").select_option(index=1)
    expect(dialog.get_by_role("textbox", name=re.compile("^Quantity")).first).to_be_visible()
    return dialog


def keep_one_line(dialog: Locator, product: str) -> Locator:
    """Removes all lines but those of a product; gives the field of its quantity."""
    others = dialog.get_by_role("button", name=re.compile(f"^Remove (?!.*{product})"))
    while (left := others.count()) > 0:
        others.first.click()
        expect(others).to_have_count(left - 1)
    return dialog.get_by_role("textbox", name=re.compile(f"Quantity .*{product}"))


def linked(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Linked records").get_by_role("link")


@pytest.mark.req("XC-4")
def test_a_refused_form_keeps_what_was_entered_and_leads_to_the_field(agent: Person) -> None:
    page = agent.open("/helpdesk/ticket/new")
    agent.field("Phone").fill("+49 30 1234")
    agent.press("Save")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(agent.field("Phone")).to_have_value("+49 30 1234")
    summary.get_by_role("link").first.click()
    expect(agent.field("Title")).to_be_focused()
    expect(agent.field("Title")).to_have_attribute("aria-invalid", "true")
    agent.field("Title").fill("Refused once")
    agent.press("Save")
    expect(page.get_by_role("heading", name=re.compile("Refused once"))).to_be_visible()
    expect(agent.field("Phone")).to_have_value("+49 30 1234")


@pytest.mark.req("XC-3")
def test_a_stale_form_shows_both_values_and_loses_none(agent: Person, colleagues: Callable[..., Person]) -> None:
    manager = colleagues("manager@example.com")
    address = agent.new_ticket("Changed by two")
    manager.open(address)
    manager.field("Title").fill("Changed by the manager")
    manager.choose("Priority", "Urgent")
    manager.press("Save")
    expect(manager.page.get_by_role("heading", name=re.compile("Changed by the manager"))).to_be_visible()
    agent.field("Title").fill("Changed by the agent")
    agent.press("Save")
    conflict = agent.page.get_by_role("region", name=re.compile("This record was changed by Priya Raman"))
    expect(conflict).to_be_focused()
    row = conflict.get_by_role("row").filter(has_text="Title")
    for said in ("Changed by two", "Changed by the manager", "Changed by the agent"):
        expect(row.get_by_text(said)).to_be_visible()
    expect(agent.field("Title")).to_have_value("Changed by the agent")
    agent.press("Save")
    expect(agent.page.get_by_role("heading", name=re.compile("Changed by the agent"))).to_be_visible()
    agent.open(address)
    expect(agent.field("Priority")).to_have_value("3")


@pytest.mark.req("XC-2", "SB-1", "SB-2", "RT-16")
def test_a_double_click_makes_one_return(agent: Person) -> None:
    address = agent.new_ticket("Helmets too small", BUYER)
    expect(linked(agent.page)).to_have_count(0)
    dialog = open_return(agent)
    keep_one_line(dialog, HELMET).fill("1")
    dialog.get_by_role("button", name="Return", exact=True).dblclick()
    expect(agent.page.get_by_role("heading", name=re.compile(r"^IN.\d+"))).to_be_visible()
    agent.open(address)
    expect(linked(agent.page)).to_have_text(re.compile(r"^\s*1\s*Return\s*$"))


@pytest.mark.req("RT-13", "XC-4")
def test_every_mistake_in_a_return_is_told_at_its_field(agent: Person) -> None:
    page = agent.page
    agent.new_ticket("Helmets with scratches", BUYER)
    agent.follow("Return")
    dialog = page.get_by_role("dialog", name="Reverse Transfer")
    dialog.get_by_role("button", name="Return", exact=True).click()
    alert = dialog.get_by_role("alert")
    for text in ("Select a delivery to return.", "Select a return location.", "Add at least one product to return."):
        expect(alert.get_by_text(text)).to_be_visible()
    alert.get_by_role("link", name="Select a return location.").click()
    expect(agent.field("Return Location")).to_be_focused()
    agent.field("Delivery to Return").select_option(index=1)
    quantity = keep_one_line(dialog, HELMET)
    for entered, text in (
        ("0", "The quantity must be greater than zero."),
        ("99", re.compile(r"You can return at most \d+ Units of .*Helmet")),
        ("1.5", re.compile("Helmet.* is counted in whole units.")),
    ):
        quantity.fill(entered)
        dialog.get_by_role("button", name="Return", exact=True).click()
        expect(dialog.get_by_role("row").filter(has_text=HELMET).get_by_text(text)).to_be_visible()
        expect(quantity).to_have_value(entered)
        expect(quantity).to_have_attribute("aria-invalid", "true")
    page.once("dialog", lambda question: question.dismiss())
    dialog.get_by_role("link", name="Discard").click()
    expect(quantity).to_have_value("1.5")  # asked whether to drop what was entered: no
    page.once("dialog", lambda question: question.accept())
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(linked(page)).to_have_count(0)


@pytest.mark.req("RT-8", "RT-3", "HD-9")
def test_a_ticket_about_a_product_returns_that_first(agent: Person) -> None:
    page = agent.open("/helpdesk/tickets?q=drain")
    page.get_by_role("link", name="Batteries drain within 15 km").click()
    agent.follow("Return")
    lines = page.get_by_role("dialog").get_by_role("table", name="Products").get_by_role("row")
    expect(lines).to_have_count(2)
    expect(lines.nth(1)).to_contain_text("PowerCell 500 Wh battery")
    page.get_by_label("Show all lines").check()
    expect(lines).not_to_have_count(2)
    expect(lines.filter(has_text="Fahrwind Cargo One").first).to_be_visible()


@pytest.mark.req("HD-16")
def test_the_customer_of_a_ticket_with_documents_changes_only_after_a_question(agent: Person) -> None:
    page = agent.page
    address = agent.new_ticket("Helmets for somebody else", BUYER)
    dialog = open_return(agent)
    keep_one_line(dialog, HELMET).fill("1")
    dialog.get_by_role("button", name="Return", exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"^IN.\d+"))).to_be_visible()
    agent.open(address)
    expect(agent.field("Customer")).to_have_count(0)
    agent.follow("Change Customer")
    expect(page.get_by_text("Documents that came from this ticket stay with the customer")).to_be_visible()
    agent.choose("Customer", OTHER)
    page.get_by_role("dialog").get_by_role("button", name="Change Customer").click()
    expect(page.get_by_role("link", name=OTHER).first).to_be_visible()
    expect(linked(page)).to_have_text(re.compile(r"1\s*Return"))


@pytest.fixture
def asked(agent: Person) -> list[str]:
    """The questions that the browser asked before it left a page; each was answered with "stay"."""
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    agent.page.on("dialog", stay)
    return questions


@pytest.mark.req("XC-3")
def test_unsaved_changes_are_not_left_behind_in_silence(agent: Person, asked: list[str]) -> None:
    page = agent.page
    agent.new_ticket("Nearly lost")
    agent.field("Title").fill("Nearly lost, but kept")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("navigation", name="Apps").get_by_role("link", name="Tickets", exact=True).click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    expect(agent.field("Title")).to_have_value("Nearly lost, but kept")
    agent.press("Save")
    expect(page.get_by_role("heading", name=re.compile("but kept"))).to_be_visible()
    page.get_by_role("navigation", name="Apps").get_by_role("link", name="Tickets", exact=True).click()
    expect(page).to_have_url(re.compile("/helpdesk/tickets"))
    assert asked == ["beforeunload"]


@pytest.mark.req("HD-24")
def test_a_card_moves_by_drag_and_by_its_form(agent: Person) -> None:
    page = agent.page
    number = agent.new_ticket("Card to move").rpartition("/")[2]
    agent.open("/helpdesk/board")
    card = page.locator(f"#card-{number}")
    for lane, move in (
        ("In Progress", lambda: card.drag_to(page.get_by_role("region", name="In Progress"))),
        ("On Hold", lambda: by_its_form(card, "On Hold")),
    ):
        move()
        expect(page.get_by_role("region", name=lane).locator(f"#card-{number}")).to_be_visible()
        page.reload()
        expect(page.get_by_role("region", name=lane).locator(f"#card-{number}")).to_be_visible()


def by_its_form(card: Locator, lane: str) -> None:
    card.get_by_role("button", name=re.compile("^Move to")).click()
    card.get_by_role("button", name=lane, exact=True).click()


@pytest.mark.req("HD-24", "XC-12")
def test_a_list_is_searched_filtered_sorted_grouped_paged_and_kept(colleagues: Callable[..., Person]) -> None:
    admin = colleagues("admin@example.com")
    page = admin.open("/helpdesk/tickets")
    rows = page.get_by_role("rowheader")
    search = page.get_by_role("searchbox", name="Search Tickets")
    search.fill("keys")
    search.press("Enter")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    search.fill("battery in winter")
    search.press("Enter")
    expect(rows).to_have_text([re.compile("How do I store the battery in winter?")])
    admin.open("/helpdesk/tickets")
    page.get_by_role("button", name=re.compile("^Filters")).click()
    page.get_by_role("link", name="High priority").click()
    expect(rows.filter(has_text="Motor cuts out")).to_have_count(1)
    expect(rows.filter(has_text="Display flickers")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Group by")).click()
    page.locator("#groups").get_by_role("link", name="Team").click()
    expect(page.get_by_role("rowheader", name=re.compile("E-bike service")).first).to_be_visible()
    page.get_by_role("button", name="Saved").click()
    page.get_by_label("Save this search as").fill("Urgent by team")
    admin.press("Save search")
    page.get_by_role("columnheader").get_by_role("link", name="Title").click()
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute("aria-sort", "ascending")
    admin.open("/helpdesk/tickets")
    page.get_by_role("button", name="Saved").click()
    page.get_by_role("link", name="Urgent by team").click()
    expect(rows.filter(has_text="Motor cuts out")).to_have_count(1)
    expect(rows.filter(has_text="Display flickers")).to_have_count(0)
    admin.open("/base/audit")
    first = page.get_by_role("row").nth(1).inner_text()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("row").nth(1)).not_to_have_text(first)
    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_role("link", name="Next page")).to_be_visible()


@pytest.mark.req("CT-1")
def test_a_note_is_for_colleagues_only(agent: Person) -> None:
    page = agent.page
    agent.new_ticket("Something to note")
    page.get_by_label("Internal note").check()
    page.get_by_role("textbox", name="Text").fill("Call back <b>tomorrow</b>")
    agent.press("Post")
    entry = page.get_by_role("list", name="Entries, newest first").get_by_role("listitem").first
    expect(entry).to_contain_text("Call back <b>tomorrow</b>")
    expect(entry).to_contain_text("Internal note")
