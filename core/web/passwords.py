"""Passwords: argon2id, and as long an answer for an unknown login as for a wrong password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's second choice: enough against offline guessing, and 8 sign-ins at once stay within a worker's memory.
IN_USE = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_hasher = IN_USE
LONGEST = 1_000
"""Characters of the longest password that is looked at: hashing is dear, so nobody may post megabytes."""


def hash_password(password: str) -> str:
    """The text to store for a password. Raises ValueError if it is longer than `LONGEST`."""
    if len(password) > LONGEST:
        raise ValueError(f"A password has at most {LONGEST} characters.")
    return _hasher.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether `password` is the one that `stored` was made of.

    None stands for an unknown login: the work is done all the same, so that the time of the answer tells nothing.
    """
    try:
        return (
            _hasher.verify(stored or _decoy(), password[:LONGEST]) and stored is not None and len(password) <= LONGEST
        )
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a stored hash was made with weaker parameters than today's: make it anew at the next sign-in."""
    return _hasher.check_needs_rehash(stored)


@contextmanager
def hashing(hasher: PasswordHasher) -> Iterator[None]:
    """Hashes another way meanwhile: for tests, most of which have nothing to do with how dear it is."""
    global _hasher
    before, _hasher = _hasher, hasher
    _decoy.cache_clear()
    try:
        yield
    finally:
        _hasher = before
        _decoy.cache_clear()


@cache
def _decoy() -> str:
    return _hasher.hash("nobody has this password")
