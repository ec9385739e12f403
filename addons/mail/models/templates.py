"""Templates: texts with places for values of a document, in several languages (SPEC CT-4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import sqlalchemy as sa

from addons.base.models.users import LOCALES
from addons.mail.filling import problem_of
from addons.mail.models.threads import Thread
from core import (
    Mapped,
    Model,
    Refused,
    boolean,
    choice,
    computed,
    foreign_key,
    index,
    many2one,
    one2many,
    rich_text,
    text,
)

if TYPE_CHECKING:
    from core import Env


class Template(Model, model="mail.template", title="Mail Template", titles="Mail Templates"):
    """A subject and a text for mails about documents of one type. Versions in other languages name their original."""

    order_by = ("name", "locale")
    search_by = ("name", "subject")

    name: Mapped[str] = text("Name", required=True, tracked=True)
    document_model: Mapped[str] = text("For", required=True, tracked=True, size=80)
    locale: Mapped[str] = choice("Language", LOCALES, default="en", required=True, tracked=True)
    original_id: Mapped[int | None] = foreign_key("mail.template", on_delete="CASCADE", copied=False)
    original: Mapped[Template | None] = many2one(
        "Translation of", "original_id", copied=False, help="Mails to people with this language use this text instead."
    )
    translations: Mapped[list[Template]] = one2many("In other languages", "mail.template", by="original_id")
    subject: Mapped[str] = text("Subject", required=True)
    body: Mapped[str] = rich_text("Text", required=True)
    active: Mapped[bool] = boolean("Active", default=True)

    constraints = (index("document_model", "name", "id"),)

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The type of document has a conversation, and the texts hold nothing but values and conditions."""
        yield from super().check()
        if self.document_model not in document_types(self.env):
            yield "document_model", "Choose what the template is for."
        for name in ("subject", "body"):
            if why := problem_of(getattr(self, name) or ""):
                yield name, why
        if self.original is not None and (self.original is self or self.original.original_id is not None):
            yield "original", "A translation belongs to a template that is none itself."
        elif self.original is not None and self.original.document_model != self.document_model:
            yield "original", "The original is for other documents."

    def in_language(self, locale: str) -> Template:
        """The version for a language: exactly that, else its language without the country, else this one."""
        wanted = (locale, locale.partition("_")[0])
        versions = {one.locale: one for one in (*reversed(self.translations), self) if one.active or one is self}
        return next((versions[one] for one in wanted if one in versions), self)

    @computed("For documents")
    def document_title(self) -> str:
        """What the documents are called."""
        return document_types(self.env).get(self.document_model, self.document_model)


def document_types(env: Env) -> dict[str, str]:
    """Model -> title of everything with a conversation that is installed."""
    models = env.models.models
    names = [name for name, cls in models.items() if issubclass(cls, Thread)]
    return dict(sorted(((name, env.info(name).title) for name in names), key=lambda one: one[1]))


def templates_for(env: Env, model: str) -> sa.Select[Template]:
    """The templates for documents of a type, without their translations."""
    template = env[Template]
    fits = sa.select(template).where(template.active, template.document_model == model, template.original_id.is_(None))
    return fits.order_by(template.name, template.id)
