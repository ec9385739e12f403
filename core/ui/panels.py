"""The panels of a form: linked documents with their real state and next step, and what addons bring themselves."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.ui.addresses import url_by_id, with_trail
from core.ui.left_out import part_failed, shown
from core.ui.pages import DocumentState, Panel, ref_of
from core.ui.registered import Built, Pages
from core.ui.smart import Linked
from core.ui.views import DocumentRow, PanelView

if TYPE_CHECKING:
    from core.orm.env import Env

WHY = "real states of linked documents"
MOST = 50
"""Documents of one kind in the panel; the smart button leads to all."""


def document_rows(env: Env, built: Built, id_: int, trail: Sequence[str], linked: Linked) -> list[DocumentRow] | None:
    """The linked documents of a record, newest first; None if its page has no such panel.

    Names and states are for everybody who may read the record; an address stands only where the user may open it.
    """
    sources = built.document_states
    if not sources:
        return None
    there = [source for source, any_ in zip(sources, linked.documents, strict=True) if any_]
    return [row for source in there for row in _rows(env, built, source, id_, trail)]


def _rows(env: Env, built: Built, source: DocumentState, id_: int, trail: Sequence[str]) -> list[DocumentRow]:
    rows: list[DocumentRow] = shown(env, source, built, partial(_documents, env, source, id_, trail))
    return rows


def _documents(env: Env, source: DocumentState, id_: int, trail: Sequence[str]) -> list[DocumentRow]:
    model = source.to.__model__
    title, pages = source.label or env.info(model).title, env.registry.facet(Pages)
    is_open, values = env.rule("read", model)
    with env.system(WHY) as system:
        cls = system.models.models[model]
        wanted = sa.select(cls, is_open).where(getattr(cls, ref_of(source.by)[1]) == id_)
        wanted = wanted.order_by(cls.id.desc()).limit(MOST)
        if source.only is not None:
            wanted = wanted.where(source.only(cls))
        if source.load is not None:
            wanted = wanted.options(*source.load(system))
        made = []
        for document, may_open in system.session.execute(wanted, values).unique():
            state = source.state(document)
            url = url_by_id(pages, model, document.id) if may_open else ""
            made.append(DocumentRow(
                title, str(document), with_trail(url, trail) if url else "", state.what, state.text, state.tone,
                state.next_step, state.closed,
            ))  # fmt: skip
    return made


def panel_views(env: Env, built: Built, record: Any) -> list[PanelView]:
    """The addons' own panels, with the values of their templates."""
    views = []
    for panel in built.panels:
        try:
            if panel.shown is None or panel.shown(record):
                values = _values(panel, env, record)
                views.append(
                    PanelView(
                        panel.key, panel.title, panel.template, values, panel.place,
                        failed=partial(part_failed, env, panel, built),
                    )
                )  # fmt: skip
        except Exception as why:
            raise part_failed(env, panel, built, why) from why
    return views


def _values(panel: Panel, env: Env, record: Any) -> dict[str, Any]:
    if len(inspect.signature(panel.gives).parameters) == 1:
        return panel.gives(record)
    return panel.gives(env, record)
