"""Invoices of a year, as another program wrote them: imported, posted, and their taxes are the sum of their lines."""

from __future__ import annotations

import random
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from addons.account.models import Invoice, InvoiceTax
from core import Env
from core.exchange.columns import fields_of, guess, targets_of
from core.exchange.importing import Choices, Importer, Outcome
from core.exchange.tables import Table
from core.ui.registered import Pages
from tests.addons.account.books import a_tax
from tests.kernels import Acting

CENT = Decimal("0.01")
BOOKKEEPER = ("base.user", "account.manager")
TITLES = "External ID;Customer;Invoice Date;Line;Qty;Unit Price;Disc. %;Tax"
COLUMNS = {
    "Invoice Date": "date", "Line": "lines/label", "Qty": "lines/quantity", "Disc. %": "lines/discount",
    "Tax": "lines/taxes",
}  # fmt: skip
RATES = {"VAT 19 %": Decimal(19), "VAT 7 %": Decimal(7), "": Decimal(0)}
PEOPLE = ["Brandt & Söhne", "Ümit Aydın", 'Café "Zur Post"', "O'Neill; Partners"]


def german(number: Decimal) -> str:
    return f"{number:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")


def written(seed: int, invoices: int) -> tuple[str, dict[str, Decimal], dict[str, Decimal]]:
    """A file as a German program writes it, with the base and the tax of each rate over all invoices, by document."""
    chance, rows = random.Random(seed), [TITLES]
    bases, taxes = defaultdict[str, Decimal](Decimal), defaultdict[str, Decimal](Decimal)
    for number in range(invoices):
        mine: dict[str, Decimal] = defaultdict(Decimal)
        for line in range(chance.randrange(1, 5)):
            quantity, price = chance.randrange(1, 30), Decimal(chance.randrange(1, 250_000)) / 100
            discount, tax = Decimal(chance.choice((0, 0, "2.5", 10))), chance.choice(list(RATES))
            mine[tax] += (quantity * price * (100 - discount) / 100).quantize(CENT, ROUND_HALF_UP)
            day = f"{chance.randrange(1, 29):02}.{chance.randrange(1, 12):02}.2026"
            name = chance.choice(PEOPLE).replace('"', '""')
            own = [f"re-{number}", f'"{name}"', day] if line == 0 else ["", "", ""]
            rows.append(";".join([*own, f"Pos. {line + 1}", str(quantity), german(price), german(discount), tax]))
        for tax, base in mine.items():
            bases[tax] += base
            taxes[tax] += (base * RATES[tax] / 100).quantize(CENT, ROUND_HALF_UP)
    return "\r\n".join(rows), bases, taxes


def furnish(env: Env) -> None:
    for tax in filter(None, RATES):
        a_tax(env, tax.split()[1])
    for name in PEOPLE:
        env.new(env.models.models["base.contact"], name=name)


def put(env: Env, path: Path) -> Outcome:
    form = env.registry.facet(Pages).form_of("account.invoice")
    assert form is not None
    table = Table(path)
    known = targets_of(env, form.model, fields_of(env, form))
    columns = guess(table.header, known, env.info(form.model), str, COLUMNS)
    return Importer(env, form, table, Choices(tuple(columns), key="_key")).run()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_taxes_of_imported_invoices_are_the_sums_of_their_lines(books: Acting, tmp_path: Path, seed: int) -> None:
    content, bases, taxes = written(seed, 25)
    path = tmp_path / "invoices.csv"
    path.write_bytes(content.encode("utf-8-sig"))
    books.run(furnish)
    done = books.run(lambda env: put(env, path), BOOKKEEPER)
    assert (done.problems, done.made) == ([], 25)

    def post(env: Env) -> None:
        for invoice in env.session.scalars(sa.select(env[Invoice]).order_by(env[Invoice].id)):
            invoice.post()

    books.run(post, BOOKKEEPER)

    def report(env: Env) -> dict[str, tuple[Decimal, Decimal]]:
        row = env[InvoiceTax]
        summed = {}
        for one in env.session.scalars(sa.select(row)):
            base, amount = summed.get(one.tax.name, (Decimal(0), Decimal(0)))
            summed[one.tax.name] = (base + one.base, amount + one.amount)
        return summed

    found = books.run(report)
    assert found == {tax: (bases[tax], taxes[tax]) for tax in RATES if tax}
    again = books.run(lambda env: put(env, path), BOOKKEEPER)
    assert (again.problems, again.same) == ([], 25), "posted documents are found again, and are as they should be"


def test_a_posted_invoice_is_not_changed_by_an_import(books: Acting, tmp_path: Path) -> None:
    content, _, _ = written(3, 1)
    path = tmp_path / "invoices.csv"
    path.write_text(content)
    books.run(furnish)
    books.run(lambda env: put(env, path), BOOKKEEPER)
    books.run(lambda env: env.session.scalars(sa.select(env[Invoice])).one().post(), BOOKKEEPER)
    path.write_text(content.replace("Pos. 1;", "Pos. 1 changed;", 1))
    done = books.run(lambda env: put(env, path), BOOKKEEPER)
    assert done.bad_rows > 0
    assert done.problems[0].text.endswith("cannot be changed here.")
