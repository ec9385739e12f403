"""Sealed values: passwords of other servers, and what we sign with. Encrypted in the database, opened by code alone.

The key stands outside of the database, so that a copy of it, a backup or an archive gives no secret away. What is read
of a record is a `Sealed`, which says nothing: no page, export, answer of the API or audit entry can hold more.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

    from core.orm.env import Env

SHOWN = "••••••••"
"""What a reader sees of a sealed value."""
NO_KEY = "This was sealed with a key that is not here any more. Enter it again."


class SealBroken(Exception):
    """A value that none of the keys opens. Its text is for an administrator."""


class Sealed:
    """A value that only `Env.unseal` opens. Equal where the sealed texts are."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)

    def __str__(self) -> str:
        return SHOWN

    __repr__ = __str__


class SealedText(TypeDecorator[Sealed]):
    """The column of a sealed value: text on both engines."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> str | None:
        """Refuses plain text with TypeError: it would be stored as it is."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("only what Env.seal gives is stored in a sealed field")
        return None if value is None else value.token

    def process_result_value(self, value: Any, dialect: Dialect) -> Sealed | None:
        """Database to Python: still sealed."""
        return None if value is None else Sealed(str(value))

    def __repr__(self) -> str:
        return "SealedText()"


class Sealing:
    """Seals and opens with the keys of the settings: the first one seals, all of them open. A facet of the registry."""

    def __init__(self, keys: Callable[[], Sequence[str]]) -> None:
        """`keys` gives texts that nobody can guess, and is asked when the first value is sealed or opened."""
        self._keys = keys

    @classmethod
    def of(cls, env: Env) -> Sealing:
        """That of the registry at hand."""
        return env.registry.facet(Sealing)

    @cached_property
    def _fernet(self) -> MultiFernet:
        from cryptography.fernet import Fernet, MultiFernet  # takes long to import, and few processes seal anything

        digests = [hashlib.sha256(key.encode()).digest() for key in self._keys()]
        return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])

    def seal(self, text: str) -> Sealed:
        """`text` sealed with the first key. Twice the same gives two different values."""
        return Sealed(self._fernet.encrypt(text.encode()).decode())

    def open(self, value: Sealed) -> str:
        """What was sealed. Raises SealBroken."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(value.token.encode()).decode()
        except InvalidToken as why:
            raise SealBroken(NO_KEY) from why

    def renewed(self, value: Sealed) -> Sealed:
        """The same value sealed with the first key. Raises SealBroken."""
        return self.seal(self.open(value))

    def signature(self, purpose: str, text: str) -> str:
        """32 characters, a-z and 2-7, that only who has the first key can make for this text."""
        return _signed(self._keys()[0], purpose, text)

    def holds(self, purpose: str, text: str, signature: str) -> bool:
        """Whether this is the signature of a text, by any of the keys."""
        given = signature.lower().encode()
        return any(hmac.compare_digest(given, _signed(key, purpose, text).encode()) for key in self._keys())


def _signed(key: str, purpose: str, text: str) -> str:
    """Another key is derived for each purpose: what is signed for one is worth nothing for another."""
    derived = hmac.new(key.encode(), f"sign {purpose}".encode(), hashlib.sha256).digest()
    return base64.b32encode(hmac.new(derived, text.encode(), hashlib.sha256).digest()[:20]).decode().lower()


def build_sealing(keys: Callable[[], Sequence[str]]) -> Callable[[Any], Sealing]:
    """A builder of the kernel."""
    made = Sealing(keys)
    return lambda _registry: made
