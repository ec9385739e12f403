"""Wizards for the web: opened, updated and pressed, by a page, a pop-up or the API, all on one path.

For the web:

    answer = open_wizard(env, "helpdesk_return.ReverseTransfer", on, query)
    answer = update_wizard(env, name, on, posted_items, removing="lines.42", adding="")
    answer = press_wizard(env, name, on, button, posted_items)         # answer.go: where to next; else answer.view
    answer = api_update_wizard(env, name, on, body); answer = api_press_wizard(env, name, on, button, body)

`answer.status` is 200 or 422; an answer of 400 or more must roll the transaction back. Raises NotFound (404),
BadForm (400), AccessDenied, and Refused where the wizard may not be opened on this record (SPEC HD-14).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.orm.refused import Refused
from core.ui.actions import NOT_POSSIBLE, address_of, refuse_action, wizard_url
from core.ui.addresses import Query, crumbs_of, name_of, trail_of, url_by_id, with_trail
from core.ui.api_values import entered_by_api
from core.ui.choices import link_at, search_choices
from core.ui.entered import entered_by_form, field_of, kept_of
from core.ui.inputs import Describer
from core.ui.registered import Pages
from core.ui.settle import Entered
from core.ui.views import ActionView, Choice, Crumb, Problem, WizardView
from core.ui.wizard import Opens, Wizard
from core.ui.wizard_fields import Rows

if TYPE_CHECKING:
    from core.orm.env import Env

OWN = frozenset(("on", "from", "remove", "add"))


class NotFound(Exception):
    """There is no such wizard, or no such record for this user. The answer is 404."""


@dataclass
class WizardAnswer:
    """What the web answers: a form, or where to go next. `errors` and `result` are for the API."""

    view: WizardView | None = None
    go: str = ""
    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    result: tuple[str, int] | None = None
    """Model and id of the record that the button made."""


def open_wizard(env: Env, name: str, on: int, query: Query | None = None) -> WizardAnswer:
    """The form as it opens. Values in the query are as if entered by hand: a link may fill a form in."""
    given = query or Query()
    entered = Entered(trail=trail_of(given))
    wizard = _wizard(env, name)
    for path, raw in given.pairs:
        if path not in OWN and path in wizard._fields and not isinstance(wizard._fields[path], Rows):
            field_of(wizard._fields, path)
            entered.values[path] = raw
    with _on(env, name, on, entered) as form:
        return WizardAnswer(_view(env, form))


def update_wizard(
    env: Env, name: str, on: int, posted: Iterable[tuple[str, str]], *, removing: str = "", adding: str = ""
) -> WizardAnswer:
    """The form computed anew from what was entered. Reads only."""
    entered = entered_by_form(_wizard(env, name)._fields, posted, removing=removing, adding=adding)
    with _on(env, name, on, entered) as form:
        return WizardAnswer(_view(env, form), status=422 if form._errors else 200)


def wizard_choices(
    env: Env, name: str, on: int, posted: Iterable[tuple[str, str]], path: str, words: str
) -> list[Choice]:
    """The choices of a link that hold these words, beyond those that the form holds. Raises BadForm."""
    entered = entered_by_form(_wizard(env, name)._fields, posted)
    with _on(env, name, on, entered) as form, form.env.session.no_autoflush:
        return search_choices(*link_at(form, path), words)


def press_wizard(env: Env, name: str, on: int, button: str, posted: Iterable[tuple[str, str]]) -> WizardAnswer:
    """Does what the button does, or gives the form with what stands against it."""
    return _press(env, name, on, button, entered_by_form(_wizard(env, name)._fields, posted))


def api_update_wizard(env: Env, name: str, on: int, body: Any) -> WizardAnswer:
    """The form computed from a document of what was entered so far: `{"delivery": 4, "lines": [{"id": 2, …}]}`."""
    with _on(env, name, on, entered_by_api(_wizard(env, name)._fields, body)) as form:
        return WizardAnswer(_view(env, form))


def api_wizard_choices(env: Env, name: str, on: int, body: Any, path: str, words: str) -> list[Choice]:
    """The choices of a link that hold these words. Raises BadForm."""
    with _on(env, name, on, entered_by_api(_wizard(env, name)._fields, body)) as form, form.env.session.no_autoflush:
        return search_choices(*link_at(form, path), words)


def api_press_wizard(env: Env, name: str, on: int, button: str, body: Any) -> WizardAnswer:
    """What the button does with the values of a document, or the form with what stands against it."""
    return _press(env, name, on, button, entered_by_api(_wizard(env, name)._fields, body))


def _press(env: Env, name: str, on: int, button: str, entered: Entered) -> WizardAnswer:
    with _on(env, name, on, entered) as form:
        result = form._press(button)
        if form._errors:
            return WizardAnswer(_view(env, form), status=422, errors=dict(form._errors))
        form.env.session.flush()
        made = (result.__model__, result.id) if hasattr(result, "__model__") else None
        here, back = _record_address(env, form), (form.record.__model__, form.record.id)
        if isinstance(result, Opens):
            values = Query(dict(result.values or {}))
            made = (result.record.__model__, result.record.id)
            address = wizard_url(result.wizard._name, result.record.id, entered.trail, values)
        elif made is None or made == back:
            address = result if isinstance(result, str) else ""
        else:
            address = address_of(env, result, [*entered.trail, here] if here else entered.trail)
    if made is not None and made != back and not _sees(env, *made):
        # What was made belongs to people with other rights; the record shows where it stands.
        address = ""
    address = address or (with_trail(here, entered.trail) if here else "/")
    return WizardAnswer(go=address, result=made)


# --- opening ----------------------------------------------------------------------------------------------------------


def _wizard(env: Env, name: str) -> type[Wizard]:
    found = env.registry.facet(Pages).wizard(name)
    if found is None:
        raise NotFound(name)
    return found


@contextmanager
def _on(env: Env, name: str, on: int, entered: Entered) -> Iterator[Wizard]:
    """The wizard on a record, once the user's own rules allow it; in system work where the wizard asks for it."""
    wizard = _wizard(env, name)
    model = wizard._on.__model__
    cls = env.models.models[model]
    record = env.session.get(cls, on) if on < 2**31 and env.may("read", model) else None
    if record is None:
        raise NotFound(name)
    _refuse(env, wizard, record)
    if not wizard._system:
        yield wizard(env, record, entered)
        return
    with env.system(wizard._system) as system:
        yield wizard(system, system.get(record), entered)


def _refuse(env: Env, wizard: type[Wizard], record: Any) -> None:
    """One of the buttons that open the wizard may be pressed. One that no button opens needs the right alone."""
    if wizard._needs and not env.may_record(wizard._needs, record):
        raise env.registry.policy.denied(wizard._needs, record.__model__)
    if not wizard.may_open(record):
        raise Refused(NOT_POSSIBLE)
    refusals: list[Refused] = []
    for _, action in env.registry.facet(Pages).opening(wizard._name):
        try:
            refuse_action(env, action, record, held=wizard._needs)
        except Refused as why:
            refusals.append(why)
        else:
            return
    if refusals:
        raise refusals[0]


def _sees(env: Env, model: str, id_: int) -> bool:
    cls = env.models.models[model]
    return env.may("read", model) and env.session.scalar(sa.select(cls.id).where(cls.id == id_)) is not None


# --- showing ----------------------------------------------------------------------------------------------------------


def _view(env: Env, form: Wizard) -> WizardView:
    with form.env.session.no_autoflush:
        return _described(env, form)


def _described(env: Env, form: Wizard) -> WizardView:
    live = form._live()
    inputs = Describer(form, live).all()
    addon, _, name = form._name.partition(".")
    address = f"/wizard/{addon}/{name}"
    buttons = [
        ActionView(
            one.name, one.label, f"{address}/press/{one.name}?on={form.record.id}", "post", primary=one.primary,
            confirm=one.confirm, disabled=one.disabled(form) if one.disabled is not None else "",
        )
        for one in form._offered_buttons()
    ]  # fmt: skip
    problems = [Problem(path, message) for path, message in form._errors.items()]
    trail = form._entered.trail
    back = _record_address(env, form)
    return WizardView(
        title=form.title, name=form._name, address=address, on=form.record.id,
        back=with_trail(back, trail) if back else "/", inputs=inputs, buttons=buttons, problems=problems,
        kept=kept_of(form), token="", note=form.note(), note_link=form.note_leads_to(), crumbs=_crumbs(env, form, back),
    )  # fmt: skip


def _crumbs(env: Env, form: Wizard, back: str) -> list[Crumb]:
    """The way to the record that the wizard is about, the record, and the wizard."""
    pages, trail, model = env.registry.facet(Pages), form._entered.trail, form.record.__model__
    way, listed = crumbs_of(env, pages, trail), pages.list_of(model)
    if not way and listed is not None:
        way = [Crumb(listed.title, listed.address)]
    name = name_of(env, model, form.record.id) if back else ""
    return [*way, *([Crumb(name, with_trail(back, trail))] if name else []), Crumb(form.title)]


def _record_address(env: Env, form: Wizard) -> str:
    return url_by_id(env.registry.facet(Pages), form.record.__model__, form.record.id)
