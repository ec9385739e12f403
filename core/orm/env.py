"""The Env: what one transaction works with. Registry, session, user, company and clock, passed on by name.

A user's Env reads and writes under the user's rights. `env.system("why")` gives a second Env on the same connection
whose session knows no rules; records of the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.orm import totals
from core.orm.access.sessions import AccessDenied, AccessSession, SystemSession, forget_written
from core.orm.changes import Changes, hand_over
from core.orm.composition import Composition, ModelInfo
from core.orm.handing_over import handed_over
from core.orm.identity import Clock, Identity, SystemClock
from core.orm.layers import PlainModel
from core.orm.locking import lock
from core.orm.sealing import Sealed, Sealing
from core.orm.sequences import Numbering, last_without_gap, next_number, next_without_gap

if TYPE_CHECKING:
    from core.lifecycle.registry import Registry

M = TypeVar("M", bound=PlainModel)
T = TypeVar("T")
P = ParamSpec("P")


class Enqueued(Protocol[P]):
    """A job, as far as an Env knows one (`core.jobs`)."""

    def enqueue(self, env: Env, *args: P.args, **kwargs: P.kwargs) -> int:
        """Adds it to the queue."""


class Transaction:
    """What the Envs of one transaction share: connection, clock, work for after the commit, whether it is lost."""

    def __init__(self, connection: sa.Connection, clock: Clock) -> None:
        self.connection, self.clock = connection, clock
        self.after_commit: list[Callable[[], object]] = []
        self.after_rollback: list[Callable[[Env], object]] = []
        self.system_work: list[str] = []
        self.changes = Changes()
        self.wrote = False
        """Whether a session has written anything yet: until then what was read still holds."""
        self.doomed = False
        self.left_out: Collection[Any] = ()
        """Parts of pages that failed in an earlier try and are left out of this one."""


class Env:
    """Registry, session, user and clock of one transaction. One for the user, at most one for system work."""

    def __init__(
        self,
        registry: Registry,
        connection: sa.Connection,
        user: Identity,
        *,
        clock: Clock | None = None,
        system: bool = False,
        transaction: Transaction | None = None,
    ) -> None:
        self.registry, self.user, self.is_system = registry, user, system
        self.models: Composition = registry.models
        self.transaction = transaction or Transaction(connection, clock or SystemClock())
        self._system: Env | None = self if system else None
        self._remembered: dict[str, tuple[Any, frozenset[str]]] = {}
        self.session: Session
        if system:
            self.session = SystemSession(bind=connection, expire_on_commit=False, info={"env": self})
        else:
            self.session = AccessSession(bind=connection, expire_on_commit=False, info={"env": self})

    # --- models and records -------------------------------------------------------------------------------------------

    def __getitem__(self, layer: type[M]) -> type[M]:
        """The composed class of a model: `env[Ticket]`."""
        return self.models[layer]

    def __contains__(self, layer: type[PlainModel]) -> bool:
        return layer in self.models

    def info(self, model: str | type[PlainModel]) -> ModelInfo:
        """What is known of a model: fields, names, order."""
        return self.models.info(model)

    def new(self, layer: type[M], **values: Any) -> M:
        """A new record with its defaults and then `values`, added to the session."""
        record = self.draft(layer, **values)
        self.session.add(record)
        return record

    def draft(self, layer: type[M], **values: Any) -> M:
        """A new record with its defaults and `values` that is in no session yet."""
        record = self.models[layer]()
        record.__dict__["_making_env"] = self
        record.defaults()
        for name, value in values.items():
            if not hasattr(type(record), name):
                raise TypeError(f"{type(record).__name__} has no field {name!r}")
            setattr(record, name, value)
        return record

    def get(self, record: M) -> M:
        """This Env's copy of a record that another Env of the transaction holds.

        Raises AccessDenied if it may not be seen here.
        """
        cls = self.models.models[record.__model__]
        if sa.inspect(record).session is self.session:
            return record
        if record.id is None and (other := sa.inspect(record).session) is not None:
            other.flush()
        if self.is_system and (copy := handed_over(cast("SystemSession", self.session), record)) is not None:
            return copy
        found = self.session.get(cls, _id_of(record))
        if found is None:
            raise self.denied("read", record)
        return cast("M", found)

    def see(self, record: M) -> M:
        """The record read anew under this Env's rules. Raises AccessDenied if it may not be seen."""
        cls = self.models.models[record.__model__]
        if sa.inspect(record).session is not self.session and (other := sa.inspect(record).session) is not None:
            other.flush()
        found = self.session.get(cls, _id_of(record), populate_existing=True)
        if found is None:
            raise self.denied("read", record)
        return cast("M", found)

    def lock(self, record: PlainModel) -> None:
        """Whoever works on the same record waits until this transaction ends.

        Then it is as it is stored, with its parts: what somebody may have changed since it was read here is read anew
        when it is touched next. What is pending is written before.
        """
        lock(self, record)

    def take(
        self,
        layer: type[PlainModel],
        id: int,
        total: str,
        amount: Decimal | int,
        *,
        at_most: totals.Limit,  # noqa: A002
    ) -> bool:
        """Adds `amount` to a record's running total unless it would exceed `at_most`, a column or a number.

        One conditional UPDATE: right under any concurrency, where checking a sum first is wrong. False: nothing
        changed. A negative amount gives back; the total never falls below zero. The session's copy of the record, if it
        has one, then says what is stored. System work only.
        """
        return totals.take(self, layer, id, total, amount, at_most)

    def take_each(
        self, layer: type[PlainModel], amounts: Mapping[int, Decimal], total: str, *, at_most: totals.Limit
    ) -> bool:
        """`take` for several records, id -> amount; one call of the driver, if the session holds none of them.

        False: not every one had enough left, and the transaction, or its savepoint, must be given up.
        """
        return totals.take_each(self, layer, amounts, total, at_most)

    def update(
        self,
        layer: type[PlainModel],
        id: int,
        build: Callable[[Composition], sa.Update],
        values: Mapping[str, Any],  # noqa: A002
    ) -> sa.CursorResult[Any]:
        """Carries out an UPDATE of the record `id` that `build` makes of the models, once a registry.

        For totals that `take` does not know. Its version is raised with it, and what this session holds of it is read
        anew when it is touched. System work only.
        """
        return totals.update(self, layer, id, build, values)

    def remember(self, key: str, find: Callable[[], T], *, of: Iterable[type[PlainModel]]) -> T:
        """What `find` gives, asked for once a transaction, until records of the models `of` are written.

        For what many records of one transaction need: the user's team, the currency of a company. The result is held,
        so that the records in it, and what is loaded of them, stay in the session.
        """
        known = self._remembered.get(key)
        if known is None:
            known = self._remembered[key] = (find(), frozenset(layer.__model__ for layer in of))
        return cast("T", known[0])

    def once(self, build: Callable[[Composition], T]) -> T:
        """What `build` makes of the composed models, made once a registry.

        For statements whose values are parameters, `sa.bindparam`: building one takes as long as carrying it out.
        """
        return self.registry.once(build)

    def forget(self, written: Collection[str]) -> None:
        """Forgets what was remembered of these models. Called after every flush."""
        for key in [key for key, (_, models) in self._remembered.items() if not models.isdisjoint(written)]:
            del self._remembered[key]

    # --- who and when -------------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The present moment, aware and in UTC."""
        return self.transaction.clock.now()

    def today(self) -> date:
        """The user's day (SPEC XC-6)."""
        return self.now().astimezone(ZoneInfo(self.user.zone)).date()

    def holds(self, role: str) -> bool:
        """Whether the user has a role, by itself or implied. System work holds every role."""
        return self.is_system or role in self.user.roles

    def may(self, operation: str, model: str | type[PlainModel]) -> bool:
        """Whether the user's roles give the right to read, create, write or delete records of a model at all."""
        name = model if isinstance(model, str) else model.__model__
        return self.is_system or self.registry.policy.access(self.user.roles).allows(name, operation)

    def may_record(self, operation: str, record: PlainModel) -> bool:
        """Whether the user may do this to this stored record, record rules included."""
        return self.is_system or cast("AccessSession", self.session).may(operation, record)

    def rule(self, operation: str, model: str) -> tuple[Any, dict[str, Any]]:
        """Whether the user may do this to a record of a model, as a column beside it in a statement of system work.

        With the values of its parameters. So a statement reads what is told to everybody and what only some may open.
        """
        if self.is_system:
            return sa.true(), {}
        session = cast("AccessSession", self.session)
        condition = session.access.condition(model, operation)
        return sa.true() if condition is None else condition, session.values

    def denied(self, operation: str, model: str | PlainModel | type[PlainModel]) -> AccessDenied:
        """The exception to raise when the user may not do this: it knows the roles that may (SPEC AR-7)."""
        return self.registry.policy.denied(operation, model if isinstance(model, str) else model.__model__)

    # --- system work --------------------------------------------------------------------------------------------------

    @contextmanager
    def system(self, why: str) -> Iterator[Env]:
        """System work: an Env on the same connection whose session knows no rules.

        `why` stands in the audit log with what the transaction changed, if this work wrote anything.
        The user's pending changes are flushed, and checked, before, unless autoflush is off: a form being worked
        out holds values that nobody has asked to save. Afterwards the user's session forgets its copies of everything
        that was written. If the work fails, the whole transaction can only be rolled back.
        """
        if self._system is not None:
            yield self._system
            return
        if self.transaction.doomed:
            raise RuntimeError("this transaction failed in system work and can only be rolled back")
        if self.session.autoflush:
            self.session.flush()
        inner = Env(self.registry, self.transaction.connection, self.user, system=True, transaction=self.transaction)
        self._system = inner
        try:
            yield inner
            inner.session.flush()
            if cast("SystemSession", inner.session).has_written:
                self.transaction.system_work.append(why)
            forget_written(cast("AccessSession", self.session), cast("SystemSession", inner.session))
        except BaseException:
            self.transaction.doomed = True
            raise
        finally:
            self._system = None
            inner.session.close()

    @contextmanager
    def seen_by(self, user: Identity) -> Iterator[Env]:
        """An Env that reads what somebody else would read now, for one `with` block: whether a document is theirs.

        System work only: what it wrote is there, and nothing is written by the other.
        """
        if not self.is_system:
            raise PermissionError("whose eyes to look through is for system work to say")
        self.session.flush()
        other = Env(self.registry, self.transaction.connection, user, transaction=self.transaction)
        try:
            yield other
        finally:
            other.session.close()

    # --- the rest -----------------------------------------------------------------------------------------------------

    def next_number(self, sequence: str, *, prefix: str = "", padding: int = 5) -> str:
        """The next number of a sequence as text: prefix and at least `padding` figures. Gaps are possible."""
        return Numbering(sequence, prefix, padding).written(next_number(self.transaction.connection, sequence))

    def next_without_gap(self, series: str) -> int:
        """The next number of a series of legal documents, from 1, without gaps.

        Others wait until this transaction ends: take it last.
        """
        return next_without_gap(self.transaction.connection, series)

    def last_without_gap(self, series: str) -> int:
        """The last number that a series without gaps has given, 0 before the first."""
        return last_without_gap(self.transaction.connection, series)

    def seal(self, text: str) -> Sealed:
        """`text` as a sealed field keeps it: `server.password = env.seal(typed)`."""
        return Sealing.of(self).seal(text)

    def unseal(self, value: Sealed | None) -> str:
        """What a sealed field holds, "" if nothing. System work only. Raises SealBroken if no key opens it."""
        if not self.is_system:
            raise PermissionError("sealed values are opened in system work only")
        return "" if value is None else Sealing.of(self).open(value)

    def sign(self, purpose: str, text: str) -> str:
        """A signature of 32 characters, a-z and 2-7, for what leaves the house and must not be made up elsewhere."""
        return Sealing.of(self).signature(purpose, text)

    def signed(self, purpose: str, text: str, signature: str) -> bool:
        """Whether `sign` made this signature of a text for this purpose, with today's key or an older one."""
        return Sealing.of(self).holds(purpose, text, signature)

    @property
    def hook(self) -> Any:
        """The hooks of the installed addons: `env.hook.transfer_done(env=env, transfer=transfer)`."""
        return self.registry.hook

    def finish(self) -> None:
        """Writes and checks what is pending. Called by the unit of work, last before commit.

        Raises RuntimeError if system work failed and its error was swallowed.
        """
        if self.transaction.doomed:
            raise RuntimeError("this transaction failed in system work and can only be rolled back")
        self.session.flush()
        hand_over(self)

    def enqueue(self, job: Enqueued[P], *args: P.args, **kwargs: P.kwargs) -> int:
        """Lets a background job run once this transaction is committed, and gives its id. Not at all if it is not.

        `env.enqueue(send_mail, message_id=3)`; on what terms (later, once, in order) says `send_mail.when(…)`. Raises
        TypeError for arguments that the job does not take or JSON cannot hold.
        """
        return job.enqueue(self, *args, **kwargs)

    def after_commit(self, work: Callable[[], object]) -> None:
        """Calls `work` once this transaction is committed; not at all if it is not."""
        self.transaction.after_commit.append(work)

    def after_rollback(self, work: Callable[[Env], object]) -> None:
        """Runs `work` as the system in a transaction of its own if this one is refused, such as counting a wrong guess.

        Not where the database itself failed.
        """
        self.transaction.after_rollback.append(work)


def _id_of(record: PlainModel) -> int:
    """A record's id, also of one whose values were forgotten and that cannot be read any more."""
    identity = sa.inspect(record).identity
    return int(identity[0]) if identity else record.id
