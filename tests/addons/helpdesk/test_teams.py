"""Teams: their stages, who arranges them, what is said of their changes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Stage, Team, Ticket
from addons.mail.models import Message
from core import AccessDenied, Refused
from tests.addons.helpdesk.desk import MANAGER, USER, a_team, a_ticket, company_of, stage
from tests.kernels import Acting

DEFAULT = ["New", "In Progress", "On Hold", "Solved", "Cancelled"]


@pytest.mark.req("HD-2", "HD-5")
def test_a_new_team_has_the_default_stages(desk: Acting) -> None:
    def look(env):
        team = env.new(Team, name="Second")
        env.session.flush()
        return [(one.name, one.folded) for one in team.ordered_stages], team.company_id, team.visibility, team.active

    stages, company_id, visibility, active = desk.run(look, MANAGER)
    assert stages == [(name, name in ("Solved", "Cancelled")) for name in DEFAULT]
    assert (company_id, visibility, active) == (desk.run(lambda env: company_of(env).id), "public", True)


@pytest.mark.req("HD-5")
def test_new_teams_begin_with_the_stages_proposed_for_them(desk: Acting) -> None:
    def change(env):
        env.new(Stage, name="Waiting for parts", sequence=25, proposed=True)
        stage(env, "On Hold").proposed = False
        env.session.flush()
        return [one.name for one in env.new(Team, name="Third").ordered_stages]

    assert desk.run(change, MANAGER) == ["New", "In Progress", "Waiting for parts", "Solved", "Cancelled"]


@pytest.mark.req("HD-2")
def test_a_team_needs_a_name_and_a_stage(desk: Acting) -> None:
    def no_stage(env):
        team = env.new(Team, name="Empty")
        team.stages = []
        env.session.flush()

    with pytest.raises(Refused, match="A team needs at least one stage."):
        desk.run(no_stage, MANAGER)


@pytest.mark.req("HD-5")
def test_a_team_keeps_the_stages_that_its_tickets_are_in(desk: Acting) -> None:
    def remove(env):
        team = env.session.scalars(sa.select(env[Team])).one()
        a_ticket(env)
        team.stages = [one for one in team.stages if one.name != "New"]
        env.session.flush()

    with pytest.raises(Refused, match="Tickets of this team are in the stage New."):
        desk.run(remove, MANAGER)


@pytest.mark.req("AR-2", "AS-4")
def test_only_managers_change_teams(desk: Acting) -> None:
    def rename(env):
        env.session.scalars(sa.select(env[Team])).one().name = "Renamed"
        env.session.flush()

    with pytest.raises(AccessDenied):
        desk.run(rename, USER)
    desk.run(rename, MANAGER)


@pytest.mark.req("CT-1")
def test_changes_of_a_team_stand_in_its_chatter(desk: Acting) -> None:
    def change(env):
        team = env.session.scalars(sa.select(env[Team])).one()
        team.visibility = "company"
        return team.id

    team_id = desk.run(change, MANAGER)

    def entries(env):
        message = env[Message]
        kept = sa.select(message).where(message.document_model == "helpdesk.team", message.document_id == team_id)
        return [change for one in env.session.scalars(kept) for change in one.changes or ()]

    changed = [one for one in desk.run(entries) if one["field"] == "visibility" and one["old"] is not None]
    assert [(one["old"], one["new"]) for one in changed] == [("public", "company")]


def test_folding_a_stage_closes_its_tickets(desk: Acting) -> None:
    ticket_id = desk.run(lambda env: a_ticket(env).id, USER)

    def fold(folded):
        def change(env):
            stage(env, "New").folded = folded

        desk.run(change, MANAGER)
        return desk.run(lambda env: env.session.get(env[Ticket], ticket_id).closed_at)

    assert fold(True) is not None
    assert fold(False) is None


def test_a_stage_names_the_teams_that_use_it(desk: Acting) -> None:
    desk.run(lambda env: a_team(env, "Workshop"))
    assert desk.run(lambda env: [one.name for one in stage(env, "New").teams], MANAGER) == ["Service", "Workshop"]
