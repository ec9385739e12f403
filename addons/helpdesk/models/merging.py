"""Tickets about one thing become one, and come apart again exactly as they were (SPEC HD-23).

What hangs on a ticket is found in the registry, so that documents of every addon follow: rows that name any record by
its model and id (messages, files …), and foreign keys to tickets. A key that is deleted along with its ticket marks a
part of the ticket itself, such as its times, and stays. Each merged ticket keeps a note of what was moved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from markupsafe import Markup
from sqlalchemy.dialects import postgresql, sqlite

from addons.base.models import Attachment, Contact
from addons.helpdesk.models.tickets import Ticket
from addons.mail.links import link_to
from addons.mail.models import Activity, Follower, IncomingMail, Message, Notice, OutgoingMail
from core import Env, Mapped, PlainModel, Refused, foreign_key, index, instant, integer, json_text, many2one, unique

if TYPE_CHECKING:
    from collections.abc import Mapping

TICKET = Ticket.__model__
HANGING: tuple[type[PlainModel], ...] = (Message, OutgoingMail, IncomingMail, Notice, Activity, Attachment)
"""What names its document by model and id, and follows it. Followers are moved one by one: nobody follows twice."""
Moved = dict[str, list[int]]


class MergedTicket(Ticket):
    """A ticket knows which one it was merged into."""

    merged_into_id: Mapped[int | None] = foreign_key("helpdesk.ticket", copied=False, read_only=True)
    merged_into: Mapped[Ticket | None] = many2one(
        "Merged into", "merged_into_id", read_only=True, tracked=True, copied=False
    )

    def merge(self, others: Iterable[Ticket]) -> None:
        """Moves what hangs on `others` here, archives them, and tells the followers of all of them once.

        Raises Refused, and AccessDenied where the user may not change one of them.
        """
        sources = [one for one in dict.fromkeys(others) if one is not self]
        for problem in _problems(self, sources):
            raise problem
        for one in (self, *sources):
            if not self.env.may_record("write", one):
                raise self.env.denied("write", one)
        self.env.session.flush()
        with self.env.system("merge tickets") as system:
            _merge(system.get(self), [system.get(one) for one in sources])
        for one in sources:
            self.env.session.refresh(one)

    def undo_merge(self) -> None:
        """Takes this ticket out of the one it was merged into, with all that came along. Raises Refused."""
        with self.env.system("undo a merge") as system:
            _take_apart(system.get(self))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """A merged ticket is taken back into use by undoing that, not by hand."""
        yield from super().check()
        if self.merged_into_id is not None and self.merged_into is not None and self.active:
            other = str(self.merged_into)
            yield Refused("{ticket} was merged into {other}. Undo that first.", ticket=str(self), other=other)

    def linked_documents(self) -> Iterator[PlainModel]:
        """A ticket stays as long as others are merged into it."""
        yield from super().linked_documents()
        with self.env.system("tickets merged into one") as system:
            ticket = system[MergedTicket]
            found = system.session.scalars(sa.select(ticket).where(ticket.merged_into_id == self.id).limit(1)).all()
        yield from found

    def spoken_of_in(self) -> Ticket:
        """Answers by mail go where the ticket is now."""
        return _stands_for(self) or self

    @property
    def goes_on_in(self) -> str:
        """The number of the ticket that it is part of now, for whoever asks; "" for one that stands for itself."""
        if self.merged_into_id is None:
            return ""
        with self.env.system("the number of the ticket that another was merged into") as system:
            one = _stands_for(system.session.get_one(system[MergedTicket], self.id))
            return one.number if one is not None else ""

    def post_message(self, body: str, *links: Any, **more: Any) -> Message:
        """What is said of a merged ticket is said of the one that it is now part of."""
        if (one := _stands_for(self)) is not None:
            return one.post_message(body, *links, **more)
        return super().post_message(body, *links, **more)

    def post_note(self, body: str, *links: Any, **more: Any) -> Message:
        """As messages, notes go where the ticket is now."""
        if (one := _stands_for(self)) is not None:
            return one.post_note(body, *links, **more)
        return super().post_note(body, *links, **more)


# makegood: allow model-without-rights because only merging and its undoing read it, as the system
class Merge(PlainModel, model="helpdesk.merge", title="Merge", titles="Merges"):
    """What one ticket brought along when it was merged into another, so that it can be given back exactly."""

    # makegood: allow link-without-relation because no page shows merges
    source_id: Mapped[int] = foreign_key("helpdesk.ticket", required=True, on_delete="CASCADE", index=False)
    # makegood: allow link-without-relation because no page shows merges
    target_id: Mapped[int] = foreign_key("helpdesk.ticket", required=True, on_delete="CASCADE", index=False)
    merged_at: Mapped[datetime] = instant("Merged on", required=True)
    source_version: Mapped[int] = integer("Version", required=True, help="Of the ticket once it was merged.")
    rows: Mapped[Moved] = json_text("Rows", required=True)
    """What was moved: model -> ids; a link by "model/foreign key"."""
    followers: Mapped[list[int]] = json_text("Followers", required=True)
    """The contacts that followed the source."""
    added: Mapped[list[int]] = json_text("Followers added", required=True)
    """Those of them that did not follow the target before."""

    display = "{source_id}"
    constraints = (unique("source_id"), index("target_id", "id"))


def is_merged(ticket: Ticket) -> bool:
    """Whether it is part of another ticket now."""
    return isinstance(ticket, MergedTicket) and ticket.merged_into_id is not None


def _problems(target: MergedTicket, sources: Sequence[Ticket]) -> Iterator[Refused]:
    if not sources:
        yield Refused("Select the tickets to merge.", about="tickets")
    for one in (target, *sources):
        if not one.active:
            yield Refused("{ticket} is archived.", ticket=str(one))
        if one.company_id != target.company_id:
            yield Refused("{a} and {b} belong to different companies.", a=str(one), b=str(target))


def _stands_for(ticket: MergedTicket) -> Ticket | None:
    """The ticket that a merged one is part of, in the end; None for one that stands for itself.

    Somebody who may not see it, such as a customer whose reply comes in, is not stopped by that.
    """
    if ticket.merged_into_id is None:
        return None
    env = ticket.env
    with env.system("the ticket that another was merged into") as system:
        one: Any = system.session.get_one(system[MergedTicket], ticket.merged_into_id)
        while one.merged_into_id is not None:
            one = system.session.get_one(system[MergedTicket], one.merged_into_id)
        if env.is_system:
            return one  # type: ignore[no-any-return]
        id_ = one.id
    return env.session.get(env[Ticket], id_)


# --- together ---------------------------------------------------------------------------------------------------------


def _merge(target: MergedTicket, sources: Sequence[Ticket]) -> None:
    """System work."""
    system = target.env
    names = Markup(", ").join(link_to(one) for one in sources)
    for source in sources:
        _tell_what_it_was_about(target, source)
    for source in sources:
        system.session.flush()
        rows = {**_move_links(system, source, target), **_move_rows(system, source, target)}
        followers = list(source.follower_ids)
        added = [one for one in followers if one not in target.follower_ids]
        _unfollow(system, source.id, followers)
        _follow(system, target.id, added)
        assert isinstance(source, MergedTicket)
        source.merged_into, source.active = target, False
        system.session.flush()
        system.session.add(system[Merge](
            source_id=source.id, target_id=target.id, merged_at=system.now(), source_version=source.version,
            rows=rows, followers=followers, added=added,
        ))  # fmt: skip
    system.session.flush()
    before = set(target.follower_ids)
    target.post_message("Merged into this ticket: {tickets}", tickets=names)
    # Who merges does not begin to follow by it.
    _unfollow(system, target.id, set(target.follower_ids) - before)


def _tell_what_it_was_about(target: Ticket, source: Ticket) -> None:
    """The description of a ticket is no message, and would be left behind."""
    if source.description:
        # makegood: allow unsafe-html because the description was cleaned when it was saved
        said = Markup("<p>{}</p><blockquote>{}</blockquote>").format(link_to(source), Markup(source.description))
        target.post_note(said)


def _links(system: Env) -> Iterator[tuple[str, str]]:
    """(model, field) of every foreign key to tickets, but those of parts of a ticket and of tickets themselves."""
    for model, info in system.models.infos.items():
        for name, field in info.fields.items():
            if model == TICKET or field.kind != "foreign_key" or field.target != TICKET:
                continue
            (key,) = system.models.models[model].__table__.c[name].foreign_keys  # type: ignore[attr-defined]
            if key.ondelete != "CASCADE":
                yield model, name


def _move_links(system: Env, source: Ticket, target: Ticket) -> Moved:
    """Documents that name the source name the target: each as its own model allows it, with its checks and history."""
    moved: Moved = {}
    for model, name in _links(system):
        cls: Any = system.models.models[model]
        wanted = sa.select(cls).where(getattr(cls, name) == source.id).order_by(cls.id)
        found = system.session.scalars(wanted).all()
        if found:
            _link_to(system, model, name, found, target)
            moved[f"{model}/{name}"] = [one.id for one in found]
    return moved


def _link_to(system: Env, model: str, name: str, documents: Iterable[Any], ticket: Ticket) -> None:
    fields = system.info(model).fields
    relation = next((one.name for one in fields.values() if one.kind == "many2one" and one.column == name), None)
    for document in documents:
        setattr(document, relation or name, ticket if relation else ticket.id)
    system.session.flush()


def _move_rows(system: Env, source: Ticket, target: Ticket) -> Moved:
    """Messages, their mails, files and what is to do. What changed on the source stays told of there."""
    moved: Moved = {}
    for layer in HANGING:
        cls: Any = system[layer]
        wanted = sa.select(cls.id).where(cls.document_model == TICKET, cls.document_id == source.id)
        if layer is Message:
            wanted = wanted.where(cls.kind != "tracking")
        if layer is Attachment:
            wanted = wanted.where(cls.edition.is_(None))  # a print that is kept stays with what was printed
        ids = list(system.session.scalars(wanted.order_by(cls.id)))
        if ids:
            _hang(system, layer, ids, target.id)
            moved[layer.__model__] = ids
    return moved


def _hang(system: Env, layer: type[PlainModel], ids: Collection[int], ticket_id: int, *, on: int | None = None) -> None:
    """Lets rows name a ticket, of those that are there and still hang `on` another. No entry's text is touched."""
    table: Any = system[layer].__table__  # type: ignore[attr-defined]
    mine = sa.update(table).where(table.c.id.in_(ids), table.c.document_model == TICKET)
    if on is not None:
        mine = mine.where(table.c.document_id == on)
    system.transaction.connection.execute(mine.values(document_id=ticket_id))
    for one in [one for one in system.session.identity_map.values() if isinstance(one, layer) and one.id in set(ids)]:
        system.session.expire(one)


def _follow(system: Env, ticket_id: int, contact_ids: Collection[int]) -> None:
    if not contact_ids:
        return
    known = system.session.scalars(sa.select(system[Contact].id).where(system[Contact].id.in_(contact_ids))).all()
    rows = [{"document_model": TICKET, "document_id": ticket_id, "contact_id": one} for one in sorted(known)]
    insert: Any = sqlite.insert if system.transaction.connection.dialect.name == "sqlite" else postgresql.insert
    if rows:
        system.session.execute(insert(system[Follower]).values(rows).on_conflict_do_nothing())


def _unfollow(system: Env, ticket_id: int, contact_ids: Collection[int]) -> None:
    follower = system[Follower]
    mine = sa.and_(follower.document_model == TICKET, follower.document_id == ticket_id)
    ended = sa.delete(follower).where(mine, follower.contact_id.in_(contact_ids))
    system.session.execute(ended.execution_options(synchronize_session=False))


# --- and apart --------------------------------------------------------------------------------------------------------


def _take_apart(source: MergedTicket) -> None:
    """System work."""
    system = source.env
    found = sa.select(system[Merge]).where(system[Merge].source_id == source.id)
    merge = system.session.scalars(found).one_or_none()
    if merge is None:
        raise Refused("{ticket} is not merged.", ticket=str(source))
    if source.version != merge.source_version:
        raise Refused("{ticket} was changed since it was merged.", ticket=str(source))
    target = system.session.get_one(system[MergedTicket], merge.target_id)
    if target.merged_into is not None:
        raise Refused("{ticket} was merged into {other}. Undo that first.", ticket=str(target),
                      other=str(target.merged_into))  # fmt: skip
    _give_back(system, merge.rows, source, target)
    _give_followers_back(system, merge)
    system.session.delete(merge)
    source.merged_into, source.active = None, True
    system.session.flush()
    target.post_note("No longer part of this ticket: {ticket}", ticket=source)


def _give_back(system: Env, rows: Mapping[str, list[int]], source: Ticket, target: Ticket) -> None:
    """What came along and is still there goes back; what came later stays."""
    by_name = {layer.__model__: layer for layer in HANGING}
    for what, ids in rows.items():
        model, _, name = what.partition("/")
        if not name:
            _hang(system, by_name[model], ids, source.id, on=target.id)
            continue
        cls: Any = system.models.models.get(model)
        if cls is None or name not in system.info(model).fields:
            continue  # uninstalled meanwhile
        still = sa.select(cls).where(cls.id.in_(ids), getattr(cls, name) == target.id).order_by(cls.id)
        _link_to(system, model, name, system.session.scalars(still).all(), source)


def _give_followers_back(system: Env, merge: Merge) -> None:
    """Who came with this ticket alone leaves the target; who came with another, too, stays on that one's account."""
    cls = system[Merge]
    others = system.session.scalars(
        sa.select(cls).where(cls.target_id == merge.target_id, cls.id != merge.id).order_by(cls.id)
    ).all()
    leaving = []
    for contact_id in merge.added:
        heir = next((one for one in others if contact_id in one.followers), None)
        if heir is None:
            leaving.append(contact_id)
        else:
            heir.added = [*heir.added, contact_id]
    _unfollow(system, merge.target_id, leaving)
    _follow(system, merge.source_id, merge.followers)
