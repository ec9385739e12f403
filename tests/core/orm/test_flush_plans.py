"""However little a flush plans, what it writes is what the records say."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.orm.composition import Composition
from tests.core.orm.shop import Contact, Line, Tag, Ticket, compose

Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["contact", "under", "ticket", "line", "move", "drop", "tag", "untag", "leave", "flush"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=25,
)


@pytest.fixture(scope="module")
def models() -> Composition:
    return compose("base", "desk")


def opened(models: Composition) -> Session:
    engine = sa.create_engine("sqlite://")
    sa.event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    models.metadata.create_all(engine)
    return Session(engine)


class Drawn:
    """Records that steps make and change, in a session."""

    def __init__(self, models: Composition, session: Session) -> None:
        self.models, self.session, self.made = models, session, 0
        self.contacts: list[Any] = []
        self.tickets: list[Any] = []

    def new(self, layer: Any, **values: Any) -> Any:
        self.made += 1
        record = self.models[layer](**values)
        self.session.add(record)
        return record

    def take(self, step: Step) -> None:
        what, one, other = step
        contact, parent = (self.contacts[at % len(self.contacts)] if self.contacts else None for at in (one, other))
        ticket, second = (self.tickets[at % len(self.tickets)] if self.tickets else None for at in (one, other))
        if what == "contact":
            self.contacts.append(self.new(Contact, name=f"C{self.made}", parent=parent))
        elif what == "under" and contact is not None and contact not in ancestors(parent):
            contact.parent = parent if one % 3 else None
        elif what == "ticket":
            self.tickets.append(self.new(Ticket, number=str(self.made), title="T", contact=contact))
        elif what == "line" and ticket is not None:
            ticket.lines.append(self.models[Line](name=f"L{self.made}"))
        elif what == "move" and ticket is not None and ticket.lines:
            self.session.flush()  # the ORM itself forgets a new line that changes its ticket
            ticket.lines[0].ticket = second
        elif what == "drop" and ticket is not None and ticket.lines:
            ticket.lines.pop()
        elif what == "tag" and ticket is not None:
            ticket.tags.append(self.new(Tag, name=f"tag {self.made}"))
        elif what == "untag" and ticket is not None and ticket.tags:
            ticket.tags.pop(0)
        elif what == "leave" and ticket is not None:
            self.session.flush()
            self.tickets.remove(ticket)
            self.session.delete(ticket)
        elif what == "flush":
            self.session.flush()

    def said(self) -> tuple[Any, Any]:
        contacts = {one.name: one.parent and one.parent.name for one in self.contacts}
        tickets = {
            one.number: (one.contact and one.contact.name, sorted(line.name for line in one.lines),
                         sorted(tag.name for tag in one.tags))
            for one in self.tickets
        }  # fmt: skip
        return contacts, tickets


def ancestors(contact: Any) -> list[Any]:
    found = []
    while contact is not None:
        found.append(contact)
        contact = contact.parent
    return found


@given(steps=STEPS)
@settings(max_examples=40, deadline=None)
def test_what_is_stored_is_what_the_records_say(models: Composition, steps: list[Step]) -> None:
    with opened(models) as session:
        drawn = Drawn(models, session)
        for step in steps:
            drawn.take(step)
        session.flush()
        said, lines = drawn.said(), sum(len(one.lines) for one in drawn.tickets)
        session.expire_all()
        assert drawn.said() == said
        assert session.scalar(sa.select(sa.func.count()).select_from(models[Line])) == lines


def test_links_to_stored_records_need_no_order(models: Composition) -> None:
    with opened(models) as session:
        parent = models[Contact](name="Parent")
        session.add(parent)
        session.flush()
        circles: list[Any] = []
        sa.event.listen(session, "after_flush", lambda _session, uow: circles.append(uow.cycles))
        session.add_all([models[Contact](name=f"Child {n}", parent=parent) for n in range(3)])
        session.flush()
        parent.name = "Renamed"
        parent.people[0].name = "Renamed, too"
        session.flush()
        assert circles and not any(circles)
        assert [one.parent_id for one in parent.people] == [parent.id] * 3
