"""Every page of the core: complete, escaped, referenced correctly, free of inline code, small."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from core.ui.frame import Notice
from core.ui.rendering import Renderer
from core.ui.rendering.icons import exists
from core.ui.rendering.renderer import CORE
from core.ui.rendering.style import style_view
from tests.core.ui.rendering import samples

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
NAMES = [*samples.pages(), "style"]


@cache
def renderer() -> Renderer:
    return Renderer()


@cache
def printed(name: str) -> str:
    template, view, frame = ("style.html", style_view(), samples.frame()) if name == "style" else samples.pages()[name]
    return renderer().render(template, view, frame, "en", "Europe/Berlin")


class Page(HTMLParser):
    """Elements of a page; remembers what is not closed where it should be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.wrong += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(attrs) != len({name for name, _ in attrs}):
            self.wrong.append(f"an attribute twice: {self.get_starttag_text()}")
        self.elements.append((tag, dict(attrs)))
        if tag == "form" and "form" in self.open:
            self.wrong.append("a form in a form")
        if tag in ("button", "a") and {"button", "a"} & set(self.open):
            self.wrong.append(f"{tag} in a link or button: {self.get_starttag_text()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()} closes {self.open[-1:]}")
            return
        self.open.pop()

    def values(self, name: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(name))]


@pytest.mark.parametrize("name", NAMES)
def test_markup_is_closed_and_not_nested_wrongly(name: str) -> None:
    assert not Page(printed(name)).wrong


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_references_lead_somewhere(name: str) -> None:
    page = Page(printed(name))
    ids = Counter(page.values("id"))
    assert [one for one, count in ids.items() if count > 1] == []
    wanted = {
        word
        for attribute in ("for", "form", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls")
        for value in page.values(attribute)
        for word in value.split()
    }
    assert wanted - set(ids) == set()
    assert {link[1:] for link in page.values("href") if link.startswith("#i-")} - set(ids) == set()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.req("XC-7")
def test_every_input_has_a_name_for_screen_readers(name: str) -> None:
    page = Page(printed(name))
    labelled = set(page.values("for"))
    html = printed(name)
    nameless = [
        attrs
        for tag, attrs in page.elements
        if tag in ("input", "select", "textarea")
        and attrs.get("type") != "hidden"
        and attrs.get("id") not in labelled
        and "aria-label" not in attrs
        and not re.search(rf'<label[^>]*>\s*<input[^>]*value="{re.escape(attrs.get("value") or "")}"', html)
    ]
    assert nameless == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.req("XC-10")
def test_no_page_needs_inline_code(name: str) -> None:
    page = Page(printed(name))
    assert not [tag for tag, attrs in page.elements if tag == "style" or (tag == "script" and "src" not in attrs)]
    assert not [attrs for _, attrs in page.elements if "style" in attrs or any(one.startswith("on") for one in attrs)]
    assert "javascript:" not in printed(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_posts_carries_a_token(name: str) -> None:
    html = printed(name)
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", html, re.S):
        assert 'name="_token"' in form


def test_a_part_is_the_inside_alone() -> None:
    part = renderer().render_part("wizard.html", samples.wizard(), samples.frame())
    assert "<html" not in part
    assert "<nav" not in part
    assert part.strip().startswith("<form")


@pytest.mark.req("XC-10")
def test_what_people_typed_is_escaped() -> None:
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    view = samples.form(title=evil, subtitle=evil, changed_by=evil)
    for one in view.inputs.values():
        if one.widget != "rich_text":
            one.value = one.text = one.error = evil
    for row in view.inputs["lines"].rows:
        row.name = evil
        for cell in row.cells:
            cell.value = cell.text = evil
    for html in (
        renderer().render(samples.LAYOUT, view, samples.frame(company=evil, user=evil, notices=[Notice(evil)])),
        renderer().render("list.html", samples.list_view(q=evil, title=evil), samples.frame()),
    ):
        assert "<script>alert" not in html
        assert "49" not in re.sub(r"<svg.*?</svg>", "", html, flags=re.S)


def test_icons_named_in_templates_exist() -> None:
    used = set()
    for file in (CORE / "templates").rglob("*.html"):
        for call in re.findall(r"icon\(([^{}]*?)\)\s*}}", file.read_text()):
            used |= set(re.findall(r'"([a-z][a-z0-9-]+)"', re.sub(r'== "[^"]*"|"[a-z]+":', "", call)))
    assert len(used) > 30
    assert [name for name in used if not exists(name)] == []


def test_an_unknown_icon_breaks_nothing() -> None:
    assert "no-such-icon" not in printed("apps")


def static(kind: str) -> list[Path]:
    return sorted((CORE / "static").glob(f"*.{kind}"))


def test_scripts_keep_their_budget() -> None:
    assert sum(len(file.read_text().splitlines()) for file in static("js")) <= 560


def test_a_first_load_is_small_on_the_wire() -> None:
    files = [file.read_bytes() for kind in ("css", "js", "svg") for file in static(kind)]
    page = max((printed(name) for name in NAMES if name != "style"), key=len).encode()
    assert sum(len(gzip.compress(one, 4)) for one in (*files, page)) <= 60_000


def test_styles_name_colours_in_tokens_only() -> None:
    for file in static("css"):
        if file.name != "tokens.css":
            assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|rgb\(|hsl\(", file.read_text()) == [], file.name


def test_every_style_stands_in_its_layer() -> None:
    for file in (one for one in static("css") if one.stem != "paper"):  # documents on paper have no other styles
        layer = file.stem if file.stem in ("tokens", "base", "pages") else "parts"
        assert re.findall(r"^@layer (\w+) \{", file.read_text(), re.M) == [layer], file.name


def test_no_style_or_script_is_longer_than_a_reader_can_hold() -> None:
    for file in (*static("css"), *static("js")):
        assert len(file.read_text().splitlines()) <= 400, file.name
