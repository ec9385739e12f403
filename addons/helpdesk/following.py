"""What follows from changes of tickets and teams: who follows them (SPEC HD-8, CT-2), and mails of stages (HD-7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from addons.base.models import User
from addons.helpdesk.models import Stage, Team, Ticket
from addons.mail.models import Follower, Template
from addons.mail.templated import mail_from_template
from core import Env

TICKET, TEAM = Ticket.__model__, Team.__model__
ROWS_A_STATEMENT = 5000


def follow_up(system: Env, changes: Sequence[Any]) -> None:
    """Makes new customers and assignees follow their tickets, and new members their team. One statement for all."""
    changes = [change for change in changes if change.operation != "delete" and change.model in (TICKET, TEAM)]
    users = _contacts_of_users(system, _new_ids(changes, "assignee"))
    rows = {row for change in changes for row in _rows(system, change, users) if row[2] is not None}
    insert: Any = sqlite.insert if system.transaction.connection.dialect.name == "sqlite" else postgresql.insert
    ordered = [dict(zip(("document_model", "document_id", "contact_id"), row, strict=True)) for row in sorted(rows)]
    for first in range(0, len(ordered), ROWS_A_STATEMENT):
        part = ordered[first : first + ROWS_A_STATEMENT]
        system.session.execute(insert(system[Follower]).values(part).on_conflict_do_nothing())


def _new_ids(changes: Iterable[Any], name: str) -> set[int]:
    found = (change.fields[name].new_id for change in changes if name in change.fields)
    return {id_ for id_ in found if id_ is not None}


def _contacts_of_users(system: Env, ids: set[int]) -> dict[int, int | None]:
    if not ids:
        return {}
    user = system[User]
    wanted = sa.select(user.id, user.contact_id).where(user.id.in_(ids))
    return {row.id: row.contact_id for row in system.session.execute(wanted)}


def _rows(system: Env, change: Any, users: dict[int, int | None]) -> Iterator[tuple[str, int, int | None]]:
    if change.model == TICKET:
        merged = change.fields.get("merged_into")
        if merged is not None and merged.new_id is not None:
            return  # its followers are those of another ticket now
        if "customer" in change.fields:
            yield TICKET, change.id, change.fields["customer"].new_id
        if "assignee" in change.fields:
            yield TICKET, change.id, users.get(change.fields["assignee"].new_id)
    elif "members" in change.fields:
        team = system.session.get_one(system[Team], change.id)
        for member in team.members:
            yield TEAM, change.id, member.contact_id


def mail_customers(system: Env, changes: Sequence[Any]) -> None:
    """Mails the customer of each ticket that entered a stage with a template, once an entry (SPEC HD-7)."""
    entered = {
        change.id: change.fields["stage"].new_id
        for change in changes
        if change.model == TICKET and change.operation != "delete" and "stage" in change.fields
    }
    stage, ticket = system[Stage], system[Ticket]
    if not entered:
        return
    with_template = sa.select(stage.id, stage.template_id).where(
        stage.id.in_(sorted({one for one in entered.values() if one is not None})), stage.template_id.is_not(None)
    )
    templates = {row.id: row.template_id for row in system.session.execute(with_template)}
    for ticket_id, stage_id in entered.items():
        if stage_id in templates:
            template = system.session.get_one(system[Template], templates[stage_id])
            mail_from_template(system.session.get_one(ticket, ticket_id), template)
