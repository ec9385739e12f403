"""The catalog of apps: search, state, what an addon is, what installing it means, and doing so (SPEC MD-1 to MD-12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import structlog
from starlette.responses import Response

from core.lifecycle.errors import InstallBusy, InstallRefused, NotAllowed, PlanChanged
from core.lifecycle.manifest import Manifest
from core.lifecycle.plan import AddonState, Plan
from core.lifecycle.preview import warnings
from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.system_views import AppCard, AppsView, AppView, InstallLine, InstallView
from core.ui.views import Choice, Crumb, Problem
from core.web.app_cards import cards_of
from core.web.asked import Asked
from core.web.errors import HttpProblem, Instead
from core.web.installers import PLAN, check_installer, internal_only
from core.web.people import may_install
from core.web.redirects import go_to
from core.web.uninstall import archive_lines

if TYPE_CHECKING:
    from core.web.site import Site

log = structlog.get_logger("core.web")

SHOWN = {"": "All", "apps": "Apps", "installed": "Installed", "not_installed": "Not installed"}
README_SHOWN = 20_000


def apps_page(env: Env, asked: Asked) -> Response:
    """GET /apps: every addon that could be here, with its state."""
    internal_only(env)
    q, which = asked.query.get("q", "").strip()[:80], asked.query.get("show", "")
    cards = [card for card in cards_of(env, asked) if _is_found(card, q.casefold()) and _is_shown(card, which)]
    view = AppsView(
        q=q,
        cards=sorted(cards, key=lambda card: (not card.application, card.title.casefold())),
        filters=[Choice(value, text, value == which) for value, text in SHOWN.items()],
        crumbs=[Crumb("Apps")],
        may_install=may_install(env),
    )
    return asked.site.screens.page(env, asked, "apps.html", view)


def app_page(env: Env, asked: Asked) -> Response:
    """GET /apps/{name}: one addon."""
    internal_only(env)
    cards = {card.name: card for card in cards_of(env, asked)}
    manifest = asked.site.kernel.catalog.manifests.get(asked.params["name"])
    card = cards.get(asked.params["name"])
    if card is None:
        raise HttpProblem(404)
    view = AppView(
        card, version=manifest.version if manifest else "", crumbs=[Crumb("Apps", "/apps"), Crumb(card.title)]
    )
    if manifest is not None:
        view.depends = [cards[name] for name in manifest.depends if name in cards]
        others = asked.site.kernel.catalog.manifests.values()
        view.dependents = [cards[other.name] for other in others if manifest.name in other.depends]
        view.options = [(option.label, option.help) for option in manifest.options]
        view.readme = _readme(manifest)
        view.archives = archive_lines(env, asked, manifest.name)
    return asked.site.screens.page(env, asked, "app.html", view)


def _readme(manifest: Manifest) -> str:
    file = manifest.path / "README.md"
    return file.read_text(errors="replace")[:README_SHOWN] if file.is_file() else ""


def _is_found(card: AppCard, q: str) -> bool:
    return not q or any(q in text.casefold() for text in (card.name, card.title, card.summary))


def _is_shown(card: AppCard, which: str) -> bool:
    installed = card.state in (AddonState.INSTALLED.value, AddonState.TO_UPGRADE.value)
    return {"apps": card.application, "installed": installed, "not_installed": not installed}.get(which, True)


# --- the preview and the installation -------------------------------------------------------------------------------


def preview_page(env: Env, asked: Asked) -> Response:
    """GET /apps/{name}/install: what would happen. Changes nothing (SPEC MD-5)."""
    internal_only(env)
    name = asked.params["name"]
    plan = asked.site.kernel.plan([name])
    if not plan:
        return go_to(asked, f"/apps/{name}")
    refuse_who_may_not(env, plan)
    return show_preview(env, asked, plan, confirm=f"/apps/{name}/install", cancel=f"/apps/{name}")


def refuse_who_may_not(env: Env, plan: Plan) -> None:
    """Raises NotAllowed with the modules an administrator would have to install (SPEC MD-11)."""
    if not may_install(env):
        raise NotAllowed([step.title for step in plan.steps])


def show_preview(
    env: Env,
    asked: Asked,
    plan: Plan,
    *,
    confirm: str,
    cancel: str,
    fields: Sequence[tuple[str, str]] = (),
    problem: str = "",
    status: int = 200,
) -> Response:
    """The preview of a plan. `fields` go along with the confirmation: the form whose options led here (SPEC AS-8)."""
    gains = asked.site.kernel.gains(plan)
    warned = warnings(env, plan)
    view = InstallView(
        title=plan.title,
        lines=[InstallLine(s.title, s.application, s.asked, s.reason, s.summary, s.icon) for s in plan.steps],
        confirm=confirm,
        cancel=cancel,
        token=asked.token(),
        menus=gains.menus,
        roles=gains.roles,
        tables=gains.tables,
        fields=[*fields, (PLAN, plan.fingerprint)],
        warnings=[(one.title, one.text) for one in warned],
        tried=",".join(plan.asked) if asked.site.tryouts is not None else "",
        problems=[Problem("", problem)] if problem else [],
        crumbs=[Crumb("Apps", "/apps"), Crumb(Text("Install {title}", title=word(plan.title)))],
    )
    return asked.site.screens.page(env, asked, "install.html", view, status)


def install_app(site: Site, asked: Asked) -> Response:
    """POST /apps/{name}/install: installs what the preview showed. The installer has a transaction of its own."""
    name = asked.path.split("/")[2]
    plan = site.work(asked, lambda env, asked: _checked(env, asked, [name]), write=False)
    if plan:
        refused = try_install(site, asked, [name], confirm=asked.path, cancel=f"/apps/{name}")
        if refused is not None:
            return refused
        asked.say(Text("{title} was installed.", title=word(plan.title)))
    return go_to(asked, f"/apps/{name}")


def _checked(env: Env, asked: Asked, wanted: Sequence[str]) -> Plan:
    check_installer(env, asked)
    plan = asked.site.kernel.plan(wanted)
    refuse_who_may_not(env, plan)
    return plan


def try_install(
    site: Site,
    asked: Asked,
    wanted: Sequence[str],
    *,
    confirm: str,
    cancel: str,
    fields: Sequence[tuple[str, str]] = (),
) -> Response | None:
    """Installs as agreed, or gives the preview again with what stands against it. None: it is done."""
    try:
        site.kernel.install(list(wanted), reviewed=asked.posted.get(PLAN, ""), progress=asked.progress)
    except Refused as why:
        # What the user must know of stays in words; the cause of a failure is for the log.
        log.warning("installation refused", wanted=list(wanted), why=why.message, exc_info=why.__cause__)
        status, said = 503 if isinstance(why, InstallBusy) else 422, why.message

        def again(env: Env, asked: Asked) -> Response:
            plan = site.kernel.plan(wanted)
            if not plan:
                raise Instead(go_to(asked, cancel))
            return show_preview(
                env, asked, plan, confirm=confirm, cancel=cancel, fields=fields, problem=said, status=status
            )

        if isinstance(why, PlanChanged) and not site.kernel.plan(wanted):
            return None  # Somebody else installed the same meanwhile: what was asked for is there (SPEC MD-2).
        if isinstance(why, InstallRefused):
            raise
        return site.work(asked, again, write=False)
    return None
