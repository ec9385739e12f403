"""64 programs at one invoice, or one journal, at once, over HTTP on several worker processes.

Winners are exactly as predicted, the others are told why, nobody sees a server error, and no number is missing. The
long form does it over and over: `make soak`.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from addons.account.invariants import broken
from addons.account.models import Invoice
from addons.account.models.crediting import new_credit_note
from addons.base.identities import make_user
from core import Env
from core.lifecycle.kernel import Kernel
from core.web.api.keys import make_key
from tests.addons.account.books import a_customer, an_invoice, posted
from tests.kernels import ADDONS, Acting, Kernels
from tests.servers import Server

AT_ONCE = 64
WORKERS = 3
CLERK = "clerk@example.com"
DAY = date(2026, 11, 9)
EXTRA = Path(__file__).parent / "addons"
ROOT = "/api/v1/account.invoice"


@dataclass
class Office:
    """A server with books, and programs that may post."""

    books: Acting
    server: Server
    key: str

    def at_once(self, calls: list[tuple[str, dict[str, Any]]]) -> list[httpx.Response]:
        """Sends every call from a thread and connection of its own, all beginning together."""
        gate = threading.Barrier(len(calls))

        def one(call: tuple[str, dict[str, Any]]) -> httpx.Response:
            with httpx.Client(base_url=self.server.address, timeout=120) as client:
                client.headers["authorization"] = f"Bearer {self.key}"
                gate.wait(timeout=60)
                return client.post(call[0], json=call[1])

        with ThreadPoolExecutor(len(calls)) as pool:
            answers = list(pool.map(one, calls))
        assert not [one for one in answers if one.status_code >= 500], self.server.log()[-6000:]
        return answers

    def post(self, ids: list[int]) -> list[httpx.Response]:
        """Presses "Post" on every document at once."""
        return self.at_once([(f"{ROOT}/{id_}/actions/post", {}) for id_ in ids])

    def numbers(self, ids: list[int]) -> list[str]:
        """The numbers of those documents that have one, in order."""

        def read(env: Env) -> list[str]:
            invoice = env[Invoice]
            found = sa.select(invoice.number).where(invoice.id.in_(ids), invoice.number.is_not(None))
            return sorted(str(one) for one in env.session.scalars(found))

        return self.books.run(read)

    def hold(self) -> None:
        """What must always hold of the books does."""
        with self.books.rolled_back() as env:
            assert not broken(env)


def outcomes(answers: list[httpx.Response]) -> Counter[tuple[int, str]]:
    """(status, what was said) -> how many were answered so."""
    return Counter((one.status_code, "" if one.is_success else one.json()["detail"]) for one in answers)


@pytest.fixture
def office(
    kernel_templates: Kernels, fresh_kernel: Callable[..., Kernel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """On each engine."""
    kernel = fresh_kernel("auditor", folders=(ADDONS, EXTRA))
    config = tmp_path / "addons.toml"
    config.write_text(f"folders = {json.dumps([str(ADDONS), str(EXTRA)])}\n")
    monkeypatch.setenv("MAKEGOOD_CONFIG", str(config))
    monkeypatch.setenv("MAKEGOOD_API_RATE", "1000000")
    books = Acting(kernel)

    def hire(env: Env) -> str:
        clerk = make_user(env, CLERK, "a good long password", name="clerk", roles=("account.user",))
        env.session.flush()
        return make_key(env, clerk.id, "Contested")

    url = kernel.database.url.render_as_string(hide_password=False)
    with Server(url, tmp_path, workers=WORKERS) as server:
        yield Office(books, server, books.run(hire))


def refund(office: Office) -> None:
    """Of 64 credit notes over 4 of 10 two fit."""

    def prepare(env: Env) -> tuple[str, list[int]]:
        invoice = posted(env, ("10", "10.00"))
        notes = [new_credit_note(invoice, on=DAY) for _ in range(AT_ONCE)]
        for note in notes:
            note.lines[0].quantity = Decimal(4)
        env.session.flush()
        return str(invoice.number), [note.id for note in notes]

    number, notes = office.books.run(prepare)
    assert outcomes(office.post(notes)) == {
        (200, ""): 2, (422, f"{number} can still be credited for 20.00 EUR at most."): AT_ONCE - 2
    }  # fmt: skip
    office.hold()


def reverse(office: Office) -> None:
    """64 press "Reverse and Create Invoice" in pop-ups on one invoice: one credit note, one new invoice."""
    id_, number = office.books.run(lambda env: (one := posted(env, ("1", "10.00"))) and (one.id, one.number))
    address = f"{ROOT}/{id_}/wizards/account.CreditInvoice/press/reverse_and_invoice_again"
    answers = office.at_once([(address, {"reason": f"Refund {n}", "on": str(DAY)}) for n in range(AT_ONCE)])
    assert outcomes(answers) == {
        (200, ""): 1, (422, f"{number} can still be credited for 0.00 EUR at most."): AT_ONCE - 1
    }  # fmt: skip

    def made(env: Env) -> tuple[int, int]:
        invoice = env[Invoice]
        count = sa.select(sa.func.count()).select_from(invoice)
        notes, copies = count.where(invoice.reversed_id == id_), count.where(invoice.id > id_)
        return env.session.scalar(notes) or 0, env.session.scalar(copies) or 0

    assert office.books.run(made) == (1, 2)  # the credit note, and the new draft
    office.hold()


def post(office: Office) -> None:
    """64 documents of one journal, a fifth of them refused after the number was taken: what is left has no gap."""

    def prepare(env: Env) -> list[int]:
        customer = a_customer(env)
        wrong = [{"reference": "wrong"} if n % 5 == 0 else {} for n in range(AT_ONCE)]
        return [an_invoice(env, ("1", "10.00"), customer=customer, **given).id for given in wrong]

    before = office.books.run(lambda env: env.last_without_gap(f"account.{_company(env)}.INV/2026"))
    drafts = office.books.run(prepare)
    refused = len(range(0, AT_ONCE, 5))
    assert outcomes(office.post(drafts)) == {
        (200, ""): AT_ONCE - refused, (422, "The auditor refuses this document."): refused
    }  # fmt: skip
    expected = [f"INV/2026/{before + n:05d}" for n in range(1, AT_ONCE - refused + 1)]
    assert office.numbers(drafts) == expected
    office.hold()


def _company(env: Env) -> int:
    return env.session.scalars(sa.select(env[Invoice].company_id).limit(1)).first() or 1


@pytest.mark.req("RF-18", "AM-4", "AM-9", "RF-13", "XC-1")
def test_winners_are_as_predicted_and_no_number_is_missing(office: Office) -> None:
    refund(office)
    reverse(office)
    post(office)


@pytest.mark.soak
@pytest.mark.req("RF-18", "AM-4", "AM-9")
def test_over_and_over(office: Office) -> None:
    for _ in range(50):
        refund(office)
        reverse(office)
        post(office)
