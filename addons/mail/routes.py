"""Posting, changing a note, following, and opening a linked document. Forms and programs use the same addresses.

A program sends JSON with the same names: `POST /mail/helpdesk.ticket/7/post {"kind": "note", "body": "…"}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from addons.base.models import Attachment, Contact
from addons.mail.chatter import Entry, chatter_of
from addons.mail.models import Activity, IncomingMail, Message, OutgoingMail, Thread
from addons.mail.models.canned import canned_for, filled
from core import (
    AccessDenied,
    Asked,
    Crumb,
    Env,
    House,
    HttpProblem,
    JSONResponse,
    Refused,
    Response,
    Route,
    StoredFile,
    go_to,
    served,
    url_of,
)


def post(env: Env, asked: Asked) -> Response:
    """Adds a message or a note. `attachments` are ids of files that were attached to the document before."""
    record, given = _document(env, asked), _given(asked)
    kind, body = given.get("kind"), str(given.get("body") or "")
    write: Mapping[Any, Callable[..., Message]] = {"message": record.post_message, "note": record.post_note}
    if kind not in write:
        raise Refused("Choose between a message and an internal note.", about="kind")
    message = write[kind](body, attachments=_attachments(env, record, given))
    return _answer(env, asked, record, {"id": message.id})


def edit(env: Env, asked: Asked) -> Response:
    """Changes an own note in its first minutes (SPEC CT-8)."""
    record, given = _document(env, asked), _given(asked)
    message = env.session.get(env[Message], asked.params["message"])
    if message is None or (message.document_model, message.document_id) != (record.__model__, record.id):
        raise HttpProblem(404)
    message.edit(str(given.get("body") or ""))
    env.session.flush()
    return _answer(env, asked, record, {"id": message.id})


def follow(env: Env, asked: Asked) -> Response:
    """Adds a follower: `contact`, or whoever asks."""
    record = _document(env, asked)
    record.follow(_contact_id(env, asked, record))
    return _answer(env, asked, record, {"followers": record.follower_ids})


def unfollow(env: Env, asked: Asked) -> Response:
    """Removes a follower: `contact`, or whoever asks."""
    record = _document(env, asked)
    record.unfollow(_contact_id(env, asked, record))
    return _answer(env, asked, record, {"followers": record.follower_ids})


def retry(env: Env, asked: Asked) -> Response:
    """Sends a mail that failed once more. For who works here and may read the document (SPEC CT-5)."""
    record = _document(env, asked)
    if not env.holds("base.user"):
        raise HttpProblem(403)
    with env.system("retry a mail") as system:
        mail = system.session.get(system[OutgoingMail], asked.params["mail"])
        if mail is None or (mail.document_model, mail.document_id) != (record.__model__, record.id):
            raise HttpProblem(404)
        mail.retry()
    return _answer(env, asked, record, {"id": asked.params["mail"]})


def original(env: Env, asked: Asked) -> Response:
    """A mail as it came, for who works here and may read what became of it."""
    mail = env.session.get(env[IncomingMail], asked.params["id"]) if env.may("read", IncomingMail) else None
    if mail is None:
        raise HttpProblem(404)
    file = StoredFile(f"{mail.subject or 'message'}.eml", "message/rfc822", mail.hash, mail.size)
    return served(House.of(env).files, file)


def plan(env: Env, asked: Asked) -> Response:
    """Schedules an activity for whoever asks, and opens it, to be given to somebody else."""
    record, given = _document(env, asked), _given(asked)
    try:
        due = date.fromisoformat(str(given.get("due") or ""))
    except ValueError:
        raise Refused("Enter a date.", about="due") from None
    activity = record.schedule(str(given.get("summary") or ""), due=due)
    env.session.flush()
    if asked.json is not None:
        return JSONResponse({"id": activity.id}, 200)
    return go_to(asked, url_of(env, activity))


def complete(env: Env, asked: Asked) -> Response:
    """An activity of the document is done."""
    record = _document(env, asked)
    activity = env.session.get(env[Activity], asked.params["activity"])
    if activity is None or (activity.document_model, activity.document_id) != (record.__model__, record.id):
        raise HttpProblem(404)
    activity.complete()
    return _answer(env, asked, record, {"id": activity.id})


def canned_answers(env: Env, asked: Asked) -> Response:
    """The texts that can be put into what is written about the document, filled with its values."""
    record = _document(env, asked)
    if not env.holds("base.user"):
        raise HttpProblem(403)
    answers = canned_for(env, record)
    locale = getattr(getattr(record, "customer", None), "locale", None) or env.user.locale
    texts = filled(env, answers, record, locale=locale)
    return JSONResponse({
        "texts": [
            {"shortcut": one.shortcut, "name": one.name, "text": text} for one, text in zip(answers, texts, strict=True)
        ]
    })  # fmt: skip


def older_entries(env: Env, asked: Asked) -> Response:
    """A page with the entries before the one with the id `before`."""
    record, before = _document(env, asked), asked.query.get("before", "")
    values = chatter_of(env, record, int(before) if before.isdecimal() else None)
    name = str(record)
    view = OlderEntries(
        title=name, address=values["address"], entries=values["entries"], older=values["older"],
        crumbs=[Crumb(name, url_of(env, record)), Crumb("Conversation")], token=asked.token(),
    )  # fmt: skip
    return asked.site.screens.page(env, asked, "mail/older.html", view)


def open_document(env: Env, asked: Asked) -> Response:
    """Leads from a link in a message to the document, or says that it may not be opened (SPEC CT-6)."""
    model = asked.params["model"]
    if model not in env.models.models:
        raise HttpProblem(404)
    record = env.session.get(env.models.models[model], asked.params["id"]) if env.may("read", model) else None
    if record is None:
        raise AccessDenied("read", env.info(model), env.registry.policy.who_may("read", model))
    if not (address := url_of(env, record)):
        raise HttpProblem(404)
    return go_to(asked, address)


def _document(env: Env, asked: Asked) -> Thread:
    """The document of an address, which the user may read. Raises HttpProblem 404, also for what has no chatter."""
    cls = env.models.models.get(asked.params["model"])
    if cls is None or not issubclass(cls, Thread) or not env.may("read", asked.params["model"]):
        raise HttpProblem(404)
    record = env.session.get(cls, asked.params["id"])
    if record is None:
        raise HttpProblem(404)
    return record


def _given(asked: Asked) -> Mapping[str, Any]:
    return asked.json if isinstance(asked.json, dict) else asked.posted


def _attachments(env: Env, record: Thread, given: Mapping[str, Any]) -> list[Attachment]:
    """Files of this document that the user named. Raises Refused for others."""
    named = given.getlist("attachments") if hasattr(given, "getlist") else given.get("attachments") or []
    found = []
    for one in named:
        file = env.session.get(env[Attachment], int(one)) if str(one).isdecimal() else None
        if file is None or (file.document_model, file.document_id) != (record.__model__, record.id):
            raise Refused("This file does not belong to the document.", about="attachments")
        found.append(file)
    return found


def _contact_id(env: Env, asked: Asked, record: Thread) -> int:
    """Who is meant. Others are added by internal users who see the contact and may change the document."""
    wanted = _given(asked).get("contact")
    if not wanted or str(wanted) == str(env.user.contact_id):
        if env.user.contact_id is None:
            raise Refused("You have no contact to follow with. Ask an administrator.")
        return env.user.contact_id
    if not env.holds("base.user") or not env.may_record("write", record):
        raise HttpProblem(403)
    contact = env.session.get(env[Contact], int(wanted)) if str(wanted).isdecimal() else None
    if contact is None:
        raise Refused("Choose a contact.", about="contact")
    return contact.id


def _answer(env: Env, asked: Asked, record: Thread, values: dict[str, Any]) -> Response:
    """Programs get values, people their document."""
    if asked.json is not None:
        return JSONResponse(values, 200)
    return go_to(asked, url_of(env, record))


@dataclass
class OlderEntries:
    """What `mail/older.html` prints."""

    title: str
    address: str
    entries: list[Entry]
    older: int | None
    crumbs: list[Crumb]
    token: str


ADDRESS = "/mail/{model}/{id:int}"
routes = [
    Route(f"{ADDRESS}/post", post, methods=("POST",)),
    Route(f"{ADDRESS}/note/{{message:int}}", edit, methods=("POST",)),
    Route(f"{ADDRESS}/mail/{{mail:int}}/retry", retry, methods=("POST",)),
    Route(f"{ADDRESS}/activity", plan, methods=("POST",)),
    Route(f"{ADDRESS}/activity/{{activity:int}}/done", complete, methods=("POST",)),
    Route(f"{ADDRESS}/answers", canned_answers),
    Route(f"{ADDRESS}/entries", older_entries),
    Route(f"{ADDRESS}/follow", follow, methods=("POST",)),
    Route(f"{ADDRESS}/unfollow", unfollow, methods=("POST",)),
    Route("/mail/open/{model}/{id:int}", open_document),
    Route("/mail/original/{id:int}", original),
]
