"""What uninstalling means for one kernel: which addons go, how the registry looks without them, what users lose."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.lifecycle.errors import UninstallRefused, reason_of
from core.lifecycle.leaving_rows import leaving_rows
from core.lifecycle.leaving_schema import leaving_schema
from core.lifecycle.losses import Losses, losses
from core.lifecycle.plan import Plan
from core.lifecycle.registry import Registry
from core.lifecycle.uninstall_plan import UninstallPlan, plan_uninstall

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel

log = logging.getLogger(__name__)


def plan(kernel: Kernel, wanted: Iterable[str]) -> UninstallPlan:
    """See `Kernel.plan_uninstall`."""
    registry, catalog = kernel.refresh(), kernel.catalog.without(kernel.without)
    made = plan_uninstall(catalog, kernel.state().addons, wanted, registry.missing)
    signing_in = {one.plugin_name for one in registry.hook.identify.get_hookimpls()}
    if signing_in and signing_in <= set(made.names):
        raise UninstallRefused(
            "Cannot uninstall {module}: nobody could sign in without {addon}.",
            module=made.title,
            addon=", ".join(catalog.title_of(one) for one in sorted(signing_in)),
        )
    return made


def registry_without(kernel: Kernel, plan: UninstallPlan) -> Registry:
    """The registry as it will be after a plan, composed and checked beside the current one."""
    return kernel.candidate(kernel.state(), Plan((), (), ""), without=plan.names)


def count(kernel: Kernel, plan: UninstallPlan) -> Losses:
    """See `Kernel.losses`."""
    current = kernel.registry
    try:
        later = registry_without(kernel, plan)
    except Exception as why:
        log.exception("what would stay does not work by itself")
        raise UninstallRefused("Cannot uninstall {module}: {reason}", module=plan.title, reason=reason_of(why)) from why
    schema = leaving_schema(current.models, later.models)
    with kernel.database.begin(write=False, cache=current.statements) as connection:
        return losses(connection, current, later, schema, leaving_rows(connection, schema, plan.names))
