"""Upgrading from the Apps page. A process cannot take on newer code, so another one looks at it and does the work.

What is shown and done is what `makegood upgrade` shows and does. Afterwards every process of the server begins anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import structlog
from starlette.responses import Response

from core.lifecycle.errors import InstallRefused
from core.orm.env import Env
from core.orm.refused import Refused
from core.orm.texts import Text, joined, word
from core.ui.system_views import UpgradeLine, UpgradeView
from core.ui.views import Crumb, Problem
from core.web.asked import Asked
from core.web.installers import PLAN, check_installer, internal_only
from core.web.people import may_install
from core.web.redirects import go_to

if TYPE_CHECKING:
    from core.web.site import Site

log = structlog.get_logger("core.web")
PATIENCE_SECONDS = 1800


def preview_page(env: Env, asked: Asked) -> Response:
    """GET /apps/{name}/upgrade: what would happen. Changes nothing."""
    internal_only(env)
    _refuse_in_copy(asked.site)
    _refuse_who_may_not(env, asked.params["name"])
    return _show(env, asked, asked.params["name"])


def _refuse_in_copy(site: Site) -> None:
    """A copy on which addons are tried is of the code at hand, and its server must not begin anew."""
    if site.tryouts is None:
        raise InstallRefused("A copy is not upgraded.")


def _refuse_who_may_not(env: Env, name: str) -> None:
    if not may_install(env):
        title = env.registry.addon(name)
        raise InstallRefused("Ask an administrator to upgrade: {list}.", list=title.title if title else name)


def _show(env: Env, asked: Asked, name: str, *, problem: str = "", status: int = 200) -> Response:
    plan = _makegood(asked.site, name, "--preview")
    if not plan["steps"]:
        return go_to(asked, f"/apps/{name}")
    lines = [
        UpgradeLine(one["title"], one["from"], one["to"], len(one["migrations"]), one["new_records"],
                    one["changed_records"], one["gone_records"])
        for one in plan["steps"]
    ]  # fmt: skip
    title = next((one["title"] for one in plan["steps"] if one["name"] == name), plan["steps"][0]["title"])
    view = UpgradeView(
        title=title,
        lines=lines,
        installs=[(one["title"], one["reason"]) for one in plan["installs"]],
        confirm=f"/apps/{name}/upgrade",
        cancel=f"/apps/{name}",
        token=asked.token(),
        fields=[(PLAN, plan["fingerprint"])],
        problems=[Problem("", problem)] if problem else [],
        crumbs=[Crumb("Apps", "/apps"), Crumb(title, f"/apps/{name}"), Crumb("Upgrade")],
    )
    return asked.site.screens.page(env, asked, "upgrade.html", view, status)


def upgrade_app(site: Site, asked: Asked) -> Response:
    """POST /apps/{name}/upgrade: upgrades as the preview showed, and lets the server begin anew."""
    name = asked.path.split("/")[2]

    def check(env: Env, asked: Asked) -> None:
        check_installer(env, asked)
        _refuse_in_copy(site)
        _refuse_who_may_not(env, name)

    site.work(asked, check, write=False)
    try:
        done = _makegood(site, name, "--reviewed", asked.posted.get(PLAN, "") or "none")
    except Refused as why:
        log.warning("upgrade refused", addon=name, why=why.message)
        said = why.message
        return site.work(asked, lambda env, asked: _show(env, asked, name, problem=said, status=422), write=False)
    log.info("upgraded", addons=[one["name"] for one in done["steps"]], user=asked.visit.user_id)
    asked.say(Text("{titles} was upgraded.", titles=joined((word(one["title"]) for one in done["steps"]), ", ")))
    site.begin_anew()
    return go_to(asked, f"/apps/{name}")


def _makegood(site: Site, name: str, *arguments: str) -> Any:
    """What `makegood upgrade` says, run by a process that has the code on disk. Raises Refused with its error."""
    settings = site.settings
    environment = {
        **os.environ,
        "MAKEGOOD_CONFIG": str(settings.config),
        "MAKEGOOD_VAR": str(settings.var),
        "MAKEGOOD_DATABASE_URL": site.kernel.database.url.render_as_string(hide_password=False),
        "MAKEGOOD_WITHOUT": ",".join(sorted(site.kernel.without)),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "core.cli", "upgrade", name, "--json", *arguments],
        env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        log.warning("makegood upgrade failed", addon=name, status=done.returncode, said=done.stderr[-4000:])
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise Refused("{said}", said=lines[-1])
    return json.loads(done.stdout)
