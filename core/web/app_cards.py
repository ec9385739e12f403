"""The cards of the Apps page: how each addon stands, on disk, in the database and at work."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import CatalogError
from core.lifecycle.faults import faults_of, in_words
from core.lifecycle.files import changed_files
from core.lifecycle.models import Addon
from core.lifecycle.plan import AddonState, state_of
from core.orm.env import Env
from core.ui.system_views import AppCard
from core.web.asked import Asked
from core.web.people import may_install

STATES = {
    AddonState.UNINSTALLED: "Not installed",
    AddonState.INSTALLED: "Installed",
    AddonState.TO_INSTALL: "To install",
    AddonState.TO_UPGRADE: "To upgrade",
    AddonState.TO_REMOVE: "To remove",
    AddonState.UNAVAILABLE: "Unavailable",
}


def catalog_now(asked: Asked) -> Catalog:
    """The catalog as it is on disk by now; that of the start where it cannot be read."""
    try:
        return asked.site.kernel.on_disk()
    except CatalogError:
        return asked.site.kernel.catalog


def cards_of(env: Env, asked: Asked) -> list[AppCard]:
    """A card for every addon that is there or installed. Who may install also reads what failed and what changed."""
    catalog, allowed = catalog_now(asked), may_install(env)
    with env.system("the state of modules") as system:
        rows = {row.name: row for row in _installed(system)}
        faults = faults_of(system) if allowed else {}
    versions = {name: str(row.version) for name, row in rows.items()}
    missing = {name: env.registry.why_missing(name) for name in env.registry.missing}
    cards = []
    for name, manifest in catalog.manifests.items():
        state = state_of(name, catalog, versions)
        card = AppCard(name, manifest.title, manifest.summary, manifest.icon, manifest.application, state.value,
                       STATES[state], f"/apps/{name}", broken=missing.get(name, ""))  # fmt: skip
        if allowed and state is AddonState.UNINSTALLED:
            card.install = f"/apps/{name}/install"
        if allowed and state is AddonState.TO_UPGRADE:
            card.upgrade = f"/apps/{name}/upgrade"
        # The models of one that does not work here would say what goes with it.
        if allowed and state in (AddonState.INSTALLED, AddonState.TO_UPGRADE) and name not in missing:
            card.uninstall = f"/apps/{name}/uninstall"
        if allowed and name in rows:
            card.faults = [in_words(one) for one in faults.get(name, ())] + env.registry.quarantine.of(name)
            if state is AddonState.INSTALLED:
                card.changed = changed_files(rows[name].files, manifest.path)
        cards.append(card)
    gone = {name: missing.get(name, "") for name in rows if name not in catalog.manifests}
    gone |= {name: broken.error for name, broken in catalog.broken.items()}
    unavailable = AddonState.UNAVAILABLE
    for name, why in gone.items():
        cards.append(AppCard(name, name, "", "triangle-alert", False, unavailable.value, STATES[unavailable],
                             f"/apps/{name}", broken=why or "its code is not there"))  # fmt: skip
    return cards


def _installed(system: Env) -> list[Any]:
    cls = system[Addon]
    return list(
        system.session.execute(sa.select(cls.name, cls.version, cls.files).where(cls.state == "installed")).all()
    )
