"""`makegood upgrade`: brings the database to the code at hand, after saying what that means."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from core.cli_kernel import kernel
from core.cli_output import out, progress, show, show_json, told
from core.lifecycle.upgrade_plan import UpgradePlan

HEADINGS = {
    "title": "Module", "from": "From", "to": "To", "migrations": "Migrations", "new_records": "New records",
    "changed_records": "Changed records", "gone_records": "No longer in its file",
}  # fmt: skip


def upgrade(
    addon: Annotated[
        list[str] | None, typer.Argument(help="Addons to upgrade, with what must go along; else everything outdated.")
    ] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only say what would be done.")] = False,
    reviewed: Annotated[
        str, typer.Option(help="Go on only if the plan still has this fingerprint, as a preview printed it.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Brings the database to the code at hand, after new versions of Makegood or its addons were put in place."""
    with told(), kernel() as opened:
        if preview:
            plan = opened.plan_upgrade(addon or ())
        else:
            with progress(quiet=as_json) as watch:
                plan = opened.upgrade(addon or (), reviewed=reviewed or None, progress=watch)
    if as_json:
        show_json(as_data(plan))
        return
    if not plan:
        out.print("Nothing to do.")
        return
    if preview:
        show(as_data(plan)["steps"], HEADINGS, as_json=False)
    else:
        out.print(f"Upgraded: {', '.join(plan.names)}.")
    for step in plan.extra.steps:
        out.print(f"{'Will be installed' if preview else 'Installed'} as well: {step.title} ({step.reason}).")
    if plan.later:
        out.print(f"Still to upgrade: {', '.join(plan.later)}. Until then `makegood serve` does not start.")


def as_data(plan: UpgradePlan) -> dict[str, Any]:
    """A plan as JSON."""
    steps = [
        {
            "name": one.name, "title": one.title, "from": one.from_version, "to": one.to_version,
            "migrations": list(one.migrations), "new_records": one.new_records,
            "changed_records": one.changed_records, "gone_records": one.gone_records,
        }
        for one in plan.steps
    ]  # fmt: skip
    extra = [{"name": one.name, "title": one.title, "reason": one.reason} for one in plan.extra.steps]
    return {"steps": steps, "installs": extra, "later": list(plan.later), "fingerprint": plan.fingerprint}
