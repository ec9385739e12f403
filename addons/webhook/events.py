"""What webhooks can follow: records that are made, changed, archived or deleted, and what modules announce by hooks.

Every hook that a module declares for others to follow, and that is told of one record and answers nothing, is an event:
`transfer_done(env, transfer)` in `addons/stock/hooks.py` is `stock.transfer_done`. No module does anything for it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from addons.webhook.delivering import enqueue
from addons.webhook.models import Event, Webhook
from core import Change, Env

OF_RECORDS = {"create": "created", "write": "changed", "delete": "deleted"}
OWN = "webhook."
WHY = "webhooks follow what happens"


def events_of(registry: Any) -> dict[str, str]:
    """Name -> title of all events of the installed modules. Those of records: of models that keep track of changes."""
    found = {name: title for name, (_, title) in announced(registry).items()}
    for model, info in registry.models.infos.items():
        if info.tracked and not model.startswith(OWN):
            words = [*OF_RECORDS.values(), *(["archived"] if "active" in info.tracked else [])]
            found |= {f"{model}.{word}": f"{info.title} {word}" for word in words}
    return found


def announced(registry: Any) -> dict[str, tuple[str, str]]:
    """Name -> (hook, title) of the events that modules announce."""
    found = {}
    for hook, caller in vars(registry.plugins.hook).items():
        spec = getattr(caller, "spec", None)
        addon = addon_of(spec.function.__module__) if spec is not None else ""
        if not addon or spec.opts.get("firstresult") or len(spec.argnames) != 2 or spec.argnames[0] != "env":
            continue
        if inspect.signature(spec.function).return_annotation in (None, "None"):
            manifest = registry.addon(addon)
            title = hook.replace("_", " ").capitalize()
            found[f"{addon}.{hook}"] = (hook, f"{title} ({manifest.title if manifest else addon})")
    return found


def addon_of(module: str) -> str:
    """The module of the house that a Python module belongs to, "" for the kernel."""
    parts = module.split(".")
    return parts[1] if parts[0] == "addons" and len(parts) > 1 else ""


def mirror_events(system: Env) -> None:
    """Keeps the records of events equal to what the installed modules offer."""
    kept = {one.name: one for one in system.session.scalars(sa.select(system[Event]))}
    offered = events_of(system.registry)
    for name, title in offered.items():
        record = kept.get(name) or system.new(Event, name=name)
        record.title, record.active = title, True
    for name, record in kept.items():
        if name not in offered:
            record.active = False
    system.session.flush()


def follow_announcements(registry: Any) -> None:
    """Lets webhooks hear of every event that modules announce, once those who follow it have."""
    names = {hook: name for name, (hook, _) in announced(registry).items()}

    def after(_outcome: Any, hook: str, _impls: Any, given: Mapping[str, Any]) -> None:
        if hook in names:
            record = next(value for key, value in given.items() if key != "env")
            _tell(given["env"], [(names[hook], record.__model__, record.id, str(record))])

    registry.plugins.add_hookcall_monitoring(lambda *_: None, after)


def follow_changes(system: Env, changes: Sequence[Change]) -> None:
    """Tells webhooks of records that were made, changed, archived or deleted."""
    happened = []
    for change in changes:
        if change.model.startswith(OWN):
            continue
        happened.append((f"{change.model}.{OF_RECORDS[change.operation]}", change.model, change.id, ""))
        active = change.fields.get("active")
        if change.operation == "write" and active is not None and not active.new:
            happened.append((f"{change.model}.archived", change.model, change.id, ""))
    _tell(system, happened)


def _tell(env: Env, happened: Sequence[tuple[str, str, int, str]]) -> None:
    if not happened:
        return
    with env.system(WHY) as system:
        following = _followers(system, {one[0] for one in happened})
        for name, model, id_, said in happened:
            for webhook in following.get(name, ()):
                enqueue(system, webhook, name, model, id_, said)


def _followers(system: Env, names: set[str]) -> Mapping[str, Sequence[Webhook]]:
    """Event -> the active webhooks that follow it."""
    webhook, event = system[Webhook], system[Event]
    wanted = sa.select(event.name, webhook).join(webhook.events).where(webhook.active, event.name.in_(sorted(names)))
    found: dict[str, list[Webhook]] = {}
    for name, one in system.session.execute(wanted):
        found.setdefault(name, []).append(one)
    return found
