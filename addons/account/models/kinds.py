"""What kinds of documents there are, and where they can stand."""

from __future__ import annotations

TYPES = {
    "invoice": "Customer Invoice", "credit_note": "Customer Credit Note", "bill": "Vendor Bill",
    "vendor_credit_note": "Vendor Credit Note",
}  # fmt: skip
STATES = {"draft": "Draft", "posted": "Posted", "cancelled": "Cancelled"}
IN_WORDS = {"draft": "draft", "posted": "posted", "cancelled": "cancelled"}
"""The same in the middle of a sentence: "INV/2026/00001 is draft."."""
TONES = {"draft": "idle", "posted": "good", "cancelled": "idle"}
PAYMENT = {"not_paid": "Not Paid", "partly_paid": "Partly Paid", "paid": "Paid", "reversed": "Reversed"}
PAYMENT_TONES = {"not_paid": "warn", "partly_paid": "busy", "paid": "good", "reversed": "idle"}
REVERSES = {"invoice": "credit_note", "bill": "vendor_credit_note"}
"""Type of a document -> type of what credits it."""
CREDIT_NOTES = frozenset(REVERSES.values())
BOUGHT = frozenset({"bill", "vendor_credit_note"})
"""What is owed to vendors, or by them."""
