"""Try before install, walked by visible labels: the preview, the copy, its banner on every page, the decision."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.audits import faults
from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

SLOW = 90_000
BANNER = re.compile("You are trying .* on a copy of the database")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_an_administrator_tries_looks_around_and_decides(people: Callable[..., Person], javascript: bool) -> None:
    admin = people("admin@example.com", javascript=javascript)
    page = admin.page
    admin.open("/apps/stock/install")
    admin.press("Try it first")
    expect(page.get_by_role("heading", name="works on a copy of this database")).to_be_visible(timeout=SLOW)
    for panel in ("New menus", "New tables", "New columns", "How long it took"):
        expect(page.get_by_role("heading", name=panel)).to_be_visible()
    assert not javascript or not faults(page, "try-out")

    admin.press("Look around")
    expect(page.get_by_role("note").filter(has_text=BANNER)).to_be_visible(timeout=SLOW)
    assert not javascript or not faults(page, "try-out")
    admin.open("/stock/transfers")
    expect(page.get_by_text(BANNER)).to_be_visible()
    admin.open("/base/contact/new")
    admin.field("Name").fill("Only in the copy")
    admin.press("Save")
    expect(page.get_by_role("heading", name="Only in the copy")).to_be_visible()
    expect(page.get_by_text(BANNER)).to_be_visible()

    admin.follow("Install for real or discard")
    expect(page.get_by_text(BANNER)).to_have_count(0)
    admin.press("Discard")
    expect(page.get_by_text("The try-out was discarded.")).to_be_visible(timeout=SLOW)
    admin.open("/base/contacts?q=Only")
    expect(page.get_by_text("Only in the copy")).to_have_count(0)

    admin.open("/apps/stock/install")
    admin.press("Try it first")
    expect(page.get_by_role("heading", name="works on a copy of this database")).to_be_visible(timeout=SLOW)
    admin.press("Install for real")
    expect(page.get_by_text("Inventory was installed.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(BANNER)).to_have_count(0)
