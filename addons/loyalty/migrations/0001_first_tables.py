"""loyalty: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "loyalty_0001"
down_revision = None


def upgrade() -> None:
    _loyalty_program()
    _loyalty_coupon()
    _loyalty_reward()
    _loyalty_rule()
    _link_loyalty_reward_product_product()
    _link_loyalty_rule_product_category()
    _link_loyalty_rule_product_product()
    _link_loyalty_rule_product_tag()
    _product_product()


def _loyalty_program() -> None:
    op.create_table(
        "loyalty_program",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=40), server_default="coupons", nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("code_key", sa.String(length=40), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("most_uses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("uses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("restrict_to_customer", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("most_uses >= 0", name=op.f("ck_loyalty_program_most_uses_not_negative")),
        sa.CheckConstraint("uses >= 0", name=op.f("ck_loyalty_program_uses_not_negative")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_loyalty_program_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_loyalty_program_currency_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loyalty_program")),
    )
    op.create_index(
        op.f("ix_loyalty_program_code_key"),
        "loyalty_program",
        ["code_key"],
        unique=True,
        sqlite_where=sa.text("code_key IS NOT NULL"),
        postgresql_where=sa.text("code_key IS NOT NULL"),
    )
    op.create_index(op.f("ix_loyalty_program_company_id"), "loyalty_program", ["company_id"], unique=False)
    op.create_index(op.f("ix_loyalty_program_currency_id"), "loyalty_program", ["currency_id"], unique=False)
    op.create_index(
        op.f("ix_loyalty_program_type_active_name_id"),
        "loyalty_program",
        ["type", "active", "name", "id"],
        unique=False,
    )


def _loyalty_coupon() -> None:
    op.create_table(
        "loyalty_coupon",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=60), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), server_default="valid", nullable=False),
        sa.Column("allowed", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("uses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_to", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "uses >= 0 and uses <= 1 and allowed >= 0 and allowed <= 1", name=op.f("ck_loyalty_coupon_used_once")
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_loyalty_coupon_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_loyalty_coupon_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by_id"], ["base_user.id"], name=op.f("fk_loyalty_coupon_issued_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["program_id"], ["loyalty_program.id"], name=op.f("fk_loyalty_coupon_program_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loyalty_coupon")),
        sa.UniqueConstraint("code", name=op.f("uq_loyalty_coupon_code")),
        sa.UniqueConstraint("token", name=op.f("uq_loyalty_coupon_token")),
    )
    op.create_index(op.f("ix_loyalty_coupon_company_id"), "loyalty_coupon", ["company_id"], unique=False)
    op.create_index(op.f("ix_loyalty_coupon_contact_id"), "loyalty_coupon", ["contact_id"], unique=False)
    op.create_index(op.f("ix_loyalty_coupon_issued_by_id"), "loyalty_coupon", ["issued_by_id"], unique=False)
    op.create_index(
        op.f("ix_loyalty_coupon_program_id_state_id"), "loyalty_coupon", ["program_id", "state", "id"], unique=False
    )
    op.create_index(
        op.f("ix_loyalty_coupon_state_valid_until"), "loyalty_coupon", ["state", "valid_until"], unique=False
    )


def _loyalty_reward() -> None:
    op.create_table(
        "loyalty_reward",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="percent", nullable=False),
        sa.Column("percent", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("amount", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("scope", sa.String(length=40), server_default="order", nullable=False),
        sa.Column("most", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("1", 3), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_loyalty_reward_amount_not_negative")),
        sa.CheckConstraint("most >= 0", name=op.f("ck_loyalty_reward_most_not_negative")),
        sa.CheckConstraint("percent >= 0", name=op.f("ck_loyalty_reward_percent_not_negative")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_loyalty_reward_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_loyalty_reward_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["program_id"], ["loyalty_program.id"], name=op.f("fk_loyalty_reward_program_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loyalty_reward")),
    )
    op.create_index(op.f("ix_loyalty_reward_product_id"), "loyalty_reward", ["product_id"], unique=False)
    op.create_index(op.f("ix_loyalty_reward_program_id"), "loyalty_reward", ["program_id"], unique=False)


def _loyalty_rule() -> None:
    op.create_table(
        "loyalty_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("program_id", sa.Integer(), nullable=False),
        sa.Column("minimum_quantity", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("minimum_amount", ExactDecimal(4), server_default=exact_default("0", 4), nullable=False),
        sa.Column("with_tax", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("minimum_amount >= 0", name=op.f("ck_loyalty_rule_amount_not_negative")),
        sa.CheckConstraint("minimum_quantity >= 0", name=op.f("ck_loyalty_rule_quantity_not_negative")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["loyalty_program.id"], name=op.f("fk_loyalty_rule_program_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loyalty_rule")),
    )
    op.create_index(op.f("ix_loyalty_rule_program_id"), "loyalty_rule", ["program_id"], unique=False)


def _link_loyalty_reward_product_product() -> None:
    op.create_table(
        "link_loyalty_reward_product_product",
        sa.Column("loyalty_reward_id", sa.Integer(), nullable=False),
        sa.Column("product_product_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loyalty_reward_id"],
            ["loyalty_reward.id"],
            name=op.f("fk_link_loyalty_reward_product_product_loyalty_reward_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_product_id"],
            ["product_product.id"],
            name=op.f("fk_link_loyalty_reward_product_product_product_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "loyalty_reward_id", "product_product_id", name=op.f("pk_link_loyalty_reward_product_product")
        ),
    )
    op.create_index(
        op.f("ix_link_loyalty_reward_product_product_product_product_id"),
        "link_loyalty_reward_product_product",
        ["product_product_id"],
        unique=False,
    )


def _link_loyalty_rule_product_category() -> None:
    op.create_table(
        "link_loyalty_rule_product_category",
        sa.Column("loyalty_rule_id", sa.Integer(), nullable=False),
        sa.Column("product_category_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loyalty_rule_id"],
            ["loyalty_rule.id"],
            name=op.f("fk_link_loyalty_rule_product_category_loyalty_rule_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_category_id"],
            ["product_category.id"],
            name=op.f("fk_link_loyalty_rule_product_category_product_category_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "loyalty_rule_id", "product_category_id", name=op.f("pk_link_loyalty_rule_product_category")
        ),
    )
    op.create_index(
        op.f("ix_link_loyalty_rule_product_category_product_category_id"),
        "link_loyalty_rule_product_category",
        ["product_category_id"],
        unique=False,
    )


def _link_loyalty_rule_product_product() -> None:
    op.create_table(
        "link_loyalty_rule_product_product",
        sa.Column("loyalty_rule_id", sa.Integer(), nullable=False),
        sa.Column("product_product_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loyalty_rule_id"],
            ["loyalty_rule.id"],
            name=op.f("fk_link_loyalty_rule_product_product_loyalty_rule_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_product_id"],
            ["product_product.id"],
            name=op.f("fk_link_loyalty_rule_product_product_product_product_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "loyalty_rule_id", "product_product_id", name=op.f("pk_link_loyalty_rule_product_product")
        ),
    )
    op.create_index(
        op.f("ix_link_loyalty_rule_product_product_product_product_id"),
        "link_loyalty_rule_product_product",
        ["product_product_id"],
        unique=False,
    )


def _link_loyalty_rule_product_tag() -> None:
    op.create_table(
        "link_loyalty_rule_product_tag",
        sa.Column("loyalty_rule_id", sa.Integer(), nullable=False),
        sa.Column("product_tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["loyalty_rule_id"],
            ["loyalty_rule.id"],
            name=op.f("fk_link_loyalty_rule_product_tag_loyalty_rule_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_tag_id"],
            ["product_tag.id"],
            name=op.f("fk_link_loyalty_rule_product_tag_product_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("loyalty_rule_id", "product_tag_id", name=op.f("pk_link_loyalty_rule_product_tag")),
    )
    op.create_index(
        op.f("ix_link_loyalty_rule_product_tag_product_tag_id"),
        "link_loyalty_rule_product_tag",
        ["product_tag_id"],
        unique=False,
    )


def _product_product() -> None:
    op.add_column("product_product", sa.Column("is_shipping", sa.Boolean(), server_default=sa.false(), nullable=False))
