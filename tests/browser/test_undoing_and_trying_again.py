"""What was done by mistake is taken back with one press, and what did not reach the server is sent once more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("forms")]


@pytest.fixture
def agent(colleagues: Callable[..., Person]) -> Person:
    return colleagues("agent@example.com")


def lane(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def card(place: Page | Locator, title: str) -> Locator:
    page = place if isinstance(place, Page) else place.page
    return place.get_by_role("listitem").filter(has=page.get_by_role("link", name=re.compile(title)))


@pytest.mark.req("HD-24")
def test_a_card_that_was_dragged_is_put_back(agent: Person) -> None:
    agent.new_ticket("Dragged by mistake")
    page = agent.open("/helpdesk/board?f=&q=mistake")
    expect(card(lane(page, "New"), "mistake")).to_be_visible()
    card(page, "mistake").drag_to(lane(page, "In Progress"))
    expect(card(lane(page, "In Progress"), "mistake")).to_be_visible()
    agent.press("Undo")
    expect(card(lane(page, "New"), "mistake")).to_be_visible()
    expect(page.get_by_text("Moved back.")).to_be_visible()


def test_a_card_that_cannot_stand_there_stays_and_the_board_says_why(
    agent: Person, colleagues: Callable[..., Person]
) -> None:
    admin = colleagues("admin@example.com")
    admin.open("/helpdesk/stage/new")
    admin.field("Name").fill("Parked")
    admin.press("Save")
    expect(admin.page.get_by_role("heading", name="Parked")).to_be_visible()
    agent.new_ticket("Stays where it is")
    page = agent.open("/helpdesk/board?f=&q=stays")
    card(page, "Stays").drag_to(lane(page, "Parked"))
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("was not moved. “Parked” is not possible for it.")
    expect(summary).to_be_focused()
    expect(card(lane(page, "New"), "Stays")).to_be_visible()


def test_archiving_several_is_undone(agent: Person) -> None:
    for name in ("Undone One", "Undone Two"):
        agent.open("/base/contact/new")
        agent.field("Name").fill(name)
        agent.press("Save")
        expect(agent.page.get_by_role("heading", name=name)).to_be_visible()
    page = agent.open("/base/contacts?f=&q=undone")
    page.get_by_label("Select all on this page").check()
    agent.press("Archive")
    expect(page.get_by_text("Archived: 2")).to_be_visible()
    agent.press("Undo")
    expect(page.get_by_text("Restored: 2")).to_be_visible()
    agent.follow("Undone One")
    expect(agent.field("Name")).to_have_value("Undone One")
    expect(page.get_by_text("Archived", exact=True)).to_have_count(0)


def test_without_a_network_nothing_is_lost_and_trying_again_saves(agent: Person) -> None:
    address = agent.new_ticket("Written on a train")
    page = agent.open(address)
    agent.field("Phone").fill("+49 30 4711")
    agent.context.set_offline(True)
    agent.press("Save")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The server cannot be reached. Nothing was lost: try again.")
    expect(agent.field("Phone")).to_have_value("+49 30 4711")
    agent.press("Try again")
    expect(notice).to_be_focused()
    agent.context.set_offline(False)
    agent.press("Try again")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert agent.open(address).get_by_label("Phone").input_value() == "+49 30 4711"
    agent.complaints = [one for one in agent.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_tag_that_is_typed_is_made_with_the_ticket(colleagues: Callable[..., Person], javascript: bool) -> None:
    agent = colleagues("agent@example.com", javascript=javascript)
    page = agent.open("/helpdesk/ticket/8")
    name = f"typed {'with' if javascript else 'without'} script"
    page.get_by_label("New, by name: Tags").fill(name)
    agent.press("Save")
    expect(page.get_by_text(name, exact=True).first).to_be_visible()
    expect(page.get_by_label("New, by name: Tags")).to_have_value("")
