"""Cards of the ticket board are moved over HTTP: by the form on the card, which dragging presses too."""

from __future__ import annotations

import re
from html import unescape

import pytest

from addons.helpdesk.models import Stage, Ticket
from core import Env
from core.testing.visitors import fields_of
from tests.addons.helpdesk.desk import OTHER, PORTAL, USER, a_ticket, stage
from tests.addons.helpdesk.screens import Screens, words
from tests.core.web.conftest import Browser
from tests.kernels import Acting
from tests.visitors import forms_of

BOARD = "/helpdesk/board?f=&q=flickers"
TO = "/helpdesk/board/move"


@pytest.fixture
def card(desk: Acting) -> tuple[int, dict[str, int]]:
    """The id of a ticket in the first stage, and the ids of stages by name."""

    def make(env: Env) -> tuple[int, dict[str, int]]:
        return a_ticket(env).id, {name: stage(env, name).id for name in ("New", "In Progress", "Solved")}

    return desk.run(make)


def form_of(browser: Browser, id_: int) -> tuple[str, dict[str, str]]:
    """(address, fields) of the "Move to" form of a card."""
    page = browser.get(BOARD)
    for action, values in forms_of(page.text):
        if values.get("id") == [str(id_)]:
            return action, {name: held[0] for name, held in values.items()}
    raise AssertionError(words(page.text))


def stage_of(desk: Acting, id_: int) -> str:
    def look(env: Env) -> str:
        ticket = env.session.get_one(env[Ticket], id_)
        return ticket.stage.name if ticket.stage is not None else ""

    return desk.run(look)


def undo_of(browser: Browser, path: str = BOARD) -> tuple[str, dict[str, str]]:
    """(address, fields) of the button Undo in the message on a page."""
    page = browser.get(path).text
    found = re.search(r'<div class="toast".*?<form method="post" action="([^"]+)">.*?value="([^"]+)">', page, re.DOTALL)
    assert found is not None, words(page)
    return unescape(found[1]), {"_token": found[2]}


@pytest.mark.req("HD-24")
def test_a_card_is_moved_and_the_board_stays_as_it_was_filtered(
    desk: Acting, screens: Screens, card: tuple[int, dict[str, int]]
) -> None:
    id_, stages = card
    browser = screens.of(USER)
    address, fields = form_of(browser, id_)
    answer = browser.post(address, data={**fields, "lane": str(stages["In Progress"])})
    assert (answer.status_code, answer.headers["location"]) == (303, BOARD)
    assert stage_of(desk, id_) == "In Progress"
    assert "Moved." in words(browser.get(BOARD).text)


def test_a_move_can_be_undone_once(desk: Acting, screens: Screens, card: tuple[int, dict[str, int]]) -> None:
    id_, stages = card
    browser = screens.of(USER)
    address, fields = form_of(browser, id_)
    browser.post(address, data={**fields, "lane": str(stages["Solved"])})
    undo, token = undo_of(browser)
    assert browser.post(undo, data={"_token": "made up"}).status_code == 403
    answer = browser.post(undo, data=token)
    assert (answer.status_code, answer.headers["location"]) == (303, BOARD)
    assert stage_of(desk, id_) == "New"
    page = browser.get(BOARD).text
    assert "Moved back." in words(page)
    assert 'class="toast"' in page
    assert ">Undo</button>" not in page
    assert browser.post(undo, data={"_token": fields["_token"], "again": "1"}).status_code == 409


@pytest.mark.req("XC-3")
@pytest.mark.parametrize("swap", [{}, {"x-swap": "1"}], ids=["page", "part"])
def test_a_card_that_somebody_else_changed_is_not_moved_and_the_board_says_so(
    desk: Acting, screens: Screens, card: tuple[int, dict[str, int]], swap: dict[str, str]
) -> None:
    id_, stages = card
    address, fields = form_of(screens.of(USER), id_)
    screens.save(OTHER, f"/helpdesk/ticket/{id_}", title="Display flickers at night")
    answer = screens.of(USER).post(address, data={**fields, "lane": str(stages["Solved"])}, headers=swap)
    text = words(answer.text)
    assert answer.status_code == 409
    assert "Display flickers at night" in text and "was changed by other meanwhile" in text
    assert 'id="board"' in answer.text and f'id="card-{id_}"' in answer.text and "facets" in answer.text
    assert stage_of(desk, id_) == "New"
    address, fields = form_of(screens.of(USER), id_)
    assert screens.of(USER).post(address, data={**fields, "lane": str(stages["Solved"])}).status_code == 303


def test_what_cannot_be_done_is_said_on_the_board(
    desk: Acting, screens: Screens, card: tuple[int, dict[str, int]]
) -> None:
    id_, stages = card
    browser = screens.of(USER)
    address, fields = form_of(browser, id_)
    nowhere = browser.post(address, data={**fields, "lane": "999999"})
    assert nowhere.status_code == 422
    assert "was not moved. There is no such lane." in words(nowhere.text) and 'id="board"' in nowhere.text
    gone = browser.post(address, data={**fields, "id": "999999", "lane": str(stages["Solved"])})
    assert gone.status_code == 404
    assert "This record is not there any more." in words(gone.text) and 'id="board"' in gone.text
    assert browser.post(TO, data={**fields, "id": "x", "lane": "1"}).status_code == 400
    assert stage_of(desk, id_) == "New"


def test_a_stage_that_the_team_does_not_have_is_named_where_a_card_is_not_moved_to_it(
    desk: Acting, screens: Screens, card: tuple[int, dict[str, int]]
) -> None:
    def park(env: Env) -> int:
        made = env.new(Stage, name="Parked", sequence=7)
        env.session.flush()
        return int(made.id)

    id_, parked = card[0], desk.run(park)
    address, fields = form_of(screens.of(USER), id_)
    answer = screens.of(USER).post(address, data={**fields, "lane": str(parked)})
    assert answer.status_code == 422
    assert "was not moved. “Parked” is not possible for it." in words(answer.text)
    assert stage_of(desk, id_) == "New"


@pytest.mark.req("AR-5")
def test_who_may_not_see_the_ticket_does_not_move_it(
    desk: Acting, screens: Screens, card: tuple[int, dict[str, int]]
) -> None:
    id_, stages = card
    browser = screens.of(PORTAL)
    token = fields_of(browser.get("/preferences").text)["_token"]  # nothing is there for customers, but a way out
    answer = browser.post(TO, data={"_token": token, "id": str(id_), "lane": str(stages["Solved"])})
    assert answer.status_code in (403, 404)
    assert stage_of(desk, id_) == "New"
