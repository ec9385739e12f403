"""stock: done transfers stay as they are.

What was moved is a fact (SPEC ST-5). The models refuse to change it; these triggers refuse it to everything else that
reaches the database. Only `returned` of a line goes on counting, and what other addons add to a transfer may change.
A table that SQLite rebuilds loses its triggers: a later migration that rebuilds one of these must make them again.
"""

from __future__ import annotations

from alembic import op

revision = "stock_0002"
down_revision = "stock_0001"

WHAT = "what a done transfer moved cannot change"
FACTS = {
    "stock_transfer": ("number", "type", "state", "contact_id", "company_id", "source_id", "destination_id", "done_at"),
    "stock_move": ("transfer_id", "product_id", "quantity", "done", "state", "source_id", "destination_id"),
    "stock_move_line": ("transfer_id", "move_id", "product_id", "lot_id", "quantity"),
}
DONE = {
    "stock_transfer": "{row}.state = 'done'",
    "stock_move": "{row}.state = 'done'",
    "stock_move_line": "EXISTS (SELECT 1 FROM stock_move WHERE id = {row}.move_id AND state = 'done')",
}


def upgrade() -> None:
    """Makes a trigger for each way of changing each table."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE FUNCTION stock_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{WHAT}' USING ERRCODE = 'check_violation'; END $$"
        )
    differs = "IS DISTINCT FROM" if postgresql else "IS NOT"
    for table, columns in FACTS.items():
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in columns)
        _refuse(table, "UPDATE", f"{DONE[table].format(row='OLD')} AND ({changed})", postgresql=postgresql)
        _refuse(table, "DELETE", DONE[table].format(row="OLD"), postgresql=postgresql)
    _refuse("stock_move_line", "INSERT", DONE["stock_move_line"].format(row="NEW"), postgresql=postgresql)


def _refuse(table: str, event: str, when: str, *, postgresql: bool) -> None:
    name = f"{table}_{event.lower()}_stays"
    if postgresql and "SELECT" in when:
        # PostgreSQL allows no subquery in WHEN: the function asks instead.
        answer = "RETURN OLD" if event == "DELETE" else "RETURN NEW"
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
            f"RAISE EXCEPTION '{WHAT}' USING ERRCODE = 'check_violation'; END IF; {answer}; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    elif postgresql:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when}) "
            "EXECUTE FUNCTION stock_refuse()"
        )
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{WHAT}'); END"
        )


def downgrade() -> None:
    """Drops them."""
    events = [(table, event) for table in FACTS for event in ("update", "delete")] + [("stock_move_line", "insert")]
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table, event in events:
        op.execute(f"DROP TRIGGER {table}_{event}_stays" + (f" ON {table}" if postgresql else ""))
        if postgresql and table == "stock_move_line":
            op.execute(f"DROP FUNCTION {table}_{event}_stays()")
    if postgresql:
        op.execute("DROP FUNCTION stock_refuse()")
