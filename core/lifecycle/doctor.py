"""`makegood doctor`: whether one database is as the installed addons say it is. Reads, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from core.lifecycle.errors import reason_of
from core.lifecycle.faults import faults_of, in_words
from core.lifecycle.files import changed_files
from core.lifecycle.models import ExternalKey
from core.lifecycle.outdated import standing
from core.lifecycle.upgrade_plan import files_noted
from core.orm.identity import Identity

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel
    from core.orm.env import Env


@dataclass(frozen=True)
class Finding:
    """What a check found: `wrong` must be mended; else it is worth knowing. `addon` is whom it concerns, if anybody."""

    check: str
    text: str
    addon: str = ""
    wrong: bool = True


def examine(kernel: Kernel) -> list[Finding]:
    """Everything that is found. Raises NotInitialised.

    A database that does not fit the code is not looked at further: what else differs says nothing.
    """
    state = kernel.state()
    with kernel.database.begin(write=False) as connection:
        found = standing(connection, kernel.catalog, state.addons)
        misfits = [
            Finding("upgrade", f"the database is older: {text}") for text in found.told(kernel.catalog, found.older)
        ]
        misfits += [
            Finding("upgrade", f"the code is older: {text}") for text in found.told(kernel.catalog, found.newer)
        ]
        if misfits:
            return misfits
        findings = [*_foreign_keys(connection), *_files(kernel, connection)]
        registry = kernel.registry
        findings += [Finding("addons", registry.why_missing(name), name) for name in registry.missing]
        findings += [
            Finding("addons", f"{hook}: {why}", name) for (name, hook), why in registry.quarantine.left_out.items()
        ]
        from core.lifecycle.migrations import differences  # Alembic takes long to import

        # Tables of addons that are left out are no difference: their models are not there to compare.
        findings += [Finding("schema", text) for text in differences(connection, registry.models)]
    return findings + kernel.work(lambda env: list(_of_records(env)), who=Identity.system(), write=False)


def problems_of(kernel: Kernel) -> dict[str, list[str]]:
    """Addon -> what is wrong with it, in words, as its card says it. Empty where the database does not fit the code."""
    return _by_addon([one for one in examine(kernel) if one.addon and one.check in ("addons", "files", "faults")])


def _by_addon(findings: list[Finding]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in findings:
        found.setdefault(one.addon, []).append(one.text)
    return found


def _foreign_keys(connection: sa.Connection) -> Iterator[Finding]:
    """Rows that point nowhere, and constraints that the database was told not to hold."""
    if connection.dialect.name == "sqlite":
        for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Finding("foreign keys", f"row {row} of {table} names a missing {target}")
        return
    loose = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
    for table, name in connection.exec_driver_sql(loose):
        yield Finding("foreign keys", f"{name} of {table} was never validated")
    off = (
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger t JOIN pg_constraint c ON c.oid = t.tgconstraint "
        "WHERE c.contype = 'f' AND tgenabled = 'D'"
    )
    for (table,) in connection.exec_driver_sql(off):
        yield Finding("foreign keys", f"those of {table} are switched off")


def _files(kernel: Kernel, connection: sa.Connection) -> Iterator[Finding]:
    for name, noted in files_noted(connection).items():
        manifest = kernel.catalog.manifests.get(name)
        if manifest is not None and (changed := changed_files(noted, manifest.path)):
            yield Finding("files", f"since it was installed: {', '.join(changed)}", name)


def _of_records(env: Env) -> Iterator[Finding]:
    """What the records themselves say: keys, roles, recent faults, and what addons look at."""
    yield from _keys(env)
    policy = env.registry.policy
    for role in policy.roles.values():
        if lost := [other for other in role.implies if other not in policy.roles]:
            yield Finding("access", f"the role {role.name} implies {', '.join(lost)}, which is not there")
    for addon, faults in faults_of(env).items():
        yield from (Finding("faults", in_words(one), addon, wrong=False) for one in faults)
    for manifest in env.registry.addons:
        try:
            asked = env.registry.hook_of(manifest.name, "doctor_checks")(env=env)
            yield from (one for some in asked for one in some)
        except Exception as why:
            yield Finding("doctor_checks", reason_of(why), manifest.name)


def _keys(env: Env) -> Iterator[Finding]:
    """External keys whose record is gone. Who deletes a record that an addon brought does nothing wrong."""
    keys, models = env[ExternalKey], env.registry.models.models
    for model in env.session.scalars(sa.select(keys.model_name).distinct().order_by(keys.model_name)):
        gone = sa.select(keys.addon, keys.key).where(keys.model_name == model)
        if model in models:
            gone = gone.where(keys.record_id.not_in(sa.select(models[model].id)))
        for addon, key in env.session.execute(gone.order_by(keys.addon, keys.key)):
            yield Finding("external keys", f"{addon}.{key} names a {model} that was deleted", addon, wrong=False)
