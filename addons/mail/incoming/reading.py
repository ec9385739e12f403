"""A mail as it came, taken apart: who wrote what to whom, with which files. A pure function of its bytes.

Whatever comes, something is read of it; what could not be read is said in `remarks`, and the original is kept.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.generator import BytesGenerator
from email.message import Message as Part
from io import BytesIO

from markupsafe import Markup

from addons.mail.incoming import bodies, words
from addons.mail.incoming.limits import DEEPEST, MOST_PARTS, too_nested

NESTED_TOO_DEEP = "Parts that are nested too deep were left as a file."
TOO_MANY_PARTS = "It has too many parts; only the first ones were taken apart."
TEXT_AS_FILE = "The text is too long or too intricate to be shown; it is attached."
BROKEN = "Its parts cannot be told apart, so it is shown as it came."
OPAQUE = "Outlook has packed files into winmail.dat; it is attached as it came."
ENCRYPTED = "The message is encrypted; it is attached as it came."
_NAMES = {
    "text/calendar": "invitation.ics", "message/rfc822": "message.eml", "application/ms-tnef": "winmail.dat",
    "application/pgp-signature": "signature.asc", "application/pgp-encrypted": "version.asc",
    "application/pkcs7-signature": "smime.p7s", "application/x-pkcs7-signature": "smime.p7s",
    "message/delivery-status": "delivery-status.txt",
    "text/rfc822-headers": "headers.txt", "text/html": "message.html", "text/plain": "message.txt",
}  # fmt: skip
MOST_OF_HEADERS = 100_000
"""Bytes in which headers are looked for where a mail is not taken apart."""
_END = re.compile(rb"\r?\n\r?\n")
_BAD_IN_NAMES = re.compile(r'[\\/:*?"<>|\r\n\t]')


@dataclass(frozen=True)
class File:
    """What came with a mail. `content_id` is the name by which its HTML shows it, "" if it does not."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    content_id: str = ""


@dataclass(frozen=True)
class Read:
    """A mail that was read. `html` is clean but for its pictures, which still name files (`bodies.with_pictures`)."""

    part: Part = field(repr=False)
    subject: str = ""
    author_name: str = ""
    author: str = ""
    """The address that it says it is from, "" if there is none."""
    to: tuple[str, ...] = ()
    """Addresses of To and Cc, as they are compared."""
    reference: str = ""
    """Its Message-ID with its brackets, "" if it has none."""
    answers: tuple[str, ...] = ()
    """Message-IDs of what it answers, the nearest first."""
    html: Markup = field(default=Markup(""), repr=False)
    files: tuple[File, ...] = field(default=(), repr=False)
    remarks: tuple[str, ...] = ()


def read(raw: bytes) -> Read:
    """What a mail says. Never raises."""
    if why := too_nested(raw):
        return replace(headers_of(raw), files=(File("message.eml", "message/rfc822", raw),), remarks=(why,))
    part = words.parsed(raw)
    apart = _Apart()
    said = list(apart.taken(part, 0))
    html = Markup("").join(piece for piece in said if piece)
    if bodies.is_too_long(html):
        apart.files.append(File("message.html", "text/html", html.encode()))
        apart.remarks[TEXT_AS_FILE] = None
        html = bodies.from_text(bodies.text_of(html)[: bodies.LONGEST_TEXT // 4])
    return replace(_headers(part), html=html, files=tuple(apart.files), remarks=tuple(apart.remarks))


def headers_of(raw: bytes) -> Read:
    """What the headers of a mail say, without taking it apart."""
    head = raw[:MOST_OF_HEADERS]
    end = _END.search(head)
    return _headers(words.parsed(head[: end.start()] if end else head))


def _headers(part: Part) -> Read:
    authors = words.addresses(part, "From") or words.addresses(part, "Sender", "Reply-To")
    name, author = authors[0] if authors else ("", "")
    return Read(
        part,
        subject=words.header(part, "Subject")[:500],
        author_name=name,
        author=author,
        to=tuple(address for _, address in words.addresses(part, "To", "Cc")),
        reference=next(iter(words.references(part, "Message-ID")), "")[:250],
        answers=words.references(part, "In-Reply-To", "References"),
    )


class _Apart:
    """Takes a mail apart: gives its texts in order, and keeps everything else as files."""

    def __init__(self) -> None:
        self.files: list[File] = []
        self.remarks: dict[str, None] = {}
        self._count = 0

    def taken(self, part: Part, depth: int) -> Iterator[Markup]:
        """The texts of a part and all below it."""
        self._count += 1
        if self._count > MOST_PARTS:
            self.remarks[TOO_MANY_PARTS] = None
            return
        kind, inside = part.get_content_type(), part.get_payload()
        if isinstance(inside, list) and kind.startswith("multipart/"):
            if depth >= DEEPEST:
                self.remarks[NESTED_TOO_DEEP] = None
                self._keep(part, "message.eml", _written(part))
            elif kind == "multipart/alternative":
                yield from self._best_of(inside, depth)
            else:
                if kind == "multipart/encrypted":
                    self.remarks[ENCRYPTED] = None
                for one in inside:
                    yield from self.taken(one, depth + 1)
        elif isinstance(inside, list):
            self._keep_inner(part, kind, inside)
        elif kind in ("text/plain", "text/html") and not _is_file(part):
            yield self._text(part, kind)
        elif kind.startswith("multipart/"):
            self.remarks[BROKEN] = None
            yield self._text(part, "text/plain")
        else:
            self._keep(part, "", _content(part))

    def _best_of(self, versions: list[Part], depth: int) -> Iterator[Markup]:
        """The richest version of a text that says something: the last one, as RFC 2046 has it."""
        read = [(one, list(self.taken(one, depth + 1))) for one in versions]
        said = [pieces for _, pieces in read if any(piece for piece in pieces)]
        if said:
            yield from said[-1]

    def _text(self, part: Part, kind: str) -> Markup:
        text = words.decoded(_content(part), words.asked(part.get_content_charset, None))
        if kind == "text/html":
            html = bodies.from_html(text)
            if html is None and bodies.text_of(text):
                self.remarks[TEXT_AS_FILE] = None
                self._keep(part, "message.html", _content(part))
                return bodies.from_text(bodies.text_of(text)[: bodies.LONGEST_TEXT // 4])
            return html or Markup("")
        if bodies.is_too_long(text):
            self.remarks[TEXT_AS_FILE] = None
            self._keep(part, "message.txt", _content(part))
            text = text[: bodies.LONGEST_TEXT // 4]
        flowed = str(words.asked(lambda: part.get_param("format"), None) or "").lower() == "flowed"
        joins = str(words.asked(lambda: part.get_param("delsp"), None) or "").lower() == "yes"
        return bodies.from_text(text, flowed=flowed, joins_words=joins)

    def _keep_inner(self, part: Part, kind: str, inside: list[Part]) -> None:
        """A forwarded mail, or the machine's part of a report."""
        name = ""
        if kind == "message/rfc822" and inside:
            subject = words.header(inside[0], "Subject")
            name = f"{_BAD_IN_NAMES.sub(' ', subject).strip()[:80]}.eml" if subject else ""
            self._keep(part, name, _written(inside[0]))
        else:
            self._keep(part, name, b"\n".join(_written(one) for one in inside))

    def _keep(self, part: Part, name: str, content: bytes) -> None:
        kind = part.get_content_type()
        given = words.asked(part.get_filename, None)
        named = words.readable(words.clean(str(given))) if given else name or _NAMES.get(kind, "")
        if not named:
            named = f"attachment{words.asked(lambda: mimetypes.guess_extension(kind), None) or ''}"
        if kind == "application/ms-tnef" or named.lower() == "winmail.dat":
            self.remarks[OPAQUE] = None
        content_id = words.header(part, "Content-ID").strip("<> ")
        self.files.append(File(named[:120], kind, content, content_id))


def _is_file(part: Part) -> bool:
    disposition = words.header(part, "Content-Disposition").partition(";")[0].strip().lower()
    return disposition == "attachment" or words.asked(part.get_filename, None) is not None


def _content(part: Part) -> bytes:
    """The bytes of a part, whatever was made of its encoding."""
    found = words.asked(lambda: part.get_payload(decode=True), None)
    if isinstance(found, bytes):
        return found
    inside = part.get_payload()
    return inside.encode("utf-8", "surrogateescape") if isinstance(inside, str) else b""


def _written(part: Part) -> bytes:
    """A part with everything below it as a mail of its own."""

    def flatten() -> bytes:
        target = BytesIO()
        BytesGenerator(target, mangle_from_=False, maxheaderlen=0).flatten(part)
        return target.getvalue()

    return words.asked(flatten, b"")
