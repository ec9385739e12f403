"""The floor: the ticket's form and list by the bare driver and a flat template, without rights, frame or life cycle."""

from __future__ import annotations

import sqlite3
import threading
from typing import Any

import jinja2
import psycopg
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from core.settings import read_settings

URL = sa.make_url(read_settings().database_url)
local = threading.local()
templates = jinja2.Environment(autoescape=True)
FORM = templates.from_string(
    "<!doctype html><title>{{ t[1] }}</title><h1>{{ t[1] }}</h1>{% for c in t %}"
    "<p><label>x</label><input value='{{ c }}'></p>{% endfor %}"
    "{% for m in messages %}<article>{{ m[0] }} {{ m[1] }}</article>{% endfor %}"
)
LIST = templates.from_string(
    "<!doctype html><title>Tickets</title><table>{% for r in rows %}<tr>{% for c in r %}<td>{{ c }}</td>{% endfor %}"
    "</tr>{% endfor %}</table>"
)
ONE = (
    "SELECT t.*, c.name, s.name, m.name FROM helpdesk_ticket t LEFT JOIN base_contact c ON c.id = t.customer_id "
    "JOIN helpdesk_stage s ON s.id = t.stage_id JOIN helpdesk_team m ON m.id = t.team_id WHERE t.id = {}"
)
MESSAGES = (
    "SELECT kind, body FROM mail_message WHERE document_model = 'helpdesk.ticket' AND document_id = {} "
    "ORDER BY id DESC LIMIT 30"
)
STAGES = "SELECT id, name FROM helpdesk_stage ORDER BY sequence"
MANY = (
    "SELECT t.id, t.number, t.title, c.name, s.name, t.priority, t.created_at, t.closed_at FROM helpdesk_ticket t "
    "LEFT JOIN base_contact c ON c.id = t.customer_id JOIN helpdesk_stage s ON s.id = t.stage_id "
    "WHERE t.closed_at IS NULL ORDER BY t.id DESC LIMIT 80"
)
COUNT = "SELECT count(*) FROM (SELECT 1 FROM helpdesk_ticket WHERE closed_at IS NULL LIMIT 1001) n"


def rows(sql: str) -> list[Any]:
    """What a statement gives, on this thread's connection."""
    if not hasattr(local, "connection"):
        if URL.get_backend_name() == "sqlite":
            local.connection = sqlite3.connect(str(URL.database), isolation_level=None)
        else:
            host = URL.query.get("host", URL.host)
            local.connection = psycopg.connect(host=host, dbname=URL.database, user=URL.username, autocommit=True)  # type: ignore[arg-type]
    return list(local.connection.execute(sql).fetchall())


def form(request: Request) -> HTMLResponse:
    """One ticket with its stages and messages."""
    id_ = int(request.path_params["id"])
    rows(STAGES)
    return HTMLResponse(FORM.render(t=rows(ONE.format(id_))[0], messages=rows(MESSAGES.format(id_))))


def listed(_: Request) -> HTMLResponse:
    """80 tickets and how many there are."""
    rows(COUNT)
    return HTMLResponse(LIST.render(rows=rows(MANY)))


app = Starlette(routes=[Route("/form/{id}", form), Route("/list", listed)])
