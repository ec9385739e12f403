"""Prints view models: one Jinja environment a locale, one generated template a form, compiled at first use.

Compiling costs 17 ms a page, so what was compiled is kept in a private folder: it is code, and only this user may write
there. Nothing here asks the database; a template is given values and looks nothing up.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import jinja2
from markupsafe import Markup

from core.lifecycle.registry import Builder, Registry
from core.orm.texts import Text
from core.ui.frame import FrameView
from core.ui.rendering.built import layout_of
from core.ui.rendering.folding import folded
from core.ui.rendering.formats import Formats, formats_for
from core.ui.rendering.icons import icon
from core.ui.rendering.languages import Language, Languages
from core.ui.rendering.layout import Layout
from core.ui.rendering.marks import hue, initials, marks, open_tab, shape_of, tone_icon, way_to
from core.ui.rendering.sources import source_of
from core.ui.views import PanelView

CORE = Path(__file__).resolve().parents[2]
PRIVATE = 0o700
log = logging.getLogger(__name__)

Address = Callable[[str], str]
"""The address of a static file: "core/swap.js" -> "/static/core/3f2a1b9c04d7/swap.js"."""


class Renderer:
    """Prints the pages of one registry in any locale and zone. Safe to use from several threads.

    `folders` are (owner, folder) of the core and the addons: their `templates` and `locale` are read. `cache` is a
    private folder for compiled templates, None to keep them in memory only.
    """

    def __init__(
        self,
        folders: Iterable[tuple[str, Path]] = (("core", CORE),),
        *,
        cache: Path | None = None,
        address: Address | None = None,
    ) -> None:
        places = list(folders)
        self.languages = Languages(folder / "locale" for _, folder in places)
        self._templates = [folder / "templates" for _, folder in places]
        self._cache = _private(cache) if cache else None
        self._address = address or (lambda name: f"/static/{name}")
        self._environments: dict[str, Environment] = {}
        self._making = threading.Lock()

    def formats(self, locale: str, zone: str) -> Formats:
        """The formats that these pages use for a locale and zone."""
        return formats_for(locale, zone)

    def words(self, locale: str) -> Callable[[str], str]:
        """What gives a text in a locale's language."""
        return self.languages.language(locale).gettext

    def render(self, template: Any, view: Any, frame: FrameView, locale: str = "en", zone: str = "UTC") -> str:
        """A whole page. `template` is the name of a template, or a built form, whose template is generated."""
        return self._print(template, view, frame, locale, zone, "frame.html")

    def render_part(self, template: Any, view: Any, frame: FrameView, locale: str = "en", zone: str = "UTC") -> str:
        """The page's inside alone, for a script that puts it in place."""
        return self._print(template, view, frame, locale, zone, "bare.html")

    def paper(self, template: str, values: Mapping[str, Any], locale: str, zone: str) -> str:
        """A document that stands alone, for paper: no frame, no scripts, nobody's own values in it."""
        found = self.environment(locale).get_template(template)
        return found.render(values, fmt=self.formats(locale, zone), zone=zone)

    def environment(self, locale: str) -> Environment:
        """The environment of a locale, made at its first use."""
        language = self.languages.language(locale)
        if (made := self._environments.get(language.code)) is None:
            with self._making:
                if (made := self._environments.get(language.code)) is None:
                    made = Environment(self._templates, language, self._address, self._bytecode(language))
                    self._environments[language.code] = made
        return made

    def _print(self, template: Any, view: Any, frame: FrameView, locale: str, zone: str, layout: str) -> str:
        environment = self.environment(locale)
        found = environment.get_template(template) if isinstance(template, str) else environment.generated(template)
        return found.render(v=view, frame=frame, fmt=self.formats(locale, zone), layout=layout, zone=zone)

    def _bytecode(self, language: Language) -> jinja2.BytecodeCache | None:
        if self._cache is None:
            return None
        # Another Jinja may compile to other code, and another language has other texts in the same template.
        folder = self._cache / f"{jinja2.__version__}-{language.code}"
        return jinja2.FileSystemBytecodeCache(str(_private(folder)), "%s.cache")


class Environment(jinja2.Environment):
    """Jinja with the tags, filters and functions that a template may use, for one language."""

    def __init__(
        self, folders: list[Path], language: Language, address: Address, bytecode: jinja2.BytecodeCache | None
    ) -> None:
        super().__init__(
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=bytecode,
        )
        self.language = language
        self._generated: dict[int, tuple[Any, jinja2.Template]] = {}
        self._generating = threading.Lock()
        self.loader = _Folding(jinja2.FileSystemLoader([str(folder) for folder in folders]), language.gettext)
        self.globals |= {
            "_": language.gettext, "_in": language.pgettext, "count": self._count, "icon": icon, "static": address,
            "language": language,
            "hue": hue, "initials": initials, "tone_icon": tone_icon, "marks": marks, "shape_of": shape_of,
            "open_tab": open_tab, "way_to": way_to, "panel": _panel, "zip": zip, "apart": "",
        }  # fmt: skip
        self.filters |= {"tr": _translated, "said": _said, "pairs": _pairs}

    def generated(self, built: Any) -> jinja2.Template:
        """The template of a built form, generated once."""
        # The page is kept beside its template, so that its id is nobody else's while this lives.
        if (known := self._generated.get(id(built))) is None:
            with self._generating:  # compiling takes much memory: one thread does it, the others wait for it
                if (known := self._generated.get(id(built))) is None:
                    known = self._generated[id(built)] = (built, self._template_of(built))
        return known[1]

    def _template_of(self, built: Any) -> jinja2.Template:
        assert self.loader is not None
        skeleton = self.loader.get_source(self, "form.html")[0]
        layout = built if isinstance(built, Layout) else layout_of(built)
        source = source_of(layout, skeleton, self.language.gettext, self._widget)
        name = hashlib.sha256(source.encode()).hexdigest()
        code = self._compiled(source, f"generated/{name}.html")
        return jinja2.Template.from_code(self, code, self.make_globals(None))

    def _widget(self, name: str) -> str:
        assert self.loader is not None
        return self.loader.get_source(self, f"widgets/{name}.html")[0].strip()

    def _compiled(self, source: str, name: str) -> Any:
        if self.bytecode_cache is None:
            return self.compile(source, name, name)
        bucket = self.bytecode_cache.get_bucket(self, name, None, source)
        if bucket.code is None:
            bucket.code = self.compile(source, name, name)
            self.bytecode_cache.set_bucket(bucket)
        return bucket.code

    def _count(self, one: str, many: str, n: int) -> str:
        return self.language.ngettext(one, many, n).replace("{n}", str(n))


@jinja2.pass_context
def _translated(context: jinja2.runtime.Context, text: str) -> str:
    """A text of the core or an addon in the page's language, its values as its reader writes them."""
    language: Language = context["language"]
    return text.said(language.gettext, _formats(context)) if isinstance(text, Text) else language.gettext(text)


@jinja2.pass_context
def _said(context: jinja2.runtime.Context, text: str) -> str:
    """The same where what is printed may be what somebody entered, which stays as it is."""
    return text.said(context["language"].gettext, _formats(context)) if isinstance(text, Text) else text


def _formats(context: jinja2.runtime.Context) -> Formats:
    """Those of the page; a macro that was imported has none of its own."""
    found: Formats | None = context.get("fmt")
    return found or formats_for(context["language"].code, "UTC")


class _Folding(jinja2.BaseLoader):
    """Translates the texts of a template before it is compiled."""

    def __init__(self, inner: jinja2.BaseLoader, gettext: Callable[[str], str]) -> None:
        self.inner, self.gettext = inner, gettext

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, Any]:
        source, file, fresh = self.inner.get_source(environment, template)
        return folded(source, self.gettext), file, fresh

    def list_templates(self) -> list[str]:
        return self.inner.list_templates()


@jinja2.pass_context
def _panel(context: jinja2.runtime.Context, panel: PanelView) -> Markup:
    """What an addon's panel prints. It is given its own values and what every template has."""
    given: Mapping[str, Any] = {**panel.values, "panel_view": panel}
    shared = {name: context.get(name) for name in ("v", "frame", "fmt", "zone")}
    try:
        return Markup(context.environment.get_template(panel.template).render({**shared, **given}))  # noqa: S704
    except Exception as why:
        if panel.failed is None:
            raise
        raise panel.failed(why) from why


def _pairs(query: str, *without: str) -> list[tuple[str, str]]:
    """The fields of a query string, for the hidden inputs of a GET form."""
    return [(name, value) for name, value in parse_qsl(query.lstrip("?")) if name not in without]


def _private(folder: Path) -> Path:
    """A folder that only this user may write to: what lies in it is run. Raises PermissionError if another may."""
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    found = folder.stat()
    if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o022:
        raise PermissionError(f"{folder} holds compiled templates and may be written to by other users")
    return folder


def renderer_builder(
    *,
    cache: Path | None = None,
    address: Callable[[Registry], Address] | None = None,
    offered: Callable[[], Iterable[Path]] = tuple,
) -> Builder:
    """A registry builder whose facet is a Renderer. `address` gives a registry's function for static files.

    `offered` are folders of addons that may be installed: what the Apps page says of them is translated, too.
    """

    def build_renderer(registry: Registry) -> Renderer:
        folders = [("core", CORE), *((addon.name, addon.path) for addon in registry.addons)]
        made = Renderer(folders, cache=cache, address=address(registry) if address else None)
        made.languages = Languages((*(path / "locale" for path in offered()), *made.languages.folders))
        return made

    return build_renderer
