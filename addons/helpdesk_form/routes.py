"""The public form of a team: shown to everybody, sent by people, and a page that says thank you (SPEC HD-19).

Robots are kept off without anybody's help: a field that only they fill in, a time that nobody needs less than, and a
limit to how often one network may send, kept in the database. Whoever is stopped is told why, and nothing that was
entered is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from addons.helpdesk.models import Team, Ticket
from addons.helpdesk_form.models import PLACE, TeamForm
from addons.helpdesk_form.receiving import LABELS, LONGEST, LONGEST_ABOUT, Entered, make_ticket, problems_of
from core import Asked, Env, HttpProblem, Limit, Response, Route, Text, go_to

PURPOSE, THANKS = "ticket form", "ticket of a form"
QUICKEST = 3000
"""Milliseconds that a person needs at least to fill the form in."""
MOST_FILES, LARGEST_FILE = 5, 10_000_000
TRAP = "website"
"""A field that people do not see."""


@dataclass
class FormView:
    """What `helpdesk_form/form.html` prints. `problems` are by field; "" is the form as a whole.

    `subject` is what the request is about, where the address said it.
    """

    team: str
    about: Any
    address: str
    token: str
    shown: str
    entered: Entered = field(default_factory=Entered)
    subject: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=lambda: LABELS)
    most: Mapping[str, int] = field(default_factory=lambda: LONGEST)
    files: int = MOST_FILES


@dataclass
class ThanksView:
    """What `helpdesk_form/thanks.html` prints."""

    team: str
    number: str
    address: str


def show(env: Env, asked: Asked) -> Response:
    """GET: the empty form; `?about=` says what the request is about."""
    with env.system("the public form of a team") as system:
        team = _team(system, asked)
        view, brand = _view(team, asked), team.company.brand
        _name_the_subject(system, view, asked.query.get("about", ""))
    return asked.site.screens.page(env, asked, "helpdesk_form/form.html", view, brand=brand)


def send(env: Env, asked: Asked) -> Response:
    """POST: makes the ticket, or shows what stands against it."""
    entered = Entered.of(asked.posted)
    with env.system("a request by the public form") as system:
        team = _team(system, asked)
        problems = {**problems_of(entered), **_file_problems(asked), **_robot_problems(asked)}
        if problems:
            view = _view(team, asked)
            view.entered, view.problems = entered, problems
            _name_the_subject(system, view, entered.about)
            return asked.site.screens.page(env, asked, "helpdesk_form/form.html", view, 422, brand=team.company.brand)
        ticket = make_ticket(system, team, entered)
        _attach(system, asked, ticket)
        number = asked.site.tokens.seal(THANKS, ticket.number)
    return go_to(asked, f"{PLACE}/{asked.params['name']}/thanks?ticket={number}")


def thank(env: Env, asked: Asked) -> Response:
    """GET …/thanks: says the number of the ticket that was made, and of no other."""
    number = asked.site.tokens.unseal(THANKS, asked.query.get("ticket", ""))
    if number is None:
        raise HttpProblem(404)
    with env.system("the public form of a team") as system:
        team = _team(system, asked)
        view = ThanksView(team.name, number, f"{PLACE}/{team.form_address}")
        brand = team.company.brand
    return asked.site.screens.page(env, asked, "helpdesk_form/thanks.html", view, brand=brand)


def _team(system: Env, asked: Asked) -> TeamForm:
    team = system[TeamForm]
    wanted = sa.select(team).where(
        team.form_address == asked.params["name"][:60], team.use_website_form, system[Team].active
    )
    found = system.session.scalars(wanted).one_or_none()
    if found is None:
        raise HttpProblem(404)
    return found


def _view(team: TeamForm, asked: Asked) -> FormView:
    # makegood: allow unsafe-html because the description was cleaned when it was saved
    about = Markup(team.description or "")
    shown = asked.site.tokens.seal(PURPOSE, str(int(asked.at * 1000)))
    return FormView(team.name, about, f"{PLACE}/{team.form_address}", asked.token(), shown)


def _name_the_subject(system: Env, view: FormView, about: str) -> None:
    """Shows what the request is about; what nobody knows is forgotten."""
    said = system.hook.form_subject(env=system, about=about[:LONGEST_ABOUT]) if about else None
    view.subject = said or ""
    view.entered = replace(view.entered, about=about[:LONGEST_ABOUT] if said else "")


def _robot_problems(asked: Asked) -> dict[str, str]:
    if asked.posted.get(TRAP):
        return {TRAP: Text("Please leave this empty.")}
    shown = asked.site.tokens.unseal(PURPOSE, asked.posted.get("_shown", ""))
    if shown is None or int(asked.at * 1000) - int(shown) < QUICKEST:
        return {"": Text("That was quick. Please check what you wrote, and send it once more.")}
    return {}


def _file_problems(asked: Asked) -> dict[str, str]:
    sent = [upload for _, upload in asked.files if upload.filename]
    if len(sent) > MOST_FILES:
        return {"file": Text("At most {n} files.", n=MOST_FILES)}
    large = next((one for one in sent if (one.size or 0) > LARGEST_FILE), None)
    if large is not None:
        return {"file": Text("{name} is larger than {n} MB.", name=str(large.filename), n=LARGEST_FILE // 1_000_000)}
    return {}


def _attach(system: Env, asked: Asked, ticket: Ticket) -> None:
    for _, upload in asked.files:
        if upload.filename:
            upload.file.seek(0)
            kept = asked.site.files.keep(upload.file, upload.filename)
            system.hook.attachment_added(env=system, record=ticket, file=kept)


routes = [
    Route(f"{PLACE}/{{name}}", show, public=True),
    Route(f"{PLACE}/{{name}}", send, ("POST",), public=True, limit=Limit(10)),
    Route(f"{PLACE}/{{name}}/thanks", thank, public=True),
]
