"""After a trial: what everybody reads, who still gets in, and how it opens again (SPEC MD-17, MD-18)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.lifecycle.kernel import Kernel
from core.orm.identity import Identity
from core.web.api.keys import make_key
from tests.addons.subscription.conftest import New, plan_of, set_plan
from tests.core.web.conftest import PASSWORD, Browser, SetClock, fields_of

PAGE = "/subscription/instance/1"
CLOSED = "The trial has ended"


@pytest.fixture
def admin(one_app_free: Kernel, browser: New) -> Browser:
    return browser().sign_in("admin@example.com")


def end_trial(kernel: Kernel, clock: SetClock) -> None:
    """The trial ended an hour ago; sessions are younger than that."""
    set_plan(kernel, trial_start=clock.now())
    set_plan(kernel, trial_start=clock.now() - timedelta(days=15, hours=1))


@pytest.mark.req("MD-7", "MD-16")
def test_the_preview_warns_and_the_installation_starts_the_trial(one_app_free: Kernel, admin: Browser) -> None:
    page = admin.get("/apps/sale/install")
    assert 'id="warning-1"' in page.text and "Installing starts a trial of 15 days." in page.text
    assert 'id="warning-1"' not in admin.get("/apps/product/install").text
    answer = admin.post("/apps/sale/install", data=fields_of(page.text))
    assert answer.status_code == 303
    assert "Trial: 15 days left." in admin.get("/apps/sale").text
    set_plan(one_app_free, plan="unlimited", trial_start=None)
    assert 'id="warning-1"' not in admin.get("/apps/stock/install").text


@pytest.mark.req("MD-17")
def test_everything_answers_that_the_trial_has_ended(
    one_app_free: Kernel, admin: Browser, browser: New, clock: SetClock
) -> None:
    ann, cora, nobody = browser().sign_in("ann@example.com"), browser().sign_in("cora@example.com"), browser()
    token, admins = ann.token(), admin.token()
    end_trial(one_app_free, clock)
    for who in (ann, cora, nobody, admin):
        for path in ("/", "/apps", "/preferences", "/base/contacts", "/palette?q=a", "/files/1", "/nowhere", "/style"):
            answer = who.get(path)
            assert (answer.status_code, CLOSED in answer.text) == (402, True), path
    assert ann.post("/base/contact/new", data={"_token": token, "name": "X"}).status_code == 402
    # Nothing that answers for itself is left out.
    assert admin.post("/apps/product/install", data={"_token": admins}).status_code == 402
    assert "product" not in one_app_free.state().addons
    assert ann.get(PAGE).status_code == 402
    assert nobody.get("/healthz").status_code == nobody.get("/readyz").status_code == 200


@pytest.mark.req("MD-17")
def test_programs_get_json(one_app_free: Kernel, browser: New, clock: SetClock) -> None:
    def key(env: object) -> str:
        return make_key(env, 1, "test")  # type: ignore[arg-type]

    program = browser()
    program.headers["authorization"] = f"Bearer {one_app_free.work(key, who=Identity.system())}"
    assert program.get("/api").status_code == 200
    end_trial(one_app_free, clock)
    for method, path in (
        ("GET", "/api"),
        ("GET", "/api/v1/base.contact"),
        ("PATCH", "/api/v1/subscription.instance/1"),
    ):
        answer = program.request(method, path, **({} if method == "GET" else {"json": {"plan": "paid"}}))
        assert answer.status_code == 402
        assert answer.json()["detail"].startswith("The trial of this database has ended")
    assert plan_of(one_app_free)[0] == "one_app_free"


@pytest.mark.req("MD-17", "MD-18")
def test_only_an_administrator_signs_in_and_reaches_one_page(
    one_app_free: Kernel, browser: New, clock: SetClock
) -> None:
    end_trial(one_app_free, clock)
    for login in ("ann", "cora"):
        visitor = browser()
        fields = {**visitor.fields("/login"), "login": f"{login}@example.com", "password": PASSWORD}
        answer = visitor.post("/login", data=fields)
        assert (answer.status_code, CLOSED in answer.text, "Sign out" in answer.text) == (402, True, False)
        assert visitor.get("/").status_code == 402
    admin = browser()
    fields = {**admin.fields("/login"), "login": "admin@example.com", "password": PASSWORD, "next": "/apps"}
    answer = admin.post("/login", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert f'href="{PAGE}"' in admin.get("/").text
    page = admin.get(PAGE)
    assert page.status_code == 200 and "/base/contacts" not in page.text and "/apps" not in page.text
    fields = fields_of(page.text)
    done = admin.post(f"{PAGE}/do/add_subscription", data=fields)
    assert done.status_code == 303, done.text
    assert plan_of(one_app_free)[0::3] == ("paid", True)
    assert admin.get("/apps").status_code == 200
    assert browser().sign_in("ann@example.com").get("/base/contacts").status_code == 200
