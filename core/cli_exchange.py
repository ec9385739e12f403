"""`makegood import` and `makegood export`: records out of a file and into one, as a user of the database."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli_kernel import kernel
from core.cli_output import FAILED, err, fail, out, progress, show, show_json, told
from core.orm.env import Env
from core.orm.identity import Identity

Login = Annotated[str, typer.Option("--as", help="Whose rights, language and company hold: a login.")]
PROBLEMS = {"row": "Row", "column": "Column", "text": "Problem"}


class _Undone(Exception):
    """Takes back what was imported; `outcome` is what was found."""

    def __init__(self, outcome: Any) -> None:
        super().__init__()
        self.outcome = outcome


def import_command(
    model: Annotated[str, typer.Argument(help="A model: base.contact.")],
    file: Annotated[Path, typer.Argument(help="A CSV or .xlsx file.", exists=True, dir_okay=False)],
    login: Login,
    key: Annotated[str, typer.Option(help="Find records by this column: _key (the external ID) or a field.")] = "",
    column: Annotated[
        list[str] | None, typer.Option(help="What a column means: 'Title=field'; can be given several times.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Import nothing; say what would happen.")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="Leave wrong rows out instead of importing nothing.")] = False,
    create: Annotated[bool, typer.Option("--create", help="Make what is named, where that may be made.")] = False,
    encoding: Annotated[str, typer.Option(help="The encoding of a CSV; guessed otherwise.")] = "",
    separator: Annotated[str, typer.Option(help="What parts the cells of a CSV; guessed otherwise.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Imports a file into a model: all of it, or nothing. Columns are understood by their titles."""
    from core.exchange import tables
    from core.exchange.importing import Importer

    said = dict(one.rpartition("=")[::2] for one in column or ())
    with told(), kernel() as opened, progress(quiet=as_json) as watch:
        table = tables.Table(file, encoding=encoding, separator=separator)

        def work(env: Env) -> Any:
            form, words, offered = _form(opened, env, model)
            choices = _choices(env, form, table, said, words, offered, key=key, skip=skip, create=create)
            outcome = Importer(env, form, table, choices, words=words, offered=offered, progress=watch).run()
            if check or (outcome.bad_rows and not skip):
                raise _Undone(outcome)
            return outcome

        try:
            done, kept = opened.work(work, who=lambda system: _person(system, login)), True
        except _Undone as undone:
            done, kept = undone.outcome, False
    _report(done, kept=kept, as_json=as_json)
    if done.bad_rows and not (check or skip):
        raise typer.Exit(FAILED)


def export_command(
    model: Annotated[str, typer.Argument(help="A model: base.contact.")],
    file: Annotated[Path, typer.Argument(help="Where to: a name that ends in .csv or .xlsx.", dir_okay=False)],
    login: Login,
    lines: Annotated[bool, typer.Option("--lines", help="With the lines of documents.")] = False,
    search: Annotated[str, typer.Option(help="As in the address of a list: 'q=ulm&is.active=1'.")] = "f=",
) -> None:
    """Exports the records of a model with all fields that an import takes, and their external IDs."""
    from core.exchange.cells import manner_of
    from core.exchange.exporting import LINES, WHOLE, export
    from core.exchange.files import KINDS, written
    from core.ui.addresses import Query
    from core.ui.registered import Pages

    kind = file.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        raise typer.BadParameter("Name a file that ends in .csv or .xlsx.", param_hint="FILE")
    with told(), kernel() as opened:

        def work(env: Env) -> bytes:
            _, words, _ = _form(opened, env, model)
            built = env.registry.facet(Pages).list_of(model)
            if built is None:
                fail(f"{model} has no list.")
            made = export(env, built, Query(search), LINES if lines else WHOLE, words)
            return written(kind, made.header, made.rows, manner_of(env, words))

        content = opened.work(work, who=lambda system: _person(system, login), write=False)
    file.write_bytes(content)


def _person(system: Env, login: str) -> Identity:
    users = system.hook.list_users(env=system) or ()
    id_ = next((user[0] for user in users if user[1] == login), None)
    found = system.hook.identify(system_env=system, user_id=id_) if id_ is not None else None
    if found is None:
        fail(f"Nobody has the login {login}.")
    identity: Identity = found
    return identity


def _form(opened: Any, env: Env, model: str) -> tuple[Any, Any, Any]:
    """The form of a model, what gives texts in the user's language, and the options of the model."""
    from core.lifecycle.options import options_on
    from core.ui.registered import Pages
    from core.ui.rendering import Renderer

    form = env.registry.facet(Pages).form_of(model)
    if form is None:
        fail(f"There is no model {model} whose records are made by hand.")
    installed = {addon.name for addon in env.registry.addons}
    words = env.registry.facet(Renderer).words(env.user.locale)
    return form, words, options_on(opened.catalog, installed, model)


def _choices(
    env: Env, form: Any, table: Any, said: dict[str, str], words: Any, offered: Any, **more: Any
) -> Any:  # fmt: skip
    """What the columns mean: as said, else as their titles say. Names what is left out on standard error."""
    from core.exchange.columns import fields_of, guess, targets_of
    from core.exchange.importing import Choices

    known = targets_of(env, form.model, fields_of(env, form, offered), offered)
    if unknown := [path for path in said.values() if path and path not in known]:
        fail(f"There is no field {unknown[0]} to import. There are: {', '.join(known)}.")
    columns = guess(table.header, known, env.info(form.model), words, said)
    if ignored := [title for title, path in zip(table.header, columns, strict=True) if not path]:
        err.print(f"Left out: {', '.join(ignored)}", markup=False, highlight=False, soft_wrap=True)
    return Choices(tuple(columns), **more)


def _report(done: Any, *, kept: bool, as_json: bool) -> None:
    if as_json:
        show_json({"kept": kept, **asdict(done)})
        return
    if done.problems:
        show([asdict(one) for one in done.problems], PROBLEMS, as_json=False)
    out.print(f"{done.made} new, {done.changed} changed, {done.same} unchanged, {done.bad_rows} rows wrong.")
    if not kept:
        out.print("Nothing was imported.")
