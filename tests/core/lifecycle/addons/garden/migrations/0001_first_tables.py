"""garden: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import ExactDecimal, Instant, exact_default

revision = "garden_0001"
down_revision = None


def upgrade() -> None:
    _garden_tag()
    _garden_bed()
    _garden_plant()
    _link_garden_plant_garden_tag()
    _garden_bed_2()


def _garden_tag() -> None:
    op.create_table(
        "garden_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garden_tag")),
    )


def _garden_bed() -> None:
    op.create_table(
        "garden_bed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("area", ExactDecimal(2), server_default=exact_default("1", 2), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("area > 0", name=op.f("ck_garden_bed_area_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garden_bed")),
    )


def _garden_plant() -> None:
    op.create_table(
        "garden_plant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("planted", sa.Date(), nullable=True),
        sa.Column("bed_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(["bed_id"], ["garden_bed.id"], name=op.f("fk_garden_plant_bed_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_garden_plant")),
    )
    op.create_index(op.f("ix_garden_plant_bed_id"), "garden_plant", ["bed_id"], unique=False)
    op.create_index(
        "ux_garden_plant_name",
        "garden_plant",
        ["bed_id", "name"],
        unique=True,
        sqlite_where=sa.text("planted IS NOT NULL"),
        postgresql_where=sa.text("planted IS NOT NULL"),
    )


def _link_garden_plant_garden_tag() -> None:
    op.create_table(
        "link_garden_plant_garden_tag",
        sa.Column("garden_plant_id", sa.Integer(), nullable=False),
        sa.Column("garden_tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["garden_plant_id"],
            ["garden_plant.id"],
            name=op.f("fk_link_garden_plant_garden_tag_garden_plant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["garden_tag_id"],
            ["garden_tag.id"],
            name=op.f("fk_link_garden_plant_garden_tag_garden_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("garden_plant_id", "garden_tag_id", name=op.f("pk_link_garden_plant_garden_tag")),
    )
    op.create_index(
        op.f("ix_link_garden_plant_garden_tag_garden_tag_id"),
        "link_garden_plant_garden_tag",
        ["garden_tag_id"],
        unique=False,
    )


def _garden_bed_2() -> None:
    op.add_column(
        "garden_bed",
        sa.Column("main_plant_id", sa.Integer(), sa.ForeignKey("garden_plant.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.create_index(op.f("ix_garden_bed_main_plant_id"), "garden_bed", ["main_plant_id"], unique=False)
