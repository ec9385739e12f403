"""From the fields of a form to the inputs that a template prints and the API serialises."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from typing import Any

from core.ui.addresses import url_by_id, with_trail
from core.ui.choices import choices_of, prefetch
from core.ui.reading import Formats
from core.ui.registered import Pages
from core.ui.rendering.formats import formats_for
from core.ui.settle import Shape
from core.ui.views import Choice, Input, RowInput
from core.ui.wizard_fields import Field, LongText, OneOf, Pick, Rows


class Describer:
    """Describes the fields of one form for its user."""

    def __init__(self, form: Shape, live: Container[str], trail: list[str] | None = None) -> None:
        assert form._env is not None
        self.form, self.live, self.trail, self.env = form, live, trail or [], form._env
        self.formats: Formats = formats_for(self.env.user.locale, self.env.user.zone)
        self.pages = self.env.registry.facet(Pages)
        prefetch(form)

    def all(self, form: Shape | None = None) -> list[Input]:
        """The inputs of everything that is shown, in order."""
        shape = form or self.form
        return [self.one(shape, f) for f in shape._shown()]

    def one(self, form: Shape, f: Field) -> Input:
        """The input of one field."""
        path, value = form._path + f.name, form._read(f)
        error = form._errors.get(path, "") or form._refused.get(path, "")
        editable = f.is_editable(form)
        raw = form._entered.values.get(path)
        held = raw if error and raw is not None and editable else f.held(form, value)
        made = Input(
            path, f.label, f.widget, held, f.as_read(form, value, self.formats), help=f.help,
            editable=editable, required=editable and f.is_required(form),
            live=f.name in self.live and form is self.form, error=error, figure=_is_figure(f, value),
        )  # fmt: skip
        if f.secret:
            # What was typed goes back into no page.
            made.value = ""
        if isinstance(f, LongText) and f.snippets is not None and editable:
            made.snippets = f.snippets(form)
        if f.widget == "rich_text":
            made.text = held
        if isinstance(f, Rows):
            self._rows(made, form, f, value)
        elif isinstance(f, Pick):
            self._pick(made, form, f, value)
        elif isinstance(f, OneOf):
            made.choices = [Choice(key, text, key == held) for key, text in f.offered(form).items()]
            made.tone = f.tones.get(held, "")
        elif getattr(value, "__model__", None):
            made.url = self._url(value)
        return made

    def _pick(self, made: Input, form: Shape, f: Pick, value: Any) -> None:
        made.empty = f.nothing(form)
        if f.many:
            made.text = ", ".join(str(one) for one in value or ())
        elif value is not None:
            made.text, made.url = str(value), self._url(value)
        if made.editable:
            made.choices, complete = choices_of(form, f)
            made.more, made.searched = not complete, f.searched
        elif f.many:
            made.choices = [Choice(str(one.id), str(one), True) for one in value or ()]

    def _rows(self, made: Input, form: Shape, f: Rows, value: Any) -> None:
        made.empty, made.adding, made.removing = f.nothing(form), f.adds(form), f.removes(form)
        if value:
            shown = [c for c in f.columns().values() if any(c.is_shown(row) for row in value)]
        else:
            shown = list(f.columns().values())
        made.columns = [c.label for c in shown]
        for position, row in enumerate(value or (), 1):
            cells = [self._cell(row, c) for c in shown]
            links = [cell.text for c, cell in zip(shown, cells, strict=True) if cell.text and _is_link(row, c)]
            name = " ".join(links[:2]) or str(position)
            made.rows.append(RowInput(f"{made.path}.{row._key}", row._key, cells, name))

    def _cell(self, row: Shape, c: Field) -> Input:
        if not c.is_shown(row):
            return Input(row._path + c.name, c.label, "shows", editable=False, figure=_is_figure(c, None))
        cell = self.one(row, c)
        cell.live = bool(row._reactions.get(c.name))
        return cell

    def _url(self, value: Any) -> str:
        model = getattr(value, "__model__", "")
        if not model or value.id is None or not self.env.may("read", model) or self.env.is_system:
            return ""
        url = url_by_id(self.pages, model, value.id)
        return with_trail(url, self.trail) if url else ""


def _is_figure(f: Field, value: Any) -> bool:
    return f.figure or isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _is_link(row: Shape, c: Field) -> bool:
    """Whether a cell names a record: what a line is about, as a product and its lot, tells it from the others."""
    return getattr(row._read(c), "__model__", None) is not None
