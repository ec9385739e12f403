"""Options whose addons are not installed yet: saving leads to the preview, and the confirmed preview back to saving.

The posted form goes along as hidden fields, so that nothing waits on the server and other edits are kept (SPEC AS-8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.datastructures import ImmutableMultiDict
from starlette.responses import Response

from core.lifecycle.errors import NotAllowed
from core.orm.env import Env
from core.ui.forms import RecordForm
from core.web.apps import show_preview, try_install
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.installers import PLAN, check_installer
from core.web.people import may_install
from core.web.routes import Routes

if TYPE_CHECKING:
    from core.web.site import Site


def offer_installation(env: Env, asked: Asked, form: RecordForm) -> Response:
    """The preview of all addons that a form's options need (SPEC AS-6, AS-7)."""
    if asked.swaps:
        # A preview is a page of its own: the script sends the form once more, as a browser without it would.
        return Response(headers={"X-Whole": "1"})
    plan = asked.site.kernel.plan(form.missing_addons())
    fields = [(name, value) for name, value in asked.posted.multi_items() if name not in ("_token", PLAN)]
    return show_preview(env, asked, plan, confirm=asked.path, cancel=form.url, fields=fields)


def who_must_be_asked(env: Env, asked: Asked, form: RecordForm) -> str:
    """What a user reads who may not install what a form's options need (SPEC MD-11); empty where all is well."""
    missing = form.missing_addons()
    if not missing or may_install(env):
        return ""
    return str(NotAllowed([step.title for step in asked.site.kernel.plan(missing).steps]))


def parameters_of(env: Env, asked: Asked) -> dict[str, Any]:
    """What the address of a page names. Raises HttpProblem 404 for one that is no page's."""
    found = env.registry.facet(Routes).find(asked.method, asked.path)
    if found is None:
        raise HttpProblem(404)
    return found[1]


def install_and_save(site: Site, asked: Asked) -> Response:
    """POST of a settings form whose user agreed to the preview: installs, then saves the form as it was (SPEC AS-8)."""

    def needed(env: Env, asked: Asked) -> tuple[list[str], str]:
        from core.web.pages import entered_at

        check_installer(env, asked)
        asked.params = parameters_of(env, asked)
        form = entered_at(env, asked)
        # Who may not install only saves, which tells them whom to ask.
        return (form.missing_addons() if may_install(env) else []), form.url

    wanted, cancel = site.work(asked, needed, write=False)
    if wanted:
        fields = [(name, value) for name, value in asked.posted.multi_items() if name not in ("_token", PLAN)]
        refused = try_install(site, asked, wanted, confirm=asked.path, cancel=cancel, fields=fields)
        if refused is not None:
            return refused
    asked.posted = ImmutableMultiDict([pair for pair in asked.posted.multi_items() if pair[0] != PLAN])
    return site.submit(asked)
