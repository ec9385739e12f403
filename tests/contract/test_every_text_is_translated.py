"""Every text of every shipped catalogue is translated, keeps its places for values, and stands on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sqlalchemy as sa

from addons.base.models import User
from core.lifecycle.catalog import Catalog, read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.phrases import phrases_of
from core.lifecycle.translations import CORE, languages, update
from core.orm.env import Env
from core.orm.identity import Identity
from core.testing.site import Site
from core.ui.rendering.languages import Languages
from tests.kernels import ADDONS

SHIPPED = languages(CORE)
EVERYTHING = ("demo", "helpdesk_refund_return", "subscription", "webhook")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog([ADDONS])


@pytest.mark.req("XC-5")
def test_german_is_shipped() -> None:
    assert "de" in SHIPPED


@pytest.mark.req("XC-5")
@pytest.mark.parametrize("language", SHIPPED)
def test_every_text_is_translated_and_keeps_its_places(catalog: Catalog, language: str) -> None:
    for one in update(catalog, language, write=False):
        mend = f"{one.file}: run `makegood translate {language}` and translate what is new"
        assert not one.missing, f"{mend}: {one.missing}"
        assert not one.wrong, f"{one.file}: other places for values: {one.wrong}"
        assert not one.changed, mend


class Words(HTMLParser):
    """The texts of a page, and those of its attributes that people hear or see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.closed = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.closed += tag in ("script", "style", "code", "pre", "option", "article", "td", "th")
        named = {value.strip() for name, value in attrs if value and name in ("aria-label", "placeholder", "title")}
        self.found |= named

    def handle_endtag(self, tag: str) -> None:
        self.closed -= tag in ("script", "style", "code", "pre", "option", "article", "td", "th")

    def handle_data(self, data: str) -> None:
        if not self.closed and data.strip():
            self.found.add(data.strip())


@pytest.mark.req("XC-5")
def test_no_page_says_in_english_what_is_translated(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> None:
    """An administrator who reads German walks every list, a form of each, and a new one."""
    kernel = fresh_kernel(*EVERYTHING, demonstration=True)
    texts = Languages(path / "locale" for path in (CORE, *sorted(ADDONS.iterdir()))).language("de").texts
    german = {said for forms in texts.values() for said in forms}
    english = {text for text, forms in texts.items() if text not in german and len(text) > 3}

    def read_german(env: Env) -> set[str]:
        """Everybody does. Gives the names of all records: those that an addon brings are not translated."""
        for user in env.session.scalars(sa.select(env[User])):
            user.locale = "de"
        env.session.flush()
        return {
            str(one) for cls in env.models.models.values() for one in env.session.scalars(sa.select(cls).limit(300))
        }

    left: dict[str, str] = {}
    with Site(kernel, tmp_path) as site:
        browser = site.of("base.settings")
        english -= kernel.work(read_german, who=Identity.system())
        seen = {"/preferences", "/apps"} | {built.address for built in site.pages.lists.values()}
        for address in sorted(seen):
            page = browser.get(address).text
            assert '<html lang="de"' in page, address
            forms = [address] + [url.replace("&amp;", "&") for url in re.findall(r'<a href="([^"]+)">', page)
                                 if re.search(r"/\d+(\?|$)", url)][:1]  # fmt: skip
            for url in forms:
                left |= dict.fromkeys(Words(browser.get(url).text).found & english, url)
    assert left == {}


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('post = Action("Post", on=Invoice, confirm="Sure?")', {"Post", "Sure?"}),
        ('STATES = {"draft": "Draft"}\nstate = choice("State", STATES, default="draft")', {"State", "Draft"}),
        ('raise Refused("{n} are left.", about="lines", n=3)', {"{n} are left."}),
        ('class Ticket(Model, model="helpdesk.ticket", title="Ticket", titles="Tickets"):\n    unnamed = "Draft"',
         {"Ticket", "Tickets", "Draft"}),
        ('TEXT, OTHER = "No lines", "x"\nyield Text(TEXT, n=1)', {"No lines"}),
        ('def check(self):\n    """Nothing. Really."""\n    yield "price", "Too low"', {"Too low"}),
        ('ship = foreign_key("stock.transfer")\nraise RuntimeError("this is for programmers")', set()),
        ('where = sa.text("state = 1")\nIN_WORDS = {"a": "done"}', {"done"}),
    ],
)  # fmt: skip
def test_texts_are_found_where_they_are_written(tmp_path: Path, source: str, texts: set[str]) -> None:
    (tmp_path / "models.py").write_text(source)
    assert {text for text, _, _ in phrases_of(tmp_path)} == texts


def test_texts_of_templates_and_manifests_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        """{{ _("Save") }} {{ count('1 file', "{n} files", n) }} {{ _in("post", "Post") }}"""
    )
    (tmp_path / "addon.toml").write_text(
        'title = "Sales"\nsummary = "Sells."\n[[option]]\nlabel = "Use it"\nhelp = ""\n'
    )
    assert set(phrases_of(tmp_path)) == {
        ("Save", None, None), ("1 file", "{n} files", None), ("Post", None, "post"), ("Sales", None, None),
        ("Sells.", None, None), ("Use it", None, None),
    }  # fmt: skip
