"""Uninstalling as administrators meet it: the preview, the name to enter, the archive to keep (SPEC MD-13)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.errors import InstallBusy
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.web.conftest import Browser

New = Callable[[], Browser]
PREVIEW = "/apps/mail/uninstall"


@pytest.fixture
def shop(kernel: Kernel) -> Kernel:
    """With products, which need chatter."""
    kernel.install(["product"])
    return kernel


@pytest.mark.req("MD-13")
def test_the_preview_says_what_goes_and_changes_nothing(admin: Browser, shop: Kernel) -> None:
    before = shop.state()
    page = admin.get(PREVIEW)
    assert page.status_code == 200
    for text in ("These modules go too", "needs Discuss", "Products", "Product categories", "Records that are deleted"):
        assert text.replace("Discuss", shop.catalog.title_of("mail")) in page.text
    assert f'href="{PREVIEW}"' in admin.get("/apps/mail").text
    assert shop.state() == before


@pytest.mark.req("MD-13")
def test_it_goes_once_its_name_is_entered(admin: Browser, shop: Kernel) -> None:
    fields = admin.fields(PREVIEW)
    wrong = admin.post(PREVIEW, data={**fields, "name": "product"})
    assert wrong.status_code == 422
    assert 'aria-invalid="true" aria-describedby="e-name"' in wrong.text
    assert "Enter mail to confirm." in wrong.text
    assert 'value="product"' in wrong.text
    assert "mail" in shop.state().addons
    answer = admin.post(PREVIEW, data={**fields, "name": "mail"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/apps/mail")
    assert not {"mail", "product"} & shop.state().addons.keys()
    assert "was uninstalled." in admin.get("/apps/mail").text
    # Again, by a double click or the back button.
    generation = shop.state().generation
    assert admin.post(PREVIEW, data={**fields, "name": "mail"}).headers["location"] == "/apps/mail"
    assert admin.get(PREVIEW).headers["location"] == "/apps/mail"
    assert shop.state().generation == generation


@pytest.mark.req("MD-13")
def test_its_archive_is_for_administrators(admin: Browser, ann: Browser, shop: Kernel) -> None:
    admin.post(PREVIEW, data={**admin.fields(PREVIEW), "name": "mail"})
    page = admin.get("/apps/product").text
    [link] = {part.split('"')[0] for part in page.split('href="') if "/product/archives/" in part.split('"')[0]}
    answer = admin.get(link)
    assert answer.headers["content-disposition"].startswith("attachment")
    header = json.loads(answer.text.splitlines()[0])
    assert list(header["addons"]) == ["mail", "product"]
    assert ann.get(link).status_code == 403
    assert "/archives/" not in ann.get("/apps/product").text
    assert admin.get("/apps/product/archives/..%2Fsecret.key").status_code == 404
    assert admin.get("/apps/product/archives/secret.key").status_code == 404


def test_a_changed_set_is_shown_again_instead(admin: Browser, shop: Kernel) -> None:
    fields = admin.fields(PREVIEW)
    shop.install(["stock"])
    answer = admin.post(PREVIEW, data={**fields, "name": "mail"})
    assert answer.status_code == 422
    assert "The list of modules has changed. Please review it again." in answer.text
    assert 'value="mail"' in answer.text
    assert "mail" in shop.state().addons


@pytest.mark.req("MD-13")
def test_only_who_may_install_uninstalls(ann: Browser, admin: Browser, browser: New, shop: Kernel) -> None:
    answer = ann.get(PREVIEW)
    assert answer.status_code == 422
    assert "Ask an administrator to uninstall: " in answer.text
    assert f'href="{PREVIEW}"' not in ann.get("/apps/mail").text
    fields = {**admin.fields(PREVIEW), "name": "mail"}
    assert ann.post(PREVIEW, data={**fields, "_token": ann.token()}).status_code == 422
    assert admin.post(PREVIEW, data={**fields, "_token": "x"}).status_code == 403
    assert browser().post(PREVIEW, data=fields).status_code in (303, 401, 403)
    customer = browser().sign_in("cora@example.com")
    assert customer.get(PREVIEW).status_code == 404
    assert "mail" in shop.state().addons


def test_what_keeps_the_users_stays(admin: Browser, shop: Kernel) -> None:
    answer = admin.get("/apps/base/uninstall")
    assert answer.status_code == 422
    assert "nobody could sign in without" in answer.text


@pytest.mark.req("MD-12")
def test_somebody_else_is_at_it(admin: Browser, shop: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = admin.fields(PREVIEW)

    def refuse(*_: Any, **__: Any) -> None:
        raise InstallBusy

    monkeypatch.setattr(shop, "uninstall", refuse)
    answer = admin.post(PREVIEW, data={**fields, "name": "mail"})
    assert answer.status_code == 503
    assert "Another installation is in progress. Try again in a moment." in answer.text


def test_a_list_opens_although_its_first_search_names_a_field_that_went(ann: Browser, kernel: Kernel) -> None:
    def keep(env: Env) -> None:
        user = env.session.scalars(sa.select(env.registry.model("base.user")).filter_by(login="ann@example.com")).one()
        search = env.registry.model("base.saved_search")
        env.new(search, name="By shoe", page="/base/contacts", query="g=shoe", owner_id=user.id, is_default=True)

    kernel.work(keep, who=Identity.system())
    led = ann.get("/base/contacts").headers["location"]
    assert led == "/base/contacts?g=shoe"
    assert ann.get(led).status_code == 200
    assert ann.get("/base/contacts?g=hat").status_code == 400
