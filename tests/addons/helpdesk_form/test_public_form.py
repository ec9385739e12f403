"""Anybody writes to a team by its public form; robots are kept off, and nothing that people enter is lost (HD-19)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import Attachment
from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_form.models import TeamForm, address_from
from core import Env, Refused
from tests.addons.helpdesk.desk import MANAGER, a_contact, a_team, hire
from tests.addons.helpdesk.screens import Screens, screens_of, words
from tests.core.web.conftest import Browser
from tests.kernels import Acting
from tests.visitors import forms_of

FORM = "/helpdesk_form/bike-service"
WRITTEN = {
    "title": "Flat battery",
    "name": "Eva",
    "email": "eva@mail.example",
    "description": "Since <b>May</b>.\nHelp!",
}


def open_form(env: Env) -> None:
    """A team with a form, and a customer who is known."""
    team: Any = a_team(env, "Bike Service", description="<p>We answer within a day.</p>")
    team.use_website_form = True
    a_contact(env, "Marta Nowak", email="Marta@mail.example", phone="030 1")


@pytest.fixture
def desk(acting: Callable[..., Acting], monkeypatch: pytest.MonkeyPatch) -> Acting:
    monkeypatch.setattr("addons.helpdesk_form.routes.QUICKEST", 0)
    return acting("helpdesk_form", scene=(hire, open_form))


@pytest.fixture
def screens(desk: Acting, tmp_path: Path) -> Iterator[Screens]:
    with screens_of(desk, tmp_path) as made:
        yield made


@pytest.fixture
def visitor(screens: Screens) -> Iterator[Browser]:
    """Somebody who never signed in, without a script."""
    made = Browser(screens.app)
    yield made
    made.close()


def fields(visitor: Browser) -> dict[str, str]:
    page = visitor.get(FORM)
    assert page.status_code == 200, words(page.text)
    return next(
        {name: held[0] for name, held in values.items()} for _, values in forms_of(page.text) if "_shown" in values
    )


def send(visitor: Browser, files: Any = None, **changes: str) -> Any:
    return visitor.post(FORM, data={**fields(visitor), **WRITTEN, **changes}, **({"files": files} if files else {}))


def tickets(desk: Acting) -> list[Any]:
    def look(env: Env) -> list[Any]:
        ticket = env[Ticket]
        return [
            (one.title, one.customer.name if one.customer else None, one.email, one.description, one.stage.name)
            for one in env.session.scalars(sa.select(ticket).order_by(ticket.id))
        ]

    return desk.run(look)


@pytest.mark.req("HD-19")
def test_what_is_sent_becomes_a_ticket_and_its_number_is_said(visitor: Browser, desk: Acting) -> None:
    page = words(visitor.get(FORM).text)
    assert "We answer within a day." in page
    answer = send(visitor)
    assert answer.status_code == 303, words(answer.text)
    thanks = visitor.get(answer.headers["location"])
    assert "Your ticket number is #0001" in words(thanks.text)
    described = "<p>Eva &lt;eva@mail.example&gt;</p><p>Since &lt;b&gt;May&lt;/b&gt;.</p><p>Help!</p>"
    assert tickets(desk) == [("Flat battery", None, "eva@mail.example", described, "New")]
    assert visitor.get(f"{FORM}/thanks?ticket=0002").status_code == 404


@pytest.mark.req("HD-19")
def test_a_known_customer_is_recognised_and_nobody_outside_sees_that(visitor: Browser, desk: Acting) -> None:
    known, unknown = send(visitor, email="marta@MAIL.example"), send(visitor)
    assert (known.status_code, unknown.status_code) == (303, 303)
    (_, name, _, described, _), _ = tickets(desk)
    assert (name, described) == ("Marta Nowak", "<p>Since &lt;b&gt;May&lt;/b&gt;.</p><p>Help!</p>")


@pytest.mark.req("HD-19", "XC-4")
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(visitor: Browser, desk: Acting) -> None:
    answer = send(visitor, title=" ", email="eva")
    assert answer.status_code == 422
    page = words(answer.text)
    assert "Please fill in Subject." in page
    assert "This is not an email address." in page
    assert 'value="Eva"' in answer.text
    assert "Since &lt;b&gt;May&lt;/b&gt;." in answer.text
    assert tickets(desk) == []
    for name, label in (("name", "Name"), ("email", "Email"), ("description", "Your request")):
        assert f"Please fill in {label}." in words(send(visitor, **{name: ""}).text)


@pytest.mark.req("HD-19")
def test_files_come_along(visitor: Browser, desk: Acting) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 20
    assert send(visitor, files=[("file", ("photo.png", png, "text/html"))]).status_code == 303

    def kept(env: Env) -> list[Any]:
        file = env[Attachment]
        return [(one.name, one.content_type, one.document_model) for one in env.session.scalars(sa.select(file))]

    assert desk.run(kept) == [("photo.png", "image/png", "helpdesk.ticket")]
    many = [("file", (f"{n}.png", png, "image/png")) for n in range(6)]
    assert "At most 5 files." in words(send(visitor, files=many).text)


@pytest.mark.req("HD-19")
def test_robots_are_told_and_people_lose_nothing(
    visitor: Browser, desk: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    trapped = send(visitor, website="https://spam.example")
    assert trapped.status_code == 422
    assert "Please leave this empty." in words(trapped.text)
    assert 'value="Flat battery"' in trapped.text
    monkeypatch.setattr("addons.helpdesk_form.routes.QUICKEST", 60_000)
    quick = send(visitor)
    assert quick.status_code == 422
    assert "That was quick." in words(quick.text)
    assert send(visitor, _shown="made.up").status_code == 422
    assert tickets(desk) == []


@pytest.mark.req("HD-19")
def test_one_network_sends_so_often_and_no_more(visitor: Browser, desk: Acting) -> None:
    codes = [send(visitor, title=f"Number {n}").status_code for n in range(12)]
    assert codes == [303] * 10 + [429] * 2
    assert len(tickets(desk)) == 10
    assert visitor.get(FORM).status_code == 200


@pytest.mark.req("HD-19", "XC-2")
def test_sending_twice_makes_one_ticket_and_no_token_none(visitor: Browser, desk: Acting) -> None:
    data = {**fields(visitor), **WRITTEN}
    assert visitor.post(FORM, data=data).headers["location"] == visitor.post(FORM, data=data).headers["location"]
    assert len(tickets(desk)) == 1
    assert visitor.post(FORM, data={**data, "_token": "x"}).status_code == 403


@pytest.mark.req("HD-19")
def test_it_is_there_for_teams_that_open_it_alone(visitor: Browser, screens: Screens, desk: Acting) -> None:
    path = "/helpdesk/team/1"
    assert "http" in screens.text(MANAGER, path)
    screens.save(MANAGER, path, form_address="Not An Address", status=422)
    screens.save(MANAGER, path, use_website_form="")
    assert visitor.get(FORM).status_code == 404
    assert visitor.get("/helpdesk_form/other").status_code == 404

    def another(env: Env) -> str | None:
        team: Any = a_team(env, "Bike Service!", use_website_form=True)
        env.session.flush()
        return team.form_address

    assert desk.run(another) == "bike-service-2"
    with pytest.raises(Refused, match="Another team has the address"):
        desk.run(lambda env: setattr(env.session.get_one(env[TeamForm], 1), "form_address", "bike-service-2"))


def test_it_wears_the_companys_name_and_speaks_german(visitor: Browser, desk: Acting) -> None:
    name = desk.run(lambda env: env.session.get_one(env[Team], 1).company.name)
    page = visitor.get(FORM, headers={"accept-language": "de"})
    assert unescape(re.search(r"<title>(.*?)</title>", page.text)[1]).endswith(name)
    assert "Auftragsnummer (freiwillig)" in words(page.text)
    assert address_from("Bücher & Räder") == "bucher-rader"
