"""Every record that is written is validated and stamped, in the user's session and in the system's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.orm.access.denied import AccessDenied
from core.orm.refused import Refused
from tests.core.orm.access.conftest import AGENT
from tests.core.orm.access.desk.models import Line, Tag, Ticket


def ticket(env, **values):
    return env.new(Ticket, **{"title": "n", "company_id": 1, "team_id": 1, **values})


@pytest.fixture(params=["user", "system"])
def either(request, env_as):
    return env_as(AGENT if request.param == "user" else None)


def test_every_problem_of_every_record_is_told_at_once(either) -> None:
    first, second = ticket(either, title=" ", stage=12), ticket(either, title="")
    with pytest.raises(Refused) as refused:
        either.session.flush()
    assert [(one.about, one.message, one.record) for one in refused.value.problems] == [
        ("title", "Give the ticket a title.", first),
        ("stage", "There is no stage 12.", first),
        ("title", "Give the ticket a title.", second),
    ]


def test_a_refusal_can_be_mended_and_written_again(either) -> None:
    made = ticket(either, title=" ")
    with pytest.raises(Refused):
        either.session.flush()
    made.title = "mended"
    either.session.flush()
    assert made.id is not None


def test_only_changed_records_are_validated(either) -> None:
    made = either.session.get(either[Ticket], 1)
    either.transaction.connection.exec_driver_sql("UPDATE desk_ticket SET stage = 12 WHERE id = 1")
    made.lines.append(either[Line](text="x"))
    either.session.flush()
    made.title = "other"
    either.session.expire(made, ["stage"])
    with pytest.raises(Refused, match="There is no stage 12"):
        either.session.flush()


def test_rights_are_asked_before_validation(env_as) -> None:
    env = env_as(replace(AGENT, roles=frozenset({"desk.reader"})))
    ticket(env, title=" ")
    with pytest.raises(AccessDenied, match="You are not allowed to create Tickets"):
        env.session.flush()


def test_who_and_when_are_noted(env, env_as) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    made = ticket(env)
    made.created_by_id, made.created_at = 99, datetime(2000, 1, 1, tzinfo=UTC)
    env.session.flush()
    assert (made.created_by_id, made.updated_by_id, made.version) == (7, 7, 1)
    assert before <= made.created_at == made.updated_at <= datetime.now(UTC)
    colleague = env_as(replace(AGENT, id=8, roles=frozenset({"desk.manager"})))
    again = colleague.session.get(colleague[Ticket], made.id)
    again.title = "changed"
    colleague.session.flush()
    assert (again.created_by_id, again.updated_by_id, again.version) == (7, 8, 2)
    assert again.updated_at >= again.created_at


def test_system_work_of_a_user_is_noted_as_the_users(env) -> None:
    with env.system("make a tag") as system:
        tag = system.new(Tag, name="t")
        system.session.flush()
        assert (tag.created_by_id, tag.updated_by_id) == (7, 7)


def test_system_work_may_give_an_older_date(env_as) -> None:
    system, old = env_as(None), datetime(2001, 2, 3, tzinfo=UTC)
    made = ticket(system, created_at=old)
    system.session.flush()
    assert made.created_at == made.updated_at == old
    assert made.created_by_id is None


def test_a_new_line_does_not_change_its_parent(env) -> None:
    made = env.session.get(env[Ticket], 1)
    version = made.version
    made.lines.append(env[Line](text="x"))
    env.session.flush()
    assert made.version == version


def test_a_new_link_changes_the_side_that_owns_it(env) -> None:
    made, tag = env.session.get(env[Ticket], 1), env.session.get(env[Tag], 2)
    versions = made.version, tag.version
    made.tags.append(tag)
    env.session.flush()
    assert (made.version, tag.version) == (versions[0] + 1, versions[1])


def test_setting_a_value_that_is_there_already_changes_nothing(env) -> None:
    made = env.session.get(env[Ticket], 1)
    version, made.title = made.version, str(made.title)
    env.session.flush()
    assert made.version == version
