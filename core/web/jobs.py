"""The kernel's own scheduled jobs: what the web and the queue leave behind is tidied away every night."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from core.exchange.runs import forget_old
from core.jobs.declared import job
from core.jobs.queue import forget_ended
from core.jobs.slots import Daily
from core.orm.env import Env
from core.orm.upsert import table_of
from core.web.models import Attempt
from core.web.sessions import forget_ended_sessions
from core.web.tokens import forget_old_submits
from core.web.uploads import ImportFiles

DONE_KEPT, FAILED_KEPT = timedelta(days=7), timedelta(days=90)
"""How long the history of jobs is kept: of those that are done or cancelled, and of those that failed."""
IMPORTS_KEPT = timedelta(days=7)
"""How long uploaded files are kept that were to be imported."""


@job(title="Forget old forms", schedule=Daily("03:10"))
def forget_forms(env: Env) -> None:
    """Claims of forms, and idempotency keys of API calls, whose time is over."""
    forget_old_submits(env)


@job(title="Forget ended sessions", schedule=Daily("03:20"))
def forget_sessions(env: Env) -> None:
    """Sessions that ended, and counts of attempts whose window is over."""
    forget_ended_sessions(env)
    table = table_of(env, Attempt)
    env.transaction.connection.execute(sa.delete(table).where(table.c.until <= env.now()))


@job(title="Forget old jobs", schedule=Daily("03:30"))
def forget_jobs(env: Env) -> None:
    """Jobs that ended long ago."""
    forget_ended(env, done=DONE_KEPT, failed=FAILED_KEPT)


@job(title="Forget old imports", schedule=Daily("03:40"))
def forget_imports(env: Env) -> None:
    """Uploaded files that nobody needs any more, and, much later, what was imported, and how."""
    forget_old(env)
    files, now = env.registry.facet(ImportFiles), env.now()
    env.after_commit(lambda: files.forget_before(now - IMPORTS_KEPT))


OWN = (forget_forms, forget_sessions, forget_jobs, forget_imports)
