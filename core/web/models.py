"""The kernel's own tables of the web: who is signed in, which forms were sent, who tries too often.

Nobody has a right to them: only system work reads and writes them. Keys and tokens are stored as hashes, so that a copy
of the database signs nobody in.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from core.orm.fields import choice, instant, integer, long_text, text
from core.orm.layers import PlainModel, unique


class SignIn(PlainModel, model="core.session", title="Session"):
    """Somebody is signed in on one device. Ends by sign-out, revocation, idleness or age."""

    key_hash: Mapped[str] = text("Key", size=64, required=True)
    user_id: Mapped[int] = integer("User", required=True, index=True)
    created_at: Mapped[datetime] = instant("Signed in", required=True)
    seen_at: Mapped[datetime] = instant("Last seen", required=True)
    expires_at: Mapped[datetime] = instant("Ends", required=True)
    address: Mapped[str | None] = text("Address", size=60)
    device: Mapped[str | None] = text("Device", size=200)
    constraints = (unique("key_hash"),)


class FormToken(PlainModel, model="core.form_token", title="Form token"):
    """A form or API call that had an effect, and the answer it gave: sent again, it gives the same (SPEC XC-2).

    `request` is a digest of what an API call sent under its idempotency key; a form's content is part of its key.
    """

    key: Mapped[str] = text("Key", size=64, required=True)
    request: Mapped[str | None] = text("Request", size=64)
    answer: Mapped[str | None] = long_text("Answer")
    made_at: Mapped[datetime] = instant("Made", required=True, index=True)
    constraints = (unique("key"),)


class Attempt(PlainModel, model="core.attempt", title="Attempt"):
    """How often something that can be guessed was tried, by account and by address, in the current window."""

    key: Mapped[str] = text("Key", size=64, required=True)
    count: Mapped[int] = integer("Count", default=0)
    until: Mapped[datetime] = instant("Until", required=True, index=True)
    constraints = (unique("key"),)


SCOPES = {"read": "Read", "write": "Read and write"}


class ApiKey(PlainModel, model="core.api_key", title="API key"):
    """A key with which a program acts for a user: never more than the user may, and less if its scope says so.

    `models` are the types of records it is for, separated by blanks; empty: all. `spent` counts the requests that were
    handed out to workers in the minute `spent_in` (`core.web.api.rates`).
    """

    display = "{purpose}"

    key_hash: Mapped[str] = text("Key", size=64, required=True)
    shown: Mapped[str] = text("Begins with", size=12, default="")
    user_id: Mapped[int] = integer("User", required=True, index=True, tracked=True)
    purpose: Mapped[str] = text("Name", size=80, required=True, tracked=True)
    scope: Mapped[str] = choice("Scope", SCOPES, default="write", tracked=True)
    models: Mapped[str | None] = long_text("Types of records", tracked=True)
    created_at: Mapped[datetime] = instant("Made", required=True)
    expires_at: Mapped[datetime | None] = instant("Ends", tracked=True)
    used_at: Mapped[datetime | None] = instant("Last used")
    spent_in: Mapped[int] = integer("Minute", default=0)
    spent: Mapped[int] = integer("Requests in that minute", default=0)
    constraints = (unique("key_hash"),)
