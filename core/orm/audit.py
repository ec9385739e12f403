"""The audit log: who changed what, and when; old and new values of tracked fields (SPEC XC-8).

Written once a transaction, in that transaction, just before its commit. Nobody changes or deletes an entry: no right
opens it, system work is refused, and the database itself refuses statements that go round both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from core.orm.fields import choice, instant, integer, json_text, text
from core.orm.layers import PlainModel, index

if TYPE_CHECKING:
    from core.orm.changes import Change
    from core.orm.env import Env
    from core.orm.flush import Pending

OPERATIONS = {"create": "Created", "write": "Changed", "delete": "Deleted"}
REASON_SIZE = 400


class AuditEntry(PlainModel, model="core.audit_entry", title="Audit entry", titles="Audit log"):
    """One record as one transaction changed it. Append-only."""

    display = "{record_model} {record_id}"
    order_by = ("-id",)

    at: Mapped[datetime] = instant("When", required=True, index=True, read_only=True)
    user_id: Mapped[int | None] = integer("User", index=True, read_only=True)
    user_name: Mapped[str] = text("Who", required=True, read_only=True)
    operation: Mapped[str] = choice("What", OPERATIONS, required=True, read_only=True)
    record_model: Mapped[str] = text("Type of record", required=True, read_only=True, size=80)
    record_id: Mapped[int] = integer("Record", required=True, read_only=True)
    changes: Mapped[list[dict[str, Any]]] = json_text("Values", required=True, read_only=True)
    reason: Mapped[str] = text("System work", default="", read_only=True, size=REASON_SIZE)
    constraints = (index("record_model", "record_id", "id"), index("user_name", "id"))


class AppendOnly(RuntimeError):
    """Something tried to change or delete an audit entry."""


def refuse_changes(pending: Pending) -> None:
    """Raises AppendOnly if a flush would change or delete an entry."""
    for state in (*pending.changed, *pending.removed):
        if issubclass(state.class_, AuditEntry):
            raise AppendOnly("audit entries are neither changed nor deleted")


def write(env: Env, changes: Sequence[Change], reasons: Iterable[str]) -> None:
    """Adds the entries of a transaction. `reasons` are those of its system work."""
    if not changes or AuditEntry not in env.models:  # a composition without the kernel's tables keeps no log
        return
    reason = "; ".join(reasons)
    now, user = env.now(), env.user
    entries = [
        {
            "at": now,
            "user_id": user.id,
            "user_name": user.name[:200],
            "operation": change.operation,
            "record_model": change.model,
            "record_id": change.id,
            "changes": [
                {"field": one.field, "label": one.label, "kind": one.kind, "old": kept(one.old), "new": kept(one.new)}
                for one in change.fields.values()
            ],
            "reason": reason if len(reason) <= REASON_SIZE else reason[: REASON_SIZE - 1] + "…",
        }
        for change in changes
    ]
    table: Any = env[AuditEntry].__table__  # type: ignore[attr-defined]
    env.transaction.connection.execute(sa.insert(table), entries)


def kept(value: Any) -> Any:
    """A value as JSON keeps it: exact, and readable when the field is long gone."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return [kept(one) for one in value] if isinstance(value, list | tuple) else str(value)


# --- the database's own refusal ---------------------------------------------------------------------------------------

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS core_audit_entry_no_{operation} BEFORE {operation} ON core_audit_entry
BEGIN SELECT RAISE(ABORT, 'audit entries are neither changed nor deleted'); END
"""
_POSTGRESQL = (
    """
CREATE OR REPLACE FUNCTION core_audit_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit entries are neither changed nor deleted'; END $$
""",
    """
CREATE OR REPLACE TRIGGER core_audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION core_audit_entry_append_only()
""",
)


def protect(connection: sa.Connection) -> None:
    """Makes the database refuse changed and deleted entries. Called when the kernel's tables are made; repeatable."""
    if connection.dialect.name == "sqlite":
        statements: Iterable[str] = (_SQLITE.format(operation=one) for one in ("update", "delete"))
    else:
        statements = _POSTGRESQL
    for statement in statements:
        connection.exec_driver_sql(statement)
