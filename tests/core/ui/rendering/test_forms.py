"""The template written for a form: its fields, their order and widgets, what is hidden, which tab is open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.ui.rendering import Renderer
from core.ui.rendering.layout import FieldPlace, GroupPlace, Layout, TabPlace
from core.ui.rendering.marks import marks
from core.ui.rendering.renderer import CORE
from core.ui.views import Input, PanelView, Problem
from tests.core.ui.rendering import samples


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def test_hidden_fields_are_not_in_the_page(renderer: Renderer) -> None:
    html = renderer.render(samples.LAYOUT, samples.form(shown={"title"}), samples.frame())
    assert 'name="title"' in html
    assert 'name="customer"' not in html
    assert "<h2>More</h2>" not in html
    assert 'id="tab-t1"' not in html


def test_what_may_not_be_edited_is_text(renderer: Renderer) -> None:
    view = samples.form()
    for one in view.inputs.values():
        one.editable = False
    html = renderer.render(samples.LAYOUT, view, samples.frame())
    form = html[html.index('id="record-form"') :]
    assert re.findall(r'<(?:input|select|textarea)[^>]*name="(?!_)([^"]*)"', form[: form.index("</form>")]) == [
        "lines.1.quantity", "lines.2.quantity",
    ]  # fmt: skip
    assert '<a class="shown" id="i-customer" href="/base/contact/1">Colour 1</a>' in html


def test_the_tab_with_the_first_problem_is_open(renderer: Renderer) -> None:
    def opened(view: object) -> list[str]:
        html = renderer.render(samples.LAYOUT, view, samples.frame())
        return re.findall(r'id="tab-(\w+)"[^>]* checked', html)

    assert opened(samples.form()) == ["t1"]
    assert opened(samples.form(shown={"title", "lines"})) == ["t2"]
    assert opened(samples.form(problems=[Problem("lines.1.quantity", "Too many.")])) == ["t2"]


def test_an_error_stands_at_its_field_and_in_the_summary(renderer: Renderer) -> None:
    template, view, frame = samples.pages()["form-wrong"]
    html = renderer.render(template, view, frame)
    assert re.search(r'<input id="i-title"[^>]*aria-invalid="true" aria-describedby="e-title"', html)
    assert '<a href="#i-title">Enter a title.</a>' in html
    assert "2 things need a correction" in html


def test_aria_knows_no_button_that_is_required_or_wrong() -> None:
    said = {
        one: marks({"apart": ""}, Input("x", "X", one, required=True, error="No.")) for one in ("pick", "pick_many")
    }
    assert said == {
        "pick": ' aria-required="true" aria-invalid="true" aria-describedby="e-x"',
        "pick_many": ' aria-describedby="e-x"',
    }


def test_a_conflict_shows_before_theirs_and_yours(renderer: Renderer) -> None:
    template, view, frame = samples.pages()["form-conflict"]
    html = renderer.render(template, view, frame)
    assert "This record was changed by Grace Hopper. Reload to see the changes." in html
    assert re.search(r'<th scope="row">Title</th><td class="soft">A</td><td>B</td><td><strong class="strong">C', html)


@pytest.mark.req("HD-13")
def test_actions_of_slots_come_first_at_the_left(renderer: Renderer) -> None:
    html = renderer.render(samples.LAYOUT, samples.form(), samples.frame())
    assert html.index('id="a-Copy"') < html.index('id="a-fold"') < html.index('id="stages"') < html.index("<h1")


def test_without_scripts_enter_recomputes_and_never_saves(renderer: Renderer) -> None:
    for template, view in ((samples.LAYOUT, samples.form()), ("wizard.html", samples.wizard())):
        html = renderer.render(template, view, samples.frame())
        main = html[html.index("<main") :]
        first = re.search(r"<button[^>]*(?<!type=\"button\")[^>]*>", main)
        assert first
        assert "no-js" in first[0]
        assert "/update" in first[0]


def test_a_long_group_alone_is_set_in_two_columns(renderer: Renderer) -> None:
    names = ["title", "customer", "due", "urgent"]
    layout = Layout((GroupPlace("", tuple(FieldPlace(name, name, "") for name in names)),))
    html = renderer.render(layout, samples.form(page=layout), samples.frame())
    assert html.count('<div class="group">') == 2


def test_a_widget_of_an_addon_is_found(tmp_path: Path) -> None:
    (tmp_path / "templates/widgets").mkdir(parents=True)
    (tmp_path / "templates/widgets/stars.html").write_text("<b>{{ i.value }} stars</b>")
    renderer = Renderer([("core", CORE), ("stars", tmp_path)])
    layout = Layout((), (TabPlace("t1", "Stars", (FieldPlace("title", "Title", "stars"),)),))
    assert "<b>A paper stars</b>" in renderer.render(layout, samples.form(), samples.frame())


def test_panels_get_their_own_values_and_what_every_template_has(tmp_path: Path) -> None:
    (tmp_path / "templates/talk").mkdir(parents=True)
    (tmp_path / "templates/talk/panel.html").write_text("<p>{{ said }} by {{ frame.user }}, {{ fmt.number(1000) }}</p>")
    side = PanelView("talk", "Talk", "talk/panel.html", {"said": "<hi>"})
    below = PanelView("b", "B", "talk/panel.html", {"said": "b"}, "below")
    renderer = Renderer([("core", CORE), ("talk", tmp_path)])
    html = renderer.render(samples.LAYOUT, samples.form(panels=[side, below]), samples.frame())
    assert "<p>&lt;hi&gt; by Ada Lovelace, 1,000</p>" in html
    assert html.index("<p>b by Ada") < html.index("<aside")
