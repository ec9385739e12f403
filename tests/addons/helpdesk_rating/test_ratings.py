"""Customers are asked once a closing; scanners do not answer for them; later answers replace earlier ones (HD-21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_rating.models import TeamRatings, TicketRating
from addons.mail.letters import written
from addons.mail.models import MailServer, Message, OutgoingMail
from addons.rating.asking import text_of_mail
from addons.rating.models import Rating
from core import Env
from tests.addons.helpdesk.desk import MANAGER, USER, a_contact, a_team, a_ticket, hire, stage
from tests.addons.helpdesk.screens import Screens, screens_of, words
from tests.core.web.conftest import Browser
from tests.kernels import Acting
from tests.visitors import forms_of


def asking_team(env: Env) -> None:
    """A team that asks; Marta reads German."""
    a_team(env, use_rating=True)
    a_contact(env, "Marta", email="marta@mail.example", locale="de")


@pytest.fixture
def desk(acting: Callable[..., Acting]) -> Acting:
    made = acting("helpdesk_rating", scene=(hire, asking_team))
    made.run(lambda env: a_ticket(env, customer=customer(env)), USER)
    return made


@pytest.fixture
def screens(desk: Acting, tmp_path: Path) -> Iterator[Screens]:
    with screens_of(desk, tmp_path) as made:
        yield made


@pytest.fixture
def visitor(screens: Screens) -> Iterator[Browser]:
    made = Browser(screens.app)
    yield made
    made.close()


def customer(env: Env) -> Any:
    from addons.base.models import Contact

    return env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == "Marta")).one()


def the_ticket(env: Env) -> Any:
    return env.session.scalars(sa.select(env[TicketRating]).order_by(env[Ticket].id)).first()


def move(desk: Acting, *names: str) -> None:
    for name in names:
        desk.run(lambda env, name=name: setattr(the_ticket(env), "stage", stage(env, name)), USER)


def mails(desk: Acting) -> list[tuple[str, str]]:
    def look(env: Env) -> Any:
        mail = env[OutgoingMail]
        wanted = sa.select(mail.address, mail.subject).where(mail.document_model == "rating.rating").order_by(mail.id)
        return [tuple(row) for row in env.session.execute(wanted)]

    return desk.run(look)


def link(desk: Acting) -> str:
    """The link of the last mail, as the mail is written."""

    def write(env: Env) -> str:
        mail = env[OutgoingMail]
        last = env.session.scalars(sa.select(mail).where(mail.document_model == "rating.rating").order_by(-mail.id))
        return str(text_of_mail(env, last.first()))

    html = unescape(desk.run(write))
    return re.search(r'href="https?://[^/]+(/rating/give/[^"?]+)\?value=good"', html)[1]


def answer(visitor: Browser, path: str, status: int = 200, **values: str) -> str:
    page = visitor.get(path)
    given = next({name: held[0] for name, held in one.items()} for _, one in forms_of(page.text) if "comment" in one)
    sent = visitor.post(path, data={**given, **values})
    assert sent.status_code == status, words(sent.text)
    return words(sent.text)


def stored(desk: Acting) -> list[tuple[Any, ...]]:
    return desk.run(
        lambda env: [
            (one.value, one.comment) for one in env.session.scalars(sa.select(env[Rating]).order_by(env[Rating].id))
        ]
    )


@pytest.mark.req("HD-21")
def test_a_customer_is_asked_once_a_closing_in_their_language(desk: Acting) -> None:
    move(desk, "In Progress")
    assert mails(desk) == []
    move(desk, "Solved", "Cancelled")
    assert mails(desk) == [("marta@mail.example", "Display flickers (#0001): Wie zufrieden sind Sie?")]
    move(desk, "In Progress", "Solved")
    assert len(mails(desk)) == 2


@pytest.mark.req("HD-21", "XC-5")
def test_the_mail_says_it_in_their_language_in_both_its_forms(desk: Acting) -> None:
    move(desk, "Solved")

    def write(env: Env) -> tuple[str, str]:
        mail = env.session.scalars(sa.select(env[OutgoingMail])).one()
        server = env.new(MailServer, host="mail.example", from_address="us@mail.example")
        read = message_from_bytes(written(env, mail, server), policy=policy.default)
        return tuple(read.get_body((kind,)).get_content() for kind in ("html", "plain"))  # type: ignore[return-value]

    html, plain = desk.run(write)
    for text in (html, plain):
        assert "um „Display flickers (#0001)“ gekümmert" in text
        assert "/rating/give/" in text
    assert html.count("?value=") == 3


@pytest.mark.req("HD-21")
def test_where_it_is_off_or_there_is_no_address_nobody_is_asked(desk: Acting) -> None:
    desk.run(lambda env: a_ticket(env, "Imported", stage=stage(env, "Solved"), customer=customer(env)))
    nobodys = desk.run(lambda env: a_ticket(env, "Of nobody").id)
    desk.run(lambda env: setattr(env.session.get_one(env[Ticket], nobodys), "stage", stage(env, "Solved")))
    desk.run(lambda env: setattr(env.session.scalars(sa.select(env[TeamRatings])).one(), "use_rating", False), MANAGER)
    move(desk, "Solved")
    assert mails(desk) == []


@pytest.mark.req("HD-21")
def test_opening_the_link_answers_nothing_and_later_answers_replace_the_first(desk: Acting, visitor: Browser) -> None:
    move(desk, "Solved")
    path = link(desk)
    for value in ("good", "okay", "bad", "good"):
        page = visitor.get(f"{path}?value={value}")
        assert page.status_code == 200
        assert re.search(rf'value="{value}"[^>]*checked', page.text)
        assert visitor.get(path, headers={"user-agent": "LinkScanner"}).status_code == 200
    assert stored(desk) == [(None, None)]
    assert "Thank you!" in answer(visitor, path, value="bad", comment="Too <slow>")
    assert stored(desk) == [("bad", "Too <slow>")]
    answer(visitor, path, value="good", comment="")
    assert stored(desk) == [("good", None)]
    assert desk.run(lambda env: the_ticket(env).rating) == "good"
    notes = desk.run(lambda env: list(env.session.scalars(sa.select(env[Message].body).where(
        env[Message].kind == "note").order_by(env[Message].id))))  # fmt: skip
    assert notes == ["Marta answered: Not satisfied – Too &lt;slow&gt;", "Marta answered: Satisfied"]


@pytest.mark.req("HD-21")
def test_the_secret_is_stored_as_its_hash_and_others_open_nothing(desk: Acting, visitor: Browser) -> None:
    move(desk, "Solved")
    path = link(desk)
    secret = path.rpartition("/")[2]
    kept = desk.run(lambda env: env.session.scalars(sa.select(env[Rating].hash)).one())
    assert secret not in kept
    assert len(kept) == 64
    bodies = desk.run(lambda env: list(env.session.scalars(sa.select(env[Message].body))))
    assert not any("/rating/give" in body for body in bodies)
    for other in (path[:-1] + ("a" if path[-1] != "a" else "b"), f"/rating/give/{kept}", "/rating/give/x"):
        assert visitor.get(other).status_code == 404
    assert "Choose one of the three answers." in answer(visitor, path, 422, value="great")
    assert stored(desk) == [(None, None)]

    def expire(env: Env) -> None:
        env.session.scalars(sa.select(env[Rating])).one().expires_at = env.now()

    desk.run(expire)
    assert visitor.get(path).status_code == 404


@pytest.mark.req("HD-21")
def test_the_answer_is_seen_on_the_ticket_its_list_and_as_the_teams_average(
    desk: Acting, screens: Screens, visitor: Browser
) -> None:
    version = desk.run(lambda env: the_ticket(env).version)
    move(desk, "Solved")
    answer(visitor, link(desk), value="okay", comment="")
    assert desk.run(lambda env: the_ticket(env).version) == version + 1  # the move alone
    assert "Okay" in screens.text(USER, "/helpdesk/ticket/1")
    assert "Okay" in screens.text(USER, "/helpdesk/tickets?f=&c=rating")
    assert "Display flickers" not in screens.text(USER, "/helpdesk/tickets?f=not-satisfied")
    assert "50 % of 1 answers" in screens.text(MANAGER, "/helpdesk/team/1")
    assert "Display flickers" in screens.text(USER, "/rating/ratings")
    hidden = desk.run(lambda env: setattr(env.session.scalars(sa.select(env[Team])).one(), "visibility", "private"))
    assert hidden is None
    assert "Display flickers" not in screens.text(USER, "/rating/ratings")
