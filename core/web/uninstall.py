"""Uninstalling from the Apps page: what goes and what stays, confirmed by the module's name, and its archives (SPEC
MD-13, MD-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from starlette.responses import FileResponse, Response

from core.lifecycle.archive import NAME, archives_of
from core.lifecycle.errors import InstallBusy, UninstallRefused
from core.lifecycle.losses import Counted
from core.lifecycle.uninstall_plan import UninstallPlan
from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.rendering import formats_for
from core.ui.system_views import ArchiveLine, InstallLine, UninstallView
from core.ui.views import Crumb, Problem
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.installers import PLAN, check_installer, internal_only
from core.web.people import may_install
from core.web.redirects import go_to

if TYPE_CHECKING:
    from core.web.site import Site

log = structlog.get_logger("core.web")


def preview_page(env: Env, asked: Asked) -> Response:
    """GET /apps/{name}/uninstall: what would go. Changes nothing."""
    internal_only(env)
    name = asked.params["name"]
    if env.registry.addon(name) is None and name not in env.registry.missing:
        return go_to(asked, f"/apps/{name}")
    return show_preview(env, asked, planned(env, asked, name))


def planned(env: Env, asked: Asked, name: str) -> UninstallPlan:
    """Which addons would go. Raises UninstallRefused, also for who may not uninstall."""
    plan = asked.site.kernel.plan_uninstall([name])
    if not may_install(env):
        raise UninstallRefused(
            "Ask an administrator to uninstall: {list}.", list=", ".join(step.title for step in plan.steps)
        )
    return plan


def show_preview(
    env: Env, asked: Asked, plan: UninstallPlan, *, problem: Problem | None = None, status: int = 200
) -> Response:
    """The preview of a plan, with what was entered and what stands against it."""
    lost = asked.site.kernel.losses(plan)
    [name] = plan.asked
    address = f"/apps/{name}"
    view = UninstallView(
        name=name,
        title=plan.title,
        others=[InstallLine(s.title, s.application, s.asked, s.reason, s.summary, s.icon) for s in plan.others],
        records=_counts(lost.records),
        fields_lost=[(one.title, one.label, one.count) for one in lost.fields],
        attached=_counts(lost.attached),
        kept=_counts(lost.kept),
        staying=_counts(lost.staying),
        menus=lost.menus,
        roles=lost.roles,
        options=lost.options,
        confirm=f"{address}/uninstall",
        cancel=address,
        token=asked.token(),
        fields=[(PLAN, plan.fingerprint)],
        entered=asked.posted.get("name", "")[:80],
        problems=[problem] if problem else [],
        crumbs=[Crumb("Apps", "/apps"), Crumb(plan.title, address), Crumb("Uninstall")],
    )
    return asked.site.screens.page(env, asked, "uninstall.html", view, status)


def _counts(counted: tuple[Counted, ...]) -> list[tuple[str, int]]:
    return [(one.title, one.count) for one in counted]


def uninstall_app(site: Site, asked: Asked) -> Response:
    """POST /apps/{name}/uninstall: uninstalls what the preview showed. The uninstaller has its own transaction."""
    name = asked.path.split("/")[2]
    wrong = site.work(asked, lambda env, asked: _check(env, asked, name), write=False)
    if wrong is not None:
        return wrong
    try:
        done = site.kernel.uninstall([name], archives=site.settings.archives, reviewed=asked.posted.get(PLAN, ""))
    except Refused as why:
        log.warning("uninstallation refused", addon=name, why=why.message, exc_info=why.__cause__)
        if isinstance(why, UninstallRefused):
            raise
        problem, status = Problem("", why.message), 503 if isinstance(why, InstallBusy) else 422
        return site.work(
            asked,
            lambda env, asked: show_preview(env, asked, planned(env, asked, name), problem=problem, status=status),
            write=False,
        )
    log.info("uninstalled", addons=done.plan.names, archive=str(done.archive), user=asked.visit.user_id)
    link = f"/apps/{name}/archives/{done.archive.name}"
    asked.say(Text("{title} was uninstalled.", title=word(done.plan.title)), link=link, link_text="Archive")
    return go_to(asked, f"/apps/{name}")


def _check(env: Env, asked: Asked, name: str) -> Response | None:
    """What to answer instead of uninstalling, if anything."""
    check_installer(env, asked)
    if env.registry.addon(name) is None and name not in env.registry.missing:
        return go_to(asked, f"/apps/{name}")  # by a double click or the back button
    plan = planned(env, asked, name)
    if asked.posted.get("name", "").strip() == name:
        return None
    problem = Problem("name", Text("Enter {name} to confirm.", name=name))
    return show_preview(env, asked, plan, problem=problem, status=422)


# --- archives -------------------------------------------------------------------------------------------------------


def archive_lines(env: Env, asked: Asked, name: str) -> list[ArchiveLine]:
    """The archives in which an addon stands, for those who may restore it."""
    if not may_install(env):
        return []
    formats = formats_for(env.user.locale, env.user.zone)
    return [
        ArchiveLine(formats.instant(one.header.at), formats.size(one.size), f"/apps/{name}/archives/{one.path.name}")
        for one in archives_of(asked.site.settings.archives, name)
    ]


def download(env: Env, asked: Asked) -> Response:
    """GET /apps/{name}/archives/{file}: an archive, for who may uninstall."""
    internal_only(env)
    if not may_install(env):
        raise HttpProblem(403)
    file = asked.params["file"]
    path = asked.site.settings.archives / file
    if not NAME.fullmatch(file) or not path.is_file():
        raise HttpProblem(404)
    headers = {"x-content-type-options": "nosniff", "cache-control": "private, no-store"}
    return FileResponse(path, 200, headers, "application/x-ndjson", filename=file)
