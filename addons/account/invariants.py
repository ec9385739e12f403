"""What must always hold of the books, as queries: each gives the ids of the rows that break it.

Run by `makegood doctor`, and by the tests after every step. Numbers in the order of posting are 1 to n; their dates may
go back, because somebody enters what was forgotten: what may not be touched any more is closed by the company's date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from addons.account.models import Invoice, InvoiceLine, InvoiceTax
from addons.account.models.seals import HEAD, LINE, TAX, seal_of
from core import Env, Finding

SHOWN = 10
"""How many ids of what is broken are told."""
CHUNK = 1_000
"""How many documents are read at a time."""
QUERIES = {
    "M1 every entry balances": """
        SELECT e.id FROM account_entry e LEFT JOIN account_entry_line l ON l.entry_id = e.id
        GROUP BY e.id, e.debit, e.credit
        HAVING COALESCE(SUM(l.debit), 0) <> COALESCE(SUM(l.credit), 0) OR COALESCE(SUM(l.debit), 0) <> e.debit
        OR e.debit <> e.credit""",
    "M2 totals are the sums of lines and taxes": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND (
        i.untaxed <> (SELECT COALESCE(SUM(subtotal), 0) FROM account_invoice_line WHERE invoice_id = i.id)
        OR i.tax <> (SELECT COALESCE(SUM(amount), 0) FROM account_invoice_tax WHERE invoice_id = i.id)
        OR i.total <> i.untaxed + i.tax)""",
    "M3 no invoice is credited beyond its total": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND i.total < (
        SELECT COALESCE(SUM(c.total), 0) FROM account_invoice c WHERE c.reversed_id = i.id AND c.state = 'posted')""",
    "M3 no line is credited beyond what was invoiced": """
        SELECT o.id FROM account_invoice_line o JOIN account_invoice_line c ON c.credits_id = o.id
        JOIN account_invoice i ON i.id = c.invoice_id AND i.state = 'posted'
        GROUP BY o.id, o.quantity, o.credited_quantity, o.subtotal, o.credited
        HAVING SUM(c.quantity) > o.quantity OR SUM(c.quantity) <> o.credited_quantity
        OR SUM(c.subtotal) <> o.credited OR ABS(SUM(c.subtotal)) > ABS(o.subtotal)""",
    "M4 credited is the sum of posted credit notes": """
        SELECT i.id FROM account_invoice i WHERE i.credited <> (
        SELECT COALESCE(SUM(c.total), 0) FROM account_invoice c WHERE c.reversed_id = i.id AND c.state = 'posted')""",
    "M5 what is due is what nothing settles": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND (i.residual < 0 OR i.total - i.residual <>
        (SELECT COALESCE(SUM(m.amount), 0) FROM account_match m WHERE m.invoice_id = i.id)
        + (SELECT COALESCE(SUM(m.amount), 0) FROM account_match m WHERE m.credit_id = i.id))""",
    "M5 what is left of payments": """
        SELECT p.id FROM account_payment p WHERE p.residual < 0 OR p.amount - p.residual <> (
        SELECT COALESCE(SUM(m.amount), 0) FROM account_match m WHERE m.payment_id = p.id)""",
    "M5 the payment status says what is due": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND i.payment <> CASE
        WHEN i.total > 0 AND i.credited = i.total THEN 'reversed' WHEN i.residual = 0 THEN 'paid'
        WHEN i.residual < i.total THEN 'partly_paid' ELSE 'not_paid' END""",
    "M7 numbers are 1 to n": """
        SELECT s.name FROM core_sequence s LEFT JOIN (
        SELECT 'account.' || d.company_id || '.' || RTRIM(d.number, '0123456789') AS series,
        CAST(SUBSTR(d.number, LENGTH(RTRIM(d.number, '0123456789')) + 1) AS INTEGER) AS n
        FROM (SELECT company_id, number FROM account_invoice WHERE number IS NOT NULL
        UNION ALL SELECT company_id, number FROM account_payment WHERE number IS NOT NULL) d
        ) x ON x.series = s.name || '/'
        WHERE s.name LIKE 'account.%' GROUP BY s.name, s.last
        HAVING COUNT(x.n) <> s.last OR COUNT(DISTINCT x.n) <> s.last OR COALESCE(MAX(x.n), 0) <> s.last""",
    "M8 the books hold of a document what it says, and nothing of one that was taken back": """
        SELECT i.id FROM account_invoice i JOIN account_entry e ON e.invoice_id = i.id
        JOIN account_entry_line l ON l.entry_id = e.id
        JOIN account_account a ON a.id = l.account_id AND a.type IN ('receivable', 'payable')
        GROUP BY i.id, i.type, i.state, i.total HAVING SUM(l.debit) - SUM(l.credit) <> CASE
        WHEN i.state <> 'posted' THEN 0 WHEN i.type IN ('invoice', 'vendor_credit_note') THEN i.total
        ELSE -i.total END""",
    "M8 every posted document is in the books": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND (i.number IS NULL OR i.total <> 0
        AND NOT EXISTS (SELECT 1 FROM account_entry e WHERE e.invoice_id = i.id))""",
    "M9 what is credited in full owes only what its credit notes have left, settle elsewhere or were paid out": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND i.credited = i.total AND i.residual >
        (SELECT COALESCE(SUM(c.residual), 0) FROM account_invoice c WHERE c.reversed_id = i.id AND c.state = 'posted')
        + (SELECT COALESCE(SUM(m.amount), 0) FROM account_match m JOIN account_invoice c ON c.id = m.credit_id
        WHERE c.reversed_id = i.id AND m.invoice_id <> i.id)
        + (SELECT COALESCE(SUM(m.amount), 0) FROM account_match m JOIN account_invoice c ON c.id = m.invoice_id
        WHERE c.reversed_id = i.id)""",
    "M10 entries are in the currency and company of their document": """
        SELECT e.id FROM account_entry e LEFT JOIN account_invoice i ON i.id = e.invoice_id
        LEFT JOIN account_payment p ON p.id = e.payment_id JOIN account_journal j ON j.id = e.journal_id
        WHERE e.currency_id <> COALESCE(i.currency_id, p.currency_id, e.currency_id)
        OR e.company_id <> COALESCE(i.company_id, p.company_id, e.company_id) OR j.company_id <> e.company_id""",
    "M10 amounts are booked on accounts of their company": """
        SELECT l.id FROM account_entry_line l JOIN account_entry e ON e.id = l.entry_id
        JOIN account_account a ON a.id = l.account_id
        WHERE l.company_id <> e.company_id OR a.company_id <> e.company_id""",
    "M10 what settles a document has its currency and company": """
        SELECT m.id FROM account_match m JOIN account_invoice i ON i.id = m.invoice_id
        LEFT JOIN account_invoice c ON c.id = m.credit_id LEFT JOIN account_payment p ON p.id = m.payment_id
        WHERE i.currency_id <> COALESCE(c.currency_id, p.currency_id)
        OR i.company_id <> COALESCE(c.company_id, p.company_id)""",
    "M10 a credit note has the currency and company of its invoice": """
        SELECT c.id FROM account_invoice c JOIN account_invoice i ON i.id = c.reversed_id
        WHERE c.currency_id <> i.currency_id OR c.company_id <> i.company_id""",
    "the books say what customers owe": """
        SELECT x.company_id FROM (
        SELECT l.company_id, SUM(l.debit) - SUM(l.credit) AS booked FROM account_entry_line l
        JOIN account_account a ON a.id = l.account_id AND a.type = 'receivable' GROUP BY l.company_id) x
        WHERE x.booked <> (
        SELECT COALESCE(SUM(CASE i.type WHEN 'invoice' THEN i.residual ELSE -i.residual END), 0)
        FROM account_invoice i WHERE i.state = 'posted' AND i.company_id = x.company_id
        AND i.type IN ('invoice', 'credit_note')) - (
        SELECT COALESCE(SUM(CASE p.direction WHEN 'in' THEN p.residual ELSE -p.residual END), 0)
        FROM account_payment p JOIN account_entry e ON e.payment_id = p.id WHERE p.company_id = x.company_id
        AND EXISTS (SELECT 1 FROM account_entry_line l JOIN account_account a ON a.id = l.account_id
        WHERE l.entry_id = e.id AND a.type = 'receivable'))""",
}


def broken(env: Env) -> dict[str, list[object]]:
    """The invariants that do not hold, each with the ids that break it. System work."""
    env.session.flush()
    found: dict[str, list[object]] = {}
    for name, query in QUERIES.items():
        # makegood: allow raw-sql because these are constants, and must not be built by the models that they check
        if rows := env.transaction.connection.execute(sa.text(query)).scalars().all():
            found[name] = list(rows)
    if changed := list(broken_seals(env)):
        found["M6 posted documents never change"] = list(changed)
    return found


def findings(env: Env) -> Iterator[Finding]:
    """What is wrong with the books, as `makegood doctor` tells it."""
    for name, ids in broken(env).items():
        more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
        yield Finding("books", f"{name}: not so for {', '.join(map(str, ids[:SHOWN]))}{more}", "account")


def broken_seals(env: Env) -> Iterator[int]:
    """The ids of posted documents that do not say any more what they said when they were posted. System work."""
    invoice, last = env[Invoice], 0
    columns = [invoice.id, invoice.seal, *(getattr(invoice, name) for name in HEAD)]
    found = sa.select(*columns).where(invoice.seal.is_not(None), invoice.state == "posted").order_by(invoice.id)
    while documents := env.session.execute(found.where(invoice.id > last).limit(CHUNK)).all():
        ids = [one.id for one in documents]
        lines, taxes = _parts(env, InvoiceLine, LINE, ids), _parts(env, InvoiceTax, TAX, ids)
        yield from (one.id for one in documents if seal_of(one, lines[one.id], taxes[one.id]) != one.seal)
        last = ids[-1]


def _parts(env: Env, layer: type[Any], names: tuple[str, ...], ids: list[int]) -> dict[int, list[Any]]:
    part = env[layer]
    found: dict[int, list[Any]] = defaultdict(list)
    columns = [part.invoice_id, *(getattr(part, name) for name in names)]
    for row in env.session.execute(sa.select(*columns).where(part.invoice_id.in_(ids))):
        found[row.invoice_id].append(row)
    return found
