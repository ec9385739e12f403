"""`makegood uninstall` and `makegood restore-addon`: addons go, and what went with them comes back."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli_kernel import kernel
from core.cli_output import fail, out, progress, show, show_json, told
from core.lifecycle.losses import Losses
from core.lifecycle.uninstall_plan import UninstallPlan
from core.settings import read_settings

AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def uninstall(
    addon: Annotated[list[str], typer.Argument(help="Addons to uninstall.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for the addons' names.")] = False,
    as_json: AsJson = False,
) -> None:
    """Uninstalls addons and what needs them, after saying what goes. All that goes is written to an archive first."""
    settings = read_settings()
    with told(), kernel(settings) as opened:
        plan = opened.plan_uninstall(addon)
        lost = opened.losses(plan)
        if not as_json:
            show_losses(plan, lost)
        if not yes:
            _confirm(plan)
        with progress(quiet=as_json) as watch:
            done = opened.uninstall(addon, archives=settings.archives, reviewed=plan.fingerprint, progress=watch)
    if as_json:
        show_json({**losses_row(plan, lost), "archive": str(done.archive)})
    else:
        out.print(f"{plan.title} was uninstalled. Archive: {done.archive}", soft_wrap=True)


def _confirm(plan: UninstallPlan) -> None:
    """Goes on only if somebody enters the names."""
    names = " ".join(plan.asked)
    if not sys.stdin.isatty():
        fail("Nothing was changed: there is nobody to ask. Give --yes.")
    if typer.prompt(f"To confirm, enter {names}").strip() != names:
        fail("Nothing was changed: that is not what was asked for.")


def losses_row(plan: UninstallPlan, lost: Losses) -> dict[str, Any]:
    """A plan and what goes with it, as JSON."""
    return {
        "asked": plan.asked,
        "fingerprint": plan.fingerprint,
        "steps": [{"name": s.name, "title": s.title, "asked": s.asked, "reason": s.reason} for s in plan.steps],
        **asdict(lost),
    }


def show_losses(plan: UninstallPlan, lost: Losses) -> None:
    """A plan and what goes with it, as tables."""
    show(
        [{"title": s.title, "reason": s.reason} for s in plan.steps],
        {"title": "Goes", "reason": "Why"},
        as_json=False,
    )
    for heading, counted in (
        ("Records that are deleted", lost.records),
        ("Deleted with them", lost.attached),
        ("Stay, without the fields that go", lost.staying),
        ("Stay, because they were changed or are in use", lost.kept),
    ):
        if counted:
            rows = [{"title": one.title, "count": one.count} for one in counted]
            show(rows, {"title": heading, "count": "Records"}, as_json=False)
    if lost.fields:
        rows = [{"field": f"{one.label} of {one.title}", "count": one.count} for one in lost.fields]
        show(rows, {"field": "Fields that go", "count": "With a value"}, as_json=False)
    for heading, texts in (("Menus", lost.menus), ("User roles", lost.roles), ("Options", lost.options)):
        if texts:
            out.print(f"{heading} that go: {', '.join(texts)}", soft_wrap=True)


def restore_addon(
    file: Annotated[Path, typer.Argument(help="An archive that uninstalling wrote.")], as_json: AsJson = False
) -> None:
    """Gives back what uninstalling took away, after the addons were installed again: all of it, or nothing."""
    with told(), kernel() as opened, progress(quiet=as_json) as watch:
        done = opened.restore(file, progress=watch)
    if as_json:
        show_json(asdict(done))
    else:
        out.print(f"Restored {done.rows} rows of {', '.join(done.addons)}.", soft_wrap=True)
        if done.gone:
            out.print(f"{done.gone} values had no record any more.")
