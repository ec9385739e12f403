"""Invoices and credit notes as PDFs: what stands on them, in whose language, and that they stay as they were sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import segno
import sqlalchemy as sa
from pypdf import PdfReader
from sqlalchemy.exc import DBAPIError

from addons.account.models import Invoice, Journal
from addons.account.models.crediting import new_credit_note
from addons.account.models.journals import is_iban
from addons.account.models.paying import pay
from addons.account.paying_codes import payment_code
from addons.base.models import Attachment, Contact
from core import Env, QrCode, Refused, print_record
from core.ui.paper import setting
from core.web.uploads import FileStore
from tests.addons.account.books import a_customer, a_tax, an_invoice, company_of, journal, posted
from tests.kernels import Acting

IBAN = "DE89370400440532013000"


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


def of(env: Env, id_: int) -> Invoice:
    return env.session.get_one(env[Invoice], id_)


def printed(books: Acting, id_: int, files: FileStore, who: Any = ("account.user",)) -> bytes:
    return books.run(lambda env: print_record(env, of(env, id_), "invoice", files), who).content


def pages_of(document: bytes) -> list[str]:
    """The text of each page, spaces and line breaks made one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(document)).pages]


def seller(env: Env) -> None:
    """A company with an address and an account at a bank."""
    company_of(env).contact = env.new(
        Contact, name="Fahrwind Bikes", is_company=True, street="Speichenweg 12", zip="10999", city="Berlin",
        tax_number="DE999999999",
    )  # fmt: skip
    journal(env, "BNK").iban = "de89 3704 0044 0532 0130 00"
    env.session.flush()


def sold(books: Acting, make: Callable[[Env], Invoice]) -> int:
    def work(env: Env) -> int:
        seller(env)
        made = make(env)
        env.session.flush()
        return made.id

    return books.run(work)


@pytest.mark.req("AM-2", "AM-7", "XC-5")
def test_an_invoice_says_who_pays_what_and_until_when(books: Acting, files: FileStore) -> None:
    def make(env: Env) -> Invoice:
        firm = env.new(Contact, name="Veloria GmbH", is_company=True, street="Sandtorkai 7", city="Hamburg")
        env.session.flush()
        customer = env.new(Contact, name="Amelie Brandt", parent=firm, locale="de")
        env.session.flush()
        made = posted(
            env, ("2", "1234.50", [a_tax(env, "19")]), ("1", "10.00", [a_tax(env, "7")]), customer=customer,
            reference="PO 4711",
        )  # fmt: skip
        pay(made, Decimal("100"), journal=journal(env, "BNK"), on=date(2026, 11, 3))
        return made

    [page] = pages_of(printed(books, sold(books, make), files))
    for said in (
        "Fahrwind Bikes", "Speichenweg 12", "Veloria GmbH Amelie Brandt Sandtorkai 7", "Rechnung INV/2026/00001",
        "02.11.2026", "16.11.2026", "PO 4711", "2.469,00", "2.479,00 €", "VAT 19 % auf 2.469,00 469,11 €",
        "VAT 7 % auf 10,00 0,70 €", "2.948,81 €", "-100,00 €", "Offener Betrag 2.848,81 €", "DE89 3704 0044 0532 0130 00",
        "Steuernummer DE999999999", "1 / 1",
    ):  # fmt: skip
        assert said in page, f"{said!r} is not in {page!r}"


@pytest.mark.req("RF-8", "AM-6", "XC-5")
def test_a_credit_note_says_why_and_of_what_it_is(books: Acting, files: FileStore) -> None:
    def make(env: Env) -> Invoice:
        invoice = posted(env, ("2", "50.00", [a_tax(env, "19")]))
        note = new_credit_note(invoice, on=date(2026, 11, 9), reason="Ticket #17: <worn> out & late")
        note.post()
        return note

    [page] = pages_of(printed(books, sold(books, make), files))
    for said in (
        "Credit Note RINV/2026/00001", "Reason: Ticket #17: <worn> out & late", "Credits invoice", "INV/2026/00001",
        "Nov 2, 2026", "Total credited €119.00",
    ):  # fmt: skip
        assert said in page, f"{said!r} is not in {page!r}"
    assert "IBAN" not in page and "Please pay" not in page


@pytest.mark.req("AM-2")
def test_a_long_invoice_repeats_its_heads_and_numbers_its_pages(books: Acting, files: FileStore) -> None:
    def make(env: Env) -> Invoice:
        long = "a product whose name goes on and on, until it fills a second line of the table"
        draft = an_invoice(env, *([("1", "19.90")] * 60))
        for number, line in enumerate(draft.lines):
            line.label = f"{long} {number}" if number % 3 else f"{'Schifffahrtsgesellschaft' * 4} {number}"
        return draft

    pages = pages_of(printed(books, sold(books, make), files))
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"{number} / {len(pages)}")
        assert "19.90" not in page or "Description Quantity Unit price" in page
    assert "Total without taxes €1,194.00" in pages[-1] and "Total €1,194.00" in pages[-1]
    assert "This is a draft" in pages[0]


@pytest.mark.req("AM-3")
def test_a_posted_document_stays_as_it_was_printed_first(books: Acting, files: FileStore) -> None:
    id_ = sold(books, lambda env: posted(env, ("1", "50.00")))
    first = printed(books, id_, files)

    def rename(env: Env) -> None:
        company_of(env).contact.name = "Another Name"  # type: ignore[union-attr]
        of(env, id_).customer.name = "Somebody Else"  # type: ignore[union-attr]

    def kept(env: Env) -> list[tuple[str, str | None]]:
        file = env[Attachment]
        return [(one.hash, one.edition) for one in env.session.scalars(sa.select(file).order_by(file.id))]

    books.run(rename)
    assert printed(books, id_, files) == first
    [(digest, edition)] = books.run(kept)
    assert files.path(digest).read_bytes() == first and edition is not None

    books.run(lambda env: of(env, id_).reset_to_draft())
    books.run(lambda env: of(env, id_).post())
    second = printed(books, id_, files)
    assert "Somebody Else" in pages_of(second)[0] and "INV/2026/00001" in pages_of(second)[0]
    assert [one[0] for one in books.run(kept)][0] == digest, "what was sent before is still there"


@pytest.mark.req("AM-3")
def test_nobody_changes_or_deletes_what_is_kept(books: Acting, files: FileStore) -> None:
    id_ = sold(books, lambda env: posted(env, ("1", "50.00")))
    printed(books, id_, files)

    def file_of(env: Env) -> Attachment:
        return env.session.scalars(sa.select(env[Attachment])).one()

    with pytest.raises(Refused, match="cannot be changed"):
        books.run(lambda env: setattr(file_of(env), "hash", "ab" * 32))
    with pytest.raises(Refused, match="cannot be deleted"):
        books.run(lambda env: list(file_of(env).linked_documents()) and None)
    with pytest.raises(DBAPIError, match="cannot change"):
        books.run(lambda env: env.session.execute(sa.text("UPDATE base_attachment SET hash = 'x'")) and None)
    files.path(books.run(lambda env: file_of(env).hash)).write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(RuntimeError, match="its hash is another"):
        printed(books, id_, files)


@pytest.mark.req("AM-2")
def test_drafts_are_printed_anew_and_bills_not_at_all(
    books: Acting, files: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = sold(books, lambda env: an_invoice(env, ("1", "50.00")))
    seen: list[str] = []
    monkeypatch.setattr(
        "core.web.printing.set_sheets", lambda sheets, _: [seen.append(one.html) or b"" for one in sheets]
    )  # type: ignore[func-returns-value]
    printed(books, draft, files)
    books.run(lambda env: setattr(of(env, draft).lines[0], "price", Decimal("60.00")))
    printed(books, draft, files)
    assert "50.00" in seen[0] and "60.00" in seen[1] and "Draft Invoice" in seen[1]
    assert books.run(lambda env: env.session.scalar(sa.select(sa.func.count()).select_from(env[Attachment]))) == 0
    bill = books.run(lambda env: an_invoice(env, ("1", "5.00"), type="bill", journal=journal(env, "BILL")).id)
    with pytest.raises(Refused, match="cannot be printed"):
        printed(books, bill, files)


def test_as_many_statements_for_sixty_lines_as_for_two(books: Acting, files: FileStore) -> None:
    from core.ui.paper.sheets import sheet_of
    from core.ui.registered import Pages

    def ask(count: int) -> int:
        id_ = books.run(lambda env: an_invoice(env, *([("1", "1.00", [a_tax(env, "19")])] * count)).id)
        seen: list[str] = []
        engine = books.kernel.database.engine
        note = lambda *given: seen.append(given[2])  # noqa: E731
        sa.event.listen(engine, "before_cursor_execute", note)
        printout = books.kernel.registry.facet(Pages).printouts_of("account.invoice")["invoice"]
        books.run(lambda env: sheet_of(env, printout, of(env, id_), lambda *_: None) and None, ("account.user",))
        sa.event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    assert ask(60) == ask(2)


def test_the_code_is_a_sepa_transfer_as_the_standard_has_it() -> None:
    payload = f"BCD\n002\n1\nSCT\nCOBADEFFXXX\nFahrwind Räder\n{IBAN}\nEUR1234.5\n\n\nINV/2026/00001\n"
    expected = segno.make(payload.strip("\n"), error="m", boost_error=False, micro=False, encoding="utf-8")
    code = payment_code(
        name="Fahrwind Räder", iban=IBAN, bic="COBADEFFXXX", amount=Decimal("1234.50"), text="INV/2026/00001"
    )
    assert code == QrCode.drawn(expected.matrix) and code.size == len(expected.matrix)
    assert payment_code(name="x", iban=IBAN, bic="", amount=Decimal("0.00"), text="y") is None
    assert payment_code(name="x", iban=IBAN, bic="", amount=Decimal("1000000000"), text="y") is None


def test_an_account_number_is_checked_and_kept_without_spaces(books: Acting) -> None:
    def give(number: str) -> str | None:
        def work(env: Env) -> str | None:
            bank = env.session.scalars(sa.select(env[Journal]).where(env[Journal].code == "BNK")).one()
            bank.iban = number
            env.session.flush()
            return bank.iban

        return books.run(work)

    assert give(" de89 3704 0044 0532 0130 00 ") == IBAN
    with pytest.raises(Refused, match="not an IBAN"):
        give("DE88 3704 0044 0532 0130 00")
    assert is_iban("GB82WEST12345698765432") and not is_iban("GB82WEST12345698765433") and not is_iban("DE89")


def test_where_pdfs_cannot_be_made_it_is_said(
    books: Acting, files: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none.py").write_text("raise SystemExit(3)")
    monkeypatch.setattr(setting, "TYPESETTER", tmp_path / "none.py")
    id_ = books.run(lambda env: an_invoice(env, ("1", "1.00"), customer=a_customer(env)).id)
    with pytest.raises(setting.CannotSet, match="pip install"):
        printed(books, id_, files)
