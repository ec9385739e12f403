"""Templates that are no pages: what is sent to somebody, in the language of who gets it (SPEC XC-5)."""

from __future__ import annotations

from typing import Any

from core.orm.env import Env
from core.ui.rendering.renderer import Renderer


def printed(env: Env, template: str, *, locale: str, zone: str, **values: Any) -> str:
    """A template of an addon with these values: `printed(env, "mail/letter.html", locale="de", zone="UTC", body=…)`.

    `_`, `count` and `fmt` are there as in pages; `fmt` writes moments in `zone`. `locale` and `zone` are values, too.
    """
    renderer = env.registry.facet(Renderer)
    found = renderer.environment(locale).get_template(template)
    return found.render(fmt=renderer.formats(locale, zone), locale=locale, zone=zone, **values)


def in_language(env: Env, text: str, locale: str) -> str:
    """A text of an addon in a language."""
    return env.registry.facet(Renderer).environment(locale).language.gettext(text)
