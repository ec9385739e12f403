"""By which way a request comes: signed in as a customer, or by a link to one document, whose secret is in a cookie."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from addons.portal.guests import as_guest, document_of
from addons.portal.links import opened_by
from addons.portal.models import Link
from core import Asked, Env, HttpProblem, Identity, Portal, PortalDocument, Response

COOKIE = "portal-link"
SHARED = re.compile(r"/portal/shared/([0-9]{1,10})(/.*)?")
Handler = Callable[[Env, Asked], Response]


@dataclass(frozen=True)
class Visited:
    """A document that is open to who asks: the user's own copy of the record, its kind, and its address here.

    `whole`: somebody signed in, who may do more than read and reply (SPEC PT-7).
    """

    document: PortalDocument
    record: Any
    address: str
    whole: bool


def for_customers(handler: Handler) -> Handler:
    """An address for customers who signed in: for everybody else there is nothing."""

    def answer(env: Env, asked: Asked) -> Response:
        if asked.is_internal or not env.holds("base.portal"):
            raise HttpProblem(404)
        return handler(env, asked)

    return answer


def visited(env: Env, asked: Asked) -> Visited:
    """The document of an address that a customer may read. Raises HttpProblem 404, whether it is foreign or missing."""
    document = Portal.of(env).documents.get(asked.params["document"])
    record = found(env, document, asked.params["id"]) if document is not None else None
    if document is None or record is None:
        raise HttpProblem(404)
    return Visited(document, record, f"/portal/{document.name}/{record.id}", whole=True)


def found(env: Env, document: PortalDocument, id_: int) -> Any:
    """A record of a kind of document, under the rules of who asks; None where it is not for them."""
    if not env.may("read", document.model):
        return None
    cls = env.models.models[document.model]
    conditions = [cls.id == id_, *([document.only(cls)] if document.only is not None else [])]
    return env.session.scalars(sa.select(cls).where(*conditions)).first()


# --- by a link --------------------------------------------------------------------------------------------------------


def guest_of(system: Env, asked: Asked) -> Identity | None:
    """Whom the link was mailed to that a request names by its address and proves by its cookie; None for others."""
    if (link := link_of_request(system, asked)) is None:
        return None
    return as_guest(system, link.contact)


def link_of_request(system: Env, asked: Asked) -> Link | None:
    """The link of an address below /portal/shared, if its cookie opens it now. System work."""
    named = SHARED.fullmatch(asked.path)
    secret = asked.cookies.get(COOKIE, "")
    if named is None or not secret:
        return None
    link = opened_by(system, secret, ["document"])
    return link if link is not None and link.id == int(named[1]) else None


def shared(env: Env, asked: Asked) -> Visited:
    """The one document that the link opens. Raises HttpProblem 404 for a wrong, old or revoked one."""
    with env.system("the document of a link") as system:
        link = link_of_request(system, asked)
        cls = system.models.models.get(link.document_model) if link is not None else None
        record = system.session.get(cls, link.document_id) if link is not None and cls is not None else None
        document = document_of(system, record) if record is not None else None
        id_ = record.id if record is not None else 0
    record = found(env, document, id_) if document is not None else None
    if document is None or record is None:
        raise HttpProblem(404)
    return Visited(document, record, f"/portal/shared/{asked.params['link']}", whole=False)
