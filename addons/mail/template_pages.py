"""Templates for who writes them: the text, the values that it can use, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from markupsafe import Markup

from addons.mail.filling import fill
from addons.mail.links import composed
from addons.mail.models import Template
from addons.mail.models.templates import document_types
from addons.mail.values import listed, values_of
from core import Env, Filter, Form, Group, List, Panel, Show, Tab


def types_of_documents(template: Template) -> Mapping[str, str]:
    """What a template can be for."""
    return document_types(template.env)


def possible_originals(template: Template) -> sa.Select[Any]:
    """What it may be a translation of."""
    templates = template.env[Template]
    other = sa.select(templates).where(templates.active, templates.original_id.is_(None))
    fits = other.where(templates.id != (template.id or 0), templates.document_model == (template.document_model or ""))
    return fits.order_by(templates.name)


def is_original(template: Template) -> bool:
    """Whether it may have translations."""
    return template.original_id is None


def preview(env: Env, template: Template) -> dict[str, Any]:
    """The template filled with the newest document that the reader may see, and the values there are."""
    model = template.document_model or ""
    values = listed(env, model)
    cls = env.models.models.get(model)
    record = None
    if cls is not None and env.may("read", model):
        record = env.session.scalars(sa.select(cls).order_by(cls.id.desc()).limit(1)).first()
    if record is None:
        return {"values": values, "document": "", "subject": "", "body": ""}
    with env.session.no_autoflush, env.system("preview of a template") as system:
        found = values_of(system, system.get(record), locale=template.locale or "en", zone=env.user.zone)
    # makegood: allow unsafe-html because its values are escaped, and `composed` cleans the whole
    filled = Markup(fill(template.body or "", found, html=True))
    return {
        "values": values,
        "document": str(record),
        "subject": fill(template.subject or "", found, html=False),
        "body": composed(filled),
    }


template_form = Form(
    Template,
    "template",
    Group("", Template.name, Template.subject),
    Group("Use", Show(Template.document_model, offers=types_of_documents), Template.active),
    Group("Language", Template.locale, Show(Template.original, among=possible_originals)),
    Group("", Template.body),
    Tab("In other languages", Show(Template.translations, shown=is_original)),
    Panel("Preview", template="mail/preview.html", gives=preview, place="below"),
)
template_list = List(
    Template, "templates", Template.name, Template.document_title, Template.locale, Template.subject, Template.active,
    filters=(Filter("Originals", on=Template, keeps=lambda t, env: t.original_id.is_(None), default=True),),
    empty=("No templates", "A template is a text for mails, with places for values of the document."),
)  # fmt: skip
parts: list[Any] = [template_form, template_list]
