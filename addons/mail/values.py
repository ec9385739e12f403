"""The values that a template may use of a document: its own fields as its reader sees them, and who writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core import Env, FieldInfo, House, Text, formats_for, in_language, url_of

KINDS = frozenset(("text", "long_text", "integer", "decimal", "boolean", "choice", "day", "instant", "many2one"))
HIDDEN = frozenset(("id", "updated_at", "version", "active"))
OWN = {
    "document": "Name of the document", "author": "Who writes", "company": "Company", "today": "Today",
    "address": "Address of the document, for people who work here",
}  # fmt: skip
"""Values of every document. A field of the same name is meant by that name."""


@dataclass(frozen=True)
class Listed:
    """A value that can be used, and what it is."""

    name: str
    label: str


def listed(env: Env, model: str) -> list[Listed]:
    """The values that templates for a type of document can use."""
    if model not in env.models.infos:
        return []
    own = [Listed(one.name, one.label) for one in _fields(env, model)]
    return [*own, *(Listed(name, label) for name, label in OWN.items() if name not in {one.name for one in own})]


def values_of(system: Env, record: Any, *, locale: str, zone: str = "UTC") -> dict[str, str]:
    """The values of a document, as texts in a language. System work: templates are no way to read, only to write."""
    formats = formats_for(locale, zone)
    author = system.user.name if system.user.id is not None else ""
    found = {
        "document": str(record), "author": author, "today": formats.date(system.today()),
        "company": str(getattr(record, "company", None) or ""),
        "address": House.of(system).address(url_of(system, record)),
    }  # fmt: skip
    for field in _fields(system, record.__model__):
        found[field.name] = _text(system, field, record, formats, locale)
    return found


def _fields(env: Env, model: str) -> Iterator[FieldInfo]:
    worked_out: tuple[str, ...] = getattr(env.models.models[model], "mail_values", ())
    for name, field in env.info(model).fields.items():
        if name in worked_out or field.kind in KINDS and not field.roles and name not in HIDDEN:
            yield field


def _text(env: Env, field: FieldInfo, record: Any, formats: Any, locale: str) -> str:
    value = getattr(record, field.name)
    if value is None or value is False:
        return ""
    if value is True:
        return in_language(env, "yes", locale)
    if field.kind == "choice":
        return in_language(env, field.choices.get(value, str(value)), locale)
    if isinstance(value, Text):
        return value.said(lambda text: in_language(env, text, locale), formats)
    if isinstance(value, datetime):
        return str(formats.instant(value))
    if isinstance(value, date):
        return str(formats.date(value))
    if field.currency:
        currency = record
        for step in field.currency.split("."):
            currency = getattr(currency, step, None)
        return str(formats.number(value) if currency is None else formats.money(value, currency.code))
    if isinstance(value, (int, Decimal)):
        return str(formats.number(value, field.places))
    return str(value)
