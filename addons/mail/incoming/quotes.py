"""Where the older messages begin that an answer quotes: they are folded, not dropped.

HTML is split into pieces, by the marks that programs set around what they quote, and each is cleaned on its own.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)(blockquote|div)\b([^<>]{0,2000})>", re.I)
_QUOTE = re.compile(
    r"type\s*=\s*[\"']?cite|class\s*=\s*[\"']?[^\"'>]*(?:gmail_quote|yahoo_quoted|protonmail_quote)", re.I
)
_REST = re.compile(
    r"id\s*=\s*[\"']?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)"
    r"|style\s*=\s*[\"'][^\"'>]*border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)",
    re.I,
)
"""Programs that quote everything after a mark, without saying where it ends (Outlook's header block, for one)."""
_INTRODUCED = re.compile(
    r"^\S.{3,200}(?:wrote|schrieb(?: .{1,80})?|a écrit|escribió|ha scritto|schreef|napisał\(?a?\)?)\s*:\s*$", re.I
)
_ORIGINAL = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale"
    r"|Oorspronkelijk bericht|Forwarded message|Weitergeleitete Nachricht)\s*-{2,}|_{20,})\s*$",
    re.I,
)
MOST_PIECES = 50


def pieces_of_html(html: str) -> list[tuple[bool, str]]:
    """(whether it is quoted, HTML) of the parts of a text, in order. Nothing of it is left out."""
    found: list[tuple[bool, str]] = []
    place = 0
    while len(found) < MOST_PIECES and (mark := _next_mark(html, place)) is not None:
        begin, end = mark
        found += [(False, html[place:begin]), (True, html[begin:end])]
        place = end
    return [*found, (False, html[place:])]


def _next_mark(html: str, place: int) -> tuple[int, int] | None:
    """From where to where the next quotation reaches: its element, or all that follows."""
    for tag in _TAG.finditer(html, place):
        if tag[1]:
            continue
        if _REST.search(tag[3]):
            return tag.start(), len(html)
        if _QUOTE.search(tag[3]):
            return tag.start(), _end_of(html, tag)
    return None


def _end_of(html: str, opening: re.Match[str]) -> int:
    depth, name = 1, opening[2].lower()
    for tag in _TAG.finditer(html, opening.end()):
        if tag[2].lower() == name:
            depth += -1 if tag[1] else 1
            if depth == 0:
                return tag.end()
    return len(html)


def pieces_of_text(text: str) -> list[tuple[bool, str]]:
    """The same of plain text: lines that begin with ">", with the line that introduces them, and all after a mark."""
    found: list[tuple[bool, list[str]]] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _ORIGINAL.match(line):
            found.append((True, lines[number:]))
            break
        quoted = line.startswith(">") or (bool(found) and found[-1][0] and not line.strip())
        quoted = quoted or _introduces(lines, number)
        if not found or found[-1][0] != quoted:
            found.append((quoted, []))
        found[-1][1].append(line)
    return [(quoted, "\n".join(part)) for quoted, part in found]


def _introduces(lines: list[str], number: int) -> bool:
    """Whether a line says who wrote what is quoted below it."""
    if not _INTRODUCED.match(lines[number]):
        return False
    following = next((line for line in lines[number + 1 : number + 4] if line.strip()), "")
    return following.startswith(">")
