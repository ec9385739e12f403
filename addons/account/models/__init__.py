"""What invoicing keeps: accounts, journals, taxes, documents, payments and entries."""

from addons.account.models.accounts import Account
from addons.account.models.companies import CompanyAccounting
from addons.account.models.entries import Entry, EntryLine
from addons.account.models.invoices import Invoice
from addons.account.models.journals import Journal
from addons.account.models.lines import InvoiceLine, InvoiceTax
from addons.account.models.matches import Match
from addons.account.models.payments import Payment
from addons.account.models.products import ProductTaxes
from addons.account.models.taxes import Tax

__all__ = [
    "Account", "CompanyAccounting", "Entry", "EntryLine", "Invoice", "InvoiceLine", "InvoiceTax", "Journal", "Match",
    "Payment", "ProductTaxes", "Tax",
]  # fmt: skip
