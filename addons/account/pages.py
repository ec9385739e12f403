"""Invoices, credit notes, payments and the books, and where other addons put something on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from addons.account.conditions import (
    can_be_credited,
    can_be_posted,
    can_be_settled,
    has_credits,
    has_settlements,
    is_cancelled,
    is_credit,
    is_due,
    is_measured,
    is_posted,
    is_settled,
    is_stored,
    line_is_settled,
    lines_are_open,
    may_be_reset,
    may_have_a_discount,
    was_never_posted,
)
from addons.account.models import (
    Account,
    CompanyAccounting,
    Entry,
    EntryLine,
    Invoice,
    InvoiceLine,
    InvoiceTax,
    Journal,
    Payment,
    ProductTaxes,
    Tax,
)
from addons.account.models.kinds import BOUGHT, PAYMENT, STATES
from addons.account.printouts import invoice_printout
from addons.account.reports import aged_payables, aged_receivables, ledger, profit, tax_report
from addons.account.wizards import ApplyCredit, CreditInvoice, RegisterPayment
from addons.base.pages import company_form
from addons.mail.pages import chatter
from addons.product.pages import product_form, product_list
from core import (
    Action,
    Actions,
    Column,
    Env,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Menu,
    Panel,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
    Totals,
)

# --- places for other addons ------------------------------------------------------------------------------------------

invoice_actions = Slot("invoice_actions", takes=Action)
invoice_smart_buttons = Slot("invoice_smart_buttons", takes=SmartButton)
invoice_panels = Slot("invoice_panels", takes=Panel)
invoice_details = Slot("invoice_details", takes=Show)

# --- choices ----------------------------------------------------------------------------------------------------------


def journals_for(invoice: Invoice) -> sa.Select[Journal]:
    """Journals of the company for this kind of document."""
    journal, kind = invoice.env[Journal], "purchase" if invoice.type in BOUGHT else "sale"
    found = sa.select(journal).where(journal.company_id == invoice.linked_id("company"), journal.active)
    return found.order_by(journal.type != kind, journal.sequence, journal.id)


def taxes_for(line: InvoiceLine) -> sa.Select[Tax]:
    """Taxes of the company on what is sold, or bought."""
    tax, invoice = line.env[Tax], line.invoice
    found = sa.select(tax).where(tax.active).order_by(tax.sequence, tax.name)
    if invoice is None:
        return found
    use = "purchase" if invoice.type in BOUGHT else "sale"
    return found.where(tax.company_id == invoice.linked_id("company"), tax.use == use)


def accounts_for(line: InvoiceLine) -> sa.Select[Account]:
    """Accounts of the company."""
    account, invoice = line.env[Account], line.invoice
    found = sa.select(account).where(account.active).order_by(account.code)
    return found if invoice is None else found.where(account.company_id == invoice.linked_id("company"))


def sales_taxes(product: ProductTaxes) -> sa.Select[Tax]:
    """Taxes on what is sold."""
    tax = product.env[Tax]
    return sa.select(tax).where(tax.active, tax.use == "sale").order_by(tax.sequence, tax.name)


def is_of_a_bank(journal: Journal) -> bool:
    """Whether there is an account at a bank behind it."""
    return journal.type == "bank"


def real_state(invoice: Invoice) -> State:
    """Where it really stands, for panels of linked documents: a draft has credited nothing yet."""
    what = invoice.currency.shown(invoice.total)
    if invoice.state == "posted":
        return State(PAYMENT[invoice.payment] if invoice.residual else "Posted", "good", what=what, closed=True)
    if invoice.state == "cancelled":
        return State(STATES["cancelled"], "idle", what=what, closed=True)
    return State("Draft, not posted", "busy", what=what, next_step="To be posted by invoicing")


def with_real_state(env: Env) -> Sequence[ORMOption]:
    """What `real_state` looks at, read together with the documents."""
    return (joinedload(env[Invoice].currency),)


# --- documents --------------------------------------------------------------------------------------------------------

post = Action("Post", on=Invoice, does="post", shown=can_be_posted, primary=True, icon="check", order=10)
register = Action(
    "Register Payment", on=Invoice, opens=RegisterPayment, shown=is_due, primary=True, icon="banknote", order=20
)
credit = Action("Credit Note", on=Invoice, opens=CreditInvoice, shown=can_be_credited, icon="undo-2", order=30)
apply_credit = Action("Apply Credit", on=Invoice, opens=ApplyCredit, shown=can_be_settled, icon="coins", order=40)
unreconcile = Action(
    "Take Payments Off", on=Invoice, does="unreconcile", shown=has_settlements, order=80,
    confirm="Take payments and credits off this document? They become outstanding again.",
)  # fmt: skip
reset = Action(
    "Reset to Draft", on=Invoice, does="reset_to_draft", shown=may_be_reset, icon="rotate-ccw", order=85,
    confirm="Open this document again? An entry that takes it back is written.",
)  # fmt: skip
cancel = Action("Cancel", on=Invoice, does="cancel", shown=was_never_posted, order=90, confirm="Cancel this draft?")
reopen = Action("Set to Draft", on=Invoice, does="reopen", shown=is_cancelled, icon="rotate-ccw", order=95)

invoice_lines = Lines(
    Invoice.lines,
    Show(InvoiceLine.product, read_only=line_is_settled),
    Show(InvoiceLine.label, read_only=line_is_settled),
    Show(InvoiceLine.quantity, read_only=line_is_settled),
    Show(InvoiceLine.unit, shown=is_measured),
    Show(InvoiceLine.price, read_only=line_is_settled),
    Show(InvoiceLine.discount, shown=may_have_a_discount, read_only=line_is_settled),
    Show(InvoiceLine.taxes, among=taxes_for, read_only=line_is_settled),
    InvoiceLine.subtotal,
    adding=lines_are_open,
    removing=lines_are_open,
)
invoice_form = Form(
    Invoice,
    "invoice",
    StatusBar(Invoice.state),
    Actions(post, register, credit, invoice_actions, apply_credit, unreconcile, reset, cancel, reopen),
    SmartButtons(invoice_smart_buttons),
    Group(
        "",
        Show(Invoice.type, read_only=is_stored),
        Show(Invoice.customer, read_only=is_settled),
        Invoice.reference,
        Show(Invoice.reason, shown=is_credit, read_only=is_settled),
        Show(Invoice.reversed, shown=is_credit),
        invoice_details,
    ),
    Group(
        "",
        Invoice.number,
        Show(Invoice.payment, shown=is_posted),
        Show(Invoice.date, read_only=is_settled),
        Show(Invoice.due_date, read_only=is_settled),
        Show(Invoice.journal, among=journals_for, read_only=is_settled),
        Show(Invoice.company, read_only=is_settled),
        Show(Invoice.currency, read_only=is_settled),
    ),
    invoice_panels,
    Tab(
        "Invoice Lines",
        invoice_lines,
        Totals(
            Invoice.untaxed,
            Invoice.tax,
            Invoice.total,
            Show(Invoice.credited, shown=has_credits),
            Show(Invoice.residual, shown=is_posted),
            sum=Invoice.total,
        ),
    ),
    Tab("Taxes", Lines(Invoice.taxes, InvoiceTax.tax, InvoiceTax.base, InvoiceTax.amount, read_only=True)),
    chatter,
    invoice_printout,
)
columns = (
    Invoice.number, Invoice.customer, Invoice.date, Invoice.due_date, Column(Invoice.reference, optional=True),
    Column(Invoice.untaxed, optional=True), Invoice.total, Invoice.residual, Invoice.payment, Invoice.state,
)  # fmt: skip


def is_overdue(invoice: Any, env: Any) -> Any:
    """Due before today and not paid."""
    return sa.and_(invoice.state == "posted", invoice.residual > 0, invoice.due_date < env.today())


filters = (
    Filter("Drafts", on=Invoice, keeps=lambda i, env: i.state == "draft"),
    Filter("Posted", on=Invoice, keeps=lambda i, env: i.state == "posted"),
    Filter("To pay", on=Invoice, keeps=lambda i, env: sa.and_(i.state == "posted", i.residual > 0)),
    Filter("Overdue", on=Invoice, keeps=is_overdue),
)
grouping = (Invoice.customer, Invoice.state, Invoice.payment, Invoice.journal)


def list_of(type_: str, name: str, title: str) -> List:
    """The documents of one type."""
    return List(
        Invoice, name, *columns, title=title, filters=filters, group_by=grouping, where=lambda i, env: i.type == type_
    )


invoice_list = List(Invoice, "documents", *columns, title="All Documents", filters=filters, group_by=grouping)
customer_invoices = list_of("invoice", "invoices", "Invoices")
credit_notes = list_of("credit_note", "credit-notes", "Credit Notes")
bills = list_of("bill", "bills", "Bills")
vendor_credit_notes = list_of("vendor_credit_note", "vendor-credit-notes", "Vendor Credit Notes")
credited_by = SmartButton(
    "Credit Notes", on=Invoice, to=Invoice, by=Invoice.reversed_id, only=lambda i: i.state != "cancelled",
    icon="undo-2", order=10,
)  # fmt: skip
booked = SmartButton("Journal Entries", on=Invoice, to=Entry, by=Entry.invoice_id, icon="book-open", order=90)

payment_form = Form(
    Payment,
    "payment",
    Group("", Payment.number, Payment.direction, Payment.contact, Payment.memo),
    Group("", Payment.date, Payment.amount, Payment.residual, Payment.currency, Payment.journal, Payment.company),
    chatter,
    create=False,
    delete=False,
)
payment_list = List(
    Payment, "payments", Payment.number, Payment.contact, Payment.date, Payment.direction, Payment.journal,
    Payment.amount, Payment.residual,
    filters=(
        Filter("Received", on=Payment, keeps=lambda p, env: p.direction == "in"),
        Filter("Sent", on=Payment, keeps=lambda p, env: p.direction == "out"),
        Filter("Not applied", on=Payment, keeps=lambda p, env: p.residual > 0),
    ),
    group_by=(Payment.contact, Payment.journal, Payment.direction),
)  # fmt: skip

# --- the books --------------------------------------------------------------------------------------------------------

entry_form = Form(
    Entry,
    "entry",
    Group("", Entry.name, Entry.date, Entry.journal, Entry.invoice, Entry.payment),
    Group("", Entry.debit, Entry.credit, Entry.currency, Entry.company),
    Tab("Lines", Lines(Entry.lines, EntryLine.account, EntryLine.label, EntryLine.contact, EntryLine.debit,
                       EntryLine.credit, read_only=True)),
    create=False,
    delete=False,
)  # fmt: skip
entry_list = List(
    Entry, "entries", Entry.name, Entry.date, Entry.journal, Entry.debit, title="Journal Entries",
    group_by=(Entry.journal,),
)  # fmt: skip
item_list = List(
    EntryLine, "items", EntryLine.date, EntryLine.entry, EntryLine.account, EntryLine.contact, EntryLine.label,
    EntryLine.debit, EntryLine.credit, title="Journal Items", group_by=(EntryLine.account, EntryLine.contact),
)  # fmt: skip
journal_form = Form(
    Journal, "journal",
    Group("", Journal.name, Journal.code, Journal.type, Journal.next_number),
    Group(
        "", Journal.default_account, Show(Journal.iban, shown=is_of_a_bank), Show(Journal.bic, shown=is_of_a_bank),
        Journal.company, Journal.sequence, Journal.active,
    ),
)  # fmt: skip
journal_list = List(Journal, "journals", Journal.name, Journal.code, Journal.type, Journal.company)
tax_form = Form(
    Tax, "tax", Group("", Tax.name, Tax.percent, Tax.included, Tax.use),
    Group("", Tax.account, Tax.company, Tax.sequence, Tax.active),
)  # fmt: skip
tax_list = List(Tax, "taxes", Tax.name, Tax.percent, Tax.included, Tax.use, Tax.company, group_by=(Tax.use,))
account_form = Form(Account, "account", Group("", Account.code, Account.name, Account.type),
                    Group("", Account.company, Account.active))  # fmt: skip
account_list = List(
    Account, "accounts", Account.code, Account.name, Account.type, Account.company, title="Chart of Accounts",
    group_by=(Account.type,),
)  # fmt: skip

menu = Menu(
    "Invoicing", icon="receipt", order=35, roles=("account.user",),
    children=(
        Menu("Customers", children=(
            Menu("Invoices", page=customer_invoices),
            Menu("Credit Notes", page=credit_notes),
            Menu("Payments", page=payment_list),
        )),
        Menu("Vendors", children=(
            Menu("Bills", page=bills),
            Menu("Vendor Credit Notes", page=vendor_credit_notes),
        )),
        Menu("Accounting", children=(
            Menu("Journal Entries", page=entry_list),
            Menu("Journal Items", page=item_list),
            Menu("All Documents", page=invoice_list),
        )),
        Menu("Reporting", children=(
            Menu("Profit and Loss", page=profit),
            Menu("Aged Receivables", page=aged_receivables),
            Menu("Aged Payables", page=aged_payables),
            Menu("Tax Report", page=tax_report),
            Menu("General Ledger", page=ledger),
        )),
        Menu("Products", page=product_list),
        Menu("Configuration", roles=("account.manager",), children=(
            Menu("Chart of Accounts", page=account_list),
            Menu("Journals", page=journal_list),
            Menu("Taxes", page=tax_list),
        )),
    ),
)  # fmt: skip

parts: list[Any] = [
    invoice_form, invoice_list, customer_invoices, credit_notes, bills, vendor_credit_notes, payment_form,
    payment_list, entry_form, entry_list, item_list, journal_form, journal_list, tax_form, tax_list, account_form,
    account_list, aged_receivables, aged_payables, profit, tax_report, ledger, menu,
    Into(invoice_smart_buttons, credited_by, booked),
    Into(product_form, Group("Invoicing", Show(ProductTaxes.taxes, among=sales_taxes))),
    Into(company_form, Group("Invoicing", CompanyAccounting.tax_rounding, CompanyAccounting.payment_days,
                             CompanyAccounting.locked_until)),
]  # fmt: skip
