"""Records' forms as a browser without scripts uses them: shown, saved, refused, in conflict, repeated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.web.conftest import Browser, fields_of

New = Callable[[], Browser]
NEW = "/base/contact/new"


def contacts(kernel: Kernel, name: str) -> list[int]:
    def read(env: Env) -> list[int]:
        cls = env.registry.model("base.contact")
        return list(env.session.scalars(sa.select(cls.id).where(cls.name == name).order_by(cls.id)))

    return kernel.work(read, who=Identity.system(), write=False)


def made(browser: Browser, name: str = "Weber") -> str:
    """The address of a new contact."""
    answer = browser.post(NEW, data={**browser.fields(NEW), "name": name})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_record_is_made_and_shown(ann: Browser, kernel: Kernel) -> None:
    address = made(ann)
    assert address == f"/base/contact/{contacts(kernel, 'Weber')[0]}"
    page = ann.get(address).text
    assert "Weber" in page
    assert "Saved." in page


@pytest.mark.req("XC-4")
def test_what_is_missing_is_said_and_what_was_entered_stays(ann: Browser, kernel: Kernel) -> None:
    answer = ann.post(NEW, data={**ann.fields(NEW), "name": "", "email": "weber@example.com"})
    assert answer.status_code == 422
    again = fields_of(answer.text)
    assert again["email"] == "weber@example.com"
    # The same page, mended, can be sent: its token was given back.
    answer = ann.post(NEW, data={**again, "name": "Weber"})
    assert answer.status_code == 303
    assert len(contacts(kernel, "Weber")) == 1


@pytest.mark.req("XC-2")
def test_a_form_sent_twice_makes_one_record(ann: Browser, kernel: Kernel) -> None:
    data = {**ann.fields(NEW), "name": "Weber"}
    first, second = ann.post(NEW, data=data), ann.post(NEW, data=data)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert len(contacts(kernel, "Weber")) == 1


def test_the_same_form_with_other_content_is_another_submit(ann: Browser, kernel: Kernel) -> None:
    fields = ann.fields(NEW)
    ann.post(NEW, data={**fields, "name": "Weber"})
    ann.post(NEW, data={**fields, "name": "Vogel"})
    assert (len(contacts(kernel, "Weber")), len(contacts(kernel, "Vogel"))) == (1, 1)


@pytest.mark.req("XC-3")
def test_a_stale_edit_is_refused_with_both_values(ann: Browser, admin: Browser) -> None:
    address = made(ann)
    mine, theirs = ann.fields(address), admin.fields(address)
    assert admin.post(address, data={**theirs, "name": "Weber GmbH"}).status_code == 303
    answer = ann.post(address, data={**mine, "name": "Weber AG"})
    assert answer.status_code == 409
    assert "This record was changed by Admin. Reload to see the changes." in answer.text
    assert "Weber GmbH" in answer.text
    assert fields_of(answer.text)["name"] == "Weber AG"
    assert ann.fields(address)["name"] == "Weber GmbH"
    # Having seen both, saving again keeps one's own.
    assert ann.post(address, data=fields_of(answer.text)).status_code == 303
    assert ann.fields(address)["name"] == "Weber AG"


def test_fields_that_are_not_on_the_form_are_refused(ann: Browser, kernel: Kernel) -> None:
    address = made(ann)
    for forged in ("id", "created_by_id", "version", "commercial_id", "nonsense", "nonsense.1.x", "people.1.parent_id"):
        answer = ann.post(address, data={**ann.fields(address), forged: "1"})
        assert answer.status_code == 400, forged
    assert len(contacts(kernel, "Weber")) == 1


def test_updating_computes_and_writes_nothing(ann: Browser) -> None:
    address = made(ann)
    answer = ann.post(f"{address}/update", data={**ann.fields(address), "name": "Vogel"})
    assert answer.status_code == 200
    assert fields_of(answer.text)["name"] == "Vogel"
    assert ann.fields(address)["name"] == "Weber"


def test_a_script_gets_the_inside_and_is_told_where_to_go(ann: Browser) -> None:
    swap = {"x-swap": "1"}
    inside = ann.get(NEW, headers=swap).text
    assert "<nav" not in inside.partition("<form")[0] or "side" not in inside
    assert 'id="record-form"' in inside
    answer = ann.post(NEW, data={**ann.fields(NEW), "name": "Weber"}, headers=swap)
    assert (answer.status_code, answer.text) == (200, "")
    assert answer.headers["x-go"].startswith("/base/contact/")


def test_duplicate_archive_and_delete(ann: Browser, admin: Browser, kernel: Kernel) -> None:
    address = made(admin)
    copy = admin.post(f"{address}/duplicate", data={"_token": admin.fields(address)["_token"]})
    assert copy.status_code == 303, copy.text
    assert copy.headers["location"] != address
    assert len(contacts(kernel, "Weber")) == 2
    token = admin.fields(address)["_token"]
    assert admin.post(f"{address}/archive", data={"_token": token}).headers["location"] == address
    assert "Archived" in admin.get(address).text
    assert admin.post(f"{address}/delete", data={"_token": token}).headers["location"] == "/base/contacts"
    assert len(contacts(kernel, "Weber")) == 1
    assert admin.get(address).status_code == 404


@pytest.mark.req("AR-7")
def test_without_the_right_nothing_is_deleted_and_the_roles_are_named(ann: Browser, kernel: Kernel) -> None:
    address = made(ann)
    answer = ann.post(f"{address}/delete", data={"_token": ann.token()})
    assert answer.status_code == 403
    assert "You are not allowed to delete" in answer.text
    assert "Settings" in answer.text
    assert len(contacts(kernel, "Weber")) == 1


@pytest.mark.req("AR-5")
def test_customers_find_nothing_where_colleagues_are_refused(ann: Browser, browser: New) -> None:
    address = made(ann)
    customer = browser().sign_in("cora@example.com")
    for path in (address, NEW, "/base/roles", "/base/role/1", "/apps"):
        assert customer.get(path).status_code == 404, path
    answer = customer.post(f"{address}/delete", data={"_token": customer.token()})
    assert answer.status_code == 404
    assert "Settings" not in answer.text


def test_unknown_pages_and_records_are_not_found(ann: Browser) -> None:
    for path in ("/base/nothing", "/base/contact", "/base/contact/999999", "/base/contacts/1", "/nobody/contact/1"):
        assert ann.get(path).status_code == 404, path


def test_two_windows_of_one_browser_do_not_disturb_each_other(ann: Browser, kernel: Kernel) -> None:
    one: dict[str, Any] = ann.fields(NEW)
    two: dict[str, Any] = ann.fields(NEW)
    ann.post(NEW, data={**one, "name": "Weber"})
    ann.post(NEW, data={**two, "name": "Weber"})
    assert len(contacts(kernel, "Weber")) == 2


def test_a_long_select_is_searched_over_http(ann: Browser) -> None:
    from tests.core.web.test_lists_over_http import make

    ids = make(ann, "Weber", *(f"Another {number}" for number in range(3)))
    address = f"/base/contact/{ids[1]}"
    fields = ann.fields(address)
    answer = ann.post(f"{address}/update?choices=parent&q=WEB", data=fields, headers={"x-swap": "1"})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {"choices": [{"value": ids[0], "text": "Weber"}]}
    new = ann.post("/base/contact/new/update?choices=parent&q=web", data=ann.fields("/base/contact/new"))
    assert new.json() == answer.json()
    assert ann.post(f"{address}/update?choices=name&q=a", data=fields).status_code == 400
    assert ann.post(f"{address}/update?choices=parent&q=a", data={**fields, "_token": ""}).status_code == 403
