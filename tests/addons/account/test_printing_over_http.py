"""Documents are printed where their records may be read: from a form, from a list, through the API."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.lifecycle.kernel import Kernel
from core.testing.site import Site
from core.ui.paper import setting
from tests.addons.account.books import a_customer, an_invoice, posted

HERE = "/account/invoice"


@pytest.fixture
def site(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> Iterator[Site]:
    with Site(fresh_kernel("account"), tmp_path) as made:
        yield made


@pytest.fixture
def ids(site: Site) -> list[int]:
    """Two posted invoices and a cancelled draft."""

    def make(env):  # type: ignore[no-untyped-def]
        customer = a_customer(env)
        made = [posted(env, ("1", "50.00"), customer=customer), posted(env, ("1", "60.00"), customer=customer)]
        made.append(an_invoice(env, ("1", "70.00"), customer=customer))
        made[-1].cancel()
        return [one.id for one in made]

    return site.acting.run(make)  # type: ignore[no-any-return]


def words(document: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(document)).pages]


@pytest.mark.req("AM-2", "AR-3")
def test_a_form_has_a_button_that_prints_for_whoever_may_read_the_record(site: Site, ids: list[int]) -> None:
    books, other = site.of("account.user"), site.of("base.user")
    form = books.get(f"{HERE}/{ids[0]}").text
    assert f'href="{HERE}/{ids[0]}/print/invoice"' in form and 'id="print"' not in books.get(f"{HERE}/{ids[2]}").text
    answer = books.get(f"{HERE}/{ids[0]}/print/invoice")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/pdf"
    assert "INV-2026-00001.pdf" in answer.headers["content-disposition"]
    assert books.get(f"{HERE}/{ids[0]}/print/invoice").content == answer.content
    preview = books.get(f"{HERE}/{ids[0]}/print/invoice/preview")
    assert preview.status_code == 200 and "INV/2026/00001" in preview.text and "<script" not in preview.text
    assert books.get(f"{HERE}/{ids[2]}/print/invoice").status_code == 422
    for path in ("print/invoice", "print/invoice/preview"):
        assert other.get(f"{HERE}/{ids[0]}/{path}").status_code in (403, 404)
        assert books.get(f"{HERE}/999999/{path}").status_code == 404
    assert books.get(f"{HERE}/{ids[0]}/print/nothing").status_code == 404


@pytest.mark.req("XC-12")
def test_a_list_prints_what_is_selected_as_one_file(site: Site, ids: list[int]) -> None:
    books = site.of("account.user")
    token = books.fields("/account/invoices")["_token"]
    form = {"_token": token, "_query": "", "ids": [str(one) for one in ids[:2]]}
    answer = books.post("/account/invoices/print/invoice", data=form)
    assert answer.status_code == 303
    bound = books.get(answer.headers["location"])
    first, second = words(bound.content)
    assert "INV/2026/00001" in first and "INV/2026/00002" in second and first.endswith("1 / 1")
    assert site.of("base.user").get(answer.headers["location"]).status_code in (403, 404)

    refused = books.post("/account/invoices/print/invoice", data={**form, "ids": [str(one) for one in ids]})
    assert refused.status_code == 422 and "cannot be printed as it is now" in refused.text
    nothing = books.post("/account/invoices/print/invoice", data={**form, "ids": []})
    assert nothing.status_code == 422 and "Select records first." in nothing.text
    for wrong in ("", "?ids=", "?ids=1,x", "?ids=99999999999"):
        assert books.get(f"/account/invoices/print/invoice{wrong}").status_code == 400


@pytest.mark.req("AR-3")
def test_the_api_lists_and_gives_documents(site: Site, ids: list[int]) -> None:
    books, here = site.of("account.user"), f"/api/v1/account.invoice/{ids[0]}/printouts"
    assert books.get(here).json() == {"printouts": [{"key": "invoice", "label": "Invoice", "url": f"{here}/invoice"}]}
    assert books.get(f"/api/v1/account.invoice/{ids[2]}/printouts").json() == {"printouts": []}
    answer = books.get(f"{here}/invoice")
    assert answer.headers["content-type"] == "application/pdf" and "INV/2026/00001" in words(answer.content)[0]
    described = books.get("/api/v1/openapi.json").json()["paths"]
    assert {"/api/v1/account.invoice/{id}/printouts", "/api/v1/account.invoice/{id}/printouts/invoice"} <= set(
        described
    )
    assert site.of("base.user").get(here).status_code in (403, 404)
    assert books.get(f"{here}/nothing").status_code == 404


def test_without_the_extra_it_is_said_what_to_install(
    site: Site, ids: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none.py").write_text("raise SystemExit(3)")
    monkeypatch.setattr(setting, "TYPESETTER", tmp_path / "none.py")
    books = site.of("account.user")
    answer = books.get(f"{HERE}/{ids[0]}/print/invoice")
    assert answer.status_code == 501 and "pip install makegood[pdf]" in answer.text
    told = books.get(f"/api/v1/account.invoice/{ids[0]}/printouts/invoice")
    assert told.status_code == 501 and told.json()["type"].endswith("#not-installed")
    assert books.get(f"{HERE}/{ids[0]}/print/invoice/preview").status_code == 200
