"""Every address of the core, in the order in which they are asked. Addons' own come before the pages."""

from __future__ import annotations

import re

from core.lifecycle.registry import Registry
from core.web import (
    apps,
    home,
    imports,
    options,
    pages,
    palette,
    printouts,
    reports,
    rows,
    sign_in,
    tryouts,
    uninstall,
    upgrade,
    uploads,
    wizards,
)
from core.web.api import description, files, records, reference
from core.web.api import imports as api_imports
from core.web.api import printouts as api_printouts
from core.web.api import wizards as api_wizards
from core.web.growing import ONWARD, growing, lead_on
from core.web.installers import PLAN, check_sender
from core.web.routes import Route, Routes
from core.web.site import OutsideRoute

POST = ("POST",)
CORE = (
    Route("/", home.start, outside=True),
    Route("/login", sign_in.sign_in_page, public=True),
    Route("/logout", sign_in.sign_out, POST, outside=True, once=False),
    Route("/preferences", home.preferences),
    Route("/preferences/sessions/end", home.end_own_session, POST),
    Route("/preferences/sessions/{id:int}/end", home.end_own_session, POST),
    Route("/preferences/keys", home.make_own_key, POST, once=False),
    Route("/preferences/keys/{id:int}/end", home.end_own_key, POST),
    Route("/palette", palette.answer),
    Route("/style", home.style),
    Route(ONWARD, lead_on),
    Route("/files", uploads.add_attachment, POST),
    Route("/files/{id:int}", uploads.open_attachment, public=True),
    Route("/apps", apps.apps_page),
    Route("/apps/{name}", apps.app_page),
    Route("/apps/{name}/install", apps.preview_page),
    Route("/apps/{name}/upgrade", upgrade.preview_page),
    Route("/apps/{name}/uninstall", uninstall.preview_page),
    Route("/apps/{name}/archives/{file}", uninstall.download),
    Route("/try", tryouts.result_page),
    Route("/wizard/{addon}/{name}", wizards.open_page),
    Route("/wizard/{addon}/{name}/update", wizards.update, POST),
    Route("/wizard/{addon}/{name}/press/{button}", wizards.press, POST),
    Route("/api-reference", reference.index_page),
    Route("/api-reference/{model}", reference.model_page),
    Route("/api", records.index),
    Route("/api/v1", records.index),
    Route("/api/v1/openapi.json", description.describe),
    Route("/api/v1/{model}", records.search),
    Route("/api/v1/{model}", records.create, POST),
    Route("/api/v1/{model}/import", api_imports.import_file, POST),
    Route("/api/v1/{model}/{id:int}", records.read),
    Route("/api/v1/{model}/{id:int}", records.write, ("PATCH",)),
    Route("/api/v1/{model}/{id:int}", records.delete, ("DELETE",)),
    Route("/api/v1/{model}/{id:int}/archive", records.archive, POST),
    Route("/api/v1/{model}/{id:int}/unarchive", records.unarchive, POST),
    Route("/api/v1/{model}/{id:int}/duplicate", records.duplicate, POST),
    Route("/api/v1/{model}/{id:int}/links", records.links),
    Route("/api/v1/{model}/{id:int}/files", files.list_files),
    Route("/api/v1/{model}/{id:int}/files", files.attach, POST),
    Route("/api/v1/{model}/{id:int}/files/{file:int}", files.download),
    Route("/api/v1/{model}/{id:int}/actions", records.actions),
    Route("/api/v1/{model}/{id:int}/actions/{key}", records.act, POST),
    Route("/api/v1/{model}/{id:int}/printouts", api_printouts.index),
    Route("/api/v1/{model}/{id:int}/printouts/{key}", api_printouts.read),
    Route("/api/v1/{model}/{id:int}/wizards/{name}", api_wizards.open_),
    Route("/api/v1/{model}/{id:int}/wizards/{name}/update", api_wizards.update, POST),
    Route("/api/v1/{model}/{id:int}/wizards/{name}/press/{button}", api_wizards.press, POST),
)
PAGES = (
    Route("/{addon}/{page}", pages.open_page),
    Route("/{addon}/{page}/export", pages.export),
    Route("/{addon}/{page}/print", reports.print_report),
    Route("/{addon}/{page}/import", imports.upload_page),
    Route("/{addon}/{page}/import/template", imports.template),
    Route("/{addon}/{page}/import/{id:int}", imports.run_page),
    Route("/{addon}/{page}/import/{id:int}/columns", imports.keep_columns, POST),
    Route("/{addon}/{page}/import/{id:int}/left-out", imports.left_out),
    Route("/{addon}/{page}/bulk/{key}", rows.bulk, POST),
    Route("/{addon}/{page}/print/{key}", printouts.print_several),
    Route("/{addon}/{page}/print/{key}", rows.print_selected, POST),
    Route("/{addon}/{page}/move", rows.move, POST),
    Route("/{addon}/{page}/searches", rows.keep_search, POST),
    Route("/{addon}/{page}/new", pages.open_new),
    Route("/{addon}/{page}/new", pages.save, POST),
    Route("/{addon}/{page}/new/update", pages.update, POST),
    Route("/{addon}/{page}/new/do/{key}", pages.do, POST),
    Route("/{addon}/{page}/{id:int}", pages.open_record),
    Route("/{addon}/{page}/{id:int}", pages.save, POST),
    Route("/{addon}/{page}/{id:int}/update", pages.update, POST),
    Route("/{addon}/{page}/{id:int}/do/{key}", pages.do, POST),
    Route("/{addon}/{page}/{id:int}/print/{key}", printouts.print_one),
    Route("/{addon}/{page}/{id:int}/print/{key}/preview", printouts.preview),
    Route("/{addon}/{page}/{id:int}/stage", pages.stage, POST),
    Route("/{addon}/{page}/{id:int}/delete", pages.delete, POST),
    Route("/{addon}/{page}/{id:int}/archive", pages.archive, POST),
    Route("/{addon}/{page}/{id:int}/duplicate", pages.duplicate, POST),
)
OUTSIDE: tuple[OutsideRoute, ...] = (
    (re.compile("POST /login"), "", sign_in.sign_in),
    (re.compile("POST /apps/[a-z0-9_]+/install"), "", growing(apps.install_app, "Installing")),
    (re.compile("POST /apps/[a-z0-9_]+/upgrade"), "", upgrade.upgrade_app),
    (re.compile("POST /apps/[a-z0-9_]+/uninstall"), "", uninstall.uninstall_app),
    (re.compile("POST /try"), "", tryouts.try_first),
    (re.compile("POST /try/enter"), "", tryouts.look_around),
    (re.compile("POST /try/install"), "", tryouts.install_for_real),
    (re.compile("POST /try/discard"), "", tryouts.discard_copy),
    (
        re.compile("POST /[a-z0-9_]+/[a-z0-9_-]+/([0-9]{1,10}|new)"),
        PLAN,
        growing(options.install_and_save, "Installing"),
    ),
    (re.compile("POST /[a-z0-9_]+/[a-z0-9_-]+/import"), "", imports.upload),
    (
        re.compile("POST /[a-z0-9_]+/[a-z0-9_-]+/import/[0-9]{1,10}/check"),
        "",
        growing(imports.check_file, "Checking", check=check_sender, above=()),
    ),
    (
        re.compile("POST /[a-z0-9_]+/[a-z0-9_-]+/import/[0-9]{1,10}/run"),
        "",
        growing(imports.import_file, "Importing", check=check_sender, above=()),
    ),
    (re.compile("GET /healthz"), "", home.healthz),
    (re.compile("GET /readyz"), "", home.readyz),
    (re.compile("GET /metrics"), "", home.show_metrics),
)
"""Addresses whose work is no single transaction."""


def build_routes(registry: Registry) -> Routes:
    """The core's routes, those of the addons, and the pages last. A builder of the kernel.

    Raises RouteClash if two answer the same address.
    """
    quarantine = registry.quarantine
    brought: list[Route] = []
    for manifest in registry.addons:
        theirs = registry.contributions(manifest.name, "routes")
        try:
            if theirs:
                Routes([*CORE, *brought, *theirs, *PAGES])
        except Exception as why:
            if quarantine.strict:
                raise
            quarantine.leave_out(manifest.name, "routes", why)
        else:
            brought += theirs
    return Routes([*CORE, *brought, *PAGES])
