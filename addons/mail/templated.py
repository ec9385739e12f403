# makegood: allow unread-file because addons of documents import it
"""Mails that are written by a template, without anybody looking at them first."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from addons.mail.addresses import is_address
from addons.mail.filling import fill
from addons.mail.models import Message, Template
from addons.mail.recipients import DEFAULT_LOCALE
from addons.mail.values import values_of


def mail_from_template(record: Any, template: Template) -> Message | None:
    """Posts a message to the customer of a document, in the customer's language, and mails it to nobody else.

    A document without a customer is about its `email`. None where nobody has an address. System work only.
    """
    customer, bare = getattr(record, "customer", None), (getattr(record, "email", None) or "").strip()
    if customer is not None and customer.email:
        to, locale = customer, customer.locale or DEFAULT_LOCALE
    elif is_address(bare):
        to, locale = bare, (customer.locale if customer is not None else None) or DEFAULT_LOCALE
    else:
        return None
    written = template.in_language(locale)
    values = values_of(record.env, record, locale=locale)
    # makegood: allow unsafe-html because values are escaped and the whole is cleaned when it is posted
    html = Markup(fill(written.body, values, html=True))
    subject = fill(written.subject, values, html=False)
    posted: Message = record.post_message(html, subject=subject, recipients=[to])
    return posted
