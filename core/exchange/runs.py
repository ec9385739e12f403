"""Imports as they are kept: the uploaded file, how its columns are understood, what came of it.

What a user chose for a file is taken for the next one with the same titles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.exchange.columns import KEY, Target, Words, guess
from core.exchange.documents import Problem
from core.exchange.importing import Choices, Outcome
from core.exchange.tables import Table
from core.lifecycle.imports import ImportRun
from core.orm.composition import ModelInfo
from core.orm.texts import packed, unpacked
from core.orm.upsert import table_of

if TYPE_CHECKING:
    from core.orm.env import Env

LATEST = 5
"""Imports that a list remembers somebody of."""
KEPT = timedelta(days=180)
"""How long is kept what was imported, and how; the files themselves are kept shorter."""


@dataclass(frozen=True)
class Run:
    """An import of somebody's: a file, the choices for it, and what came of it so far.

    `outcome` is that of the check until `done_at` is set, then that of the import.
    """

    id: int
    model: str
    file_name: str
    digest: str
    choices: Choices
    encoding: str = ""
    separator: str = ""
    began_at: datetime | None = None
    done_at: datetime | None = None
    outcome: Outcome | None = None
    rows: int = 0


@dataclass(frozen=True)
class Upload:
    """A file that was uploaded and read to its end: its name, its place in the store, its table, how many rows."""

    name: str
    digest: str
    table: Table
    rows: int


def begin(env: Env, info: ModelInfo, address: str, file: Upload, targets: Mapping[str, Target], words: Words) -> int:
    """Keeps an uploaded file as an import that is to be decided on, and gives its id."""
    table = file.table
    header = _header_of(info.name, table.header)
    earlier = _earlier(env, info.name, header)
    columns = guessed(env, info.name, table, targets, words)
    choices = Choices(tuple(columns), _usual_key(info, columns) if earlier is None else earlier["key"])
    if earlier is not None:
        choices = replace(choices, decimal=earlier["decimal"], order=earlier["order"], create=earlier["create"])
        if choices.key not in ("", *columns):
            choices = replace(choices, key="")
    table_ = table_of(env, ImportRun)
    made = sa.insert(table_).values(
        user_id=env.user.id, user_name=env.user.name[:200], model_name=info.name, address=address[:200],
        file_name=file.name[:200], digest=file.digest, header=header, began_at=env.now(),
        choices=_kept(choices, table.dialect.encoding, table.dialect.separator, file.rows),
    )  # fmt: skip
    return int(env.transaction.connection.execute(made.returning(table_.c.id)).scalar_one())


def guessed(env: Env, model: str, table: Table, targets: Mapping[str, Target], words: Words) -> list[str]:
    """What the columns of a table mean: what this user said of such a file before, else what their titles say."""
    earlier = _earlier(env, model, _header_of(model, table.header))
    before = dict(zip(table.header, earlier["columns"], strict=False)) if earlier else None
    return guess(table.header, targets, env.info(model), words, before)


def find(env: Env, id_: int, model: str) -> Run | None:
    """An import of this user's."""
    table = table_of(env, ImportRun)
    wanted = sa.select(table).where(table.c.id == id_, table.c.user_id == env.user.id, table.c.model_name == model)
    row = env.transaction.connection.execute(wanted).mappings().first()
    return _run(row) if row is not None else None


def latest(env: Env, model: str) -> list[Run]:
    """What this user imported last into a model."""
    table = table_of(env, ImportRun)
    mine = sa.select(table).where(table.c.user_id == env.user.id, table.c.model_name == model)
    rows = env.transaction.connection.execute(
        mine.where(table.c.done_at.is_not(None)).order_by(table.c.id.desc()).limit(LATEST)
    )
    return [_run(row) for row in rows.mappings()]


def choose(env: Env, run: Run, choices: Choices, encoding: str = "", separator: str = "") -> Run:
    """Keeps other choices; what was checked before does not hold any more."""
    _update(env, run, choices=_kept(choices, encoding, separator, run.rows), outcome=sa.null())
    return replace(run, choices=choices, encoding=encoding, separator=separator, outcome=None)


def note_check(env: Env, run: Run, outcome: Outcome) -> None:
    """Keeps what a check found."""
    _update(env, run, outcome=_said(outcome))


def claim(env: Env, run: Run) -> bool:
    """Takes an import to be carried out in this transaction. False: it was done already, by a double click."""
    table = table_of(env, ImportRun)
    taken = sa.update(table).where(table.c.id == run.id, table.c.done_at.is_(None)).values(done_at=env.now())
    return bool(env.transaction.connection.execute(taken).rowcount)


def finish(env: Env, run: Run, outcome: Outcome) -> None:
    """Keeps what an import did."""
    _update(env, run, outcome=_said(outcome))


def forget_old(env: Env) -> None:
    """Forgets imports of long ago. For a daily job."""
    table = table_of(env, ImportRun)
    env.transaction.connection.execute(sa.delete(table).where(table.c.began_at < env.now() - KEPT))


def _update(env: Env, run: Run, **values: Any) -> None:
    table = table_of(env, ImportRun)
    env.transaction.connection.execute(sa.update(table).where(table.c.id == run.id).values(**values))


def _header_of(model: str, titles: Sequence[str]) -> str:
    return hashlib.sha256("\0".join((model, *titles)).encode()).hexdigest()


def _earlier(env: Env, model: str, header: str) -> dict[str, Any] | None:
    table = table_of(env, ImportRun)
    mine = sa.select(table.c.choices).where(
        table.c.user_id == env.user.id, table.c.model_name == model, table.c.header == header
    )
    found: dict[str, Any] | None = env.transaction.connection.execute(
        mine.order_by(table.c.id.desc()).limit(1)
    ).scalar()
    return found


def _usual_key(info: ModelInfo, columns: Sequence[str]) -> str:
    """What records are found by unless the user says: the external key, else a number that the model is known by."""
    if KEY in columns:
        return KEY
    numbers = (one for one in info.display_fields if info.fields[one].read_only and one in columns)
    return next(numbers, "")


def _kept(choices: Choices, encoding: str, separator: str, rows: int) -> dict[str, Any]:
    return {**asdict(choices), "encoding": encoding, "separator": separator, "rows": rows}


def _said(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON holds it, its texts still to be translated."""
    problems = [{"row": one.row, "column": one.column, "text": packed(one.text)} for one in outcome.problems]
    return {**asdict(replace(outcome, problems=[])), "problems": problems}


def _run(row: Mapping[Any, Any]) -> Run:
    kept, outcome = dict(row["choices"]), row["outcome"]
    encoding, separator, rows = kept.pop("encoding"), kept.pop("separator"), kept.pop("rows")
    if outcome is not None:
        problems = [Problem(one["row"], one["column"], unpacked(one["text"])) for one in outcome["problems"]]
        outcome = Outcome(**{**outcome, "problems": problems})
    return Run(
        row["id"], row["model_name"], row["file_name"], row["digest"],
        Choices(**{**kept, "columns": tuple(kept["columns"])}), encoding, separator, row["began_at"], row["done_at"],
        outcome, rows,
    )  # fmt: skip
