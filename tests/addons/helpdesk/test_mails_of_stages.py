"""A stage with a template tells the customer, once whenever a ticket enters it (SPEC HD-7)."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.mail.models import Message, OutgoingMail, Template
from core import Env
from tests.addons.helpdesk.desk import USER, a_contact, a_ticket, stage
from tests.kernels import Acting


def put_template(env: Env, name: str, on: str) -> None:
    """Puts the template of that name on a stage."""
    wanted = sa.select(env[Template]).where(env[Template].name == name, env[Template].original_id.is_(None))
    stage(env, on).template = env.session.scalars(wanted).one()


def mails(desk: Acting) -> list[tuple[str, str]]:
    """(address, subject) of what is queued."""
    table: Any = desk.kernel.registry[OutgoingMail].__table__
    wanted = sa.select(table.c.address, table.c.subject).order_by(table.c.id)
    return [tuple(row) for row in desk.run(lambda env: env.transaction.connection.execute(wanted).all())]


def ticket_of(desk: Acting, **customer: Any) -> int:
    def make(env: Env) -> int:
        put_template(env, "Ticket solved", "Solved")
        values = {"customer": a_contact(env, **customer)} if customer else {}
        return a_ticket(env, **values).id

    return desk.run(make)


def move(desk: Acting, ticket_id: int, *stages: str) -> None:
    for name in stages:
        desk.run(lambda env, name=name: setattr(env.session.get_one(env[Ticket], ticket_id), "stage", stage(env, name)),
                 USER)  # fmt: skip


@pytest.mark.req("HD-7")
def test_the_customer_is_told_once_an_entry(desk: Acting) -> None:
    id_ = ticket_of(desk, email="marta@example.com")
    move(desk, id_, "In Progress")
    assert mails(desk) == []
    move(desk, id_, "Solved")
    assert mails(desk) == [("marta@example.com", "Solved: Display flickers (#0001)")]
    desk.run(lambda env: setattr(env.session.get_one(env[Ticket], id_), "title", "Another title"), USER)
    assert len(mails(desk)) == 1
    move(desk, id_, "In Progress", "Solved")
    assert mails(desk)[1:] == [("marta@example.com", "Solved: Another title (#0001)")]


@pytest.mark.req("HD-7")
def test_nobody_but_the_customer_is_mailed_and_the_message_stands_on_the_ticket(desk: Acting) -> None:
    id_ = ticket_of(desk, email="marta@example.com")

    def follow(env: Env) -> None:
        env.session.get_one(env[Ticket], id_).follow(a_contact(env, "Nosy", email="nosy@example.com"))

    desk.run(follow)
    move(desk, id_, "Solved")
    assert [address for address, _ in mails(desk)] == ["marta@example.com"]

    def said(env: Env) -> list[str]:
        message = env[Message]
        return list(env.session.scalars(sa.select(message.body).where(message.kind == "message")))

    (body,) = desk.run(said)
    assert "Hello Marta Nowak," in body
    assert "<b>#0001</b>" in body


@pytest.mark.req("HD-7", "XC-5")
def test_the_mail_is_in_the_customers_language(desk: Acting) -> None:
    move(desk, ticket_of(desk, email="marta@example.com", locale="de_AT"), "Solved")
    assert mails(desk) == [("marta@example.com", "Gelöst: Display flickers (#0001)")]


@pytest.mark.req("HD-7")
def test_a_ticket_that_begins_in_such_a_stage_enters_it(desk: Acting) -> None:
    def make(env: Env) -> None:
        put_template(env, "Ticket received", "New")
        a_ticket(env, customer=a_contact(env, email="marta@example.com"))
        a_ticket(env, title="Sent by mail", email="unknown@example.com")
        a_ticket(env, title="Of nobody")

    desk.run(make)
    assert [address for address, _ in mails(desk)] == ["marta@example.com", "unknown@example.com"]


@pytest.mark.req("HD-7")
def test_what_a_customer_calls_himself_does_no_harm(desk: Acting) -> None:
    move(desk, ticket_of(desk, name="{{ x }}<script>alert(1)</script>", email="m@example.com"), "Solved")
    body = desk.run(
        lambda env: env.session.scalars(sa.select(env[Message].body).order_by(env[Message].id.desc())).first()
    )
    assert "&lt;script&gt;" in str(body) or "<script>" not in str(body)
    assert len(mails(desk)) == 1
