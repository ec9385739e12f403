"""stock: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "stock_0001"
down_revision = None


def upgrade() -> None:
    _stock_location()
    _stock_lot()
    _stock_transfer()
    _stock_warehouse()
    _stock_quant()
    _stock_move()
    _stock_move_line()
    _stock_reservation()
    _base_company()


def _stock_location() -> None:
    op.create_table(
        "stock_location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(length=40), server_default="internal", nullable=False),
        sa.Column("usable_for_returns", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_stock_location_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["stock_location.id"], name=op.f("fk_stock_location_parent_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_location")),
    )
    op.create_index(op.f("ix_stock_location_company_id"), "stock_location", ["company_id"], unique=False)
    op.create_index(
        op.f("ix_stock_location_company_id_type_id"), "stock_location", ["company_id", "type", "id"], unique=False
    )
    op.create_index(op.f("ix_stock_location_parent_id"), "stock_location", ["parent_id"], unique=False)


def _stock_lot() -> None:
    op.create_table(
        "stock_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("delivered_to_id", sa.Integer(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("warranty_end", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_stock_lot_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["delivered_to_id"], ["base_contact.id"], name=op.f("fk_stock_lot_delivered_to_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_stock_lot_product_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_lot")),
        sa.UniqueConstraint("product_id", "company_id", "name", name=op.f("uq_stock_lot_product_id_company_id_name")),
    )
    op.create_index(op.f("ix_stock_lot_company_id"), "stock_lot", ["company_id"], unique=False)
    op.create_index(op.f("ix_stock_lot_delivered_to_id"), "stock_lot", ["delivered_to_id"], unique=False)
    op.create_index(op.f("ix_stock_lot_product_id"), "stock_lot", ["product_id"], unique=False)


def _stock_transfer() -> None:
    op.create_table(
        "stock_transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("type", sa.String(length=40), server_default="delivery", nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=True),
        sa.Column("scheduled_at", Instant(), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="draft", nullable=False),
        sa.Column("return_of_id", sa.Integer(), nullable=True),
        sa.Column("backorder_of_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["backorder_of_id"],
            ["stock_transfer.id"],
            name=op.f("fk_stock_transfer_backorder_of_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_stock_transfer_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_stock_transfer_contact_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["destination_id"],
            ["stock_location.id"],
            name=op.f("fk_stock_transfer_destination_id"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["return_of_id"], ["stock_transfer.id"], name=op.f("fk_stock_transfer_return_of_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["stock_location.id"], name=op.f("fk_stock_transfer_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_transfer")),
        sa.UniqueConstraint("company_id", "number", name=op.f("uq_stock_transfer_company_id_number")),
    )
    op.create_index(op.f("ix_stock_transfer_backorder_of_id"), "stock_transfer", ["backorder_of_id"], unique=False)
    op.create_index(op.f("ix_stock_transfer_company_id"), "stock_transfer", ["company_id"], unique=False)
    op.create_index(
        op.f("ix_stock_transfer_company_id_state_type_id"),
        "stock_transfer",
        ["company_id", "state", "type", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_stock_transfer_contact_id"), "stock_transfer", ["contact_id"], unique=False)
    op.create_index(
        op.f("ix_stock_transfer_contact_id_type_state_id"),
        "stock_transfer",
        ["contact_id", "type", "state", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_stock_transfer_destination_id"), "stock_transfer", ["destination_id"], unique=False)
    op.create_index(op.f("ix_stock_transfer_return_of_id"), "stock_transfer", ["return_of_id"], unique=False)
    op.create_index(op.f("ix_stock_transfer_source_id"), "stock_transfer", ["source_id"], unique=False)


def _stock_warehouse() -> None:
    op.create_table(
        "stock_warehouse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("stock_id", sa.Integer(), nullable=False),
        sa.Column("input_id", sa.Integer(), nullable=False),
        sa.Column("output_id", sa.Integer(), nullable=False),
        sa.Column("returns_id", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_stock_warehouse_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["input_id"], ["stock_location.id"], name=op.f("fk_stock_warehouse_input_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["output_id"], ["stock_location.id"], name=op.f("fk_stock_warehouse_output_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["returns_id"], ["stock_location.id"], name=op.f("fk_stock_warehouse_returns_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stock_id"], ["stock_location.id"], name=op.f("fk_stock_warehouse_stock_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_warehouse")),
        sa.UniqueConstraint("company_id", "code", name=op.f("uq_stock_warehouse_company_id_code")),
    )
    op.create_index(op.f("ix_stock_warehouse_company_id"), "stock_warehouse", ["company_id"], unique=False)
    op.create_index(op.f("ix_stock_warehouse_input_id"), "stock_warehouse", ["input_id"], unique=False)
    op.create_index(op.f("ix_stock_warehouse_output_id"), "stock_warehouse", ["output_id"], unique=False)
    op.create_index(op.f("ix_stock_warehouse_returns_id"), "stock_warehouse", ["returns_id"], unique=False)
    op.create_index(op.f("ix_stock_warehouse_stock_id"), "stock_warehouse", ["stock_id"], unique=False)


def _stock_quant() -> None:
    op.create_table(
        "stock_quant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("reserved", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("most", ExactDecimal(3), nullable=True),
        sa.Column("own", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "lot_id IS NULL OR NOT own OR (quantity >= 0 AND reserved <= quantity)",
            name=op.f("ck_stock_quant_lots_not_overdrawn"),
        ),
        sa.CheckConstraint("most IS NULL OR quantity <= most", name=op.f("ck_stock_quant_serial_once")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_stock_quant_reserved_not_negative")),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_stock_quant_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["location_id"], ["stock_location.id"], name=op.f("fk_stock_quant_location_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["stock_lot.id"], name=op.f("fk_stock_quant_lot_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_stock_quant_product_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_quant")),
    )
    op.create_index(op.f("ix_stock_quant_company_id"), "stock_quant", ["company_id"], unique=False)
    op.create_index(
        op.f("ix_stock_quant_company_id_product_id_location_id_id"),
        "stock_quant",
        ["company_id", "product_id", "location_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_stock_quant_location_id"), "stock_quant", ["location_id"], unique=False)
    op.create_index(op.f("ix_stock_quant_lot_id"), "stock_quant", ["lot_id"], unique=False)
    op.create_index(op.f("ix_stock_quant_product_id"), "stock_quant", ["product_id"], unique=False)
    op.create_index(
        "uq_stock_quant_lot",
        "stock_quant",
        ["lot_id", "location_id"],
        unique=True,
        sqlite_where=sa.text("lot_id IS NOT NULL"),
        postgresql_where=sa.text("lot_id IS NOT NULL"),
    )
    op.create_index(
        "uq_stock_quant_plain",
        "stock_quant",
        ["company_id", "product_id", "location_id"],
        unique=True,
        sqlite_where=sa.text("lot_id IS NULL"),
        postgresql_where=sa.text("lot_id IS NULL"),
    )
    op.create_index(
        "uq_stock_quant_serial_in_one_place",
        "stock_quant",
        ["lot_id"],
        unique=True,
        sqlite_where=sa.text("most IS NOT NULL AND quantity > 0"),
        postgresql_where=sa.text("most IS NOT NULL AND quantity > 0"),
    )


def _stock_move() -> None:
    op.create_table(
        "stock_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), server_default=sa.text("(10)"), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), server_default="", nullable=False),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("1", 3), nullable=False),
        sa.Column("reserved", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("done", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("destination_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), server_default="draft", nullable=False),
        sa.Column("return_of_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_stock_move_demand_positive")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_stock_move_reserved_not_negative")),
        sa.ForeignKeyConstraint(
            ["destination_id"], ["stock_location.id"], name=op.f("fk_stock_move_destination_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_stock_move_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["return_of_id"], ["stock_move.id"], name=op.f("fk_stock_move_return_of_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["stock_location.id"], name=op.f("fk_stock_move_source_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["stock_transfer.id"], name=op.f("fk_stock_move_transfer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_move")),
    )
    op.create_index(op.f("ix_stock_move_destination_id"), "stock_move", ["destination_id"], unique=False)
    op.create_index(op.f("ix_stock_move_product_id"), "stock_move", ["product_id"], unique=False)
    op.create_index(
        op.f("ix_stock_move_product_id_source_id_state_id"),
        "stock_move",
        ["product_id", "source_id", "state", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_stock_move_return_of_id"), "stock_move", ["return_of_id"], unique=False)
    op.create_index(op.f("ix_stock_move_source_id"), "stock_move", ["source_id"], unique=False)
    op.create_index(op.f("ix_stock_move_transfer_id"), "stock_move", ["transfer_id"], unique=False)


def _stock_move_line() -> None:
    op.create_table(
        "stock_move_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("lot_name", sa.String(length=100), nullable=True),
        sa.Column("quantity", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("returned", ExactDecimal(3), server_default=exact_default("0", 3), nullable=False),
        sa.Column("return_of_id", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_stock_move_line_quantity_not_negative")),
        sa.CheckConstraint("returned <= quantity", name=op.f("ck_stock_move_line_returned_at_most_delivered")),
        sa.CheckConstraint("returned >= 0", name=op.f("ck_stock_move_line_returned_not_negative")),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["stock_lot.id"], name=op.f("fk_stock_move_line_lot_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["move_id"], ["stock_move.id"], name=op.f("fk_stock_move_line_move_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product_product.id"], name=op.f("fk_stock_move_line_product_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["return_of_id"], ["stock_move_line.id"], name=op.f("fk_stock_move_line_return_of_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["stock_transfer.id"], name=op.f("fk_stock_move_line_transfer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_move_line")),
    )
    op.create_index(op.f("ix_stock_move_line_lot_id"), "stock_move_line", ["lot_id"], unique=False)
    op.create_index(op.f("ix_stock_move_line_lot_id_id"), "stock_move_line", ["lot_id", "id"], unique=False)
    op.create_index(op.f("ix_stock_move_line_move_id"), "stock_move_line", ["move_id"], unique=False)
    op.create_index(op.f("ix_stock_move_line_product_id"), "stock_move_line", ["product_id"], unique=False)
    op.create_index(op.f("ix_stock_move_line_return_of_id"), "stock_move_line", ["return_of_id"], unique=False)
    op.create_index(op.f("ix_stock_move_line_transfer_id"), "stock_move_line", ["transfer_id"], unique=False)


def _stock_reservation() -> None:
    op.create_table(
        "stock_reservation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.Integer(), nullable=False),
        sa.Column("quant_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("quantity", ExactDecimal(3), nullable=False),
        sa.CheckConstraint(
            "(quant_id IS NULL) <> (line_id IS NULL)", name=op.f("ck_stock_reservation_of_stock_or_of_a_line")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_stock_reservation_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["stock_move_line.id"], name=op.f("fk_stock_reservation_line_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["move_id"], ["stock_move.id"], name=op.f("fk_stock_reservation_move_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["quant_id"], ["stock_quant.id"], name=op.f("fk_stock_reservation_quant_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_reservation")),
    )
    op.create_index(op.f("ix_stock_reservation_line_id"), "stock_reservation", ["line_id"], unique=False)
    op.create_index(op.f("ix_stock_reservation_move_id"), "stock_reservation", ["move_id"], unique=False)
    op.create_index(op.f("ix_stock_reservation_quant_id"), "stock_reservation", ["quant_id"], unique=False)
    op.create_index(
        "uq_stock_reservation_line",
        "stock_reservation",
        ["move_id", "line_id"],
        unique=True,
        sqlite_where=sa.text("line_id IS NOT NULL"),
        postgresql_where=sa.text("line_id IS NOT NULL"),
    )
    op.create_index(
        "uq_stock_reservation_quant",
        "stock_reservation",
        ["move_id", "quant_id"],
        unique=True,
        sqlite_where=sa.text("quant_id IS NOT NULL"),
        postgresql_where=sa.text("quant_id IS NOT NULL"),
    )


def _base_company() -> None:
    op.add_column(
        "base_company", sa.Column("negative_stock", sa.String(length=40), server_default="warn", nullable=False)
    )
