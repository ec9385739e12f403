"""What was asked, read once and passed on by name: no handler touches the network."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, ImmutableMultiDict, QueryParams, UploadFile

from core.orm.identity import Identity
from core.ui.frame import Notice, Toast

if TYPE_CHECKING:
    from core.lifecycle.changing import Progress
    from core.web.site import Site


@dataclass
class Visit:
    """Who came, as far as it is known before any right is asked.

    `visitor` names the browser or program (a hash of its cookie or key): form tokens are made for it. `session_id` is
    set for somebody who signed in, `by_key` for a program that showed an API key and so needs no form token,
    `use_is_due` where it should be written down that the session is in use. What a key is for: `reads_only`, and
    `models`, None for all.
    """

    visitor: str = ""
    user_id: int | None = None
    session_id: int | None = None
    by_key: bool = False
    use_is_due: bool = False
    reads_only: bool = False
    models: frozenset[str] | None = None

    def is_for(self, model: str) -> bool:
        """Whether this visit is about records of a model too: a key may be for some of them."""
        return self.models is None or model in self.models


@dataclass
class Asked:
    """One request. `posted` are the form's fields, `json` the body of an API call, `files` what was uploaded.

    `closed` is set while the database is closed (see `closed.py`), `notices` are what stands above the page,
    `leaves_copy` lets the browser leave a try-out (see `tryouts.py`).
    `progress` is told how far long work is, for a page that grows meanwhile; `inside` says that the answer goes there.
    """

    method: str
    path: str
    query: QueryParams
    headers: Headers
    cookies: Mapping[str, str]
    address: str = ""
    scheme: str = "http"
    request_id: str = ""
    nonce: str = ""
    body_hash: bytes = b""
    posted: ImmutableMultiDict[str, str] = field(default_factory=ImmutableMultiDict)
    files: list[tuple[str, UploadFile]] = field(default_factory=list)
    json: Any = None
    params: dict[str, Any] = field(default_factory=dict)
    visit: Visit = field(default_factory=Visit)
    user: Identity | None = None
    new_cookie: str = ""
    tries: int = 0
    is_internal: bool = False
    closed: bool = False
    leaves_copy: bool = False
    notices: list[Notice] = field(default_factory=list)
    toasts_taken: bool = False
    inside: bool = False
    progress: Progress | None = None
    answer_headers: dict[str, str] = field(default_factory=dict)
    """What every answer to this request carries, also one that refuses."""
    at: float = field(default_factory=time.time)
    _site: Site | None = None
    toasts: list[Toast] = field(default_factory=list)

    @property
    def site(self) -> Site:
        """The site that was asked."""
        assert self._site is not None
        return self._site

    def token(self) -> str:
        """A form token for this visitor, who gets a cookie if there is none yet."""
        if not self.visit.visitor:
            self.new_cookie = secrets.token_urlsafe(32)
            self.visit.visitor = hashed(self.new_cookie)
        return self.site.tokens.make(self.visit.visitor, self.at)

    def say(self, text: str, tone: str = "good", *, undo: str = "", link: str = "", link_text: str = "") -> None:
        """Shows `text` on the next page, after the redirect that this answer is."""
        self.toasts.append(Toast(text, tone, undo=undo, link=link, link_text=link_text))

    @property
    def url(self) -> str:
        """Path and query, as the visitor asked for it."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def swaps(self) -> bool:
        """Whether only the page's inside is wanted: a script puts it in place, or a page that grows does."""
        return self.inside or "x-swap" in self.headers

    @property
    def is_api(self) -> bool:
        """Whether the answer is for a program."""
        return is_api(self.path)

    @property
    def bearer(self) -> str:
        """The API key that was shown, or nothing."""
        kind, _, key = self.headers.get("authorization", "").partition(" ")
        return key.strip() if kind.lower() == "bearer" else ""


def is_api(path: str) -> bool:
    """Whether an address is for programs: what is wrong there is said in JSON."""
    return path == "/api" or path.startswith("/api/")


def hashed(secret: str) -> str:
    """How a cookie, key or link of 256 random bits is stored. Such secrets cannot be guessed, so a plain hash does."""
    return hashlib.sha256(secret.encode()).hexdigest()
