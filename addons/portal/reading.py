"""What a customer's pages show: counts, lists, one document. Read under the customer's own rules, printed from there.

Which documents there are is asked in the customer's session. What stands on them is what `row` and `page` of their kind
give, worked out in system work for exactly these records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from addons.portal.brand import tokens_of
from addons.portal.conversation import Said, conversation_of
from addons.portal.models import BrandedCompany
from addons.portal.visiting import Visited
from core import Asked, Env, Portal, PortalAction, PortalDocument, PortalPage, PortalRow, printouts_of

PAGE = 20
MOST_LINKED = 20
LONGEST_WORDS, MOST_WORDS = 100, 8
SHOWN = {"open": "Open", "closed": "Closed", "all": "All"}


@dataclass
class Line:
    """A document in a list, and its address."""

    url: str
    row: PortalRow


@dataclass
class Card:
    """A kind of document on the first page: how many there are, and how many are not done with."""

    title: str
    icon: str
    url: str
    total: int
    open: int | None


@dataclass
class Around:
    """What stands around every page of the portal: what there is, and where one is. `me`: somebody signed in.

    `brand` are the declarations of the company's colour, empty for that of the house.
    """

    menu: list[tuple[str, str, bool]]
    me: bool
    token: str
    brand: str = ""


@dataclass
class HomeView:
    """`portal/home.html`."""

    around: Around
    name: str
    cards: list[Card]


@dataclass
class ListView:
    """`portal/list.html`: `shows` are (label, address, current) of what can be shown, `total` counts what is."""

    around: Around
    document: PortalDocument
    lines: list[Line]
    total: int
    words: str
    show: str
    shows: list[tuple[str, str, bool]]
    newer: str = ""
    older: str = ""


@dataclass
class DocumentView:
    """`portal/document.html`: `papers` are (label, address), `linked` documents that came from this one."""

    around: Around
    document: PortalDocument
    page: PortalPage
    address: str
    version: int
    papers: list[tuple[str, str]]
    actions: list[PortalAction]
    linked: list[tuple[PortalDocument, Line]]
    talk: list[Said] | None
    may_reply: bool
    body: str = ""
    problem: str = ""
    about: str = ""
    crumbs: list[tuple[str, str]] = field(default_factory=list)


def kinds(env: Env) -> Iterator[PortalDocument]:
    """The kinds of documents that this customer may read at all, in their order."""
    return (one for one in Portal.of(env).documents.values() if env.may("read", one.model))


def around(env: Env, asked: Asked, *, me: bool = True) -> Around:
    """What stands around a page; by a link to one document nothing else does."""
    entries = [] if not me else [(one.title, f"/portal/{one.name}") for one in kinds(env)]
    menu = [(title, url, asked.path == url or asked.path.startswith(f"{url}/")) for title, url in entries]
    with env.system("the colour of a company") as system:
        company = system[BrandedCompany]
        colour = system.session.scalar(sa.select(company.portal_colour).where(company.id == env.user.company_id))
    return Around(menu, me, asked.token(), tokens_of(colour) if colour else "")


def conditions_of(env: Env, document: PortalDocument) -> tuple[Any, list[Any]]:
    """The class of a kind of document, and which of its records stand in its list."""
    cls = env.models.models[document.model]
    found = [document.only(cls)] if document.only is not None else []
    if "active" in env.info(document.model).fields:
        found.append(cls.active)
    return cls, found


# --- counts and lists -------------------------------------------------------------------------------------------------


def home_of(env: Env, asked: Asked) -> HomeView:
    """The first page: each kind of document with its counts (SPEC PT-3)."""
    return HomeView(around(env, asked), env.user.name, [_card(env, one) for one in kinds(env)])


def _card(env: Env, document: PortalDocument) -> Card:
    cls, conditions = conditions_of(env, document)
    is_open = document.open(cls) if document.open is not None else sa.false()
    wanted = sa.select(sa.func.count(cls.id), sa.func.sum(sa.case((is_open, 1), else_=0))).where(*conditions)
    total, still_open = env.session.execute(wanted).one()
    shown = None if document.open is None else int(still_open or 0)
    return Card(document.title, document.icon, f"/portal/{document.name}", total, shown)


def list_of(env: Env, asked: Asked, document: PortalDocument) -> ListView:
    """Documents of a kind: searched by `q`, open, closed or all by `show`, newest first, a page at a time."""
    cls, conditions = conditions_of(env, document)
    words = asked.query.get("q", "")[:LONGEST_WORDS]
    show = asked.query.get("show", "" if document.open is not None and not words else "all")
    if document.open is not None and not show:
        some = env.session.scalar(sa.select(cls.id).where(*conditions, document.open(cls)).limit(1))
        show = "open" if some is not None else "all"
    show = show if show in SHOWN and document.open is not None else "all"
    if document.open is not None and show != "all":
        conditions.append(document.open(cls) if show == "open" else sa.not_(document.open(cls)))
    for word in words.split()[:MOST_WORDS]:
        conditions.append(sa.or_(*(getattr(cls, name).icontains(word, autoescape=True) for name in document.search)))
    page = int(asked.query.get("page", "1")) if asked.query.get("page", "1").isdecimal() else 1
    page = min(max(page, 1), 10_000)
    total = env.session.scalar(sa.select(sa.func.count(cls.id)).where(*conditions)) or 0
    wanted = sa.select(cls.id).where(*conditions).order_by(cls.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    lines = _lines(env, document, env.session.scalars(wanted).all())
    url = f"/portal/{document.name}"

    def at(**more: object) -> str:
        return f"{url}?{urlencode({'show': show, **({'q': words} if words else {}), **more})}"

    shows = [(label, at(show=key), key == show) for key, label in SHOWN.items()] if document.open is not None else []
    return ListView(
        around(env, asked), document, lines, total, words, show, shows,
        newer=at(page=page - 1) if page > 1 else "", older=at(page=page + 1) if page * PAGE < total else "",
    )  # fmt: skip


def _lines(env: Env, document: PortalDocument, ids: Sequence[int]) -> list[Line]:
    """Records that the customer reads, as lines in the order of their ids."""
    if not ids:
        return []
    with env.system("lines of a customer's list") as system:
        cls = system.models.models[document.model]
        held = {one.id: one for one in system.session.scalars(sa.select(cls).where(cls.id.in_(ids)))}
        return [Line(f"/portal/{document.name}/{id_}", document.row(held[id_])) for id_ in ids]


# --- one document -----------------------------------------------------------------------------------------------------


def document_view(
    env: Env, asked: Asked, at: Visited, *, body: str = "", problem: str = "", about: str = ""
) -> DocumentView:
    """A document's page, with what was entered and what is wrong with it."""
    document, record = at.document, at.record
    with env.system("a document's page for its customer") as system:
        mine = system.get(record)
        page = document.page(mine)
        actions = [one for one in document.actions if one.shown(mine)] if at.whole else []
        may_reply = document.talks and document.replies(mine)
    papers = [
        (label, f"{at.address}/print/{key}")
        for key, label in printouts_of(env, record).items()
        if key in document.papers
    ]  # fmt: skip
    return DocumentView(
        around(env, asked, me=at.whole), document, page, at.address, record.version, papers, actions,
        linked=list(_linked(env, record)) if at.whole else [],
        talk=conversation_of(env, record, at.address) if document.talks else None, may_reply=may_reply,
        body=body, problem=problem, about=about,
        crumbs=[(document.title, f"/portal/{document.name}")] if at.whole else [],
    )  # fmt: skip


def _linked(env: Env, record: Any) -> Iterator[tuple[PortalDocument, Line]]:
    """Documents that came from this one, as far as the customer may read them."""
    portal = Portal.of(env)
    for link in portal.links:
        if link.on.__model__ != record.__model__:
            continue
        for document in portal.by_model.get(link.target, ()):
            if not env.may("read", document.model):
                continue
            cls, conditions = conditions_of(env, document)
            wanted = sa.select(cls.id).where(getattr(cls, link.column) == record.id, *conditions)
            ids = env.session.scalars(wanted.order_by(cls.id.desc()).limit(MOST_LINKED)).all()
            yield from ((document, line) for line in _lines(env, document, ids))
