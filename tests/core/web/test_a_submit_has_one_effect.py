"""Form tokens: whoever sends a form again gets the same answer and no second effect (SPEC XC-2, XC-10; fault 56)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.responses import RedirectResponse, Response

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.models import FormToken
from core.web.tokens import LIFETIME, Tokens, forget_old_submits, once, submit_key
from tests.core.web.conftest import SetClock

TOKENS = Tokens(b"secret of the tests")
NOW = 1_000_000.0


def test_a_token_is_for_one_visitor_and_a_week() -> None:
    token = TOKENS.make("ann", NOW)
    assert TOKENS.holds(token, "ann", NOW)
    assert TOKENS.holds(token, "ann", NOW + LIFETIME.total_seconds())
    assert not TOKENS.holds(token, "ann", NOW + LIFETIME.total_seconds() + 2)
    assert not TOKENS.holds(token, "bob", NOW)
    assert not Tokens(b"another").holds(token, "ann", NOW)
    assert TOKENS.make("ann", NOW) != token


@pytest.mark.parametrize("token", ["", ".", "..", "x", "ff.x.", "é.é.é", "zz.y.0000", "\x00", "a" * 10_000])
def test_what_is_no_token_does_not_hold(token: str) -> None:
    assert not TOKENS.holds(token, "ann", NOW)


def test_a_token_cannot_be_made_younger() -> None:
    made, rest = TOKENS.make("ann", NOW).split(".", 1)
    assert not TOKENS.holds(f"{int(made, 16) + 1:x}.{rest}", "ann", NOW)


def test_sealed_text_cannot_be_changed() -> None:
    sealed = TOKENS.seal("toasts", "Saved. Well.")
    assert TOKENS.unseal("toasts", sealed) == "Saved. Well."
    assert TOKENS.unseal("other", sealed) is None
    assert TOKENS.unseal("toasts", sealed + "!") is None


def test_another_form_address_or_visitor_is_another_submit() -> None:
    keys = {submit_key(*parts) for parts in (
        ("t", "ann", "/a", b"1"), ("t", "ann", "/a", b"2"), ("t", "ann", "/b", b"1"), ("t", "bob", "/a", b"1"),
        ("u", "ann", "/a", b"1"), ("t", "ann/a", "", b"1"),
    )}  # fmt: skip
    assert len(keys) == 6


class Effects:
    """Counts what was done."""

    def __init__(self) -> None:
        self.lock, self.count = threading.Lock(), 0

    def __call__(self) -> Response:
        with self.lock:
            self.count += 1
        return RedirectResponse(f"/done/{self.count}", 303)


@pytest.mark.req("XC-2")
def test_the_second_submit_gives_the_answer_of_the_first(system: Callable[..., Any]) -> None:
    effects = Effects()
    first = system(lambda env: once(env, "k", effects))
    second = system(lambda env: once(env, "k", effects))
    assert effects.count == 1
    assert (second.status_code, second.headers["location"]) == (first.status_code, first.headers["location"])
    assert system(lambda env: once(env, "other", effects)).headers["location"] == "/done/2"


@pytest.mark.req("XC-2")
def test_of_equal_submits_at_once_exactly_one_has_an_effect(bare_kernel: Kernel) -> None:
    barrier, written = threading.Barrier(6), []

    def submit(_: int) -> Response:
        barrier.wait()

        def work(env: Env) -> Response:
            def effect() -> Response:
                table = env.registry.models[FormToken].__table__  # type: ignore[attr-defined]
                env.transaction.connection.execute(sa.insert(table).values(key="effect", made_at=env.now()))
                written.append(1)
                return RedirectResponse("/done", 303)

            return once(env, "k", effect)

        return bare_kernel.work(work, who=Identity.system())

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(submit, range(6)))
    assert len(written) == 1
    assert {(one.status_code, one.headers["location"]) for one in answers} == {(303, "/done")}


def test_a_refused_submit_takes_its_claim_back(system: Callable[..., Any]) -> None:
    def refuse() -> Response:
        raise LookupError("refused")

    with pytest.raises(LookupError):
        system(lambda env: once(env, "k", refuse))
    assert system(lambda env: once(env, "k", Effects())).headers["location"] == "/done/1"


def test_cookies_are_not_kept_with_an_answer(system: Callable[..., Any]) -> None:
    def answer() -> Response:
        response = Response("body", headers={"x-go": "/there"})
        response.set_cookie("session", "secret")
        return response

    system(lambda env: once(env, "k", answer))
    again = system(lambda env: once(env, "k", answer))
    assert (again.body, again.headers["x-go"]) == (b"body", "/there")
    assert "set-cookie" not in again.headers


def test_claims_outlive_their_tokens_and_are_then_forgotten(system: Callable[..., Any], clock: SetClock) -> None:
    system(lambda env: once(env, "k", Effects()))
    clock.move(seconds=LIFETIME.total_seconds() + 60)
    assert system(forget_old_submits) == 0
    clock.move(days=1)
    assert system(forget_old_submits) == 1
