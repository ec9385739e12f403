"""`makegood doctor` finds in the books what nothing but a hand in the database can have done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.account.invariants import findings
from addons.account.models.paying import pay
from core import Env
from core.lifecycle.doctor import examine
from tests.addons.account.books import a_tax, journal, posted
from tests.kernels import Acting

TABLES = ("account_invoice", "account_invoice_line", "account_invoice_tax", "account_entry", "account_entry_line")


@contextmanager
def without_triggers(env: Env) -> Iterator[None]:
    """As somebody with the database's own tools works."""
    connection = env.transaction.connection
    if connection.dialect.name == "postgresql":
        for table in TABLES:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        return
    kept = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'account_%'"
    for (name,) in connection.exec_driver_sql(kept).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield


def test_sound_books_have_no_findings(books: Acting) -> None:
    def work(env: Env) -> None:
        pay(posted(env, ("2", "10.00", [a_tax(env, "19")])), Decimal(5), journal=journal(env, "BNK"), on=env.today())

    books.run(work)
    assert [one for one in examine(books.kernel) if one.check == "books"] == []


@pytest.mark.req("AM-3")
@pytest.mark.parametrize(
    ("statement", "invariants"),
    [
        ("UPDATE account_invoice_line SET label = 'Another thing'", {"M6"}),
        ("UPDATE account_invoice SET number = 'INV/2026/00003'", {"M6", "M7"}),
        ("UPDATE account_invoice SET total = total + 1, residual = residual + 1", {"M2", "M6", "M8", "the"}),
        ("UPDATE account_invoice SET residual = residual - 1", {"M5", "the"}),
        ("UPDATE account_invoice SET payment = 'paid'", {"M5"}),
        ("UPDATE account_invoice SET credited = 1", {"M4"}),
        ("DELETE FROM account_invoice_tax", {"M2", "M6"}),
        ("UPDATE account_entry_line SET debit = debit + 1 WHERE debit > 0", {"M1", "M8", "the"}),
        ("UPDATE core_sequence SET last = 9 WHERE name LIKE 'account.%'", {"M7"}),
    ],
)
def test_what_was_changed_by_hand_is_found(books: Acting, statement: str, invariants: set[str]) -> None:
    with books.rolled_back() as env:
        posted(env, ("2", "10.00", [a_tax(env, "19")]))
        assert list(findings(env)) == []
        with without_triggers(env):
            env.transaction.connection.execute(sa.text(statement))
        told = list(findings(env))
        assert {one.text.split()[0] for one in told} == invariants
        assert {(one.check, one.addon, one.wrong) for one in told} == {("books", "account", True)}
