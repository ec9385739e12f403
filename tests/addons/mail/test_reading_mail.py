"""Mails as programs write them are read without loss: every sample of the folder, and whatever bytes come."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addons.mail.incoming import limits
from addons.mail.incoming.bodies import from_html, from_text, with_pictures
from addons.mail.incoming.nature import AUTOMATIC, LIST, PERSONAL, RETURNED, nature_of
from addons.mail.incoming.reading import BROKEN, ENCRYPTED, OPAQUE, TEXT_AS_FILE, Read, read
from addons.mail.incoming.reports import Returned, report_of
from addons.mail.incoming.taking import content_of
from addons.mail.incoming.words import decoded
from addons.mail.links import as_text, own_words

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Wanted:
    """What must be read of a sample. `said` stands in its text, `files` are names and the beginning of their bytes."""

    author: str
    subject: str
    said: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    nature: str = PERSONAL
    remarks: tuple[str, ...] = ()
    name: str = ""


TABLE = {
    "plain": Wanted(
        "marta@example.org", "Display flickers",
        ("<p>Hello,</p>", 'https://example.org/video?id=7&amp;t=3</a>.', "Grüße<br>--<br>Marta Nowak"), name="Marta Nowak",
    ),
    "html": Wanted(
        "juergen@example.org", "Bild des Akkus 🔋", ("Here is the <b>battery</b>.", 'src="cid:pic@1"', 'href="https://example.org"'),
        (("battery.png", b"\x89PNG"),), name="Jürgen Müller",
    ),
    "calendar": Wanted("ola@example.org", "Appointment", ("on Tuesday?",), (("invitation.ics", b"BEGIN:VCALENDAR"),)),
    "forwarded": Wanted(
        "boss@example.org", "Fwd: Broken fork", ("Please see to this.",), (("Broken fork  today tomorrow.eml", b"From: Rider"),),
    ),
    "signed": Wanted("sig@example.org", "Signed", ("I said this.",), (("OpenPGP_signature.asc", b"-----BEGIN PGP SIG"),)),
    "winmail": Wanted(
        "outlook@example.org", "RE: Order", ("The price is 5 €, see",), (("winmail.dat", b"x\x9f>\""),), remarks=(OPAQUE,),
    ),
    "wrong-charset": Wanted("andre@example.org", "Wrong charset", ("Das Rücklicht ist lose, größer",), name="André"),
    "missing-charset": Wanted("missing@example.org", "Grüße aus Köln", ("Grüße, der Schlüssel paßt nicht.",)),
    "broken-mime": Wanted(
        "broken@example.org", "Broken and thing", ("VGhpcyBpcyBjdXQgb2Zm", "%PDF-1.4"), remarks=(BROKEN,)
    ),
    "auto-reply": Wanted("marta@example.org", "Automatic reply: Display flickers", ("I am away",), nature=AUTOMATIC),
    "dsn": Wanted(
        "mailer-daemon@mx.example.org", "Undelivered Mail Returned to Sender", ("could not be delivered",),
        (("delivery-status.txt", b"Reporting-MTA"), ("Helmet.eml", b"From: Shop")), nature=RETURNED,
    ),
    "list": Wanted("editor@example.org", "[news] March issue", ("All about bells.",), nature=LIST),
    "answer-gmail": Wanted("marta@example.org", "Re: Display flickers (#0001)", ("It is serial 4711.", "<details>", "Marta</div>")),
    "answer-outlook": Wanted("oliver@example.org", "AW: Motor", ("It “cuts” out at 12&nbsp;%.", "<details>", "When does it happen?")),
    "flowed": Wanted("tb@example.org", "Flowed", ("This line goes on here.", "End.")),
    "encrypted": Wanted(
        "enc@example.org", "...", (), (("version.asc", b"Version: 1"), ("encrypted.asc", b"-----BEGIN PGP MESSAGE")),
        remarks=(ENCRYPTED,),
    ),
}  # fmt: skip


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.eml").read_bytes()


def kind_of(mail: Read) -> str:
    return nature_of(mail.part, envelope_sender=None, author=mail.author)


def test_every_sample_is_in_the_table() -> None:
    assert {file.stem for file in SAMPLES.glob("*.eml")} == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_a_sample_is_read_without_loss(name: str, line_end: bytes) -> None:
    wanted, mail = TABLE[name], read(sample(name).replace(b"\n", line_end))
    assert mail.author == wanted.author
    assert mail.subject == wanted.subject
    if wanted.name:
        assert mail.author_name == wanted.name
    assert [one for one in wanted.said if one not in mail.html] == []
    assert [one.name for one in mail.files] == [file for file, _ in wanted.files]
    assert all(one.content.startswith(start) for one, (_, start) in zip(mail.files, wanted.files, strict=True))
    assert set(wanted.remarks) <= set(mail.remarks)
    assert kind_of(mail) == wanted.nature


def test_what_runs_or_loads_from_elsewhere_is_not_in_the_text() -> None:
    html = with_pictures(read(sample("html")).html, {"pic@1": "/files/7"})
    assert '<img src="/files/7" alt="the battery">' in html
    assert "bad inside <a" in html, "what leads nowhere is no link"
    for bad in (
        "script",
        "alert",
        "tracker",
        "onload",
        "javascript",
        "/settings",
        "never shown",
        "style",
        "svg",
        "cid:",
    ):
        assert bad not in html


def test_older_messages_are_folded_and_what_follows_them_is_not() -> None:
    for name, own, folded in (
        ("answer-gmail", ["It is serial 4711.", "Marta"], "Which serial number?"),
        ("answer-outlook", ["It “cuts” out at 12\xa0%."], "When does it happen?"),
    ):
        html = read(sample(name)).html
        assert folded in as_text(html) and folded not in own_words(html)
        assert all(one in own_words(html) for one in own)


def test_plain_quotations_are_folded_with_the_line_that_introduces_them() -> None:
    html = from_text("Yes.\n\nAm 2.3.2026 schrieb Ann:\n> Does it?\n>\n> Ann\n\nThanks")
    assert own_words(html) == "Yes.\nThanks"
    assert "Am 2.3.2026 schrieb Ann:" in as_text(html) and "Does it?" in as_text(html)


def test_a_mail_that_is_all_quotation_is_shown() -> None:
    assert own_words(from_text("> All of it\n> is quoted")) == "> All of it\n> is quoted"


def test_the_report_names_mail_and_recipient() -> None:
    mail = read(sample("dsn").replace(b"<REFERENCE>", b"<abc@shop.example>"))
    report = report_of(mail.part, as_text(mail.html))
    assert report.references == ("<abc@shop.example>",)
    reason = "550 5.1.1 <bo@example.com>: Recipient address rejected: User unknown"
    assert report.returned == (Returned("bo@example.com", True, reason),)


@pytest.mark.parametrize(
    ("headers", "path", "nature"),
    [
        ("Auto-Submitted: auto-generated", None, AUTOMATIC),
        ("Auto-Submitted: auto-notified; owner-email=x", None, AUTOMATIC),
        ("Auto-Submitted: no", None, PERSONAL),
        ("Auto-Submitted: No", None, PERSONAL),
        ("Precedence: auto_reply", None, AUTOMATIC),
        ("Precedence: bulk", None, LIST),
        ("Precedence: junk", None, LIST),
        ("Precedence: first-class", None, PERSONAL),
        ("X-Autoreply: yes", None, AUTOMATIC),
        ("X-Autorespond: Gone fishing", None, AUTOMATIC),
        ("List-Id: <x.example.org>", None, LIST),
        ("List-Unsubscribe: <mailto:x@example.org>", None, PERSONAL),
        ("List-Post: <mailto:service@shop.example>\nList-Id: <own.shop.example>", None, PERSONAL),
        ("Return-Path: <>", None, AUTOMATIC),
        ("Return-Path: <a@example.org>", None, PERSONAL),
        ("", "", AUTOMATIC),
        ("", "a@example.org", PERSONAL),
        ("X-Failed-Recipients: bo@example.com", "", RETURNED),
    ],
)
def test_what_wrote_a_mail_is_told_by_its_headers(headers: str, path: str | None, nature: str) -> None:
    mail = read(f"From: a@example.org\nSubject: x\n{headers}\n\nHello\n".replace("\n\n\n", "\n\n").encode())
    assert nature_of(mail.part, envelope_sender=path, author=mail.author, to="service@shop.example") == nature


@pytest.mark.parametrize(
    "charset", ["idna", "unicode-escape", "undefined", "hex", "zlib", "utf-7", "utf-16", "", "\udc80", "a" * 5000]
)
def test_a_charset_that_is_none_does_not_stop_the_reader(charset: str) -> None:
    assert "abc" in decoded(b"abc abc", charset) or charset == "utf-16"


# --- whatever comes ---------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [one + b"\n" for name in TABLE for one in sample(name).split(b"\n")]
    + [b"\n", b"\r", b"\x00", b"\xff\xfe", b"=?", b"?=", b"(" * 500, b"--b\n", b"Content-Type: multipart/mixed; boundary=b\n", b"<div>" * 300]
)  # fmt: skip


ANYTHING = st.one_of(st.binary(max_size=600), st.lists(PIECES, max_size=60).map(b"".join))


@settings(max_examples=150, deadline=None)
@given(raw=ANYTHING)
def test_any_bytes_are_read(raw: bytes) -> None:
    is_read(raw)


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None)
@given(raw=ANYTHING)
def test_any_bytes_are_read_for_long(raw: bytes) -> None:
    is_read(raw)


def is_read(raw: bytes) -> None:
    """Taken apart without an exception, into texts that both databases take; its fingerprint, too."""
    mail = read(raw)
    assert content_of(raw) == content_of(raw.rstrip(b"\r\n") + b"\r\n")
    kind_of(mail)
    report_of(mail.part, as_text(mail.html))
    for text in (mail.subject, mail.author_name, mail.author, mail.html, *(one.name for one in mail.files)):
        text.encode()
        assert "\0" not in text


def nested(depth: int) -> bytes:
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return b"From: a@example.org\n" + opened + b"Content-Type: text/plain\n\ndeep\n"


BOMBS = {
    "nested parts": nested(2000),
    "nested less deep": nested(90),
    "nested mails": b"From: a@example.org\n" + b"Content-Type: message/rfc822\n\n" * 5000,
    "many parts": b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 500_000,
    "parts below the limit": b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 4_900,
    "many headers": b"From: a@example.org\n" + b"X: y\n" * 500_000,
    "long header": b"From: " + b"(" * 500_000 + b"\n\nx",
    "encoded words": b"From: a@example.org\nSubject: " + b"=?" * 400_000 + b"\n\nx",
    "deep html": b"From: a@example.org\nContent-Type: text/html\n\n" + b"<div>" * 100_000 + b"x",
    "attributes": b"From: a@example.org\nContent-Type: text/html\n\n<p " + b"a=1 " * 200_000 + b">x",
    "open tags": b"From: a@example.org\nContent-Type: text/html\n\n" + b"<a" * 400_000,
    "open divs": b"From: a@example.org\nContent-Type: text/html\n\n" + b"<div " * 150_000,
    "comments": b"From: a@example.org\nContent-Type: text/html\n\n" + b"<!--" * 200_000,
    "quotes": b"From: a@example.org\nContent-Type: text/html\n\n" + b'<blockquote type="cite">' * 40_000,
    "flowed": b"From: a@example.org\nContent-Type: text/plain; format=flowed\n\n" + b"x \n" * 60_000,
    "large text": b"From: a@example.org\nContent-Type: text/plain\n\n" + b"Lorem ipsum. " * 500_000,
    "addresses": b"From: a@example.org\nTo: " + b"a@example.org, " * 100_000 + b"\n\nx",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_in_time_and_nothing_of_it_is_dropped_in_silence(name: str) -> None:
    begun = time.process_time()
    mail = read(BOMBS[name])
    assert time.process_time() - begun < 2
    assert mail.author == "a@example.org" or name == "long header"
    if name in ("deep html", "attributes", "large text"):
        assert TEXT_AS_FILE in mail.remarks and mail.files[0].content in BOMBS[name]
    if name in ("nested parts", "many parts", "nested mails"):
        assert mail.remarks and mail.files[0].content == BOMBS[name]


def test_html_within_the_limits_is_cleaned_and_beyond_them_is_not() -> None:
    assert from_html("<div>" * 150 + "x") is not None
    assert from_html("<div>" * (limits.DEEPEST_HTML + 1) + "x") is None
    assert from_html("<p></p><br>") is None
    assert limits.too_large(b" \n") and limits.too_large(b"x" * (limits.MOST_BYTES + 1)) and not limits.too_large(b"x")
