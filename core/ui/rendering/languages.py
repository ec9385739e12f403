"""Translations: gettext's .po files of the core and of every installed addon, read at a language's first use.

Where they stand: `core/locale/<language>/*.po`, `addons/<name>/locale/<language>/*.po`; `de_AT` builds on `de`. A text
that nobody translated is shown as it was written, which is English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

from core.orm.texts import Text
from core.ui.rendering.formats import formats_for, parse_locale

if TYPE_CHECKING:
    from core.orm.env import Env

BETWEEN = "\x04"
"""Stands between a context and its text, as gettext does it."""


@dataclass(frozen=True)
class Language:
    """The translations of one locale."""

    code: str
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = field(default=lambda n: int(n != 1))
    right_to_left: bool = False

    def gettext(self, text: str) -> str:
        """`text` in this language."""
        return self.texts.get(text, (text,))[0]

    def pgettext(self, context: str, text: str) -> str:
        """`text` in this language where it means something else than elsewhere: "Post" a letter, "Post" an invoice."""
        return self.texts.get(f"{context}{BETWEEN}{text}", (text,))[0]

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form for `n` things; "{n}" in it is left for the caller to fill."""
        forms = self.texts.get(one, ())
        return forms[min(self.form(n), len(forms) - 1)] if len(forms) > 1 else (one if n == 1 else many)


class Languages:
    """All languages of a registry. `folders` are the `locale` folders, the core's first; later ones win."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self._read: dict[str, Language] = {}
        self.offered = tuple(sorted({one.name for folder in self.folders[:1] for one in folder.glob("??")}))
        """Languages that the core itself is translated to, by their two letters."""

    def language(self, locale: str) -> Language:
        """The language of a locale ("de_AT"), read once."""
        code = str(parse_locale(locale))
        if code not in self._read:
            self._read[code] = self._language(code)
        return self._read[code]

    def _language(self, code: str) -> Language:
        locale = parse_locale(code)
        texts: dict[str, tuple[str, ...]] = {}
        form: Callable[[int], int] = lambda n: int(n != 1)  # noqa: E731
        for part in dict.fromkeys((locale.language, code)):
            for folder in self.folders:
                for file in sorted((folder / part).glob("*.po")):
                    form = _read_into(texts, file)
        return Language(code, texts, form, locale.text_direction == "rtl")


def translated(env: Env, text: str) -> str:
    """`text` in the language of the user of `env`: for what is written down, not shown. Else texts wait until then."""
    from core.ui.rendering.renderer import Renderer

    found = env.registry.facets.get(Renderer)
    if not isinstance(found, Renderer):
        return text
    language = found.languages.language(env.user.locale)
    formats = formats_for(env.user.locale, env.user.zone)
    return text.said(language.gettext, formats) if isinstance(text, Text) else language.gettext(text)


def _read_into(texts: dict[str, tuple[str, ...]], file: Path) -> Callable[[int], int]:
    """Adds the finished translations of a file; gives its rule for plurals."""
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        catalog = read_po(opened)
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, (list, tuple)):
            forms = tuple(message.string or ())
            if forms and all(forms):
                texts[message.id[0]] = forms
        elif message.string:
            key = f"{message.context}{BETWEEN}{message.id}" if message.context else message.id
            texts[key] = (str(message.string),)
    return c2py(catalog.plural_expr)
