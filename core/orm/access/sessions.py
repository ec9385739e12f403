"""The user's session, under the rules, and the system's, which knows none. Two sessions on one connection.

One session with a switch would be unsafe: whatever system work loaded stays in it and is found by the user's next
`get`, many2one or collection. So system work has a session of its own, and at its end the user's forgets its copies of
what was written.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, cast

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction

from core.orm.access.columns import gives_columns
from core.orm.access.criteria import AccessOption
from core.orm.access.denied import AccessDenied, OutsideRules
from core.orm.access.guard import Checks, check_after, check_before, check_rights, is_open
from core.orm.access.role_set import Access
from core.orm.access.statements import guard_dialect
from core.orm.audit import refuse_changes
from core.orm.flush import Pending, give_ids, give_numbers, pending_of, stamp, validate
from core.orm.layers import PlainModel
from core.orm.siblings import read_with_siblings

if TYPE_CHECKING:
    from core.orm.env import Env

NO_OPTIONS: Mapping[str, Any] = MappingProxyType({})
BY_PLACE = {"_result_disable_adapt_to_context": True}
"""What the ORM asks of its own results: values are taken from rows by place and name, not by column object."""


HELD = 200
"""So many of the records that were read last are kept, though nobody holds them: links lead to the same few again."""


class RecordSession(Session):
    """What both sessions do: records are validated and stamped at flush, and their changes noted."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(**kw)
        self.held: deque[Any] = deque(maxlen=HELD)

    @property
    def env(self) -> Env:
        """The Env that this is the session of."""
        return cast("Env", self.info["env"])

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Writes what is pending.

        Raises Refused, AccessDenied or StaleDataError. While a flush runs this does nothing: a record's `check` may
        enter system work, which sees the database as it is before the flush.
        """
        if not self._flushing:
            super().flush(objects)

    def execute(self, statement: Any, params: Any = None, *, execution_options: Any = NO_OPTIONS, **rest: Any) -> Any:
        """The result of a statement; one that gives columns takes the short way (see `columns.py`)."""
        if rest or isinstance(params, list) or not gives_columns(statement):
            return super().execute(statement, params, execution_options=execution_options, **rest)
        options = {**statement.get_execution_options(), **execution_options, **BY_PLACE}
        if options.get("autoflush", True):
            self._autoflush()
        statement, values = self._under_rules(statement, params or {}, options.get("about"))
        # The connection itself: a SELECT need not begin the savepoint that the session may be about to begin.
        return cast("sa.Connection", self.bind).execute(statement, values, execution_options=options)

    def scalars(self, statement: Any, params: Any = None, **kw: Any) -> Any:
        """The first value of each row, or the records."""
        return self.execute(statement, params, **kw).scalars()

    def scalar(self, statement: Any, params: Any = None, **kw: Any) -> Any:
        """The first value of the first row, None without a row."""
        return self.execute(statement, params, **kw).scalar()

    def _under_rules(self, statement: Any, params: Mapping[str, Any], about: PlainModel | None) -> tuple[Any, Any]:
        """What is sent in place of a SELECT of columns, with its parameters."""
        return statement, params


class AccessSession(RecordSession):
    """Reads and writes under the rules of its Env's user. Raw SQL, bulk forms and detached records are refused."""

    checks: Checks

    def __init__(self, bind: sa.Connection, **kw: Any) -> None:
        guard_dialect(bind.dialect)
        super().__init__(bind=bind, **kw)

    @cached_property
    def access(self) -> Access:
        """The policy as the user's roles see it."""
        return self.env.registry.policy.access(self.env.user.roles)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The values of the rules' parameters."""
        return Access.parameters(self.env.user)

    def may(self, operation: str, record: PlainModel) -> bool:
        """Whether the user may do this to a record as it is stored; for a new one, to its model."""
        model = record.__model__
        if not self.access.allows(model, operation):
            return False
        # A record whose values were forgotten may be out of sight: its id is known all the same.
        id_ = identity[0] if (identity := sa.inspect(record).identity) else record.id
        return id_ is None or self._answered(operation, record) or is_open(self, model, operation, id_)

    def _answered(self, operation: str, record: PlainModel) -> bool:
        """Whether reading the record has said it: the same rules open it, and nothing was written since."""
        state: Any = sa.inspect(record)
        is_here = state.session is self and state.persistent and not state.expired
        unchanged = is_here and not self.env.transaction.wrote
        return unchanged and self.access.same_records(record.__model__, "read", operation)

    def reading(self, about: PlainModel | None) -> tuple[Access, dict[str, Any]]:
        """The rules to read under, and their values: `about` is the record on which everything that is read hangs.

        Where reading that record has said that it is open, what hangs on it need not ask again.
        """
        if about is None or not self._answered("read", about):
            return self.access, self.values
        return self.access.about(about.__model__), {**self.values, Access.DOCUMENT.key: about.id}

    def _under_rules(self, statement: Any, params: Mapping[str, Any], about: PlainModel | None) -> tuple[Any, Any]:
        access, values = self.reading(about)
        return access.under_rules(statement), {**params, **values}

    def connection(self, *args: Any, **kw: Any) -> NoReturn:
        """Refused: what runs on it knows no rules."""
        raise OutsideRules("connection() of a user's session")

    def bulk_save_objects(self, *args: Any, **kw: Any) -> NoReturn:
        """Refused, like every bulk form: the guard would not see the records."""
        raise OutsideRules("a bulk form in a user's session")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


class SystemSession(RecordSession):
    """Knows no rules. Remembers what it wrote, so that the user's session can forget its copies."""

    def __init__(self, bind: sa.Connection, **kw: Any) -> None:
        # Within a savepoint of the user's session SQLAlchemy would give this one a savepoint of its own, and undo it at
        # the session's end.
        super().__init__(bind=bind, join_transaction_mode="rollback_only", **kw)
        self.written: dict[Mapper[Any], set[Any] | None] = {}
        """Mapper -> identity keys; None: any of its records."""
        self.wrote_anything = False
        """A statement of unknown reach was executed: anything may have changed."""

    def update_past_records(
        self, cls: type[Any], ids: Iterable[int], statement: sa.Update, values: Mapping[str, Any] | Sequence[Any]
    ) -> sa.CursorResult[Any]:
        """Executes an UPDATE of these rows of a model's table that raises versions itself."""
        self.env.transaction.wrote = True
        if (keys := self.written.setdefault(sa.inspect(cls), set())) is not None:
            keys.update(self.identity_key(cls, id_) for id_ in ids)
        return Session.connection(self).execute(statement, values)

    @property
    def has_written(self) -> bool:
        """Whether it changed anything, as far as is known. Only then does the audit log name the work's reason."""
        return bool(self.written) or self.wrote_anything


# --- reading ----------------------------------------------------------------------------------------------------------


@event.listens_for(AccessSession, "loaded_as_persistent")
@event.listens_for(SystemSession, "loaded_as_persistent")
def _hold(session: RecordSession, record: Any) -> None:
    session.held.append(record)


# First of its kind: what is answered here needs no rules put into it.
event.listen(AccessSession, "do_orm_execute", read_with_siblings)
event.listen(SystemSession, "do_orm_execute", read_with_siblings)


@event.listens_for(AccessSession, "do_orm_execute")
def _read_under_rules(asked: ORMExecuteState) -> None:
    """Puts the rules into every SELECT and refuses everything else."""
    session = cast("AccessSession", asked.session)
    if not asked.is_select or not asked.is_orm_statement or asked.is_from_statement:
        raise OutsideRules("raw SQL or a bulk form in a user's session")
    statement = cast("Any", asked.statement)
    access, values = session.reading(asked.execution_options.get("about"))
    loading = access.options[1]
    given = cast("dict[str, Any] | None", asked.parameters)
    asked.parameters = {**given, **values} if given else values
    if asked.is_column_load:
        # Refresh, and expired or deferred columns of a loaded row: the ORM leaves criteria out by design.
        mapper = cast("Mapper[Any]", asked.bind_mapper)
        for key in cast("Any", asked)._orm_compile_options()._only_load_props or ():
            access.need_field(mapper.class_.__model__, "read", key)
        if (condition := access.entity_rule(mapper)) is not None:
            statement = statement.where(condition)
        asked.statement = statement.options(loading)
        return
    if any(isinstance(one, AccessOption) for one in statement._with_options):
        # Selectin and subquery loads bring the options of their parent along: rules would apply twice.
        statement = statement._generate()
        statement._with_options = tuple(one for one in statement._with_options if not isinstance(one, AccessOption))
    asked.statement = statement.options(loading) if asked.is_relationship_load else access.under_rules(statement)


@event.listens_for(AccessSession, "detached_to_persistent")
def _refuse_detached(session: Session, record: Any) -> NoReturn:
    """Nobody knows whether its values were ever read under the rules."""
    raise OutsideRules("a detached record in a user's session")


# --- writing ----------------------------------------------------------------------------------------------------------


@event.listens_for(AccessSession, "before_flush")
def _before_user_flush(session: AccessSession, context: Any, instances: Any) -> None:
    pending = pending_of(session)
    check_rights(session, pending)
    pending = validate(session, pending)
    check_rights(session, pending)
    checks = check_before(session, pending)
    _note_before(session, pending)
    session.checks = checks


@event.listens_for(AccessSession, "after_flush")
def _after_user_flush(session: AccessSession, context: Any) -> None:
    session.env.transaction.wrote = True
    written = _written(context)
    check_after(session, session.checks, written)
    session.env.forget({state.mapper.class_.__model__ for state in written})
    session.env.transaction.changes.after_flush(session)


@event.listens_for(SystemSession, "before_flush")
def _before_system_flush(session: SystemSession, context: Any, instances: Any) -> None:
    pending = validate(session, pending_of(session))
    _note_before(session, pending)


def _note_before(session: RecordSession, pending: Pending) -> None:
    refuse_changes(pending)
    stamp(session.env, pending)
    give_numbers(session.env, pending)
    give_ids(session.env, pending)
    session.env.transaction.changes.before_flush(session, pending)


@event.listens_for(SystemSession, "after_flush")
def _after_system_flush(session: SystemSession, context: Any) -> None:
    session.env.transaction.wrote = True
    for state in _written(context):
        if (keys := session.written.setdefault(state.mapper, set())) is not None:
            keys.add(state.key)
    session.env.forget({mapper.class_.__model__ for mapper in session.written})
    session.env.transaction.changes.after_flush(session)


def _written(context: Any) -> list[Any]:
    return [state for state, (_deleted, only_listed) in context.states.items() if not only_listed]


@event.listens_for(SystemSession, "do_orm_execute")
def _note_statement(asked: ORMExecuteState) -> None:
    """A statement that writes past the records: the user's session must forget more, and versions must go on."""
    if asked.is_select and asked.is_orm_statement:
        return
    session, mapper = cast("SystemSession", asked.session), asked.bind_mapper
    session.env.transaction.wrote = True
    if mapper is None or not asked.is_orm_statement or asked.is_delete:
        session.wrote_anything = True
    else:
        session.written[mapper] = None
    if asked.is_update and mapper is not None and (version := mapper.version_id_col) is not None:
        if asked.is_executemany:
            raise OutsideRules("a bulk update by primary key would not raise the version")
        asked.statement = cast("Any", asked.statement).values({version: version + 1})


# --- savepoints: what is rolled back was no change --------------------------------------------------------------------


@event.listens_for(AccessSession, "after_transaction_create")
@event.listens_for(SystemSession, "after_transaction_create")
def _begin_savepoint(session: RecordSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.env.transaction.changes.begin_savepoint(transaction)


@event.listens_for(AccessSession, "after_soft_rollback")
@event.listens_for(SystemSession, "after_soft_rollback")
def _roll_back(session: RecordSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.env.transaction.changes.roll_back(transaction)


# --- both -------------------------------------------------------------------------------------------------------------


def forget_written(user: AccessSession, system: SystemSession) -> None:
    """Makes the user's session forget its copies of rows that system work wrote, and collections that may have changed.

    They are read anew, under the rules, when they are touched. Raises RuntimeError if the user has changed such a row
    meanwhile.
    """
    if not system.has_written:
        return
    for record in list(user):
        state: Any = sa.inspect(record)
        if state.key is None:
            continue
        keys = system.written.get(state.mapper, ())
        if system.wrote_anything or keys is None or state.key in keys:
            if state.modified:
                raise RuntimeError(f"{record!r} was changed by the user and by the system at once")
            user.expire(record)
            continue
        relations = [one.key for one in state.mapper.relationships if one.mapper in system.written]
        if stale := [key for key in relations if key in state.dict]:
            user.expire(record, stale)
    user.env.forget({mapper.class_.__model__ for mapper in system.written})


__all__ = ["AccessDenied", "AccessSession", "OutsideRules", "RecordSession", "SystemSession", "forget_written"]
