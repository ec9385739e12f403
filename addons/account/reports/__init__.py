"""What people look for first in the books: who owes what, what was earned, and which taxes are due."""

from __future__ import annotations

from addons.account.reports.aged import aged_payables, aged_receivables
from addons.account.reports.ledger import ledger
from addons.account.reports.profit import profit
from addons.account.reports.taxes import tax_report

__all__ = ["aged_payables", "aged_receivables", "ledger", "profit", "tax_report"]
