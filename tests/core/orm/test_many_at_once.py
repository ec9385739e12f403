"""Many new records are written by few statements, and each gets its own id and number."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from core import Env
from tests.addons.helpdesk.desk import USER, a_team, hire
from tests.kernels import Acting

MANY = 1_200
"""More than fit into one INSERT on either engine."""


def test_ids_and_numbers_belong_to_the_records_that_hold_them(acting: Callable[..., Acting]) -> None:
    desk = acting("helpdesk")
    desk.run(hire)
    desk.run(lambda env: a_team(env).id)
    statements: list[str] = []
    sa.event.listen(
        desk.kernel.database.engine, "before_cursor_execute", lambda *given: statements.append(str(given[2]))
    )

    def make(env: Env) -> list[tuple[int, str, str]]:
        tickets = [env.draft(Ticket, title=f"Ticket {n}") for n in range(MANY)]
        env.session.add_all(tickets)
        env.session.flush()
        return [(one.id, one.number, one.title) for one in tickets]

    held = desk.run(make, USER)
    assert len(statements) < 40
    assert [title for _, _, title in held] == [f"Ticket {n}" for n in range(MANY)]

    def read(env: Env) -> list[tuple[int, str, str]]:
        ticket = env[Ticket]
        rows = env.session.execute(sa.select(ticket.id, ticket.number, ticket.title).order_by(ticket.id))
        return [(row.id, row.number, row.title) for row in rows]

    assert desk.run(read) == held
    numbers = [int(number) for _, number, _ in held]
    assert numbers == sorted(set(numbers))
    before = {"mail_message": MANY, "core_audit_entry": MANY}
    with desk.kernel.database.begin(write=False) as connection:
        for table, count in before.items():
            where = "document_model" if table == "mail_message" else "record_model"
            found = connection.execute(
                sa.text(f"SELECT count(*) FROM {table} WHERE {where} = 'helpdesk.ticket'")
            ).scalar()
            assert found == count


def test_a_number_that_is_given_stays(acting: Callable[..., Acting]) -> None:
    desk = acting("helpdesk")
    desk.run(lambda env: a_team(env).id)

    def make(env: Env) -> list[str]:
        tickets = [env.new(Ticket, title="Moved here", number="OLD-7"), env.new(Ticket, title="New")]
        env.session.flush()
        return [one.number for one in tickets]

    assert desk.run(make) == ["OLD-7", "0001"]
