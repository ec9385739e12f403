"""product: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "product_0001"
down_revision = None


def upgrade() -> None:
    _product_category()
    _product_tag()
    _product_product()
    _link_product_product_product_tag()


def _product_category() -> None:
    op.create_table(
        "product_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["product_category.id"], name=op.f("fk_product_category_parent_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_category")),
    )
    op.create_index(op.f("ix_product_category_parent_id"), "product_category", ["parent_id"], unique=False)


def _product_tag() -> None:
    op.create_table(
        "product_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_product_tag_name")),
    )


def _product_product() -> None:
    op.create_table(
        "product_product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("barcode", sa.String(length=60), nullable=True),
        sa.Column("kind", sa.String(length=40), server_default="goods", nullable=False),
        sa.Column("tracking", sa.String(length=40), server_default="none", nullable=False),
        sa.Column("price", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("cost", ExactDecimal(2), server_default=exact_default("0", 2), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("warranty_months", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("published", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "tracking = 'none' or kind = 'goods'", name=op.f("ck_product_product_only_goods_are_tracked")
        ),
        sa.CheckConstraint("cost >= 0", name=op.f("ck_product_product_cost_not_negative")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_product_product_price_not_negative")),
        sa.CheckConstraint("warranty_months >= 0", name=op.f("ck_product_product_warranty_not_negative")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["product_category.id"], name=op.f("fk_product_product_category_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_product_product_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["base_unit.id"], name=op.f("fk_product_product_unit_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_product")),
    )
    op.create_index(
        op.f("ix_product_product_barcode"),
        "product_product",
        ["barcode"],
        unique=True,
        sqlite_where=sa.text("barcode is not null"),
        postgresql_where=sa.text("barcode is not null"),
    )
    op.create_index(op.f("ix_product_product_category_id"), "product_product", ["category_id"], unique=False)
    op.create_index(
        op.f("ix_product_product_company_id_active_name_id"),
        "product_product",
        ["company_id", "active", "name", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_product_product_unit_id"), "product_product", ["unit_id"], unique=False)


def _link_product_product_product_tag() -> None:
    op.create_table(
        "link_product_product_product_tag",
        sa.Column("product_product_id", sa.Integer(), nullable=False),
        sa.Column("product_tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_product_id"],
            ["product_product.id"],
            name=op.f("fk_link_product_product_product_tag_product_product_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_tag_id"],
            ["product_tag.id"],
            name=op.f("fk_link_product_product_product_tag_product_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "product_product_id", "product_tag_id", name=op.f("pk_link_product_product_product_tag")
        ),
    )
    op.create_index(
        op.f("ix_link_product_product_product_tag_product_tag_id"),
        "link_product_product_product_tag",
        ["product_tag_id"],
        unique=False,
    )
