"""Fills the view model of a record's page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from core.orm.search import CannotSearch
from core.orm.texts import Text, word
from core.ui.actions import action_view, is_there
from core.ui.addresses import Query, crumbs_of, with_trail
from core.ui.conflicts import changed_by
from core.ui.entered import kept_of
from core.ui.inputs import Describer
from core.ui.left_out import part_failed, shown
from core.ui.lists import neighbours, total_text
from core.ui.new_names import beside_their_links
from core.ui.option_cards import Wanted, option_cards
from core.ui.pages import Form, Slot, ref_of
from core.ui.panels import document_rows, panel_views
from core.ui.paper.sheets import can_be_printed
from core.ui.smart import smart_views, what_is_linked
from core.ui.views import (
    ActionView,
    Crumb,
    DocumentRow,
    FormView,
    Input,
    Pager,
    PanelView,
    Problem,
    SmartView,
    StageView,
)

if TYPE_CHECKING:
    from core.ui.forms import RecordForm


@dataclass
class Around:
    """What stands around the fields, of the record as it is stored."""

    title: str
    slots: dict[str, list[ActionView]] = field(default_factory=dict)
    actions: list[ActionView] = field(default_factory=list)
    smart: list[SmartView] = field(default_factory=list)
    documents: list[DocumentRow] | None = None
    panels: list[PanelView] = field(default_factory=list)
    prints: list[ActionView] = field(default_factory=list)


def around(form: RecordForm) -> Around:
    """Buttons, counts, documents and panels of a stored record."""
    env, built, record = form.env, form.built, form.record
    here = [*form.trail, form.address]
    made = Around(str(record))
    allowed = {"write": form._may_edit}
    in_slot = {id(part): slot.name for slot in built.all(Slot) for part in built.children[slot]}
    for action in built.actions:
        try:
            if not is_there(env, action, record, allowed, form._answers):
                continue
            view = action_view(action, record, form.address, form.trail)
        except Exception as why:
            raise part_failed(env, action, built, why) from why
        slot = in_slot.get(id(action))
        (made.slots.setdefault(slot, []) if slot else made.actions).append(view)
    linked = what_is_linked(env, built, record)
    form._known_names |= linked.names
    made.smart = smart_views(env, built, record.id, here, linked)
    made.documents = document_rows(env, built, record.id, here, linked)
    made.panels = panel_views(env, built, record)
    made.prints = [
        ActionView(one.key, one.label, f"{form.address}/print/{one.key}", icon="printer", apart=True)
        for one in built.printouts
        if shown(env, one, built, partial(can_be_printed, one, record))
    ]
    return made


def of_new(form: RecordForm) -> list[ActionView]:
    """The buttons on the form of a record to be made, which is stored before they do their work."""
    shown = [one for one in form.built.actions if one.new and (one.shown is None or one.shown(form.record))]
    return [action_view(one, form.record, form.address, form.trail) for one in shown]


def form_view(form: RecordForm, outside: Around | None) -> FormView:
    """The whole page; the form has settled."""
    env, built, page = form.env, form.built, form.built.page
    assert isinstance(page, Form)
    here = [*form.trail, form.address] if not form.is_new else form.trail
    describer = Describer(form, built.live | {f.name for f in form._fields.values() if isinstance(f, Wanted)}, here)
    inputs = {one.path: one for one in describer.all()}
    beside_their_links(form, inputs)
    bar = built.status_bar
    stage = ref_of(bar.of)[1] if bar is not None else ""
    title = _new_title(form) if form.is_new else (outside.title if outside is not None else str(form.record))
    around_ = outside or Around(title, actions=of_new(form) if form.is_new else [])
    stored = not form.is_new
    version = getattr(form.record, "version", 0) or 0
    crumbs = crumbs_of(env, form.pages, form.trail) or _usual_crumbs(form)
    return FormView(
        page=built, id=form.record.id if stored else None, title=title, address=form.address, inputs=inputs,
        shown=set(inputs), crumbs=[*crumbs, Crumb(title)], actions=around_.actions, slots=around_.slots,
        smart=around_.smart, stages=_stages(form, inputs.get(stage)) if stage else [], stage_field=stage,
        documents=around_.documents, panels=around_.panels, prints=around_.prints, options=option_cards(form, inputs),
        option_section=built.option_cards.section if built.option_cards is not None else "",
        problems=_problems(form), conflicts=form.conflicts, changed_by=changed_by(form) if form.stale else "",
        version=version if stored else 0, kept=_kept(form), editable=form._may_edit,
        may_delete=stored and page.delete and env.may("delete", built.model),
        may_duplicate=stored and page.duplicate and env.may("create", built.model), archived=_archived(form),
        pager=_pager(form), subtitle=word(built.title), documents_title=built.documents_title,
    )  # fmt: skip


def _new_title(form: RecordForm) -> str:
    return Text("New {thing}", thing=word(form.built.title))


def _pager(form: RecordForm) -> Pager | None:
    """Where the record stands in the list that led to it."""
    if form.is_new or not form.trail:
        return None
    path, _, query = form.trail[-1].partition("?")
    listed = form.pages.lists.get(path)
    if listed is None or listed.model != form.built.model:
        return None
    try:
        found = neighbours(form.env, listed, Query(query), form.record.id)
    except CannotSearch:
        return None
    if found is None:
        return None
    position, total, before, after = found
    urls = [with_trail(f"{form.built.address}/{one}", form.trail) if one else "" for one in (before, after)]
    return Pager(position, total, urls[0], urls[1], total_text(form.env, total))


def _kept(form: RecordForm) -> str:
    form._entered.trail, form._entered.of = form.trail, form.of
    return kept_of(form)


def _archived(form: RecordForm) -> bool | None:
    active = form.info.fields.get("active")
    if form.is_new or not form._may_edit or active is None or active.kind != "boolean":
        return None
    return not form.record.active


def _usual_crumbs(form: RecordForm) -> list[Crumb]:
    """Without a way that led here: the first list of the model."""
    listed = form.pages.list_of(form.built.model)
    return [Crumb(listed.title, listed.address)] if listed is not None else []


def _problems(form: RecordForm) -> list[Problem]:
    found = {**form._errors}
    for path, message in form._refused.items():
        found.setdefault(path, message)
    return [Problem(path, message) for path, message in found.items()]


def _stages(form: RecordForm, shown: Input | None) -> list[StageView]:
    if shown is None:
        return []
    choices = [one for one in shown.choices if one.value]
    if not choices and shown.text:
        return [StageView(shown.value, shown.text, current=True)]
    current = next((number for number, one in enumerate(choices) if one.value == shown.value), -1)
    presses = shown.editable and shown.widget == "pick" and not form.is_new
    return [
        StageView(one.value, one.text, number == current, number < current, f"{form.address}/stage" if presses else "")
        for number, one in enumerate(choices)
    ]


__all__ = ["Around", "around", "form_view"]
