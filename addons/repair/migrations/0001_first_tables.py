"""repair: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "repair_0001"
down_revision = None


def upgrade() -> None:
    _repair_order()
    _repair_tag()
    _link_repair_order_repair_tag()
    _repair_part()
    _sale_line()
    _sale_order()
    _stock_move()
    _stock_transfer()
    _sale_line_2()
    _sale_order_2()
    _stock_move_2()
    _stock_transfer_2()


def _repair_order() -> None:
    op.create_table(
        "repair_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("1", 3), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("return_transfer_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("under_warranty", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("scheduled_at", Instant(), nullable=False),
        sa.Column("responsible_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=40), server_default="new", nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_repair_order_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_repair_order_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_repair_order_currency_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["base_contact.id"], name=op.f("fk_repair_order_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["stock_location.id"], name=op.f("fk_repair_order_location_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["stock_lot.id"], name=op.f("fk_repair_order_lot_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_repair_order_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["base_user.id"], name=op.f("fk_repair_order_responsible_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["return_transfer_id"],
            ["stock_transfer.id"],
            name=op.f("fk_repair_order_return_transfer_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_order")),
        sa.UniqueConstraint("company_id", "number", name=op.f("uq_repair_order_company_id_number")),
    )
    op.create_index(
        op.f("ix_repair_order_company_id_scheduled_at_id"),
        "repair_order",
        ["company_id", "scheduled_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_repair_order_company_id_state_scheduled_at_id"),
        "repair_order",
        ["company_id", "state", "scheduled_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_repair_order_currency_id"), "repair_order", ["currency_id"], unique=False)
    op.create_index(op.f("ix_repair_order_customer_id"), "repair_order", ["customer_id"], unique=False)
    op.create_index(op.f("ix_repair_order_location_id"), "repair_order", ["location_id"], unique=False)
    op.create_index(op.f("ix_repair_order_lot_id"), "repair_order", ["lot_id"], unique=False)
    op.create_index(op.f("ix_repair_order_product_id"), "repair_order", ["product_id"], unique=False)
    op.create_index(
        op.f("ix_repair_order_responsible_id_state_id"), "repair_order", ["responsible_id", "state", "id"], unique=False
    )
    op.create_index(op.f("ix_repair_order_return_transfer_id"), "repair_order", ["return_transfer_id"], unique=False)


def _repair_tag() -> None:
    op.create_table(
        "repair_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_tag")),
        sa.UniqueConstraint("key", name=op.f("uq_repair_tag_key")),
    )


def _link_repair_order_repair_tag() -> None:
    op.create_table(
        "link_repair_order_repair_tag",
        sa.Column("repair_order_id", sa.Integer(), nullable=False),
        sa.Column("repair_tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["repair_order_id"],
            ["repair_order.id"],
            name=op.f("fk_link_repair_order_repair_tag_repair_order_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["repair_tag_id"],
            ["repair_tag.id"],
            name=op.f("fk_link_repair_order_repair_tag_repair_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("repair_order_id", "repair_tag_id", name=op.f("pk_link_repair_order_repair_tag")),
    )
    op.create_index(
        op.f("ix_link_repair_order_repair_tag_repair_tag_id"),
        "link_repair_order_repair_tag",
        ["repair_tag_id"],
        unique=False,
    )


def _repair_part() -> None:
    op.create_table(
        "repair_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("type", sa.String(length=40), server_default="add", nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("demand", ExactDecimal(3), server_default=exact_default("1", 3), nullable=False),
        sa.Column("done", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("used", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("price", ExactDecimal(2), nullable=True),
        sa.Column("entered_price", ExactDecimal(2), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("demand > 0", name=op.f("ck_repair_part_demand_positive")),
        sa.CheckConstraint("done >= 0", name=op.f("ck_repair_part_done_not_negative")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_repair_part_price_not_negative")),
        sa.ForeignKeyConstraint(["lot_id"], ["stock_lot.id"], name=op.f("fk_repair_part_lot_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["order_id"], ["repair_order.id"], name=op.f("fk_repair_part_order_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_repair_part_product_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_part")),
    )
    op.create_index(op.f("ix_repair_part_lot_id"), "repair_part", ["lot_id"], unique=False)
    op.create_index(op.f("ix_repair_part_order_id"), "repair_part", ["order_id"], unique=False)
    op.create_index(op.f("ix_repair_part_product_id"), "repair_part", ["product_id"], unique=False)
    op.create_index(op.f("ix_repair_part_product_id_order_id"), "repair_part", ["product_id", "order_id"], unique=False)


def _sale_line() -> None:
    op.add_column(
        "sale_line",
        sa.Column("part_id", sa.Integer(), sa.ForeignKey("repair_part.id", ondelete="SET NULL"), nullable=True),
        inline_references=True,
    )
    op.add_column("sale_line", sa.Column("of_repair", sa.Boolean(), server_default=sa.false(), nullable=False))


def _sale_order() -> None:
    op.add_column(
        "sale_order",
        sa.Column("repair_id", sa.Integer(), sa.ForeignKey("repair_order.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _stock_move() -> None:
    op.add_column(
        "stock_move",
        sa.Column("part_id", sa.Integer(), sa.ForeignKey("repair_part.id", ondelete="SET NULL"), nullable=True),
        inline_references=True,
    )


def _stock_transfer() -> None:
    op.add_column(
        "stock_transfer",
        sa.Column("repair_id", sa.Integer(), sa.ForeignKey("repair_order.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )


def _sale_line_2() -> None:
    op.create_index(op.f("ix_sale_line_part_id"), "sale_line", ["part_id"], unique=False)


def _sale_order_2() -> None:
    op.create_index(op.f("ix_sale_order_repair_id"), "sale_order", ["repair_id"], unique=False)


def _stock_move_2() -> None:
    op.create_index(op.f("ix_stock_move_part_id"), "stock_move", ["part_id"], unique=False)


def _stock_transfer_2() -> None:
    op.create_index(op.f("ix_stock_transfer_repair_id"), "stock_transfer", ["repair_id"], unique=False)
