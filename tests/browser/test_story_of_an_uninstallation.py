"""An administrator takes "Returns" away again: what goes is said, documents stay, and all of it can come back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.audits import faults
from tests.browser.conftest import Person
from tests.servers import Server, makegood

pytestmark = pytest.mark.browser

APP = "/apps/helpdesk_return"
TICKET = "Batteries drain within 15 km"
LONG = 60_000


def come(admin: Person) -> None:
    admin.open(APP)
    admin.follow("Install")
    admin.press("Install")
    expect(admin.page.get_by_role("link", name="Uninstall")).to_be_visible(timeout=LONG)


def go(admin: Person) -> None:
    """The preview, a wrong name, the right one."""
    page = admin.page
    admin.open(APP)
    admin.follow("Uninstall")
    expect(page.get_by_role("heading", name="Uninstall Helpdesk Returns?")).to_be_visible()
    fields = page.get_by_role("table").filter(has_text="With a value")
    expect(fields.get_by_role("row").filter(has_text="Transfers")).to_contain_text("2")
    stay = page.get_by_role("region", name="Records that stay, without those fields", exact=True)
    expect(stay.get_by_role("row").filter(has_text="Transfers")).to_be_visible()
    assert faults(page, "uninstall preview") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    name = page.get_by_role("textbox", name=re.compile("^To confirm, enter the name of the module"))
    name.fill("helpdesk")
    admin.press("Uninstall")
    expect(page.get_by_text("Enter helpdesk_return to confirm.").first).to_be_visible(timeout=LONG)
    expect(name).to_have_value("helpdesk")
    name.fill("helpdesk_return")
    admin.press("Uninstall")
    expect(page.get_by_text("Helpdesk Returns was uninstalled.").first).to_be_visible(timeout=LONG)
    expect(page.get_by_role("link", name="Install", exact=True)).to_be_visible()


def transfers(stock: Person) -> int:
    stock.open("/stock/transfers")
    return stock.page.get_by_role("link", name=re.compile("^(IN|OUT).[0-9]+$")).count()


def smart_button_of(agent: Person) -> int:
    """How many buttons lead from the demonstration's ticket to returns."""
    agent.open("/helpdesk/tickets?q=drain")
    agent.page.get_by_role("link", name=TICKET).first.click()
    expect(agent.page.get_by_role("heading", name=re.compile(TICKET))).to_be_visible()
    smart = agent.page.get_by_role("navigation", name="Linked records")
    return smart.get_by_role("link", name=re.compile(r"1\s*Return")).count()


@pytest.mark.req("MD-13", "MD-14")
def test_returns_go_and_come_back(
    people: Callable[..., Person], server: Server, tmp_path: Path, database_engine: str
) -> None:
    admin, agent, stock = (people(f"{who}@example.com") for who in ("admin", "agent", "stock"))
    come(admin)
    before = transfers(stock)
    assert (before > 2, smart_button_of(agent)) == (True, 1)

    go(admin)
    assert (transfers(stock), smart_button_of(agent)) == (before, 0)
    agent.open(agent.page.url)
    expect(agent.page.get_by_role("link", name="Return", exact=True)).to_have_count(0)
    with admin.page.expect_download() as download:
        admin.page.get_by_role("region", name="Archives").get_by_role("link").first.click()
    archive = tmp_path / "kept.jsonl"
    download.value.save_as(archive)

    come(admin)
    # It came without its links: nothing was made anew in documents that had stayed.
    assert (transfers(stock), smart_button_of(agent)) == (before, 0)
    done = makegood("restore-addon", str(archive), url=server.url, folder=server.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (transfers(stock), smart_button_of(agent)) == (before, 1)
