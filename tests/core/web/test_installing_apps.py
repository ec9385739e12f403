"""The catalog, the preview and the installation as users meet them (SPEC MD-2 to MD-12)."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import pytest

from core.lifecycle.errors import InstallBusy, InstallFailed
from core.lifecycle.kernel import Kernel
from tests.core.web.conftest import Browser

New = Callable[[], Browser]
PREVIEW = "/apps/product/install"


def test_the_catalog_shows_every_addon_with_its_state(ann: Browser, kernel: Kernel) -> None:
    base, product = (kernel.catalog.manifests[name].title for name in ("base", "product"))
    page = ann.get("/apps").text
    assert all(f">{escape(one.title)}<" in page for one in kernel.catalog.manifests.values())
    assert f">{product}<" not in ann.get(f"/apps?q={base}").text
    assert f">{product}<" not in ann.get("/apps?show=installed").text
    assert f">{product}<" in ann.get("/apps?show=not_installed").text
    assert ann.get("/apps/product").status_code == 200
    assert ann.get("/apps/nowhere").status_code == 404


def test_customers_see_no_catalog(browser: New) -> None:
    customer = browser().sign_in("cora@example.com")
    for path in ("/apps", "/apps/product", PREVIEW):
        assert customer.get(path).status_code == 404


@pytest.mark.req("MD-5", "MD-8")
def test_the_preview_says_what_comes_and_changes_nothing(admin: Browser, kernel: Kernel) -> None:
    before = kernel.state()
    page = admin.get(PREVIEW)
    assert page.status_code == 200
    assert "Products" in page.text
    assert "needed by Products" in page.text
    for button in ("Install", "Cancel"):
        assert button in page.text
    assert admin.get("/apps/product").status_code == 200
    assert kernel.state() == before


@pytest.mark.req("MD-2", "MD-5")
def test_install_installs_what_the_preview_showed(admin: Browser, kernel: Kernel) -> None:
    fields = admin.fields(PREVIEW)
    answer = admin.post(PREVIEW, data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/apps/product")
    assert {"product", "mail"} <= kernel.state().addons.keys()
    assert "Products was installed." in admin.get("/apps/product").text
    # Again, by a double click or the back button: no error, no preview, nothing new.
    generation = kernel.state().generation
    assert admin.post(PREVIEW, data=fields).headers["location"] == "/apps/product"
    assert admin.get(PREVIEW).headers["location"] == "/apps/product"
    assert kernel.state().generation == generation


@pytest.mark.req("MD-9")
def test_a_changed_set_is_shown_again_instead_of_installed(admin: Browser, kernel: Kernel) -> None:
    fields = admin.fields(PREVIEW)
    kernel.install(["mail"])
    answer = admin.post(PREVIEW, data=fields)
    assert answer.status_code == 422
    assert "The list of modules has changed. Please review it again." in answer.text
    assert "product" not in kernel.state().addons
    assert "needed by" not in answer.text


@pytest.mark.req("MD-11")
def test_only_who_may_install_installs(ann: Browser, admin: Browser, kernel: Kernel) -> None:
    answer = ann.get(PREVIEW)
    assert answer.status_code == 422
    assert "Ask an administrator to install: " in answer.text
    fields = {**admin.fields(PREVIEW), "_token": ann.token()}
    answer = ann.post(PREVIEW, data=fields)
    assert answer.status_code == 422
    assert "Ask an administrator to install: " in answer.text
    assert "product" not in kernel.state().addons


def test_installing_needs_a_signed_in_browser_and_its_token(admin: Browser, browser: New, kernel: Kernel) -> None:
    fields = admin.fields(PREVIEW)
    assert admin.post(PREVIEW, data={**fields, "_token": "x"}).status_code == 403
    assert browser().post(PREVIEW, data=fields).status_code in (303, 401, 403)
    assert "product" not in kernel.state().addons


@pytest.mark.parametrize(
    ("refusal", "status", "text"),
    [
        pytest.param(
            InstallBusy(), 503, "Another installation is in progress. Try again in a moment.",
            marks=pytest.mark.req("MD-12"),
        ),
        pytest.param(
            InstallFailed("Installation of {module} failed: {reason}. Nothing was changed.", module="X", reason="y"),
            422, "Installation of X failed: y. Nothing was changed.", marks=pytest.mark.req("MD-3"),
        ),
    ],
)  # fmt: skip
def test_what_stands_against_it_is_said_on_the_preview(
    admin: Browser, kernel: Kernel, monkeypatch: pytest.MonkeyPatch, refusal: Exception, status: int, text: str
) -> None:
    fields = admin.fields(PREVIEW)

    def refuse(*_: Any, **__: Any) -> None:
        raise refusal

    monkeypatch.setattr(kernel, "install", refuse)
    answer = admin.post(PREVIEW, data=fields)
    assert answer.status_code == status
    assert text in answer.text
    assert "Cancel" in answer.text
