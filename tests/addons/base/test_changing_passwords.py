"""Passwords are changed by pop-ups, and taken as they were typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from addons.base.identities import make_user
from core import Env
from core.web.attempts import MOST_GUESSES
from tests.addons.helpdesk.screens import PASSWORD, Screens, screens_of, words
from tests.core.web.conftest import Browser
from tests.kernels import Acting, person

ONE = "one@example.com"
SPACED = "  two spaces and a tab\t"


@pytest.fixture
def screens(acting: Callable[..., Acting], tmp_path: Path) -> Iterator[Screens]:
    base = acting("base")
    base.run(lambda env: make_user(env, ONE, PASSWORD, name="One").id)
    with screens_of(base, tmp_path) as made:
        made.acting = base  # type: ignore[attr-defined]
        yield made


def change(screens: Screens, status: int = 303, **values: str) -> str:
    """What the pop-up answers to One."""
    id_ = screens.acting.run(lambda env: person(env, ONE).id)  # type: ignore[attr-defined]
    path = "/wizard/base/ChangePassword"
    fields = screens.fields(ONE, f"{path}?on={id_}")
    answer = screens.of(ONE).post(f"{path}/press/confirm?on={id_}", data={**fields, **values})
    assert answer.status_code == status, words(answer.text)
    return words(answer.text)


def may_enter(screens: Screens, password: str) -> bool:
    """Whether somebody who types this password is signed in."""
    browser = Browser(screens.app)
    try:
        fields = browser.fields("/login")
        return browser.post("/login", data={**fields, "login": ONE, "password": password}).status_code == 303
    finally:
        browser.close()


def test_spaces_around_a_password_belong_to_it(screens: Screens) -> None:
    change(screens, current=PASSWORD, password=SPACED, again=SPACED)
    assert may_enter(screens, SPACED)
    assert not may_enter(screens, SPACED.strip())
    assert not may_enter(screens, PASSWORD)


def test_a_wrong_current_password_changes_nothing(screens: Screens) -> None:
    said = change(screens, 422, current="not this one", password=SPACED, again=SPACED)
    assert "This is not your current password." in said
    assert may_enter(screens, PASSWORD)


def test_the_current_password_cannot_be_guessed_for_long(screens: Screens) -> None:
    for _ in range(MOST_GUESSES):
        assert "not your current" in change(screens, 422, current="a guess", password=SPACED, again=SPACED)
    assert "Too many attempts" in change(screens, 422, current="a guess", password=SPACED, again=SPACED)
    assert "Too many attempts" in change(screens, 422, current=PASSWORD, password=SPACED, again=SPACED)


def test_the_right_password_forgets_the_wrong_guesses(screens: Screens) -> None:
    for _ in range(MOST_GUESSES - 1):
        change(screens, 422, current="a guess", password=SPACED, again=SPACED)
    change(screens, current=PASSWORD, password="another honest one", again="another honest one")
    screens.browsers.pop(ONE).close()
    screens.browsers[ONE] = Browser(screens.app).sign_in(ONE, "another honest one")
    assert "not your current" in change(screens, 422, current="a guess", password=SPACED, again=SPACED)


def test_work_after_a_refusal_is_done_and_nothing_else(acting: Callable[..., Acting]) -> None:
    base, seen = acting("base"), []

    def refuse(env: Env) -> None:
        make_user(env, ONE, PASSWORD, name="One")
        env.after_rollback(lambda system: seen.append(system.user.id))
        raise LookupError("no")

    with pytest.raises(LookupError):
        base.run(refuse)
    assert len(seen) == 1
    with pytest.raises(AssertionError, match="there is no user"):
        base.run(lambda env: person(env, ONE))
    base.run(lambda env: env.after_rollback(lambda system: seen.append("not this")))
    assert len(seen) == 1
