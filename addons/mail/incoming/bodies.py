"""The text of a mail as it is stored and shown: cleaned HTML, older messages folded, pictures from its own files.

Nothing is fetched from elsewhere: a picture that lies on another server shows its description and no more, since
loading it would tell the sender that, when and where the mail was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

import nh3
from markupsafe import Markup, escape

from addons.mail.incoming.limits import DEEPEST_HTML, LONGEST_TEXT, MOST_ATTRIBUTES, MOST_HTML
from addons.mail.incoming.quotes import pieces_of_html, pieces_of_text
from addons.mail.links import FOLD, UNFOLD
from core import html_depth

TAGS = {
    "a", "b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "img", "li", "ol", "p", "pre",
    "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_PICTURE = re.compile(r"<img\b([^>]*)>")
_SOURCE, _DESCRIPTION = re.compile(r'\bsrc="([^"]*)"'), re.compile(r'\balt="([^"]*)"')
_DROPPED = {"script", "style", "title", "template", "noscript"}
_BREAKS = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|tr|h[1-6]|blockquote|table)>")
_HIDDEN = re.compile(r"(?is)<(script|style|title|head)\b.*?(?:</\1\s*>|$)")
_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|$)")
_TAGS = re.compile(r"<[^<>]*>")
_BLANK_LINES = re.compile(r"\n{3,}")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{1,1000}[^\s<>\"'.,;:!?)\]]")
_WHOLE = re.compile(r"(?i)(?:https?|mailto|tel|cid):")
_LINK_TO_NOTHING = re.compile(r'(?s)<a rel="noopener noreferrer">(.*?)</a>')
_NOTHING = re.compile(r"(?:<(?!img)[^>]*>|\s|&nbsp;|\u200b|\u00a0)*")


def from_html(html: str) -> Markup | None:
    """A mail's HTML, cleaned. None: cleaning it would take too long, or it shows nothing."""
    if len(html) > MOST_HTML or html_depth(html) > DEEPEST_HTML:
        return None
    if any(piece.partition(">")[0].count("=") > MOST_ATTRIBUTES for piece in html.split("<")):
        return None
    shown = _folded([(quoted, _cleaned(piece)) for quoted, piece in pieces_of_html(html)])
    return None if _NOTHING.fullmatch(shown) else shown


def from_text(text: str, *, flowed: bool = False, joins_words: bool = False) -> Markup:
    """Plain text as paragraphs. `flowed` is RFC 3676's way to say that a line goes on in the next one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        lines = _unflowed(lines, joins_words)
    return _folded([(quoted, _paragraphs(piece)) for quoted, piece in pieces_of_text(lines)])


def text_of(html: str) -> str:
    """What HTML says, without cleaning it: for what is too large to be cleaned, and for plain text."""
    bare = _HIDDEN.sub("", _COMMENT.sub("", html[: 2 * MOST_HTML]))
    return _BLANK_LINES.sub("\n\n", unescape(_TAGS.sub("", _BREAKS.sub("\n", bare)))).strip()


def with_pictures(html: Markup, addresses: Mapping[str, str]) -> Markup:
    """`html` with the mail's own pictures at their addresses, by Content-ID; of others only the description is left."""

    def shown(found: re.Match[str]) -> str:
        source, said = _SOURCE.search(found[1]), _DESCRIPTION.search(found[1])
        description = said[1] if said else ""
        name = unescape(source[1]) if source else ""
        address = addresses.get(name[4:].strip("<>")) if name.lower().startswith("cid:") else None
        if address is None:
            return description
        return f'<img src="{escape(address)}" alt="{description}">'

    # makegood: allow unsafe-html because `html` was cleaned and what is put into it is escaped
    return Markup(_PICTURE.sub(shown, html))


def is_too_long(html: str) -> bool:
    """Whether this is more than an entry of a conversation holds."""
    return len(html) > LONGEST_TEXT


def _cleaned(html: str) -> Markup:
    clean = nh3.clean(
        html, tags=TAGS, clean_content_tags=_DROPPED, attributes=ATTRIBUTES, url_schemes=SCHEMES,
        attribute_filter=_whole_address,
    )  # fmt: skip
    # makegood: allow unsafe-html because nh3 has cleaned it, and links cannot stand in each other
    return Markup(_LINK_TO_NOTHING.sub(r"\1", clean).strip())


def unfolded(html: Markup) -> Markup:
    """The same with what was quoted in plain sight, for where nothing folds."""
    # makegood: allow unsafe-html because `html` was cleaned and these are constants
    return Markup(html.replace(Markup(FOLD), Markup("<blockquote>")).replace(Markup(UNFOLD), Markup("</blockquote>")))


def _whole_address(_tag: str, attribute: str, value: str) -> str | None:
    """A mail has no address that others could be relative to: such a link would lead into this house."""
    return value if attribute not in ("href", "src") or _WHOLE.match(value) else None


def _folded(pieces: list[tuple[bool, Markup]]) -> Markup:
    """The pieces in order, quoted ones folded. A mail that is all quotation is shown as it is: it was forwarded."""
    said = [(quoted, piece) for quoted, piece in pieces if not _NOTHING.fullmatch(piece)]
    if all(quoted for quoted, _ in said):
        return Markup("").join(piece for _, piece in said)
    # makegood: allow unsafe-html because these are constants
    fold, unfold = Markup(FOLD), Markup(UNFOLD)
    return Markup("").join(fold + piece + unfold if quoted else piece for quoted, piece in said)


def _paragraphs(text: str) -> Markup:
    blocks = [block for block in re.split(r"\n[ \t]*\n", text.strip("\n")) if block.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(_linked(line.rstrip()) for line in block.split("\n")))
        for block in blocks
    )


def _linked(line: str) -> Markup:
    """A line of text with its addresses as links."""
    made, place = Markup(""), 0
    for found in _ADDRESS.finditer(line):
        made += escape(line[place : found.start()])
        made += Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(found[0], found[0])
        place = found.end()
    return made + escape(line[place:])


def _unflowed(text: str, joins_words: bool) -> str:
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        said = line[1:] if line.startswith(" ") else line
        if goes_on and said.startswith(">") == lines[-1].startswith(">"):
            before = lines[-1][:-1] if joins_words else lines[-1]
            lines[-1] = before + said.lstrip("> ") if said.startswith(">") else before + said
        else:
            lines.append(said)
        goes_on = said.endswith(" ") and said != "-- "
    return "\n".join(lines)
