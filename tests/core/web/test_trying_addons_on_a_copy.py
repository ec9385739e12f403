"""Try before install over HTTP: who may, what the copy shows, what keeps the two apart, and its end."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.lifecycle.tryout import begin, current, discard
from core.orm.identity import Identity
from tests.core.web.conftest import Browser, SetClock, fields_of

New = Callable[[], Browser]
PREVIEW = "/apps/sale/install"
TRY = "/try?addons=sale&confirm=/apps/sale/install&cancel=/apps/sale"
BANNER = "You are trying Sales on a copy of the database."


@pytest.fixture(autouse=True)
def _nothing_left(kernel: Kernel) -> object:
    yield
    discard(kernel.database)


def try_sale(admin: Browser) -> httpx.Response:
    """Presses "Try it first" on the preview; gives the page that says what came of it."""
    answer = admin.post(TRY, data=admin.fields(PREVIEW))
    assert (answer.status_code, answer.headers.get("location")) == (303, "/try"), answer.text
    return admin.get("/try")


def enter(admin: Browser) -> None:
    assert admin.post("/try/enter", data=admin.fields("/try")).status_code == 303


def test_the_preview_offers_to_try_and_the_result_says_what_came(admin: Browser, kernel: Kernel) -> None:
    assert "Try it first" in admin.get(PREVIEW).text
    before = kernel.state()
    page = try_sale(admin).text
    for said in ("Sales works on a copy of this database", "sale_order", "Sales", "How long it took", "Discard"):
        assert said in page
    assert kernel.state() == before
    assert BANNER not in admin.get("/apps").text, "the result is read in the database itself"


def test_one_looks_around_in_the_copy_and_nothing_of_it_stays(admin: Browser, kernel: Kernel) -> None:
    try_sale(admin)
    enter(admin)
    assert admin.get("/sale/orders").status_code == 200, "in the copy one holds the roles that came along"
    for path in ("/apps", "/sale/orders", "/sale/order/new", "/preferences", "/nowhere", "/login"):
        page = admin.get(path)
        assert page.status_code == 303 or BANNER in page.text, path
    made = admin.post("/base/contact/new", data={**admin.fields("/base/contact/new"), "name": "Only here"})
    assert made.status_code == 303
    assert "Only here" in admin.get("/base/contacts").text
    page = admin.get("/try")
    assert BANNER not in page.text
    assert "Only here" not in admin.get("/base/contacts").text, "who decides has left the copy"
    enter(admin)
    assert "Only here" in admin.get("/base/contacts").text
    done = admin.post("/try/discard", data=admin.fields("/try"))
    assert (done.status_code, done.headers["location"]) == (303, "/apps/sale")
    page = admin.get("/base/contacts")
    assert "Only here" not in page.text and BANNER not in page.text
    assert admin.get("/sale/orders").status_code == 404
    assert current(kernel.database) is None
    assert "sale" not in kernel.state().addons


def test_install_for_real_goes_on_where_the_preview_would_have(admin: Browser, kernel: Kernel) -> None:
    try_sale(admin)
    enter(admin)
    fields = admin.fields("/try")
    answer = admin.post("/try/install", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (307, PREVIEW)
    assert current(kernel.database) is None
    done = admin.post(answer.headers["location"], data=fields)
    assert (done.status_code, done.headers["location"]) == (303, "/apps/sale"), done.text
    assert "sale" in kernel.state().addons
    assert "Sales was installed." in admin.get("/apps/sale").text


def test_only_who_may_install_tries_decides_and_sees(admin: Browser, ann: Browser, browser: New) -> None:
    cora, nobody = browser().sign_in("cora@example.com"), browser()
    for who, status in ((ann, 422), (cora, 404), (nobody, 401)):
        fields = {"_token": who.token()} if who is not nobody else {}
        assert who.post(TRY, data=fields).status_code == status
    try_sale(admin)
    for path in ("/try/enter", "/try/install", "/try/discard"):
        assert ann.post(path, data={"_token": ann.token()}).status_code == 403
        assert cora.post(path, data={"_token": cora.token()}).status_code == 404
        assert admin.post(path, data={}).status_code == 403
    assert ann.get("/try").status_code == 403
    assert nobody.get("/try").status_code == 303
    assert admin.get("/try").status_code == 200


def test_nobody_else_is_led_into_the_copy(admin: Browser, ann: Browser, browser: New) -> None:
    try_sale(admin)
    enter(admin)
    assert BANNER not in ann.get("/apps").text
    key = admin.cookies["tryout"]
    # The cookie alone opens nothing: it needs the session of the one who entered.
    for who in (ann, browser()):
        who.cookies.set("tryout", key, domain="127.0.0.1")
        assert BANNER not in who.get("/login").text
        assert "tryout" not in who.cookies
    assert BANNER in admin.get("/apps").text


def test_forms_of_the_one_are_refused_by_the_other(admin: Browser, kernel: Kernel) -> None:
    real = {**admin.fields("/base/contact/new"), "name": "Meant for real"}
    try_sale(admin)
    enter(admin)
    assert admin.post("/base/contact/new", data=real).status_code == 403
    copied = {**admin.fields("/base/contact/new"), "name": "Meant for the copy"}
    admin.get("/try")
    assert admin.post("/base/contact/new", data=copied).status_code == 403
    assert admin.post("/base/contact/new", data=real).status_code == 303


def test_who_is_signed_out_for_real_has_left_the_copy(admin: Browser, kernel: Kernel) -> None:
    try_sale(admin)
    enter(admin)
    with kernel.database.begin() as connection:
        connection.exec_driver_sql("DELETE FROM core_session")
    answer = admin.get("/apps")
    assert (answer.status_code, BANNER in answer.text) == (303, False)
    assert answer.headers["location"].startswith("/login")


def test_programs_are_never_led_into_the_copy(admin: Browser, kernel: Kernel) -> None:
    try_sale(admin)
    enter(admin)
    assert admin.get("/api/v1/sale.order").status_code == 200
    assert admin.get("/api/v1/sale.order", headers={"authorization": "Bearer mg_wrong"}).status_code in (401, 404)
    assert admin.get("/healthz").text == "ok\n"


def test_a_second_one_is_told_who_is_first(admin: Browser, kernel: Kernel) -> None:
    begin(kernel, ["product"], who=Identity(id=99, name="Grace"), megabytes=500, minutes=60)
    answer = admin.post(TRY, data=admin.fields(PREVIEW))
    assert answer.status_code == 503
    assert "Products is being tried out by Grace." in answer.text
    page = admin.get("/try").text
    assert "Grace" in page and 'id="enter"' not in page
    assert admin.post("/try/enter", data=fields_of(page)).status_code == 403
    assert admin.post("/try/discard", data=fields_of(page)).status_code == 303
    assert current(kernel.database) is None


def test_time_ends_it(admin: Browser, kernel: Kernel, clock: SetClock) -> None:
    try_sale(admin)
    enter(admin)
    clock.move(minutes=59)
    assert BANNER in admin.get("/apps").text
    clock.move(minutes=1)
    assert BANNER not in admin.get("/apps").text
    assert current(kernel.database) is None
    assert admin.get("/try").headers["location"] == "/apps"


def test_a_copy_has_no_copies_and_installs_more(admin: Browser, kernel: Kernel) -> None:
    try_sale(admin)
    enter(admin)
    page = admin.get("/apps/stock/install").text
    assert "Install" in page and "Try it first" not in page
    assert admin.post("/apps/stock/install", data=fields_of(page)).status_code == 303
    assert "Inventory was installed." in admin.get("/apps/stock").text
    assert "stock" not in kernel.state().addons


def test_files_of_the_copy_are_its_own(admin: Browser, app: object, kernel: Kernel) -> None:
    site = app.state.site  # type: ignore[attr-defined]
    made = admin.post("/base/contact/new", data={**admin.fields("/base/contact/new"), "name": "Weber"})
    where = f"/files?model=base.contact&record={made.headers['location'].rpartition('/')[2]}"
    file = [("f", ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "image/png"))]
    real = admin.post(where, data={"_token": admin.token()}, files=file, headers={"x-swap": "1"}).json()["files"][0]
    try_sale(admin)
    enter(admin)
    assert admin.get(real["url"]).status_code == 200, "what was uploaded before can be read"
    before = sorted(site.files.folder.rglob("*"))
    file = [("f", ("b.png", b"\x89PNG\r\n\x1a\n" + b"1" * 64, "image/png"))]
    mine = admin.post(where, data={"_token": admin.token()}, files=file, headers={"x-swap": "1"}).json()["files"][0]
    assert admin.get(mine["url"]).status_code == 200
    assert sorted(site.files.folder.rglob("*")) == before
    admin.post("/try/discard", data=admin.fields("/try"))
    assert not (site.settings.var / "tryout").exists()
    with kernel.database.begin(write=False) as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM base_attachment")).scalar() == 1
