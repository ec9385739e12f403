"""What the API says of itself, to programs and to readers, follows from what is installed and from who asks."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from core.lifecycle.kernel import Kernel
from core.web.api.problems import STATUSES
from tests.core.web.api.conftest import API, CONTACTS, New, Program
from tests.core.web.conftest import Browser

HERE = f"{API}/openapi.json"


def described(program: Program) -> dict[str, Any]:
    answer = program.ask("GET", HERE)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_it_names_what_the_user_may_do(program: Program, administrator: Program) -> None:
    mine, theirs = described(program), described(administrator)
    validate(mine)
    assert mine["openapi"].startswith("3.1")
    assert set(mine["paths"][CONTACTS]) == {"get", "post"}
    assert "delete" not in mine["paths"][f"{CONTACTS}/{{id}}"]
    assert "delete" in theirs["paths"][f"{CONTACTS}/{{id}}"]
    assert f"{API}/core.session" not in mine["paths"]
    assert "base.contact" in [one["model"] for one in program.ask("GET", API).json()["models"]]


def test_its_schemas_say_what_forms_ask_for(program: Program) -> None:
    schemas = described(program)["components"]["schemas"]
    create = schemas["base.contact.create"]
    assert create["required"] == ["name"]
    assert create["additionalProperties"] is False
    assert create["properties"]["name"] == {"type": "string", "maxLength": 200, "title": "Name"}
    assert create["properties"]["country"]["type"] == ["integer", "null"]
    assert create["properties"]["country"]["x-links-to"] == "base.country"
    assert schemas["base.contact"]["properties"]["created_at"]["format"] == "date-time"
    assert set(schemas["wizard.base.ChangePassword"]["properties"]) == {"current", "password", "again"}


def test_it_changes_with_what_is_installed_and_is_not_sent_twice(administrator: Program, kernel: Kernel) -> None:
    tag = administrator.ask("GET", HERE).headers["etag"]
    assert administrator.ask("GET", HERE, if_none_match=tag).status_code == 304
    assert f"{API}/product.product" not in described(administrator)["paths"]
    kernel.install(["product"])
    assert administrator.ask("GET", HERE, if_none_match=tag).status_code == 200
    assert f"{API}/product.product" in described(administrator)["paths"]


def test_readers_find_records_fields_calls_and_statuses(ann: Browser) -> None:
    page = ann.get("/api-reference")
    assert page.status_code == 200
    assert 'href="/api-reference/base.contact"' in page.text
    for one in STATUSES:
        assert f">{one.code}</th>" in page.text
        assert not one.slug or f'id="{one.slug}"' in page.text, "problems lead here"
    page = ann.get("/api-reference/base.contact")
    assert page.status_code == 200
    for said in ("PATCH /api/v1/base.contact/{id}", "If-Match", "Idempotency-Key", "is.city", "curl -X POST"):
        assert said in page.text
    assert "delete" not in page.text.lower().partition("calls")[2], "what one may not do is not told"


@pytest.mark.req("PT-2")
def test_readers_are_told_of_nothing_that_is_closed_to_them(ann: Browser, browser: New) -> None:
    assert ann.get("/api-reference/core.session").status_code == 404
    assert ann.get("/api-reference/Problem").status_code == 404
    assert browser().get("/api-reference").status_code == 303
    cora = browser().sign_in("cora@example.com")
    assert "base.role" not in cora.get("/api-reference").text
    assert cora.get("/api-reference/base.role").status_code == 404


def test_the_example_that_makes_a_record_makes_one(ann: Browser, program: Program) -> None:
    page = unescape(ann.get("/api-reference/base.contact").text)
    (body,) = re.findall(r"-d '(\{.*?\})' \\\n  http://[^\s]+/base\.contact<", page, re.S)
    assert program.ask("POST", CONTACTS, json.loads(body)).status_code == 201


def test_the_package_needs_nothing_of_others() -> None:
    """The pages are our own: no viewer is loaded from anywhere."""
    for name in ("api_reference.html", "api_model.html"):
        text = (Path(__file__).parents[4] / "core" / "templates" / name).read_text()
        assert "<script" not in text
        assert "http" not in text.replace("HTTP", "")
