"""Passwords: argon2id, and equal work for logins that do not exist (fault 53)."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from core.web.passwords import IN_USE, LONGEST, hash_password, hashing, is_outdated, verify_password


@pytest.fixture(autouse=True, scope="module")
def _as_in_use() -> Iterator[None]:
    with hashing(IN_USE):
        yield


def test_a_password_is_known_again_and_not_readable() -> None:
    stored = hash_password("correct horse")
    assert stored.startswith("$argon2id$")
    assert "horse" not in stored
    assert verify_password(stored, "correct horse")
    assert not verify_password(stored, "correct hors")
    assert hash_password("correct horse") != stored


def test_nobody_has_the_password_of_an_unknown_login() -> None:
    assert not verify_password(None, "nobody has this password")
    assert not verify_password("", "")
    assert not verify_password("not a hash", "x")


def test_an_unknown_login_takes_as_long_as_a_wrong_password() -> None:
    """In time of the processor, which a busy machine does not stretch."""
    stored = hash_password("correct horse")
    verify_password(None, "warm")

    def seconds(known: str | None) -> float:
        times = []
        for _ in range(9):
            begun = time.thread_time()
            verify_password(known, "wrong")
            times.append(time.thread_time() - begun)
        return min(times)

    assert seconds(None) == pytest.approx(seconds(stored), rel=0.5)


def test_megabytes_are_not_hashed() -> None:
    with pytest.raises(ValueError, match="at most"):
        hash_password("x" * (LONGEST + 1))
    assert not verify_password(hash_password("x" * LONGEST), "x" * (LONGEST + 1))


def test_weaker_hashes_are_noticed() -> None:
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$4Ds1CqXfEXvqv7RZZ0y+0g")
    assert not is_outdated(hash_password("x"))
