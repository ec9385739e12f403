"""What is asked of a password."""

from __future__ import annotations

from core import Refused

SHORTEST, LONGEST = 10, 200


def refuse_weak(password: str, login: str, *, demonstration: bool) -> None:
    """Raises Refused for a password that would be guessed.

    A demonstration database may use the account's name as its password; nothing else may (the accounts are public).
    """
    name = login.partition("@")[0]
    if password in (login, name) and demonstration:
        return
    if len(password) > LONGEST:
        raise Refused("A password has at most {n} characters.", about="password", n=LONGEST)
    if password.lower() in (login.lower(), name.lower()):
        raise Refused("The password must not be the name of the account.", about="password")
    if len(password) < SHORTEST:
        raise Refused("A password has at least {n} characters.", about="password", n=SHORTEST)
    if len(set(password)) < 4:
        raise Refused("This password is too simple.", about="password")
