"""What the pages of importing show, and the files that they offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from core.exchange import runs
from core.exchange.cells import ORDERS, Manner, manner_of, unescaped
from core.exchange.columns import KEY, Target, Words
from core.exchange.exporting import settable_of
from core.exchange.files import KINDS, as_csv, as_workbook, written
from core.exchange.importing import chosen_manner
from core.exchange.runs import Run
from core.exchange.tables import ENCODINGS, MOST_BYTES, MOST_ROWS, SEPARATORS, Cell, Table
from core.orm.env import Env
from core.orm.texts import word
from core.ui.exchange_views import ColumnLine, ColumnsView, ImportLine, ImportProblem, ImportResultView, ImportView
from core.ui.record_fields import LinkedMany
from core.ui.registered import Built
from core.ui.rendering.formats import formats_for
from core.ui.views import Choice, Crumb, Problem
from core.ui.wizard_fields import Day, Field, Moment, Number, OneOf, Pick, PickMany, Tick
from core.web.asked import Asked

SAMPLES, LONGEST_SAMPLE = 3, 60
"""Cells that are shown of each column, and their characters."""
MOST_SHOWN = 200
"""Problems on a page; the file of what was left out has them all."""
WHY = word("Import problem")
DECIMALS = {".": "1,234.50", ",": "1.234,50"}


def _crumbs(built: Built, *more: Crumb) -> list[Crumb]:
    return [Crumb(built.title, built.address), *more]


def upload(env: Env, asked: Asked, built: Built, words: Words, *, problem: str = "") -> Response:
    """Where a file is chosen; with `problem` and 422 where the last one was none."""
    formats, here = formats_for(env.user.locale, env.user.zone), f"{built.address}/import"
    latest = []
    for one in runs.latest(env, built.model):
        did = ", ".join(f"{n} {words(what)}" for what, n in _counts(env, one))
        latest.append(ImportLine(one.file_name, formats.instant(one.done_at), did, f"{here}/{one.id}"))
    view = ImportView(
        title=env.info(built.model).titles, address=here, token=asked.token(), latest=latest,
        templates=[(kind, f"{here}/template?format={kind}") for kind in KINDS],
        limits=(formats.size(MOST_BYTES), formats.number(MOST_ROWS)), crumbs=_crumbs(built, Crumb("Import")),
        problems=[Problem("file", problem)] if problem else [],
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "import.html", view, 422 if problem else 200)


# --- what the columns mean --------------------------------------------------------------------------------------------


def columns(
    env: Env, asked: Asked, built: Built, run: Run, table: Table, targets: Mapping[str, Target], words: Words,
    problems: list[Problem],
) -> Response:  # fmt: skip
    """What each column means, with some of its cells, and how the file is read."""
    chosen = [targets.get(path) for path in run.choices.columns]
    chosen += [None] * (len(table.header) - len(chosen))
    rows = table.sample(SAMPLES * 10)
    manner = chosen_manner(env, table, chosen[: len(table.header)], run.choices, words)
    here, info, csv = f"{built.address}/import", env.info(built.model), table.dialect.kind == "csv"
    formats = formats_for(env.user.locale, env.user.zone)
    makes = [one.field.label for one in targets.values() if isinstance(one.field, LinkedMany) and one.field.makes
             and not one.by and env.may("create", one.field.target)]  # fmt: skip
    view = ColumnsView(
        title=info.titles, file=run.file_name, rows=formats.number(run.rows),
        address=f"{here}/{run.id}", token=asked.token(), cancel=built.address,
        columns=[_line(place, title, rows, chosen[place], targets, info.title, words)
                 for place, title in enumerate(table.header)],
        keys=_keys(chosen, info.fields, run.choices.key, words),
        decimals=[Choice(value, text, value == manner.decimal) for value, text in DECIMALS.items()],
        orders=[Choice(value, words(text), value == manner.order) for value, text in ORDERS.items()],
        encodings=_choices(ENCODINGS, table.dialect.encoding, words) if csv else (),
        separators=_choices(SEPARATORS, table.dialect.separator, words) if csv else (),
        creates=makes, create=run.choices.create, problems=problems,
        crumbs=_crumbs(built, Crumb("Import", here), Crumb(run.file_name)),
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "import_columns.html", view, 422 if problems else 200)


def _choices(named: Mapping[str, str], chosen: str, words: Words) -> list[Choice]:
    return [Choice(value, words(text), value == chosen) for value, text in named.items()]


def _line(
    place: int, title: str, rows: Sequence[object], chosen: Target | None, targets: Mapping[str, Target], own: str,
    words: Words,
) -> ColumnLine:  # fmt: skip
    cells = (_shown(row.cells[place]) for row in rows)  # type: ignore[attr-defined]
    samples = list(dict.fromkeys(text for text in cells if text))[:SAMPLES]
    groups: dict[str, list[Choice]] = {}
    for one in targets.values():
        group = own if one.of is None else one.of.label
        labels = one.labels if one.of is None else one.labels[1:]
        text = " / ".join(map(words, labels))
        if one.refusal is not None:
            text = f"{text} ({words('not installed')})"
        elif not one.settable:
            text = f"{text} ({words('only finds records')})"
        groups.setdefault(group, []).append(Choice(one.path, text, one is chosen))
    return ColumnLine(f"c{place}", title or f"({place + 1})", samples, list(groups.items()), chosen is not None)


def _keys(chosen: Sequence[Target | None], fields: Mapping[str, object], key: str, words: Words) -> list[Choice]:
    """What records may be found by: an external key, or a text of their own."""
    found = [Choice("", words("Nothing: every row is a new record"), key == "")]
    for one in chosen:
        if one is not None and one.of is None and not one.by:
            kind = getattr(fields.get(one.path), "kind", "")
            if one.path == KEY or kind in ("text", "integer"):
                found.append(Choice(one.path, words(one.label), one.path == key))
    return found


def _shown(cell: Cell) -> str:
    text = "" if cell is None else f"{cell:f}" if hasattr(cell, "as_tuple") else str(cell).strip()
    return text if len(text) <= LONGEST_SAMPLE else text[: LONGEST_SAMPLE - 1] + "…"


# --- what was found, or done ------------------------------------------------------------------------------------------


def _counts(env: Env, run: Run) -> list[tuple[str, str]]:
    formats, found = formats_for(env.user.locale, env.user.zone), run.outcome
    if found is None:
        return []
    counts = ((word("new"), found.made), (word("changed"), found.changed), (word("unchanged"), found.same))
    return [(what, formats.number(n)) for what, n in counts]


def result(env: Env, asked: Asked, built: Built, run: Run) -> Response:
    """What a check found, or an import did."""
    outcome, here, formats = run.outcome, f"{built.address}/import", formats_for(env.user.locale, env.user.zone)
    assert outcome is not None
    lines = [ImportProblem(formats.number(one.row), one.column, one.text) for one in outcome.problems[:MOST_SHOWN]]
    more = outcome.problem_count - len(lines)
    view = ImportResultView(
        title=env.info(built.model).titles, file=run.file_name, done=run.done_at is not None, token=asked.token(),
        address=f"{here}/{run.id}", counts=_counts(env, run), good=outcome.rows - outcome.bad_rows,
        bad=outcome.bad_rows, lines=lines, more=formats.number(more) if more > 0 else "", again=here,
        left_out=f"{here}/{run.id}/left-out" if outcome.left_out else "",
        records=f"{built.address}?f=&import={run.id}" if outcome.made or outcome.changed else "",
        crumbs=_crumbs(built, Crumb("Import", here), Crumb(run.file_name)),
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "import_result.html", view)


# --- files ------------------------------------------------------------------------------------------------------------


def download(name: str, kind: str, body: bytes) -> Response:
    """A file to be saved."""
    headers = {"content-disposition": f'attachment; filename="{name}.{kind}"', "x-content-type-options": "nosniff",
               "cache-control": "private, no-store"}  # fmt: skip
    return Response(body, 200, headers, KINDS[kind])


def left_out(env: Env, run: Run, table: Table, words: Words) -> Response:
    """The rows of documents that were left out, with what stands against them."""
    assert run.outcome is not None
    why: dict[int, str] = {}
    for one in run.outcome.problems:
        said = f"{one.column}: {one.text}" if one.column else one.text
        why[one.row] = f"{why[one.row]} {said}" if one.row in why else said
    starts, left, kind = dict(run.outcome.left_out), 0, table.dialect.kind
    rows: list[list[Cell]] = []
    for row in table.rows():
        left = max(left - 1, 0) or starts.get(row.number, 0)
        if left:
            cells = [unescaped(one) if kind == "csv" and isinstance(one, str) else one for one in row.cells]
            rows.append([*cells, why.get(row.number)])
    header = [*table.header, words(WHY)]
    sign = "," if table.dialect.separator == ";" else "."
    return download("left-out", kind, written(kind, header, rows, Manner(decimal=sign)))


def template(env: Env, built: Built, form: Built, kind: str, words: Words) -> Response:
    """An empty file with a title for each column; in a workbook a second sheet says what goes into them."""
    targets = settable_of(env, form)
    header = [" / ".join(map(words, one.labels)) for one in targets]
    name = f"{built.addon}-{built.name}-template"
    if kind != "xlsx":
        return download(name, "csv", as_csv(header, [], manner_of(env, words)))
    said = [
        [title, words("yes") if _needed(one) else None, words(_takes(one.field)), getattr(one.field, "help", "")]
        for title, one in zip(header, targets, strict=True)
    ]
    titles = [words("Column"), words("Required"), words("Takes"), words("Remark")]
    return download(name, "xlsx", as_workbook(header, [], (words("Columns"), titles, said)))


def _needed(target: Target) -> bool:
    return target.field is not None and bool(target.field.required) and not callable(target.field.required)


def _takes(f: Field | None) -> str:
    if f is None:
        return "What the other program calls the record: importing it again changes it."
    if isinstance(f, PickMany):
        return word("Names, parted by commas")
    if isinstance(f, Pick):
        return word("A name, or an external ID")
    if isinstance(f, OneOf):
        return ", ".join(f.choices.values()) if isinstance(f.choices, Mapping) else word("One of the offered values")
    kinds = ((Tick, word("yes or no")), (Number, word("A number")), (Day, word("A date")),
             (Moment, word("A date and time")))  # fmt: skip
    return next((said for kind, said in kinds if isinstance(f, kind)), word("Text"))
