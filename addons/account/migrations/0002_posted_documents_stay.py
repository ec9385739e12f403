"""account: posted documents and their entries stay as they are.

The models refuse to change them (SPEC AM-3, AM-11); these triggers refuse it to everything else that reaches the
database. The running totals of a posted document go on counting: what is due, and what was credited.
"""

from __future__ import annotations

from alembic import op

from core import differs, keep_rows, release_rows

revision = "account_0002"
down_revision = "account_0001"

CHANGE = "a posted document cannot change"
DELETE = "a posted document cannot be deleted"
INVOICE = (
    "type", "customer_id", "date", "due_date", "journal_id", "company_id", "currency_id", "reversed_id", "untaxed",
    "tax", "total",
)  # fmt: skip
LINE = (
    "invoice_id", "product_id", "label", "quantity", "unit_id", "price", "discount", "subtotal", "account_id",
    "credits_id",
)  # fmt: skip
TAX = ("invoice_id", "tax_id", "base", "amount")
PAYMENT = ("direction", "contact_id", "date", "amount", "journal_id", "company_id", "currency_id")
FINAL = ("account_entry", "account_entry_line")
PARTS = {"account_invoice_line": LINE, "account_invoice_tax": TAX}


def upgrade() -> None:
    facts, renumbered = differs(op, INVOICE), "OLD.number IS NOT NULL AND " + differs(op, ["number"])
    leaves = "NEW.state NOT IN ('posted', 'draft')"
    keep_rows(op, "account_invoice", "UPDATE", f"OLD.state = 'posted' AND ({facts} OR {leaves})", CHANGE)
    keep_rows(op, "account_invoice", "UPDATE", renumbered, CHANGE, name="number")
    keep_rows(op, "account_invoice", "DELETE", "OLD.number IS NOT NULL", DELETE)
    for table, columns in PARTS.items():
        keep_rows(op, table, "UPDATE", f"{_posted('OLD')} AND {differs(op, columns)}", CHANGE)
        keep_rows(op, table, "INSERT", _posted("NEW"), CHANGE)
        keep_rows(op, table, "DELETE", _posted("OLD"), DELETE)
    for table in FINAL:
        keep_rows(op, table, "UPDATE", "1 = 1", "an entry cannot change")
        keep_rows(op, table, "DELETE", "1 = 1", "an entry cannot be deleted")
    keep_rows(op, "account_payment", "UPDATE", differs(op, PAYMENT), "a payment cannot change")
    keep_rows(op, "account_payment", "DELETE", "1 = 1", "a payment cannot be deleted")


def _posted(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM account_invoice WHERE id = {row}.invoice_id AND state = 'posted')"


def downgrade() -> None:
    release_rows(op, "account_invoice", "UPDATE", name="number")
    kept = [("account_invoice", event) for event in ("UPDATE", "DELETE")]
    kept += [(table, event) for table in PARTS for event in ("UPDATE", "INSERT", "DELETE")]
    kept += [(table, event) for table in (*FINAL, "account_payment") for event in ("UPDATE", "DELETE")]
    for table, event in kept:
        release_rows(op, table, event)
