"""What scripts add to pages that work without them: swaps, dialogs, keys, dragging; and that nothing gets lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.ui.views import Problem
from tests.core.ui.rendering import samples
from tests.core.ui.rendering.conftest import Answer, Posted, Site

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
FOCUS = "document.activeElement.id || document.activeElement.tagName"


def without_line(view: Any) -> Any:
    table = next(one for one in (view.inputs.values() if isinstance(view.inputs, dict) else view.inputs) if one.rows)
    table.rows = table.rows[1:]
    return view


@pytest.mark.req("XC-7")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("name", [*samples.pages(), "style"])
def test_axe_finds_nothing(open_page: Open, name: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(name, width=width, scheme=scheme)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags}).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than its window"


def test_a_dependent_field_recomputes_and_focus_stays(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(site.part(samples.LAYOUT, samples.form(subtitle="Recomputed")))
    page = open_page("form")
    page.get_by_label("Due", exact=True).fill("2026-12-24")
    box = page.get_by_role("combobox", name="Customer")
    box.fill("colour 3")
    box.press("Enter")
    expect(page.get_by_text("Recomputed")).to_be_visible()
    assert [(one.path, one.swaps) for one in site.posted] == [("/paper/paper/7/update", True)]
    assert ("customer", "3") in site.posted[0].fields
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"


def test_what_was_typed_after_sending_wins(open_page: Open, site: Site) -> None:
    typed = threading.Event()

    def after_that(posted: Posted) -> Answer:
        assert typed.wait(60)
        return Answer(site.part(samples.LAYOUT, samples.form(subtitle="Recomputed")))

    site.answer = after_that
    page = open_page("form")
    box = page.get_by_role("combobox", name="Customer")
    box.fill("colour 3")
    box.press("Enter")
    page.get_by_label("Title", exact=True).fill("Typed meanwhile")
    typed.set()
    expect(page.get_by_text("Recomputed")).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Typed meanwhile")


def test_a_removed_line_does_not_drop_the_focus(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(site.part("wizard.html", without_line(samples.wizard())))
    page = open_page("wizard")
    page.get_by_role("button", name="Remove Sheet 1").click()
    expect(page.get_by_role("button", name="Remove Sheet 1")).to_have_count(0)
    assert site.posted[0].path == "/wizard/paper/Copy/update?on=7&remove=lines.1"
    assert page.evaluate(FOCUS) != "BODY"


@pytest.mark.req("XC-4")
def test_a_refused_form_shows_the_summary_with_focus_and_keeps_the_input(open_page: Open, site: Site) -> None:
    wrong = samples.form(problems=[Problem("title", "Enter a title.")])
    wrong.inputs["title"].value, wrong.inputs["title"].error = "", "Enter a title."
    site.answer = lambda posted: Answer(site.part(samples.LAYOUT, wrong), 422)
    page = open_page("form")
    page.get_by_label("Title", exact=True).fill("")
    page.get_by_label("Due", exact=True).fill("2026-12-24")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Enter a title.").click()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    expect(page.get_by_label("Title", exact=True)).to_have_attribute("aria-invalid", "true")


@pytest.mark.req("XC-2")
def test_a_double_click_posts_once(open_page: Open, site: Site) -> None:
    clicked = threading.Event()

    def after_that(posted: Posted) -> Answer:
        assert clicked.wait(60)
        return Answer(go="/list")

    site.answer = after_that
    page = open_page("form")
    page.get_by_role("button", name="Fold", exact=True).dblclick()
    clicked.set()
    page.wait_for_url("**/list")
    assert [one.path for one in site.posted] == ["/paper/paper/7/do/fold"]


def test_a_broken_answer_is_said_in_the_form(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(site.part("error.html", samples.pages()["error-404"][1]), 404)
    page = open_page("form")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing here.")
    expect(page.get_by_role("alert")).to_be_focused()


def test_a_wizard_opens_in_a_dialog_and_closes(open_page: Open) -> None:
    page = open_page("form")
    page.get_by_role("link", name="Copy", exact=True).click()
    dialog = page.get_by_role("dialog", name="Copy a paper")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate(FOCUS) == "a-Copy"
    page.get_by_role("link", name="Copy", exact=True).click()
    dialog.get_by_role("link", name="Discard").click()
    expect(dialog).to_be_hidden()


def test_a_dialogs_press_goes_where_the_server_says(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(go="/board")
    page = open_page("form")
    page.get_by_role("link", name="Copy", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="Copy", exact=True).click()
    page.wait_for_url("**/board")
    assert site.posted[0].path == "/wizard/paper/Copy/press/confirm?on=7"


@pytest.mark.req("XC-7")
def test_keys(open_page: Open, site: Site) -> None:
    page = open_page("list")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("g?n")
    expect(page.locator("#q")).to_have_value("g?n")
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/form")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/base/contacts")


@pytest.mark.req("XC-7")
def test_single_keys_can_be_switched_off(open_page: Open, site: Site) -> None:
    template, view, _ = samples.pages()["list"]
    site.pages["/quiet"] = site.renderer.render(template, view, samples.frame(single_keys=False))
    page = open_page("quiet")
    page.keyboard.press("/")
    assert page.evaluate(FOCUS) == "BODY"
    page.keyboard.press("Control+k")
    expect(page.locator("#palette")).to_be_visible()


def test_control_enter_saves(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(go="/list")
    page = open_page("form")
    page.get_by_label("Title", exact=True).press("Control+Enter")
    page.wait_for_url("**/list")
    assert site.posted[0].path == "/paper/paper/7"


def test_enter_in_a_field_recomputes_and_saves_nothing(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(site.part(samples.LAYOUT, samples.form()))
    page = open_page("form")
    with page.expect_response("**/update"):
        page.get_by_label("Title", exact=True).press("Enter")
    assert [one.path for one in site.posted] == ["/paper/paper/7/update"]


def test_arrows_walk_through_menus(open_page: Open) -> None:
    page = open_page("list")
    page.get_by_role("button", name="Filters").press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Mine", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("link", name="Late")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Late")).to_be_hidden()


@pytest.mark.req("HD-24")
def test_a_card_is_dragged_or_moved_by_its_menu(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(site.part("board.html", samples.board()))
    page = open_page("board")
    with page.expect_response("**/move"):
        page.locator("#card-1").drag_to(page.locator("#lane-2"))
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")  # the answer stands on the board
    page.get_by_role("button", name="Move to: Paper 2").press("Enter")
    with page.expect_response("**/move"):
        page.locator("#move-2").get_by_role("button", name="Folded").press("Enter")
    moves = [{name: value for name, value in one.fields if name in ("id", "lane")} for one in site.posted]
    assert moves == [{"id": "1", "lane": "2"}, {"id": "2", "lane": "2"}]
    assert page.evaluate(FOCUS) != "BODY"


def test_a_refused_move_is_said_on_the_board(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(site.part("error.html", samples.pages()["error-404"][1]), 409)
    page = open_page("board")
    page.locator("#card-1").drag_to(page.locator("#lane-2"))
    expect(page.get_by_role("alert")).to_contain_text("There is nothing here.")


def test_selected_rows_are_counted(open_page: Open, site: Site) -> None:
    page = open_page("list")
    bar = page.locator("#bulk")
    expect(bar).to_be_hidden()
    page.get_by_label("Select Paper 1").check()
    page.get_by_label("Select Paper 3").click(modifiers=["Shift"])
    expect(bar).to_contain_text("3 selected")
    bar.get_by_role("button", name="Clear selection").click()
    expect(bar).to_be_hidden()


def test_unsaved_changes_are_told_and_guarded(open_page: Open) -> None:
    page = open_page("form")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss())[0])
    page.get_by_label("Title", exact=True).fill("Another")
    expect(page.locator("#saved")).to_have_text("Not saved yet")
    page.get_by_role("link", name="Contacts").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    page.get_by_label("Title", exact=True).fill("A paper")
    expect(page.locator("#saved")).to_have_text("")


def test_rich_text_is_edited_as_it_looks(open_page: Open, site: Site) -> None:
    site.answer = lambda posted: Answer(go="/list")
    page = open_page("form")
    area = page.get_by_role("textbox", name="Description")
    area.press("End")
    area.type(" there")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/list")
    assert dict(site.posted[0].fields)["description"] == "<p>Hello there</p>"


@pytest.mark.req("XC-7")
def test_without_scripts_everything_is_there(open_page: Open, site: Site) -> None:
    page = open_page("wizard", javascript=False)
    expect(page.get_by_role("button", name="Update")).to_be_visible()
    page.get_by_role("button", name="Copy", exact=True).click()
    assert site.posted[0].path == "/wizard/paper/Copy/press/confirm?on=7"
    page = open_page("form", javascript=False)
    page.get_by_text("Lines", exact=True).click()
    expect(page.get_by_role("table", name="Lines")).to_be_visible()
    page.get_by_role("button", name="Tear", exact=True).click()
    page.locator("#sure-tear").get_by_role("button", name="Tear").click()
    assert site.posted[-1].path == "/paper/paper/7/do/tear"
    page = open_page("board", javascript=False)
    page.get_by_role("button", name="Move to: Paper 1").click()
    page.locator("#move-1").get_by_role("button", name="Folded").click()
    assert site.posted[-1].path == "/paper/board/move"


def test_scripts_hide_what_is_for_pages_without_them(open_page: Open) -> None:
    expect(open_page("wizard").get_by_role("button", name="Update")).to_be_hidden()


def test_choices_that_are_not_in_the_page_are_found_by_the_server(open_page: Open, site: Site) -> None:
    def answered(posted: Posted) -> Answer:
        if "choices=" in posted.path:
            return Answer('{"choices": [{"value": "99", "text": "Ultramarine"}]}', kind="application/json")
        return Answer(site.part(samples.LAYOUT, samples.form()))

    view = samples.form()
    view.inputs["customer"].more = True
    site.pages["/more"] = site.renderer.render(samples.LAYOUT, view, samples.frame())
    site.answer = answered
    page = open_page("more")
    box = page.get_by_role("combobox", name="Customer")
    box.fill("pigment")
    expect(page.get_by_role("option", name="Ultramarine")).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("Ultramarine")
    assert site.posted[0].path == "/paper/paper/7/update?choices=customer&q=pigment"
    assert ("customer", "99") in site.posted[-1].fields
