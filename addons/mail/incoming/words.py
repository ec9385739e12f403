"""Bytes of mails as text, whatever they say of themselves: headers, charsets, addresses. Nothing here raises."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Part
from email.utils import getaddresses
from typing import TypeVar

from addons.mail.addresses import is_address, same_for_all

T = TypeVar("T")

BETTER = {
    "iso8859-1": "cp1252", "ascii": "", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
}  # fmt: skip
"""What programs mean that write one of these, as browsers read it (WHATWG Encoding)."""
NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "mbcs", "oem"))
"""Codecs of Python that are no charset, or whose time grows with the square of the text."""
GUESSED_BY = 65_536
"""Bytes from which a charset is guessed."""
LONGEST_HEADER = 10_000
"""Characters of a header that are looked at: the library's pattern for encoded words is slow with long ones."""
MOST_ADDRESSES, MOST_REFERENCES = 100, 50
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FOLD, _SPACES = re.compile(r"[\r\n]+"), re.compile(r"\s+")
_BARE_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]\\]{1,64}@[^\s<>,;:\"()\[\]\\]{1,190}")
_REFERENCE = re.compile(r"<[^<>\s]{1,240}>")


def decoded(data: bytes, charset: str | None) -> str:
    """`data` as text: by its charset where that fits, else as UTF-8, else by what the bytes look like."""
    for name in (_codec(charset), "utf-8-sig"):
        if name:
            try:
                return clean(data.decode(name))
            except (UnicodeError, LookupError, ValueError):
                continue
    return clean(data.decode(_guessed(data), "replace"))


def parsed(raw: bytes) -> Part:
    """The parts of a mail, as the library sees them: by its policy that keeps what it does not understand."""
    return asked(lambda: message_from_bytes(raw), Part())


def clean(text: str) -> str:
    """Text that both databases take: without NUL and other control characters, and without half characters."""
    return _CONTROLS.sub("", _SURROGATES.sub("\ufffd", text))


def header(part: Part, name: str) -> str:
    """A header as one line of text, "" if it is missing."""
    return readable(raw_header(part, name))


def raw_header(part: Part, name: str) -> str:
    """A header as it was written. Bytes that are not ASCII are read as they look."""
    wanted = name.lower()
    value = next((str(value) for key, value in part.raw_items() if str(key).lower() == wanted), "")
    try:
        data = value[:LONGEST_HEADER].encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return clean(value[:LONGEST_HEADER])
    return clean(data.decode("ascii")) if data.isascii() else decoded(data, None)


def readable(value: str) -> str:
    """The text of a header, its encoded words (RFC 2047) decoded."""
    line = _FOLD.sub("", value)
    try:
        pieces = decode_header(line)
    except (HeaderParseError, ValueError):
        return _one_line(line)
    words = [
        piece if isinstance(piece, str)
        else piece.decode("raw-unicode-escape", "replace") if charset is None
        else decoded(piece, charset)
        for piece, charset in pieces
    ]  # fmt: skip
    return _one_line(clean("".join(words)))


def addresses(part: Part, *names: str) -> list[tuple[str, str]]:
    """(name, address) of everybody in these headers, in order; addresses as they are compared."""
    found: dict[str, str] = {}
    for name in names:
        raw = raw_header(part, name)
        for shown, address in asked(lambda raw=raw: getaddresses([_FOLD.sub("", raw)]), []) or []:  # type: ignore[misc]
            same = same_for_all(readable(address))
            if is_address(same):
                found.setdefault(same, readable(shown)[:200])
        for bare in _BARE_ADDRESS.findall(raw) if not found else ():
            if is_address(same := same_for_all(bare)):
                found.setdefault(same, "")
    return [(shown, address) for address, shown in list(found.items())[:MOST_ADDRESSES]]


def references(part: Part, *names: str) -> tuple[str, ...]:
    """The Message-IDs in these headers, the nearest first: those of References stand the other way round."""
    found: dict[str, None] = {}
    for name in names:
        for one in reversed(_REFERENCE.findall(raw_header(part, name))):
            found.setdefault(one)
    return tuple(found)[:MOST_REFERENCES]


def asked(call: Callable[[], T], default: T) -> T:
    """What the library's parser answers; `default` where it fails at what somebody sent.

    It was written for mails that keep to the standard, and raises whatever comes of it for others.
    """
    try:
        return call()
    # makegood: allow swallowed-exception because a mail is read as far as it goes, and kept whole as it came
    except Exception:
        return default


def _codec(charset: str | None) -> str:
    try:
        name = codecs.lookup((charset or "").strip().strip("\"'").lower()).name
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if name in NO_CHARSETS else BETTER.get(name, name)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # takes long to import, and most mails say what they are in

    best = asked(lambda: from_bytes(data[:GUESSED_BY]).best(), None)
    return _codec(best.encoding) if best is not None and _codec(best.encoding) else "cp1252"


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
