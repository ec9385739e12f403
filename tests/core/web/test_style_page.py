"""The page that shows every part in every state is for those who work here."""

from __future__ import annotations

from collections.abc import Callable

from tests.core.web.conftest import Browser


def test_it_shows_every_part(ann: Browser) -> None:
    page = ann.get("/style")
    assert page.status_code == 200
    for part in ("Fields in error", "Linked documents", "Options", "Board", "Toasts"):
        assert part in page.text, part


def test_customers_and_visitors_do_not_see_it(browser: Callable[[], Browser]) -> None:
    assert browser().sign_in("cora@example.com").get("/style").status_code == 404
    assert browser().get("/style").headers["location"].startswith("/login")
