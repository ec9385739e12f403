"""Every address of the core, in the order in which they are asked. Addons' own come before the pages."""

from __future__ import annotations

import re

from core.lifecycle.registry import Registry
from core.web import api, apps, home, openapi, options, pages, palette, rows, sign_in, uploads, wizards
from core.web.apps import PLAN
from core.web.growing import ONWARD, growing, lead_on
from core.web.routes import Route, Routes
from core.web.site import OutsideRoute

POST = ("POST",)
CORE = (
    Route("/", home.start),
    Route("/login", sign_in.sign_in_page, public=True),
    Route("/logout", sign_in.sign_out, POST, once=False),
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
    Route("/wizard/{addon}/{name}", wizards.open_page),
    Route("/wizard/{addon}/{name}/update", wizards.update, POST),
    Route("/wizard/{addon}/{name}/press/{button}", wizards.press, POST),
    Route("/api", api.index),
    Route("/api/openapi.json", openapi.describe),
    Route("/api/wizard/{name}", wizards.api_open),
    Route("/api/wizard/{name}/{button}", wizards.api_press, POST),
    Route("/api/action/{model}/{id:int}/{key}", api.act, POST),
    Route("/api/{model}", api.search),
    Route("/api/{model}", api.create, POST),
    Route("/api/{model}/{id:int}", api.read),
    Route("/api/{model}/{id:int}", api.write, ("PATCH",)),
    Route("/api/{model}/{id:int}", api.delete, ("DELETE",)),
)
PAGES = (
    Route("/{addon}/{page}", pages.open_page),
    Route("/{addon}/{page}/export", rows.export),
    Route("/{addon}/{page}/bulk/{key}", rows.bulk, POST),
    Route("/{addon}/{page}/move", rows.move, POST),
    Route("/{addon}/{page}/searches", rows.keep_search, POST),
    Route("/{addon}/{page}/new", pages.open_new),
    Route("/{addon}/{page}/new", pages.save, POST),
    Route("/{addon}/{page}/new/update", pages.update, POST),
    Route("/{addon}/{page}/{id:int}", pages.open_record),
    Route("/{addon}/{page}/{id:int}", pages.save, POST),
    Route("/{addon}/{page}/{id:int}/update", pages.update, POST),
    Route("/{addon}/{page}/{id:int}/do/{key}", pages.do, POST),
    Route("/{addon}/{page}/{id:int}/stage", pages.stage, POST),
    Route("/{addon}/{page}/{id:int}/delete", pages.delete, POST),
    Route("/{addon}/{page}/{id:int}/archive", pages.archive, POST),
    Route("/{addon}/{page}/{id:int}/duplicate", pages.duplicate, POST),
)
OUTSIDE: tuple[OutsideRoute, ...] = (
    (re.compile("POST /login"), "", sign_in.sign_in),
    (re.compile("POST /apps/[a-z0-9_]+/install"), "", growing(apps.install_app, "Installing")),
    (
        re.compile("POST /[a-z0-9_]+/[a-z0-9_-]+/([0-9]{1,10}|new)"),
        PLAN,
        growing(options.install_and_save, "Installing"),
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
    brought = [route for routes in registry.hook.routes() for route in routes]
    return Routes([*CORE, *brought, *PAGES])
