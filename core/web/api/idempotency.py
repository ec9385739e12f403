"""Idempotency keys: the same call sent again has one effect and gets the same answer, also while the first runs.

The key is claimed in the first statement of the call's transaction and its answer stored in the last one, so claim and
effect are there together or not at all. A call that is refused is rolled back with its claim: nothing was done, and the
key may be used again, with a better body too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from starlette.responses import Response

from core.orm.env import Env
from core.orm.upsert import insert_into, table_of
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.models import FormToken
from core.web.tokens import restored, stored

KEPT = timedelta(hours=24)
"""How long a key stands for its first call."""
WRITTEN = re.compile(r"[\x21-\x7e]{1,200}")
OTHER_CALL = "This Idempotency-Key was used for another request."
REPLAYED = "idempotent-replayed"


def once_a_key(env: Env, asked: Asked, key: str, work: Callable[[], Response]) -> Response:
    """Does `work` unless the caller's `key` was used within 24 hours: then gives that answer again.

    Raises HttpProblem 400 for a key that is none, 422 for one that was used for another request.
    """
    if not WRITTEN.fullmatch(key):
        raise HttpProblem(400, "An Idempotency-Key has 1 to 200 visible characters.")
    name, request, now = _digest("api", asked.visit.visitor, key), _request(asked), env.now()
    connection, table = env.transaction.connection, table_of(env, FormToken)
    claim = insert_into(env, FormToken).values(key=name, request=request, made_at=now).on_conflict_do_nothing()
    if not connection.execute(claim.returning(table.c.id)).scalar():
        row = connection.execute(sa.select(table).where(table.c.key == name)).one()
        if row.made_at > now - KEPT:
            if row.request != request:
                raise HttpProblem(422, OTHER_CALL)
            answer = restored(row.answer)
            answer.headers[REPLAYED] = "true"
            return answer
        again = sa.update(table).where(table.c.key == name, table.c.made_at == row.made_at)
        done: Any = connection.execute(again.values(request=request, made_at=now, answer=None))
        if not done.rowcount:
            raise HttpProblem(503, retry_after="1")
    answer = work()
    connection.execute(sa.update(table).where(table.c.key == name).values(answer=stored(answer)))
    return answer


def _request(asked: Asked) -> str:
    return _digest(asked.method, asked.url, asked.headers.get("if-match", ""), asked.body_hash.hex())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
