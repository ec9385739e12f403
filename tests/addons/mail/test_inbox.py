"""Who is named with @ finds it in the inbox; who reads there gets no mails; nobody sees more than the document shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import User
from addons.mail.models import Notice
from addons.mail.naming import Person, named_in
from core import AccessDenied
from core.orm.env import Env
from tests.addons.mail.conftest import PostOffice, helmet, post, states
from tests.core.jobs.conftest import House
from tests.core.web.conftest import Browser

ANN, BEN = "ann@example.com", "ben@example.com"
PEOPLE = [
    Person(1, "Ann", "ann@example.com", "mail"), Person(2, "Ann Miller", "am@example.com", "mail"),
    Person(3, "Jürgen O'Neil", "j.oneil@example.com", "app"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@Ann please look", [1]),
        ("Ask @ann miller, she knows", [2]),
        ("@am and @j.oneil", [2, 3]),
        ("(@Jürgen O'Neil)", [3]),
        ("@Anna @annual @unknown", []),
        ("Write to ann@example.com or x@Ann", []),
        ("@ann @ANN @Ann", [1]),
        ("", []),
    ],
)
def test_people_are_named_by_name_or_login(text: str, ids: list[int]) -> None:
    assert [one.id for one in named_in(text, PEOPLE)] == ids


@pytest.fixture
def office_of_two(sender: House) -> House:
    """Ann follows the helmet; Ben does not."""

    def hire(env: Env) -> None:
        env.hook.add_user(env=env, login=BEN, name="Ben Long", password="a long enough one", roles=["base.user"])

    sender.run(hire)
    return sender


def inbox(house: House, login: str) -> list[tuple[str, str, str]]:
    def read(env: Env) -> list[tuple[str, str, str]]:
        notice = env[Notice]
        wanted = sa.select(notice.author, notice.excerpt, notice.reason).order_by(notice.id)
        return [tuple(row) for row in env.session.execute(wanted)]

    return list(house.run(read, login))


def choose(house: House, login: str, way: str) -> None:
    def work(env: Env) -> None:
        env.session.scalars(sa.select(env[User]).where(env[User].login == login)).one().notified_by = way

    house.run(work, login)


def test_who_is_named_in_a_note_finds_it_and_is_mailed(office_of_two: House, office: PostOffice) -> None:
    office_of_two.run(lambda env: helmet(env).post_note("@Ben Long: is this\nright?") and None, ANN)
    assert inbox(office_of_two, BEN) == [("Ann", "@Ben Long: is this right?", "mention")]
    assert inbox(office_of_two, ANN) == []
    office_of_two.work()
    assert office.addresses == [BEN], "customers hear nothing of a note"
    assert office_of_two.work() == 0


def test_who_reads_in_the_inbox_gets_no_mail(office_of_two: House, office: PostOffice) -> None:
    choose(office_of_two, ANN, "app")
    post(office_of_two, "News for @ann", who=BEN)
    assert inbox(office_of_two, ANN) == [("Ben Long", "News for @ann", "mention")]
    post(office_of_two, "More news", who=BEN)
    assert inbox(office_of_two, ANN)[1] == ("Ben Long", "More news", "message")
    assert set(states(office_of_two)) == {"bo@example.com", "cy@example.com"}


def test_who_follows_by_mail_and_is_named_gets_one_mail(office_of_two: House, office: PostOffice) -> None:
    post(office_of_two, "Look, @ann!", who=BEN)
    office_of_two.work()
    assert office.addresses.count(ANN) == 1


def test_users_choose_for_themselves_alone(office_of_two: House) -> None:
    choose(office_of_two, ANN, "app")

    def choose_for_ben(env: Env) -> None:
        env.session.scalars(sa.select(env[User]).where(env[User].login == BEN)).one().notified_by = "app"
        env.session.flush()

    with pytest.raises(AccessDenied):
        office_of_two.run(choose_for_ben, ANN)


def test_the_inbox_on_its_pages(office_of_two: House, sign_in: Callable[[str], Browser]) -> None:
    clerk = sign_in("base.user")
    assert "Nothing unread" in clerk.get("/mail/inbox").text
    office_of_two.run(lambda env: helmet(env).post_note("@base.user: weigh it") and None, ANN)
    shown = clerk.get("/mail/inbox").text
    assert "weigh it" in shown
    id_ = office_of_two.run(lambda env: env.session.scalars(sa.select(env[Notice].id)).one())
    opened = clerk.get(f"/mail/notice/{id_}")
    assert (opened.status_code, "Open the document" in opened.text) == (200, True)
    done: Any = clerk.post(f"/mail/notice/{id_}/do/mark_read", data={"_token": clerk.token()})
    assert done.status_code == 303, done.text
    assert "weigh it" not in clerk.get("/mail/inbox").text
    assert sign_in("base.settings").get(f"/mail/notice/{id_}").status_code == 404
    assert "Messages I Follow" in clerk.get(clerk.get("/base/me").headers["location"]).text
