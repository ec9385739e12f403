"""Passwords: argon2id, and as long an answer for an unknown login as for a wrong password."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's second choice: enough against offline guessing, and 8 sign-ins at once stay within a worker's memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
LONGEST = 1_000
"""Characters of the longest password that is looked at: hashing is dear, so nobody may post megabytes."""


def hash_password(password: str) -> str:
    """The text to store for a password. Raises ValueError if it is longer than `LONGEST`."""
    if len(password) > LONGEST:
        raise ValueError(f"A password has at most {LONGEST} characters.")
    return _HASHER.hash(password)


def verify_password(stored: str | None, password: str) -> bool:
    """Whether `password` is the one that `stored` was made of.

    None stands for an unknown login: the work is done all the same, so that the time of the answer tells nothing.
    """
    try:
        return (
            _HASHER.verify(stored or _decoy(), password[:LONGEST]) and stored is not None and len(password) <= LONGEST
        )
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a stored hash was made with weaker parameters than today's: make it anew at the next sign-in."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _decoy() -> str:
    return _HASHER.hash("nobody has this password")
