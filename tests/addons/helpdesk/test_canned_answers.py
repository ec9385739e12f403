"""Texts under a shortcut: filled with the ticket's values, for one team or for all, where one writes."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team, TeamAnswer, Ticket
from core import Env, Refused
from tests.addons.helpdesk.desk import MANAGER, PORTAL, USER, a_contact, a_team, a_ticket, user
from tests.addons.helpdesk.screens import Screens
from tests.kernels import Acting

HELLO = "Hello{% if customer %} {{ customer }}{% endif %},\n\nyour number is {{ number }}.\n{{ author }}"


@pytest.fixture
def answers(desk: Acting) -> Acting:
    """Three texts: for everything, for tickets, for another team; and a ticket of Marta's."""

    def make(env: Env) -> None:
        other = a_team(env, "Other")
        env.new(TeamAnswer, name="Hello", shortcut="hello", body=HELLO)
        env.new(TeamAnswer, name="Of tickets", shortcut="tickets", body="x", document_model="helpdesk.ticket")
        env.new(TeamAnswer, name="Of the other", shortcut="other", body="y", team=other)
        env.new(TeamAnswer, name="Of teams", shortcut="teams", body="z", document_model="helpdesk.team")
        team = env.session.scalars(sa.select(env[Team]).where(env[Team].name == "Service")).one()
        a_ticket(env, customer=a_contact(env, "Marta <b>"), team=team)

    desk.run(make)
    return desk


def texts(screens: Screens, path: str) -> dict[str, str]:
    found = screens.of(USER).get(path, headers={"accept": "application/json"})
    assert found.status_code == 200, found.text
    return {one["shortcut"]: one["text"] for one in found.json()["texts"]}


def test_they_are_filled_and_only_those_that_fit_are_offered(screens: Screens, answers: Acting) -> None:
    found = texts(screens, "/mail/helpdesk.ticket/1/answers")
    assert sorted(found) == ["hello", "tickets"]
    assert found["hello"] == "Hello Marta <b>,\n\nyour number is 0001.\nuser"
    assert sorted(texts(screens, "/mail/helpdesk.team/1/answers")) == ["hello", "teams"]


def test_the_reply_box_and_the_composer_ask_for_them(screens: Screens, answers: Acting) -> None:
    for path in ("/helpdesk/ticket/1", "/wizard/helpdesk/ComposeEmail?on=1"):
        assert 'data-snippets="/mail/helpdesk.ticket/1/answers"' in screens.of(USER).get(path).text


def test_customers_get_none_and_documents_that_one_may_not_read_neither(screens: Screens, answers: Acting) -> None:
    def mine(env: Env) -> None:
        ticket: Any = env.session.scalars(sa.select(env[Ticket])).one()
        ticket.follow(user(env, PORTAL))

    answers.run(mine)
    assert screens.of(PORTAL).get("/mail/helpdesk.ticket/1/answers").status_code in (403, 404)
    assert screens.of(USER).get("/mail/helpdesk.ticket/99/answers").status_code == 404


def test_managers_write_them_and_what_could_do_harm_is_refused(screens: Screens, answers: Acting) -> None:
    new = "/mail/canned-answer/new"
    screens.save(MANAGER, new, name="Thanks", shortcut="thanks", body="Thank you, {{ customer }}!")
    assert "thanks" in texts(screens, "/mail/helpdesk.ticket/1/answers")
    for wrong in ({"shortcut": "Thank you"}, {"body": "{{ customer.password }}"}, {"body": "{% for x in y %}"}):
        screens.save(MANAGER, new, 422, **{"name": "X", "shortcut": "x", "body": "x", **wrong})
    assert screens.of(USER).get(new).status_code == 403
    with pytest.raises(Refused, match="Choose what the text is for"):
        answers.run(lambda env: env.new(TeamAnswer, name="X", shortcut="x", body="x", document_model="no.such")
                    and env.session.flush())  # fmt: skip
