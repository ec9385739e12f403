"""Canned answers: short texts under a shortcut, put into what one writes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlalchemy as sa

from addons.mail.filling import fill, problem_of
from addons.mail.models.templates import document_types
from addons.mail.models.threads import Thread
from addons.mail.values import values_of
from core import Env, Mapped, Model, Refused, boolean, long_text, text

_SHORTCUT = re.compile(r"[a-z0-9_-]+")


class CannedAnswer(Model, model="mail.canned_answer", title="Canned Answer", titles="Canned Answers"):
    """A text that is often written. Its places are filled like those of mail templates, with values of the document."""

    order_by = ("shortcut",)
    search_by = ("shortcut", "name", "body")

    name: Mapped[str] = text("Name", required=True, tracked=True)
    shortcut: Mapped[str] = text(
        "Shortcut", required=True, size=30, tracked=True, index=True, help="Typed after / or :: where one writes."
    )
    body: Mapped[str] = long_text(
        "Text", required=True, help="Values of the document can stand in it, such as {{ number }} or {{ author }}."
    )
    document_model: Mapped[str | None] = text("For", size=80, help="Empty: for every kind of document.")
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A shortcut can be typed, and the text holds nothing but values and conditions."""
        yield from super().check()
        if self.shortcut and not _SHORTCUT.fullmatch(self.shortcut):
            yield "shortcut", "Use small letters, figures, hyphens and underscores."
        if why := problem_of(self.body or ""):
            yield "body", why
        if self.document_model and self.document_model not in document_types(self.env):
            yield "document_model", "Choose what the text is for."

    def fits(self, record: Thread) -> bool:
        """Whether it is meant for a document like this one. Addons that narrow it extend it."""
        return self.document_model in (None, "", record.__model__)


def canned_for(env: Env, record: Thread) -> list[CannedAnswer]:
    """The texts that can be put into what is written about a document."""
    answer = env[CannedAnswer]
    found = env.session.scalars(sa.select(answer).where(answer.active).order_by(answer.shortcut, answer.id))
    return [one for one in found if one.fits(record)]


def filled(env: Env, answers: Iterable[CannedAnswer], record: Thread, *, locale: str) -> list[str]:
    """Their texts with the values of a document, in a language. Lines stay as they are."""
    bodies = [one.body for one in answers]
    with env.session.no_autoflush, env.system("fill canned answers") as system:
        values = values_of(system, system.get(record), locale=locale, zone=env.user.zone)
    return [fill(body, values, html=False, lines=True) for body in bodies]
