"""The panels of a form: linked documents with their real state and next step, and what addons bring themselves."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.ui.addresses import url_by_id, with_trail
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
    found = [(source.to.__model__, *one) for source in there for one in _documents(env, source, id_)]
    visible = _visible(env, [(model, document_id) for model, document_id, _ in found])
    for model, document_id, row in found:
        if (model, document_id) in visible:
            url = url_by_id(env.registry.facet(Pages), model, document_id)
            row.url = with_trail(url, trail) if url else ""
    return [row for _, _, row in found]


def _documents(env: Env, source: DocumentState, id_: int) -> list[tuple[int, DocumentRow]]:
    title = source.label or env.info(source.to.__model__).title
    with env.system(WHY) as system:
        cls = system.models.models[source.to.__model__]
        wanted = sa.select(cls).where(getattr(cls, ref_of(source.by)[1]) == id_).order_by(cls.id.desc()).limit(MOST)
        if source.only is not None:
            wanted = wanted.where(source.only(cls))
        if source.load is not None:
            wanted = wanted.options(*source.load(system))
        made = []
        for document in system.session.scalars(wanted).unique():
            state = source.state(document)
            row = DocumentRow(
                title, str(document), "", state.what, state.text, state.tone, state.next_step, state.closed
            )
            made.append((document.id, row))
    return made


def _visible(env: Env, documents: Sequence[tuple[str, int]]) -> set[tuple[str, int]]:
    """(model, id) of those of the documents that the user may read: one statement for all models."""
    parts = []
    for model in dict.fromkeys(model for model, _ in documents):
        if env.may("read", model):
            cls = env.models.models[model]
            ids = [id_ for of, id_ in documents if of == model]
            parts.append(sa.select(sa.literal(model), cls.id).where(cls.id.in_(ids)))
    if not parts:
        return set()
    rows = env.session.execute(sa.union_all(*parts) if len(parts) > 1 else parts[0])
    return {(model, id_) for model, id_ in rows}


def panel_views(env: Env, built: Built, record: Any) -> list[PanelView]:
    """The addons' own panels, with the values of their templates."""
    return [
        PanelView(panel.key, panel.title, panel.template, _values(panel, env, record), panel.place)
        for panel in built.panels
        if panel.shown is None or panel.shown(record)
    ]


def _values(panel: Panel, env: Env, record: Any) -> dict[str, Any]:
    if len(inspect.signature(panel.gives).parameters) == 1:
        return panel.gives(record)
    return panel.gives(env, record)
