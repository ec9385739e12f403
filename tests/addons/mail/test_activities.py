"""Activities: planned beside a document, found on one's own page, done once, gone with the document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from addons.mail.models import Activity, Message
from core import Refused
from core.orm.env import Env
from tests.addons.mail.conftest import helmet
from tests.core.jobs.conftest import House
from tests.core.web.conftest import Browser, fields_of


def plan(house: House, summary: str = "Call Bo", days: int = 0, who: str = "ann@example.com") -> int:
    def work(env: Env) -> int:
        made = helmet(env).schedule(summary, due=env.today() + timedelta(days=days))
        env.session.flush()
        return made.id

    return int(house.run(work, who))


def complete(house: House, id_: int) -> None:
    house.run(lambda env: env.session.get_one(env[Activity], id_).complete(), "ann@example.com")


@pytest.mark.req("CT-1")
def test_what_is_done_is_noted_in_the_conversation_and_stays_as_it_is(desk: House) -> None:
    id_ = plan(desk)
    complete(desk, id_)
    notes = desk.run(
        lambda env: list(env.session.scalars(sa.select(env[Message].body).where(env[Message].kind == "note")))
    )
    assert notes == ["Done: Call Bo"]
    with pytest.raises(Refused, match="This activity is done"):
        complete(desk, id_)
    with pytest.raises(Refused, match="This activity is done"):
        desk.run(lambda env: setattr(env.session.get_one(env[Activity], id_), "summary", "Other"), "ann@example.com")


def test_how_it_stands_goes_by_the_users_day(desk: House) -> None:
    ids = [plan(desk, days=days) for days in (-1, 0, 1)]
    when = desk.run(lambda env: [env.session.get_one(env[Activity], one).when for one in ids], "ann@example.com")
    assert when == ["Overdue", "Today", "Planned"]


def test_an_empty_one_is_refused(desk: House) -> None:
    with pytest.raises(Refused, match="Say what is to do"):
        plan(desk, " ")


def test_they_go_with_the_document(desk: House) -> None:
    plan(desk)
    desk.run(lambda env: env.session.delete(helmet(env)))
    assert desk.run(lambda env: env.session.scalars(sa.select(env[Activity].id)).all()) == []


@pytest.mark.req("CT-1")
def test_planning_and_doing_by_the_pages(desk: House, sign_in: Callable[[str], Browser]) -> None:
    clerk = sign_in("base.user")
    id_ = desk.run(lambda env: helmet(env).id)
    page, address = f"/product/product/{id_}", f"/mail/product.product/{id_}"
    token = fields_of(clerk.get(page).text)["_token"]
    planned = clerk.post(f"{address}/activity", data={"_token": token, "summary": "Weigh it", "due": "2026-03-01"})
    assert planned.status_code == 303, planned.text
    assert "/mail/activity/" in planned.headers["location"]
    activity = int(planned.headers["location"].partition("?")[0].rpartition("/")[2])
    shown = clerk.get(page).text
    assert "Weigh it" in shown and "Overdue" in shown
    assert "Weigh it" in clerk.get("/mail/my-activities").text
    assert "Weigh it" not in sign_in("base.settings").get("/mail/my-activities").text
    assert clerk.post(f"{address}/activity/{activity}/done", data={"_token": clerk.token()}).status_code == 303
    assert "Weigh it" not in clerk.get("/mail/my-activities").text
    wrong = clerk.post(f"{address}/activity", data={"_token": clerk.token(), "summary": "x", "due": "soon"})
    assert (wrong.status_code, "Enter a date." in wrong.text) == (422, True)
    other: Any = clerk.post(f"/mail/product.product/{id_}/activity/999/done", data={"_token": clerk.token()})
    assert other.status_code == 404
