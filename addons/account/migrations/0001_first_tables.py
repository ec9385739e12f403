"""account: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "account_0001"
down_revision = None


def upgrade() -> None:
    _account_account()
    _account_journal()
    _account_tax()
    _account_invoice()
    _account_payment()
    _link_account_tax_product_product()
    _account_entry()
    _account_invoice_line()
    _account_invoice_tax()
    _account_match()
    _account_entry_line()
    _link_account_invoice_line_account_tax()
    _base_company()


def _account_account() -> None:
    op.create_table(
        "account_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("type", sa.String(length=40), server_default="income", nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_account_company_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_account")),
        sa.UniqueConstraint("company_id", "code", name=op.f("uq_account_account_company_id_code")),
    )
    op.create_index(
        op.f("ix_account_account_company_id_type_code"), "account_account", ["company_id", "type", "code"], unique=False
    )


def _account_journal() -> None:
    op.create_table(
        "account_journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("type", sa.String(length=40), server_default="general", nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("default_account_id", sa.Integer(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_journal_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["default_account_id"],
            ["account_account.id"],
            name=op.f("fk_account_journal_default_account_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_journal")),
        sa.UniqueConstraint("company_id", "code", name=op.f("uq_account_journal_company_id_code")),
    )
    op.create_index(
        op.f("ix_account_journal_company_id_type_sequence"),
        "account_journal",
        ["company_id", "type", "sequence"],
        unique=False,
    )
    op.create_index(
        op.f("ix_account_journal_default_account_id"), "account_journal", ["default_account_id"], unique=False
    )


def _account_tax() -> None:
    op.create_table(
        "account_tax",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("percent", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("included", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("use", sa.String(length=40), server_default="sale", nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("percent >= 0", name=op.f("ck_account_tax_percent_not_negative")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account_account.id"], name=op.f("fk_account_tax_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_tax_company_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_tax")),
        sa.UniqueConstraint("company_id", "use", "name", name=op.f("uq_account_tax_company_id_use_name")),
    )
    op.create_index(op.f("ix_account_tax_account_id"), "account_tax", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_account_tax_company_id_active_use_sequence"),
        "account_tax",
        ["company_id", "active", "use", "sequence"],
        unique=False,
    )


def _account_invoice() -> None:
    op.create_table(
        "account_invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("type", sa.String(length=40), server_default="invoice", nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("reference", sa.String(length=200), nullable=True),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="draft", nullable=False),
        sa.Column("payment", sa.String(length=40), server_default="not_paid", nullable=False),
        sa.Column("reversed_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.Column("untaxed", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("tax", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("total", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("residual", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("credited", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "state <> 'posted' or (credited >= 0 and credited <= total)",
            name=op.f("ck_account_invoice_credited_in_bounds"),
        ),
        sa.CheckConstraint(
            "state <> 'posted' or (residual >= 0 and residual <= total)",
            name=op.f("ck_account_invoice_residual_in_bounds"),
        ),
        sa.CheckConstraint("state <> 'posted' or total >= 0", name=op.f("ck_account_invoice_total_not_negative")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_invoice_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_account_invoice_currency_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["base_contact.id"], name=op.f("fk_account_invoice_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["account_journal.id"], name=op.f("fk_account_invoice_journal_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["reversed_id"], ["account_invoice.id"], name=op.f("fk_account_invoice_reversed_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_invoice")),
    )
    op.create_index(
        op.f("ix_account_invoice_company_id_number"),
        "account_invoice",
        ["company_id", "number"],
        unique=True,
        sqlite_where=sa.text("number IS NOT NULL"),
        postgresql_where=sa.text("number IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_account_invoice_company_id_payment_due_date_id"),
        "account_invoice",
        ["company_id", "payment", "due_date", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_account_invoice_company_id_type_state_date_id"),
        "account_invoice",
        ["company_id", "type", "state", "date", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_account_invoice_currency_id"), "account_invoice", ["currency_id"], unique=False)
    op.create_index(
        op.f("ix_account_invoice_customer_id_type_state_id"),
        "account_invoice",
        ["customer_id", "type", "state", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_account_invoice_journal_id"), "account_invoice", ["journal_id"], unique=False)
    op.create_index(op.f("ix_account_invoice_reversed_id"), "account_invoice", ["reversed_id"], unique=False)


def _account_payment() -> None:
    op.create_table(
        "account_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("direction", sa.String(length=40), server_default="in", nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("amount", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("residual", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("memo", sa.String(length=200), nullable=True),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_account_payment_amount_positive")),
        sa.CheckConstraint("residual >= 0 and residual <= amount", name=op.f("ck_account_payment_residual_in_bounds")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_payment_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_account_payment_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_account_payment_currency_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["account_journal.id"], name=op.f("fk_account_payment_journal_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_payment")),
    )
    op.create_index(
        op.f("ix_account_payment_company_id_date_id"), "account_payment", ["company_id", "date", "id"], unique=False
    )
    op.create_index(
        op.f("ix_account_payment_company_id_number"),
        "account_payment",
        ["company_id", "number"],
        unique=True,
        sqlite_where=sa.text("number IS NOT NULL"),
        postgresql_where=sa.text("number IS NOT NULL"),
    )
    op.create_index(op.f("ix_account_payment_contact_id"), "account_payment", ["contact_id"], unique=False)
    op.create_index(op.f("ix_account_payment_currency_id"), "account_payment", ["currency_id"], unique=False)
    op.create_index(op.f("ix_account_payment_journal_id"), "account_payment", ["journal_id"], unique=False)


def _link_account_tax_product_product() -> None:
    op.create_table(
        "link_account_tax_product_product",
        sa.Column("account_tax_id", sa.Integer(), nullable=False),
        sa.Column("product_product_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_tax_id"],
            ["account_tax.id"],
            name=op.f("fk_link_account_tax_product_product_account_tax_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_product_id"],
            ["product_product.id"],
            name=op.f("fk_link_account_tax_product_product_product_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "account_tax_id", "product_product_id", name=op.f("pk_link_account_tax_product_product")
        ),
    )
    op.create_index(
        op.f("ix_link_account_tax_product_product_product_product_id"),
        "link_account_tax_product_product",
        ["product_product_id"],
        unique=False,
    )


def _account_entry() -> None:
    op.create_table(
        "account_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("journal_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("debit", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("credit", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("debit = credit", name=op.f("ck_account_entry_balanced")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_entry_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_account_entry_currency_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["account_invoice.id"], name=op.f("fk_account_entry_invoice_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["account_journal.id"], name=op.f("fk_account_entry_journal_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["account_payment.id"], name=op.f("fk_account_entry_payment_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_entry")),
    )
    op.create_index(
        op.f("ix_account_entry_company_id_date_id"), "account_entry", ["company_id", "date", "id"], unique=False
    )
    op.create_index(op.f("ix_account_entry_currency_id"), "account_entry", ["currency_id"], unique=False)
    op.create_index(op.f("ix_account_entry_invoice_id"), "account_entry", ["invoice_id"], unique=False)
    op.create_index(op.f("ix_account_entry_journal_id"), "account_entry", ["journal_id"], unique=False)
    op.create_index(op.f("ix_account_entry_payment_id"), "account_entry", ["payment_id"], unique=False)


def _account_invoice_line() -> None:
    op.create_table(
        "account_invoice_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("1", 3), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("price", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("discount", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("subtotal", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("credits_id", sa.Integer(), nullable=True),
        sa.Column("credited_quantity", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("credited", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "credited * subtotal >= 0 and abs(credited) <= abs(subtotal)",
            name=op.f("ck_account_invoice_line_credited_in_bounds"),
        ),
        sa.CheckConstraint(
            "credited_quantity >= 0 and credited_quantity <= quantity",
            name=op.f("ck_account_invoice_line_credited_quantity_in_bounds"),
        ),
        sa.CheckConstraint("discount >= 0", name=op.f("ck_account_invoice_line_discount_not_negative")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_account_invoice_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account_account.id"], name=op.f("fk_account_invoice_line_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["credits_id"],
            ["account_invoice_line.id"],
            name=op.f("fk_account_invoice_line_credits_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["account_invoice.id"], name=op.f("fk_account_invoice_line_invoice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_account_invoice_line_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["base_unit.id"], name=op.f("fk_account_invoice_line_unit_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_invoice_line")),
    )
    op.create_index(op.f("ix_account_invoice_line_account_id"), "account_invoice_line", ["account_id"], unique=False)
    op.create_index(op.f("ix_account_invoice_line_credits_id"), "account_invoice_line", ["credits_id"], unique=False)
    op.create_index(op.f("ix_account_invoice_line_invoice_id"), "account_invoice_line", ["invoice_id"], unique=False)
    op.create_index(
        op.f("ix_account_invoice_line_product_id_invoice_id"),
        "account_invoice_line",
        ["product_id", "invoice_id"],
        unique=False,
    )
    op.create_index(op.f("ix_account_invoice_line_unit_id"), "account_invoice_line", ["unit_id"], unique=False)


def _account_invoice_tax() -> None:
    op.create_table(
        "account_invoice_tax",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("tax_id", sa.Integer(), nullable=False),
        sa.Column("base", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("amount", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("credited", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.CheckConstraint(
            "credited * amount >= 0 and abs(credited) <= abs(amount)",
            name=op.f("ck_account_invoice_tax_credited_in_bounds"),
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["account_invoice.id"], name=op.f("fk_account_invoice_tax_invoice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["tax_id"], ["account_tax.id"], name=op.f("fk_account_invoice_tax_tax_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_invoice_tax")),
        sa.UniqueConstraint("invoice_id", "tax_id", name=op.f("uq_account_invoice_tax_invoice_id_tax_id")),
    )
    op.create_index(op.f("ix_account_invoice_tax_tax_id"), "account_invoice_tax", ["tax_id"], unique=False)


def _account_match() -> None:
    op.create_table(
        "account_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("credit_id", sa.Integer(), nullable=True),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("amount", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("(credit_id IS NULL) <> (payment_id IS NULL)", name=op.f("ck_account_match_one_source")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_account_match_amount_positive")),
        sa.ForeignKeyConstraint(
            ["credit_id"], ["account_invoice.id"], name=op.f("fk_account_match_credit_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["account_invoice.id"], name=op.f("fk_account_match_invoice_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["account_payment.id"], name=op.f("fk_account_match_payment_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_match")),
    )
    op.create_index(op.f("ix_account_match_credit_id"), "account_match", ["credit_id"], unique=False)
    op.create_index(op.f("ix_account_match_invoice_id"), "account_match", ["invoice_id"], unique=False)
    op.create_index(op.f("ix_account_match_payment_id"), "account_match", ["payment_id"], unique=False)


def _account_entry_line() -> None:
    op.create_table(
        "account_entry_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.String(length=240), nullable=False),
        sa.Column("debit", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("credit", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("tax_id", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name=op.f("ck_account_entry_line_one_side")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account_account.id"], name=op.f("fk_account_entry_line_account_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_account_entry_line_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_account_entry_line_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["account_entry.id"], name=op.f("fk_account_entry_line_entry_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["tax_id"], ["account_tax.id"], name=op.f("fk_account_entry_line_tax_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_entry_line")),
    )
    op.create_index(
        op.f("ix_account_entry_line_company_id_account_id_date_id"),
        "account_entry_line",
        ["company_id", "account_id", "date", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_account_entry_line_contact_id"), "account_entry_line", ["contact_id"], unique=False)
    op.create_index(op.f("ix_account_entry_line_entry_id"), "account_entry_line", ["entry_id"], unique=False)
    op.create_index(op.f("ix_account_entry_line_tax_id"), "account_entry_line", ["tax_id"], unique=False)


def _link_account_invoice_line_account_tax() -> None:
    op.create_table(
        "link_account_invoice_line_account_tax",
        sa.Column("account_invoice_line_id", sa.Integer(), nullable=False),
        sa.Column("account_tax_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_invoice_line_id"],
            ["account_invoice_line.id"],
            name=op.f("fk_link_account_invoice_line_account_tax_account_invoice_line_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account_tax_id"],
            ["account_tax.id"],
            name=op.f("fk_link_account_invoice_line_account_tax_account_tax_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "account_invoice_line_id", "account_tax_id", name=op.f("pk_link_account_invoice_line_account_tax")
        ),
    )
    op.create_index(
        op.f("ix_link_account_invoice_line_account_tax_account_tax_id"),
        "link_account_invoice_line_account_tax",
        ["account_tax_id"],
        unique=False,
    )


def _base_company() -> None:
    op.add_column(
        "base_company", sa.Column("tax_rounding", sa.String(length=40), server_default="document", nullable=False)
    )
    op.add_column("base_company", sa.Column("locked_until", sa.Date(), nullable=True))
    op.add_column(
        "base_company", sa.Column("payment_days", sa.Integer(), server_default=sa.text("(14)"), nullable=False)
    )
