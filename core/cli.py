"""The `makegood` command: `--json` wherever something is listed, progress wherever something lasts.

Exit status: 0 done, 1 refused or failed, 2 misunderstood. Addons bring commands of their own (`cli_addons`).
"""

from __future__ import annotations

import code
import os
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Annotated, Any

import typer

from core import (
    cli_api_keys,
    cli_check,
    cli_doctor,
    cli_exchange,
    cli_jobs,
    cli_new,
    cli_reference,
    cli_sealing,
    cli_translate,
    cli_uninstall,
    cli_upgrade,
    cli_users,
)
from core.cli_addons import CommandLine
from core.cli_kernel import kernel
from core.cli_output import err, fail, out, progress, show, show_json, told
from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.doctor import problems_of
from core.lifecycle.kernel import Kernel
from core.lifecycle.loading import CORE
from core.lifecycle.plan import Plan, in_order, state_of
from core.lifecycle.preview import warnings
from core.orm.identity import Identity
from core.settings import read_settings

app = typer.Typer(
    cls=CommandLine, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Makegood."
)
app.add_typer(cli_users.app, name="user")
app.add_typer(cli_api_keys.app, name="api-key")
app.command()(cli_reference.reference)
app.command()(cli_upgrade.upgrade)
app.command()(cli_doctor.doctor)
app.command()(cli_jobs.worker)
app.command()(cli_jobs.queue)
app.command("check")(cli_check.check_command)
app.command()(cli_uninstall.uninstall)
app.command("restore-addon")(cli_uninstall.restore_addon)
app.command()(cli_new.new)
app.command()(cli_translate.translate)
app.command()(cli_sealing.reseal)
app.command("import")(cli_exchange.import_command)
app.command("export")(cli_exchange.export_command)

AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]
PLAN_HEADINGS = {"title": "Module", "application": "Application", "reason": "Why"}


@app.command()
def init(
    demo: Annotated[bool, typer.Option("--demo", help="A demonstration, with records to look at.")] = False,
    install: Annotated[str, typer.Option(help="Addons to install, separated by commas.")] = "",
    if_missing: Annotated[bool, typer.Option("--if-missing", help="Do nothing if the database is in use.")] = False,
) -> None:
    """Makes a new database and installs addons in it."""
    settings = read_settings()
    with told(), kernel(settings) as opened:
        if if_missing and opened.is_initialised():
            return
        asked = [name.strip() for name in install.split(",") if name.strip()]
        wanted = [*settings.install, *(settings.demonstration if demo else ()), *asked]
        with progress() as watch:
            plan = opened.initialise(demonstration=demo, wanted=wanted, progress=watch)
        out.print(f"The database is ready, with {len(plan.steps)} addons.")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at; 0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="How many processes.")] = 1,
    without: Annotated[
        list[str] | None, typer.Option(help="An addon to leave out; can be given several times.")
    ] = None,
    core_only: Annotated[
        bool, typer.Option("--core-only", help="Leave out every addon that signing in does not need.")
    ] = False,
    no_jobs: Annotated[bool, typer.Option("--no-jobs", help="Run no background jobs: `makegood worker` does.")] = False,
) -> None:
    """Serves the database over HTTP, and runs background jobs beside it."""
    if no_jobs:
        os.environ["MAKEGOOD_JOBS"] = "0"
    if core_only:
        os.environ["MAKEGOOD_CORE_ONLY"] = "1"
    if without:
        # Workers are processes of their own and read their settings from the environment.
        given = [name for name in os.environ.get("MAKEGOOD_WITHOUT", "").split(",") if name]
        os.environ["MAKEGOOD_WITHOUT"] = ",".join([*given, *without])
    from core.web.serve import serve as run

    with told():
        run(read_settings(), host=host, port=port, workers=workers)


@app.command()
def addons(as_json: AsJson = False) -> None:
    """Lists all addons, installed or not, and those that are broken."""
    with told(), kernel() as opened:
        installed = opened.state().addons if opened.is_initialised() else {}
        problems = problems_of(opened) if installed else {}
        rows = [_addon_row(name, opened, installed, problems) for name in _known(opened.catalog, installed)]
    headings = {"name": "Name", "title": "Title", "version": "Version", "state": "State", "error": "Error"}
    show(rows, headings, as_json=as_json, empty="There are no addons.")


@app.command()
def plan(
    addon: Annotated[list[str], typer.Argument(help="Addons to install.")],
    as_json: AsJson = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="What uninstalling them would take.")] = False,
) -> None:
    """Says what installing addons would bring, or uninstalling them take, and why. Changes nothing."""
    with told(), kernel(pages=uninstall) as opened:
        if uninstall:
            leaving = opened.plan_uninstall(addon)
            lost = opened.losses(leaving)
            if as_json:
                show_json(cli_uninstall.losses_row(leaving, lost))
            else:
                cli_uninstall.show_losses(leaving, lost)
            return
        planned = opened.plan(addon)
        warned = _warnings(opened, planned)
    if as_json:
        said = {"asked": planned.asked, "fingerprint": planned.fingerprint, "steps": _plan_rows(planned)}
        show_json({**said, "warnings": warned})
    else:
        show(_plan_rows(planned), PLAN_HEADINGS, as_json=False, empty="Everything is installed already.")
        _warn(warned)


@app.command(name="try")
def try_addons(addon: Annotated[list[str], typer.Argument(help="Addons to try.")], as_json: AsJson = False) -> None:
    """Installs addons on a copy of the database, says what they brought, and discards the copy."""
    from core.lifecycle import tryout

    settings = read_settings()
    with told(), kernel(settings) as opened:
        who, limits = Identity.system("The command line"), (settings.try_megabytes, settings.try_minutes)
        with progress(quiet=as_json) as watch:
            made = tryout.begin(opened, addon, who=who, megabytes=limits[0], minutes=limits[1], progress=watch)
        tryout.discard(opened.database, made.copy)
    assert made.outcome is not None
    brought = asdict(made.outcome)
    if as_json:
        show_json(brought)
        return
    rows = [{"what": what.capitalize(), "brought": value} for what, value in brought.items() if value]
    show(rows, {"what": "What", "brought": "Brought, or seconds"}, as_json=False)
    out.print("The copy is discarded. Nothing was changed.")


@app.command()
def install(addon: Annotated[list[str], typer.Argument(help="Addons to install.")], as_json: AsJson = False) -> None:
    """Installs addons and what they need: all of it, or nothing."""
    with told(), kernel() as opened:
        _warn(_warnings(opened, opened.plan(addon)))
        with progress(quiet=as_json) as watch:
            done = opened.install(addon, progress=watch)
    show(_plan_rows(done), PLAN_HEADINGS, as_json=as_json, empty="Everything is installed already.")


@app.command()
def makemigration(
    addon: Annotated[str, typer.Argument(help="An addon, or `core`.")] = "",
    every: Annotated[bool, typer.Option("--all", help="The kernel and every addon.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Write a single first migration anew.")] = False,
    message: Annotated[str, typer.Option("--message", "-m", help="What changes, in a few words.")] = "",
) -> None:
    """Writes the migration that an addon's models need and its history does not have yet."""
    from core.lifecycle.makemigration import MigrationError, make_migration

    if bool(addon) == every:
        raise typer.BadParameter("Name one addon, or give --all.")
    with told():
        catalog = read_catalog(read_settings().addon_folders)
        if addon and addon != CORE and addon not in catalog.manifests:
            fail(f"There is no addon {addon}." if addon not in catalog.broken else catalog.broken[addon].error)
        names = [CORE, *in_order(catalog, set(catalog.manifests))] if every else [addon]
        for name in names:
            try:
                written = make_migration(catalog, name, message=message, fresh=fresh)
            except MigrationError as why:
                fail(str(why))
            out.print(f"{name}: {written or 'nothing to do'}", soft_wrap=True)


@app.command()
def shell() -> None:
    """A Python prompt with `env`, a system Env. Leaving it with Ctrl D asks whether to keep what was changed."""
    with told(), kernel() as opened:

        def talk(env: Any) -> None:
            banner = "env is a system Env on a transaction that is committed at the end. Leave with Ctrl D."
            code.interact(banner, local={"env": env, "kernel": opened}, exitmsg="")
            if not typer.confirm("Keep what was changed?", default=False):
                raise typer.Abort

        opened.work(talk, who=Identity.system())


@app.command()
def version() -> None:
    """Prints the version."""
    try:
        out.print(version_of("makegood"))
    except PackageNotFoundError:
        out.print("not installed")


def _known(catalog: Catalog, installed: Any) -> list[str]:
    return sorted({*catalog.manifests, *catalog.broken, *installed})


def _addon_row(name: str, opened: Kernel, installed: Any, problems: Mapping[str, list[str]]) -> dict[str, Any]:
    catalog = opened.catalog
    manifest = catalog.manifests.get(name)
    return {
        "name": name,
        "title": catalog.title_of(name),
        "summary": manifest.summary if manifest else "",
        "version": installed.get(name) or (manifest.version if manifest else ""),
        "application": manifest.application if manifest else False,
        "state": str(state_of(name, catalog, installed)),
        "error": catalog.broken[name].error if name in catalog.broken else "; ".join(problems.get(name, ())),
    }


def _warnings(opened: Kernel, planned: Plan) -> list[str]:
    """What the installed addons warn of before a plan is carried out (SPEC MD-7)."""
    if not planned:
        return []
    found = opened.work(lambda env: warnings(env, planned), who=Identity.system(), write=False)
    return [one.text for one in found]


def _warn(texts: list[str]) -> None:
    for text in texts:
        err.print(text, style="bold red", markup=False, highlight=False, soft_wrap=True)


def _plan_rows(planned: Plan) -> list[dict[str, Any]]:
    return [
        {
            "name": step.name,
            "title": step.title,
            "application": step.application,
            "asked": step.asked,
            "reason": step.reason,
        }
        for step in planned.steps
    ]


def main() -> None:
    """What the `makegood` command runs."""
    app()


if __name__ == "__main__":
    main()
