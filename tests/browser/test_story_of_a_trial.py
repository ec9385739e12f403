"""A plan with one free application, walked by visible labels: warning, days left, the end, a subscription."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect

from core import Instant
from tests.browser.audits import faults
from tests.browser.conftest import Person
from tests.servers import Server

pytestmark = pytest.mark.browser

SLOW = 90_000
ENDED = "The trial has ended"


def end_trial(url: str) -> None:
    """Lets the trial of a running server have begun sixteen days ago."""
    engine = sa.create_engine(url)
    plan = sa.table("subscription_instance", sa.column("trial_start", Instant()))
    with engine.begin() as connection:
        changed = connection.execute(sa.update(plan).values(trial_start=datetime.now(UTC) - timedelta(days=16)))
        assert changed.rowcount == 1
    engine.dispose()


@pytest.mark.req("MD-7", "MD-16", "MD-17", "MD-18")
def test_a_trial_from_the_warning_to_the_subscription(people: Callable[..., Person], server: Server) -> None:
    admin, agent = people("admin@example.com"), people("agent@example.com")
    page = admin.page
    admin.open("/apps/subscription/install")
    admin.press("Install")
    expect(page.get_by_text("Plan and Trial was installed.")).to_be_visible(timeout=SLOW)
    admin.open("/subscription/instance/1")
    admin.field("Plan").select_option("One application free")
    with page.expect_navigation():
        admin.press("Save")

    admin.open("/apps/stock/install")
    expect(page.get_by_role("heading", name="Installing starts a trial")).to_be_visible()
    assert not faults(page, "trial")
    admin.press("Install")
    expect(page.get_by_text("Inventory was installed.")).to_be_visible(timeout=SLOW)
    for one in (admin, agent):
        one.open("/")
        expect(one.page.get_by_role("note").filter(has_text="Trial: 15 days left.")).to_be_visible()

    end_trial(server.url)
    for path in ("/", "/helpdesk/tickets", "/apps"):
        agent.open(path)
        expect(agent.page.get_by_role("heading", name=ENDED)).to_be_visible()
    assert not faults(agent.page, "trial")
    admin.open("/apps")
    expect(page.get_by_role("heading", name=ENDED)).to_be_visible()
    admin.follow("Plan and trial")
    expect(page).to_have_url(re.compile("/subscription/instance/1"))
    expect(page.locator("nav#apps a[href='/base/contacts']")).to_have_count(0)
    assert not faults(page, "trial")
    with page.expect_navigation():
        admin.press("Add subscription")
    expect(page.locator("nav#apps a[href='/base/contacts']").first).to_be_attached()
    agent.open("/helpdesk/tickets")
    expect(agent.page.get_by_role("heading", name=ENDED)).to_have_count(0)
    expect(agent.page.get_by_text("days left")).to_have_count(0)
