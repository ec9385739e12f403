"""What must always hold of the books (invariants M1 to M7), as queries: each gives the rows that break it."""

from __future__ import annotations

import sqlalchemy as sa

from core import Env

QUERIES = {
    "M1 every entry balances": """
        SELECT e.id FROM account_entry e LEFT JOIN account_entry_line l ON l.entry_id = e.id
        GROUP BY e.id, e.debit HAVING SUM(l.debit) <> SUM(l.credit) OR SUM(l.debit) <> e.debit""",
    "M2 totals are the sums of lines and taxes": """
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND (
        i.untaxed <> (SELECT COALESCE(SUM(subtotal), 0) FROM account_invoice_line WHERE invoice_id = i.id)
        OR i.tax <> (SELECT COALESCE(SUM(amount), 0) FROM account_invoice_tax WHERE invoice_id = i.id)
        OR i.total <> i.untaxed + i.tax)""",
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
        SELECT i.id FROM account_invoice i WHERE i.state = 'posted' AND i.total - i.residual <> (
        SELECT COALESCE(SUM(m.amount), 0) FROM account_match m WHERE m.invoice_id = i.id OR m.credit_id = i.id)""",
    "M5 what is left of payments": """
        SELECT p.id FROM account_payment p WHERE p.amount - p.residual <> (
        SELECT COALESCE(SUM(m.amount), 0) FROM account_match m WHERE m.payment_id = p.id)""",
    "M7 numbers are 1 to n": """
        SELECT s.name FROM core_sequence s WHERE s.name LIKE 'account.%' AND s.last <> (
        SELECT COUNT(*) FROM (SELECT company_id, number FROM account_invoice WHERE number IS NOT NULL
        UNION ALL SELECT company_id, number FROM account_payment WHERE number IS NOT NULL) n
        WHERE s.name || '/' = 'account.' || n.company_id || '.' || SUBSTR(n.number, 1, LENGTH(n.number) - 5))""",
    "the books say what is owed": """
        SELECT x.company_id FROM (
        SELECT l.company_id, SUM(l.debit) - SUM(l.credit) AS booked FROM account_entry_line l
        JOIN account_account a ON a.id = l.account_id AND a.type = 'receivable' GROUP BY l.company_id) x
        WHERE x.booked <> (
        SELECT COALESCE(SUM(CASE i.type WHEN 'invoice' THEN i.residual ELSE -i.residual END), 0)
        FROM account_invoice i WHERE i.state = 'posted' AND i.company_id = x.company_id
        AND i.type IN ('invoice', 'credit_note')) - (
        SELECT COALESCE(SUM(CASE p.direction WHEN 'in' THEN p.residual ELSE -p.residual END), 0)
        FROM account_payment p WHERE p.company_id = x.company_id)""",
}


def broken(env: Env) -> dict[str, list[object]]:
    """The invariants that do not hold, each with the ids that break it."""
    env.session.flush()
    found = {}
    for name, query in QUERIES.items():
        if rows := env.transaction.connection.execute(sa.text(query)).scalars().all():
            found[name] = list(rows)
    return found
