"""Every page of a database with everything installed, looked at in both schemes and two widths."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audits import faults
from tests.browser.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("accessibility")]

LINKS = "() => [...document.querySelectorAll('a[href^=\"/\"]:not([download])')].map(a => a.getAttribute('href'))"
NOT_PAGES = re.compile(r"^/(static|api|mail/open|logout|attachments)|/export|/print(/\w+)?(\?|$)")
"""A print is a PDF, which the browser shows by a viewer of its own; its preview is a page."""
MORE = (
    "/", "/preferences", "/apps", "/apps/helpdesk_return", "/nowhere",
    "/helpdesk/tickets?g=stage", "/helpdesk/tickets?q=nothing+like+this", "/helpdesk/board",
    "/wizard/helpdesk_return/ReverseTransfer?on=8", "/api-reference", "/api-reference/helpdesk.ticket",
    "/sale/order/1/print/order/preview",
)  # fmt: skip
"""Pages that no menu leads to, or that look different with a query."""


def shape(address: str) -> str:
    """Records of one kind share a page: the address without its query and with its numbers replaced."""
    return re.sub(r"/\d+", "/0", address.partition("?")[0])


def every_page(person: Person, look: Callable[[Page, str], None]) -> list[str]:
    """Opens every page that links lead to, one of each shape, and looks at it: 422 says what stands against something.

    Gives the addresses.
    """
    seen = {shape(address) for address in MORE}
    waiting, opened = list(MORE), []
    while waiting:
        address = waiting.pop(0)
        answer = person.page.goto(address)
        refuses = (422,) if "/uninstall" in address or "/wizard/" in address else ()
        assert answer is not None and answer.status in (200, 404, *refuses), f"{address}: {answer and answer.status}"
        person.page.set_viewport_size({"width": 1280, "height": 900})
        for link in person.page.evaluate(LINKS):
            if shape(link) not in seen and not NOT_PAGES.search(link):
                seen.add(shape(link))
                waiting.append(link)
        look(person.page, address)
        opened.append(address)
    return opened


@pytest.mark.req("XC-7")
def test_every_page_is_accessible_in_light_and_dark_wide_and_narrow(colleagues: Callable[..., Person]) -> None:
    wrong: list[str] = []
    admin = colleagues("admin@example.com")
    opened = every_page(admin, lambda page, name: wrong.extend(faults(page, name)))
    kinds = {shape(address) for address in opened}
    assert {
        "/helpdesk/ticket/0",
        "/helpdesk/ticket/new",
        "/helpdesk/team/0",
        "/stock/transfer/0",
        "/sale/order/0",
    } <= kinds
    admin.complaints = [one for one in admin.complaints if "404" not in one]  # /nowhere
    assert not wrong, "\n".join(wrong)


@pytest.mark.req("XC-7")
def test_pages_of_people_without_rights_or_session_are_accessible(colleagues: Callable[..., Person]) -> None:
    nobody, agent = colleagues(""), colleagues("agent@example.com")
    nobody.open("/login")
    wrong = faults(nobody.page, "sign in")
    nobody.page.get_by_label("Email").fill("agent@example.com")
    nobody.page.get_by_label("Password").fill("wrong")
    nobody.press("Sign in")
    wrong += faults(nobody.page, "refused sign in")
    agent.open("/sale/orders")
    expect(agent.page.get_by_role("heading", name="Not allowed")).to_be_visible()
    wrong += faults(agent.page, "not allowed")
    agent.open("/helpdesk/ticket/8")
    wrong += faults(agent.page, "an agent's ticket")
    assert not wrong, "\n".join(wrong)


@pytest.mark.req("XC-7")
def test_open_parts_are_accessible(colleagues: Callable[..., Person]) -> None:
    """Dialogs, menus, the palette and forms with errors: what a click opens."""
    agent, wrong = colleagues("agent@example.com"), []
    page = agent.open("/helpdesk/ticket/8")
    agent.follow("Return")
    expect(page.get_by_role("dialog", name="Reverse Transfer")).to_be_visible()
    wrong += faults(page, "the dialog Reverse Transfer")
    agent.field("Return Location").select_option(index=0)
    page.get_by_role("dialog").get_by_role("button", name="Return", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_focused()
    wrong += faults(page, "the dialog with an error")
    agent.open("/helpdesk/ticket/new")
    agent.press("Save")
    expect(page.get_by_role("alert")).to_be_focused()
    wrong += faults(page, "a form with errors")
    for address, opener in (
        ("/helpdesk/tickets", "Filters"), ("/helpdesk/tickets", "Group by"), ("/helpdesk/tickets", "Saved"),
        ("/helpdesk/ticket/8", "More"), ("/helpdesk/ticket/8", "Choose Tags"), ("/helpdesk/tickets", "Shortcuts"),
    ):  # fmt: skip
        page.set_viewport_size({"width": 1280, "height": 900})
        agent.open(address)
        page.get_by_role("button", name=re.compile(f"^{opener}")).first.click()
        wrong += faults(page, f"{opener} of {address}")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/helpdesk/board")
    page.keyboard.press("Control+k")
    page.keyboard.type("ticket")
    expect(page.get_by_role("option").first).to_be_visible()
    wrong += faults(page, "the palette")
    assert not wrong, "\n".join(wrong)
