"""What kind of mail it is: a person's, a machine's answer (RFC 3834), a list's, or a report that mail came back."""

from __future__ import annotations

from email.message import Message as Part

from addons.mail.incoming import words

PERSONAL, AUTOMATIC, LIST, RETURNED = "personal", "automatic", "list", "returned"
_MACHINES = ("mailer-daemon", "postmaster", "mail-daemon", "double-bounce")
_BULK = ("bulk", "junk", "list")
_ANSWERED_BY_MACHINE = ("x-autoreply", "x-autorespond", "x-auto-reply-from", "x-autoresponder", "x-vacation")


def nature_of(part: Part, *, envelope_sender: str | None, author: str, to: str = "") -> str:
    """One of the constants above, by headers alone.

    `envelope_sender` is the return path: "" is that of reports and answers of machines, None where it is not known.
    `to` is the address it came to: a list that carries that address is our own, and its mails are people's.
    """
    kind = words.asked(part.get_content_type, "")
    report = str(words.asked(lambda: part.get_param("report-type"), None) or "").lower()
    path = envelope_sender if envelope_sender is not None else _return_path(part)
    local = author.partition("@")[0].lower()
    if kind == "multipart/report" and report in ("delivery-status", ""):
        return RETURNED
    if path == "" and (local in _MACHINES or words.header(part, "X-Failed-Recipients")):
        return RETURNED
    if _is_automatic(part) or path == "" or kind == "multipart/report":
        return AUTOMATIC
    if local in _MACHINES:
        return RETURNED
    return LIST if _is_of_list(part, to) else PERSONAL


def _is_automatic(part: Part) -> bool:
    submitted = words.header(part, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if words.header(part, "Precedence").lower() in ("auto_reply", "auto-reply"):
        return True
    return any(words.header(part, name) for name in _ANSWERED_BY_MACHINE)


def _is_of_list(part: Part, to: str) -> bool:
    listed = words.header(part, "List-Id") or words.header(part, "List-Post")
    if to and to.lower() in words.header(part, "List-Post").lower():
        return False
    return bool(listed) or words.header(part, "Precedence").lower() in _BULK


def _return_path(part: Part) -> str | None:
    """The return path as the last server noted it, None if none did."""
    raw = words.raw_header(part, "Return-Path").strip()
    if not raw:
        return None
    found = words.addresses(part, "Return-Path")
    return found[0][1] if found else "" if raw.replace(" ", "") == "<>" else None
