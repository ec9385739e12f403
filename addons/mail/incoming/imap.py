"""Fetching mail from mailboxes by IMAP: every few minutes, each message once, and nothing there is changed.

A message is taken before it counts as fetched, so one that cannot be stored now is fetched again.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog

from addons.mail.incoming.limits import MOST_BYTES
from addons.mail.incoming.taking import take
from addons.mail.models import Mailbox
from core import Env, Errand, Every, SealBroken, errand, job

log = structlog.get_logger(__name__)

WHY = "fetching mail"
SECONDS = 30.0
"""How long a server may take for one answer."""
MOST_AT_ONCE = 200
"""Messages of one run; the next one goes on."""
PROBLEM = 400


@dataclass(frozen=True)
class Access:
    """How a mailbox is reached, and up to where it was fetched."""

    host: str
    port: int
    encryption: str
    user: str
    password: str
    folder: str
    validity: int
    last: int


@job(title="Fetch mail", schedule=Every(minutes=3), system=WHY)
def fetch_all(env: Env) -> None:
    """Looks into every mailbox, one after the other where one is slow."""
    mailbox = env[Mailbox]
    for id_ in env.session.scalars(sa.select(mailbox.id).where(mailbox.active).order_by(mailbox.id)):
        env.enqueue(fetch.when(lane=f"mail.mailbox {id_}"), mailbox_id=id_)


@errand(title="Fetch mail from a mailbox", retries=0, timeout=timedelta(minutes=10), priority=5, system=WHY)
def fetch(outside: Errand, mailbox_id: int) -> None:
    """Takes what is new in a mailbox. What goes wrong stands on the mailbox, and the next run tries again."""
    access = outside.work(lambda env: _access(env, mailbox_id))
    if access is None:
        return
    try:
        _fetch(outside, mailbox_id, access)
    except (OSError, ssl.SSLError, _imap_errors()) as why:
        text = (str(why) or type(why).__name__)[:PROBLEM]
        log.warning("a mailbox cannot be read", mailbox=mailbox_id, why=text)
        outside.finish(lambda env: _note_problem(env, mailbox_id, text))
    else:
        outside.finish(lambda env: _note_problem(env, mailbox_id, None))


def _fetch(outside: Errand, mailbox_id: int, access: Access) -> None:
    with _opened(access) as (client, validity, next_uid):
        last = access.last if access.validity == validity else 0
        if last:
            uids = sorted(uid for uid in client.search(["UID", f"{last + 1}:*"]) if uid > last)
        else:
            uids = sorted(client.search(["UNSEEN"]))  # a mailbox that is new here: what was read there is dealt with
        # Of a mailbox that is new here all: only once it has a mark, what is above it is new.
        batch = uids[:MOST_AT_ONCE] if last else uids
        for uid in batch:
            raw, mark = _message(client, uid), f"{validity}/{uid}" if last else ""
            outside.work(lambda env, raw=raw, mark=mark: _take(env, mailbox_id, raw, mark))  # type: ignore[misc]
        if len(batch) == len(uids):
            end = max(next_uid - 1, last, *uids) if uids else max(next_uid - 1, last)
            outside.work(lambda env: _note_mark(env, mailbox_id, f"{validity}/{end}"))


def _message(client: Any, uid: int) -> bytes | None:
    """A message as it lies there, None if it is gone or too large to be taken."""
    size = client.fetch([uid], ["RFC822.SIZE"]).get(uid, {}).get(b"RFC822.SIZE", 0)
    if size > MOST_BYTES:
        # Its headers are taken, so that somebody sees that it is there.
        return client.fetch([uid], ["BODY.PEEK[HEADER]"]).get(uid, {}).get(b"BODY[HEADER]")  # type: ignore[no-any-return]
    return client.fetch([uid], ["BODY.PEEK[]"]).get(uid, {}).get(b"BODY[]")  # type: ignore[no-any-return]


def _take(system: Env, mailbox_id: int, raw: bytes | None, mark: str) -> None:
    if raw and raw.strip():
        take(system, raw, way="imap", mailbox_id=mailbox_id)
    if mark:
        _note_mark(system, mailbox_id, mark)


def _note_mark(system: Env, mailbox_id: int, mark: str) -> None:
    """Only forward: with the message that was taken, in one transaction."""
    mailbox = system.session.get(system[Mailbox], mailbox_id)
    if mailbox is not None and mailbox.mark != mark:
        mailbox.mark = mark


def _note_problem(system: Env, mailbox_id: int, problem: str | None) -> None:
    mailbox = system.session.get(system[Mailbox], mailbox_id)
    if mailbox is None:
        return
    if problem is None:
        mailbox.fetched_at, mailbox.problem, mailbox.problem_at = system.now(), None, None
    else:
        mailbox.problem, mailbox.problem_at = problem, mailbox.problem_at or system.now()


def _access(system: Env, mailbox_id: int) -> Access | None:
    mailbox = system.session.get(system[Mailbox], mailbox_id)
    if mailbox is None or not mailbox.active:
        return None
    try:
        password = system.unseal(mailbox.password)
    except SealBroken as why:
        mailbox.problem, mailbox.problem_at = str(why), mailbox.problem_at or system.now()
        return None
    validity, _, last = (mailbox.mark or "0/0").partition("/")
    return Access(
        mailbox.host, mailbox.port, mailbox.encryption, mailbox.user, password, mailbox.folder, int(validity), int(last)
    )


@contextmanager
def _opened(access: Access) -> Iterator[tuple[Any, int, int]]:
    """A session in the folder, which is opened for reading only, with its UIDVALIDITY and UIDNEXT."""
    from imapclient import IMAPClient, SocketTimeout

    context = ssl.create_default_context()
    client = IMAPClient(
        access.host, access.port, ssl=access.encryption == "tls", ssl_context=context,
        timeout=SocketTimeout(connect=SECONDS, read=SECONDS),
    )  # fmt: skip
    try:
        if access.encryption == "starttls":
            client.starttls(context)
        client.login(access.user, access.password)
        folder = client.select_folder(access.folder, readonly=True)
        yield client, int(folder[b"UIDVALIDITY"]), int(folder.get(b"UIDNEXT", 1))
    finally:
        client.shutdown()


def _imap_errors() -> type[Exception]:
    from imaplib import IMAP4

    return IMAP4.error


everything: list[Any] = [fetch_all, fetch]
