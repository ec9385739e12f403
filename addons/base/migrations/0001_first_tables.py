"""base: first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core import Instant

revision = "base_0001"
down_revision = None


def upgrade() -> None:
    _base_attachment()
    _base_contact_tag()
    _base_country()
    _base_currency()
    _base_role()
    _base_unit()
    _base_company()
    _base_contact()
    _base_user()
    _link_base_contact_base_contact_tag()
    _base_credential()
    _base_saved_search()
    _link_base_company_base_user()
    _link_base_role_base_user()
    _base_company_2()


def _base_attachment() -> None:
    op.create_table(
        "base_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("document_model", sa.String(length=80), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(length=120), server_default="application/octet-stream", nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_base_attachment_size_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_attachment")),
    )
    op.create_index(
        op.f("ix_base_attachment_document_model_document_id"),
        "base_attachment",
        ["document_model", "document_id"],
        unique=False,
    )
    op.create_index(op.f("ix_base_attachment_hash"), "base_attachment", ["hash"], unique=False)


def _base_contact_tag() -> None:
    op.create_table(
        "base_contact_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_contact_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_base_contact_tag_name")),
    )


def _base_country() -> None:
    op.create_table(
        "base_country",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_country")),
        sa.UniqueConstraint("code", name=op.f("uq_base_country_code")),
    )


def _base_currency() -> None:
    op.create_table(
        "base_currency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("symbol", sa.String(length=8), nullable=False),
        sa.Column("digits", sa.Integer(), server_default=sa.text("2"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("digits >= 0 and digits <= 4", name=op.f("ck_base_currency_digits_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_currency")),
        sa.UniqueConstraint("code", name=op.f("uq_base_currency_code")),
    )


def _base_role() -> None:
    op.create_table(
        "base_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("addon", sa.String(length=80), nullable=False),
        sa.Column("implied", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_role")),
        sa.UniqueConstraint("name", name=op.f("uq_base_role_name")),
    )


def _base_unit() -> None:
    op.create_table(
        "base_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("digits", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("digits >= 0 and digits <= 3", name=op.f("ck_base_unit_digits_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_unit")),
        sa.UniqueConstraint("name", name=op.f("uq_base_unit_name")),
    )


def _base_company() -> None:
    op.create_table(
        "base_company",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("currency_id", sa.Integer(), nullable=False),
        sa.Column("logo_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=40), server_default="UTC", nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["currency_id"], ["base_currency.id"], name=op.f("fk_base_company_currency_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["logo_id"], ["base_attachment.id"], name=op.f("fk_base_company_logo_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_company")),
        sa.UniqueConstraint("name", name=op.f("uq_base_company_name")),
    )


def _base_contact() -> None:
    op.create_table(
        "base_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("is_company", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("commercial_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("street", sa.String(length=200), nullable=True),
        sa.Column("street2", sa.String(length=200), nullable=True),
        sa.Column("zip", sa.String(length=20), nullable=True),
        sa.Column("city", sa.String(length=100), nullable=True),
        sa.Column("country_id", sa.Integer(), nullable=True),
        sa.Column("tax_number", sa.String(length=40), nullable=True),
        sa.Column("reference", sa.String(length=60), nullable=True),
        sa.Column("locale", sa.String(length=20), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["commercial_id"], ["base_contact.id"], name=op.f("fk_base_contact_commercial_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_base_contact_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["base_country.id"], name=op.f("fk_base_contact_country_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["base_contact.id"], name=op.f("fk_base_contact_parent_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_contact")),
    )
    op.create_index(op.f("ix_base_contact_commercial_id_id"), "base_contact", ["commercial_id", "id"], unique=False)
    op.create_index(
        op.f("ix_base_contact_company_id_active_name_id"),
        "base_contact",
        ["company_id", "active", "name", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_base_contact_country_id"), "base_contact", ["country_id"], unique=False)
    op.create_index(op.f("ix_base_contact_email"), "base_contact", ["email"], unique=False)
    op.create_index(op.f("ix_base_contact_parent_id"), "base_contact", ["parent_id"], unique=False)


def _base_user() -> None:
    op.create_table(
        "base_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("login", sa.String(length=254), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("locale", sa.String(length=40), server_default="en", nullable=False),
        sa.Column("zone", sa.String(length=40), server_default="UTC", nullable=False),
        sa.Column("scheme", sa.String(length=40), server_default="auto", nullable=False),
        sa.Column("single_keys", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["base_company.id"], name=op.f("fk_base_user_company_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["base_contact.id"], name=op.f("fk_base_user_contact_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_user")),
        sa.UniqueConstraint("login", name=op.f("uq_base_user_login")),
    )
    op.create_index(op.f("ix_base_user_active_name_id"), "base_user", ["active", "name", "id"], unique=False)
    op.create_index(op.f("ix_base_user_company_id"), "base_user", ["company_id"], unique=False)
    op.create_index(op.f("ix_base_user_contact_id"), "base_user", ["contact_id"], unique=False)


def _link_base_contact_base_contact_tag() -> None:
    op.create_table(
        "link_base_contact_base_contact_tag",
        sa.Column("base_contact_id", sa.Integer(), nullable=False),
        sa.Column("base_contact_tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_contact_id"],
            ["base_contact.id"],
            name=op.f("fk_link_base_contact_base_contact_tag_base_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["base_contact_tag_id"],
            ["base_contact_tag.id"],
            name=op.f("fk_link_base_contact_base_contact_tag_base_contact_tag_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "base_contact_id", "base_contact_tag_id", name=op.f("pk_link_base_contact_base_contact_tag")
        ),
    )
    op.create_index(
        op.f("ix_link_base_contact_base_contact_tag_base_contact_tag_id"),
        "link_base_contact_base_contact_tag",
        ["base_contact_tag_id"],
        unique=False,
    )


def _base_credential() -> None:
    op.create_table(
        "base_credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["base_user.id"], name=op.f("fk_base_credential_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_credential")),
        sa.UniqueConstraint("user_id", name=op.f("uq_base_credential_user_id")),
    )


def _base_saved_search() -> None:
    op.create_table(
        "base_saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("page", sa.String(length=120), nullable=False),
        sa.Column("query", sa.String(length=2000), server_default="", nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_default", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", Instant(), server_default=sa.func.current_timestamp(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["base_user.id"], name=op.f("fk_base_saved_search_owner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_saved_search")),
    )
    op.create_index(
        "ix_base_saved_search_one_default",
        "base_saved_search",
        ["page", "owner_id"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )
    op.create_index(op.f("ix_base_saved_search_owner_id"), "base_saved_search", ["owner_id"], unique=False)


def _link_base_company_base_user() -> None:
    op.create_table(
        "link_base_company_base_user",
        sa.Column("base_company_id", sa.Integer(), nullable=False),
        sa.Column("base_user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_company_id"],
            ["base_company.id"],
            name=op.f("fk_link_base_company_base_user_base_company_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["base_user_id"],
            ["base_user.id"],
            name=op.f("fk_link_base_company_base_user_base_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("base_company_id", "base_user_id", name=op.f("pk_link_base_company_base_user")),
    )
    op.create_index(
        op.f("ix_link_base_company_base_user_base_user_id"),
        "link_base_company_base_user",
        ["base_user_id"],
        unique=False,
    )


def _link_base_role_base_user() -> None:
    op.create_table(
        "link_base_role_base_user",
        sa.Column("base_role_id", sa.Integer(), nullable=False),
        sa.Column("base_user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_role_id"],
            ["base_role.id"],
            name=op.f("fk_link_base_role_base_user_base_role_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["base_user_id"],
            ["base_user.id"],
            name=op.f("fk_link_base_role_base_user_base_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("base_role_id", "base_user_id", name=op.f("pk_link_base_role_base_user")),
    )
    op.create_index(
        op.f("ix_link_base_role_base_user_base_user_id"), "link_base_role_base_user", ["base_user_id"], unique=False
    )


def _base_company_2() -> None:
    op.add_column(
        "base_company",
        sa.Column("contact_id", sa.Integer(), sa.ForeignKey("base_contact.id", ondelete="RESTRICT"), nullable=True),
        inline_references=True,
    )
    op.create_index(op.f("ix_base_company_contact_id"), "base_company", ["contact_id"], unique=False)
    op.create_index(op.f("ix_base_company_currency_id"), "base_company", ["currency_id"], unique=False)
    op.create_index(op.f("ix_base_company_logo_id"), "base_company", ["logo_id"], unique=False)
