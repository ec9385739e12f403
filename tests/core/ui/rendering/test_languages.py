"""Translations: read from the core and addons, folded into templates, unable to become code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markupsafe import escape

from core.ui.rendering import Renderer
from core.ui.rendering.folding import folded
from core.ui.rendering.languages import Languages
from core.ui.rendering.renderer import CORE
from tests.core.ui.rendering import samples

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def po(folder: Path, language: str, *pairs: tuple[str, str]) -> Path:
    path = folder / "locale" / language
    path.mkdir(parents=True, exist_ok=True)
    (path / "texts.po").write_text(HEADER + "\n".join(f'msgid "{a}"\nmsgstr "{b}"\n' for a, b in pairs))
    return folder


@pytest.mark.req("XC-5")
def test_a_page_is_in_the_readers_language(tmp_path: Path) -> None:
    addon = po(tmp_path, "de", ("Save", "Speichern"), ("Title", "Titel"), ("Papers", "Papiere"), ("More", "Mehr"))
    renderer = Renderer([("core", CORE), ("paper", addon)])
    german = renderer.render(samples.LAYOUT, samples.form(), samples.frame(), "de_AT")
    english = renderer.render(samples.LAYOUT, samples.form(), samples.frame(), "en")
    assert '<html lang="de-AT"' in german
    assert ">Speichern</button>" in german
    assert '<label for="i-title">Titel</label>' in german
    assert "<h2>Mehr</h2>" in german
    assert ">Save</button>" in english


def test_a_regional_language_builds_on_its_language(tmp_path: Path) -> None:
    po(tmp_path, "de", ("Save", "Speichern"), ("Undo", "Rückgängig"))
    po(tmp_path, "de_AT", ("Save", "Sichern"))
    language = Languages([tmp_path / "locale"]).language("de_AT")
    assert [language.gettext(text) for text in ("Save", "Undo", "Other")] == ["Sichern", "Rückgängig", "Other"]


def test_plurals_follow_the_language(tmp_path: Path) -> None:
    (tmp_path / "locale/pl").mkdir(parents=True)
    rule = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    (tmp_path / "locale/pl/texts.po").write_text(
        HEADER.replace("nplurals=2; plural=(n != 1);", rule)
        + 'msgid "1 file"\nmsgid_plural "{n} files"\n'
        + 'msgstr[0] "1 plik"\nmsgstr[1] "{n} pliki"\nmsgstr[2] "{n} plików"\n'
    )
    language = Languages([tmp_path / "locale"]).language("pl")
    assert [language.ngettext("1 file", "{n} files", n) for n in (1, 3, 5)] == ["1 plik", "{n} pliki", "{n} plików"]
    assert language.ngettext("1 page", "{n} pages", 2) == "{n} pages"


def test_unfinished_translations_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "locale/de").mkdir(parents=True)
    unfinished = '#, fuzzy\nmsgid "Save"\nmsgstr "Retten"\n\nmsgid "Undo"\nmsgstr ""\n'
    (tmp_path / "locale/de/texts.po").write_text(HEADER + unfinished)
    language = Languages([tmp_path / "locale"]).language("de")
    assert (language.gettext("Save"), language.gettext("Undo")) == ("Save", "Undo")


@pytest.mark.req("XC-10")
@pytest.mark.parametrize("evil", ["{{ 7*7 }}", "{% raw %}", "{# gone", "<script>", '" onclick="x'])
def test_a_translation_is_no_code(tmp_path: Path, evil: str) -> None:
    addon = po(tmp_path, "de", *((text, evil.replace('"', '\\"')) for text in ("Save", "Title", "Description", "More")))
    html = Renderer([("core", CORE), ("paper", addon)]).render(samples.LAYOUT, samples.form(), samples.frame(), "de")
    shown = str(escape(evil)).replace("{", "&#123;").replace("}", "&#125;")
    assert f">{shown}</button>" in html
    assert "49</button>" not in html
    assert "<script>" not in html
    assert '" onclick="x' not in html


def test_only_constant_texts_are_folded() -> None:
    source = '{{ _("Save") }} {{ _(\'Save\') }} {{ _(name) }} {{ _("a") ~ b }} {{- _("Say \\"hi\\"") -}}'
    assert folded(source, str.upper) == 'SAVE SAVE {{ _(name) }} {{ _("a") ~ b }} SAY &#34;HI&#34;'


def test_compiled_templates_are_kept_in_a_private_folder(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    first = Renderer(cache=folder).render(samples.LAYOUT, samples.form(), samples.frame())
    kept = {file: file.stat().st_mtime_ns for file in folder.rglob("*.cache")}
    assert kept
    assert all(not folder.stat().st_mode & 0o022 for folder in (folder, *folder.iterdir()))
    assert Renderer(cache=folder).render(samples.LAYOUT, samples.form(), samples.frame()) == first
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.cache")} == kept


def test_a_folder_that_others_may_write_to_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    os.chmod(folder, 0o777)
    with pytest.raises(PermissionError):
        Renderer(cache=folder)
