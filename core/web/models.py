"""The kernel's own tables of the web: who is signed in, which forms were sent, who tries too often.

Nobody has a right to them: only system work reads and writes them. Keys and tokens are stored as hashes, so that a copy
of the database signs nobody in.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from core.orm.fields import instant, integer, long_text, text
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
    """A form or API call that had an effect, and the answer it gave: sent again, it gives the same (SPEC XC-2)."""

    key: Mapped[str] = text("Key", size=64, required=True)
    answer: Mapped[str | None] = long_text("Answer")
    made_at: Mapped[datetime] = instant("Made", required=True, index=True)
    constraints = (unique("key"),)


class Attempt(PlainModel, model="core.attempt", title="Attempt"):
    """How often something that can be guessed was tried, by account and by address, in the current window."""

    key: Mapped[str] = text("Key", size=64, required=True)
    count: Mapped[int] = integer("Count", default=0)
    until: Mapped[datetime] = instant("Until", required=True, index=True)
    constraints = (unique("key"),)


class ApiKey(PlainModel, model="core.api_key", title="API key"):
    """A key with which a program acts for a user."""

    key_hash: Mapped[str] = text("Key", size=64, required=True)
    user_id: Mapped[int] = integer("User", required=True, index=True)
    purpose: Mapped[str] = text("Purpose", size=80, required=True)
    created_at: Mapped[datetime] = instant("Made", required=True)
    expires_at: Mapped[datetime | None] = instant("Ends")
    constraints = (unique("key_hash"),)
