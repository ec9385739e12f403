"""What a page must bear: axe finds nothing in either scheme, and nothing is wider than the window."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
RUN = """async options => (await axe.run(document, options)).violations.flatMap(each =>
  each.nodes.map(node => `${each.id}: ${node.html.slice(0, 160)} (${node.target.join(' ')}; ${node.failureSummary})`))"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map(e => 'too wide: ' + e.outerHTML.slice(0, 120))"""
STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"
WINDOWS: tuple[tuple[str, int, Any], ...] = (
    ("light", 1280, RULES),
    ("dark", 1280, CONTRAST),
    ("dark", 360, RULES),
    ("light", 360, CONTRAST),
)
"""(scheme, width, what axe looks for): everything wide and narrow, colours in all four."""


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


def faults(page: Page, name: str) -> list[str]:
    """What is wrong with the page that is open, in each window. It is loaded once."""
    # Through the protocol, which the page's own policy does not forbid.
    page.evaluate(_axe())
    page.evaluate(
        "text => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets.push(s) }", STILL
    )
    found = []
    for scheme, width, rules in WINDOWS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        wrong = page.evaluate(RUN, rules) + page.evaluate(TOO_WIDE)
        found += [f"{name} ({scheme}, {width}): {one}" for one in wrong]
    return found
