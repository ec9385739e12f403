"""One token a form: proof that the form is ours (CSRF) and name of the submit (idempotency, SPEC XC-2, XC-10).

A token is signed for one visitor and lives a week. What a submit does is claimed in the first statement of its
transaction, and the answer is stored in the last one. So of any number of equal submits exactly one has an effect, the
others wait for it and give its answer; a refused one (422) is rolled back with its claim, and the form stays usable.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from starlette.responses import Response

from core.orm.env import Env
from core.orm.upsert import insert_into, table_of
from core.web.models import FormToken

LIFETIME = timedelta(days=7)
"""How long a form may stand open. Claims are kept a day longer, so that no token outlives its claim."""
STORED_HEADERS = ("content-type", "location", "etag", "x-go", "x-location")


class Tokens:
    """Makes and checks form tokens. `secret` is shared by all workers."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret

    def make(self, visitor: str, now: float) -> str:
        """A token for a form that is shown to `visitor` (see `Visit.visitor`) at the Unix time `now`.

        New at every rendering, so that compressing the page tells nothing about it.
        """
        nonce = f"{int(now):x}.{secrets.token_urlsafe(12)}"
        return f"{nonce}.{self._sign(nonce, visitor)}"

    def holds(self, token: str, visitor: str, now: float) -> bool:
        """Whether `token` was made for this visitor and is not too old."""
        nonce, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(nonce, visitor).encode()):
            return False
        made = int(nonce.partition(".")[0], 16)
        return now - made <= LIFETIME.total_seconds()

    def seal(self, purpose: str, text: str) -> str:
        """`text` with a signature: for short-lived cookies whose content nobody may make up."""
        return f"{self._sign(purpose, text)}.{text}"

    def unseal(self, purpose: str, sealed: str) -> str | None:
        """The text of `seal`, None if it was tampered with."""
        signature, _, text = sealed.partition(".")
        return text if hmac.compare_digest(signature.encode(), self._sign(purpose, text).encode()) else None

    def _sign(self, *parts: str) -> str:
        return hmac.new(self.secret, "\0".join(parts).encode(), hashlib.sha256).hexdigest()[:40]


def submit_key(token: str, visitor: str, path: str, body: bytes) -> str:
    """The name of one submit: the same form sent to the same address with the same content.

    The content belongs to it: whoever goes back, changes the form and sends it again means something new.
    """
    digest = hashlib.sha256()
    for part in (token.encode(), visitor.encode(), path.encode()):
        digest.update(part + b"\0")
    digest.update(body)
    return digest.hexdigest()


def once(env: Env, key: str, work: Callable[[], Response]) -> Response:
    """Does `work` unless a submit of this `key` was committed before: then its stored answer is given again.

    A second one that arrives meanwhile waits for the first. What `work` raises rolls the claim back.
    """
    connection, table = env.transaction.connection, table_of(env, FormToken)
    claim = insert_into(env, FormToken).values(key=key, made_at=env.now()).on_conflict_do_nothing()
    if not connection.execute(claim.returning(table.c.id)).scalar():
        return restored(connection.execute(sa.select(table.c.answer).where(table.c.key == key)).scalar_one())
    answer = work()
    connection.execute(sa.update(table).where(table.c.key == key).values(answer=stored(answer)))
    return answer


def stored(answer: Response) -> str:
    """An answer as text. Cookies are left out: they belong to the one who sent the form first."""
    headers = {name: value for name, value in answer.headers.items() if name in STORED_HEADERS}
    return json.dumps([answer.status_code, headers, bytes(answer.body).decode()])


def restored(text: str) -> Response:
    """The answer that `stored` wrote down."""
    status, headers, body = json.loads(text)
    return Response(body, status, headers)


def forget_old_submits(env: Env) -> int:
    """Deletes claims whose token has long expired. For a daily job; gives how many there were."""
    table = table_of(env, FormToken)
    old = sa.delete(table).where(table.c.made_at < env.now() - LIFETIME - timedelta(days=1))
    result: Any = env.transaction.connection.execute(old)
    return int(result.rowcount)
