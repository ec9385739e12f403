"""However tickets are merged, talked on, followed and taken apart: each thing is where its ticket is, and comes home."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from addons.helpdesk.models import MergedTicket
from addons.mail.models import Message
from core import Refused
from tests.addons.helpdesk.desk import a_contact, a_ticket
from tests.kernels import Acting

TICKETS, CONTACTS = st.integers(0, 3), st.integers(0, 2)
TELLING = ("Merged into this ticket", "No longer part of")


class Merging(RuleBasedStateMachine):
    """Four tickets and three people. Of every entry we know on which ticket it was written, its home."""

    desk: Acting

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.env = self.stack.enter_context(self.desk.rolled_back())
        self.tickets = [a_ticket(self.env, f"Ticket {n}").id for n in range(4)]
        self.contacts = [a_contact(self.env, f"Contact {n}").id for n in range(3)]
        self.into: dict[int, int] = {}
        self.home: dict[int, int] = {}
        self.following: dict[int, set[int]] = defaultdict(set)
        """Who would follow a ticket if nothing had ever been merged."""
        self.touched: set[int] = set()
        self.somebody_left = False
        # Enough has happened already that the first steps can undo something.
        for at in range(4):
            self.write(at=at, note=False)
            self.write(at=at, note=True)
        for at, who in ((0, 1), (1, 0), (1, 1), (2, 0), (2, 2)):
            self.follow(at=at, who=who)
        self.merge(one=0, other=1)
        self.merge(one=0, other=2)

    def teardown(self) -> None:
        # Taken apart in any order that is possible, everything is at home.
        while open_ := [one for one in self.into if one not in self.touched and self.into[one] not in self.into]:
            self.apart(self.tickets.index(open_[0]))
        self.everything_is_where_its_ticket_is()
        if not self.touched:
            for id_ in self.tickets:
                assert set(self.get(id_).follower_ids) == self.following[id_]
                assert self.get(id_).active
        self.stack.close()

    def get(self, id_: int) -> MergedTicket:
        return self.env.session.get_one(self.env[MergedTicket], id_)

    def root(self, id_: int) -> int:
        while id_ in self.into:
            id_ = self.into[id_]
        return id_

    def come_here(self, root: int) -> set[int]:
        """Who follows a ticket by way of one that was merged into it."""
        return set().union(*(self.following[one] for one in self.tickets if one != root and self.root(one) == root))

    @rule(at=TICKETS, note=st.booleans())
    def write(self, at: int, note: bool) -> None:
        ticket = self.get(self.tickets[at])
        written = ticket.post_note("A note") if note else ticket.post_message("A message")
        self.env.session.flush()
        self.home[written.id] = self.root(ticket.id)

    @rule(at=TICKETS, who=CONTACTS)
    def follow(self, at: int, who: int) -> None:
        root, contact = self.root(self.tickets[at]), self.contacts[who]
        self.get(root).follow(contact)
        if contact not in self.come_here(root):
            self.following[root].add(contact)

    @rule(at=TICKETS, who=CONTACTS)
    def unfollow(self, at: int, who: int) -> None:
        root = self.root(self.tickets[at])
        self.get(root).unfollow(self.contacts[who])
        self.somebody_left = True
        self.following[root].discard(self.contacts[who])

    @rule(one=TICKETS, other=TICKETS)
    def merge(self, one: int, other: int) -> None:
        target, source = self.tickets[one], self.tickets[other]
        if target == source or target in self.into or source in self.into:
            return
        self.get(target).merge([self.get(source)])
        self.into[source] = target

    @rule(one=TICKETS)
    def apart(self, one: int) -> None:
        source = self.tickets[one]
        possible = source in self.into and source not in self.touched and self.into[source] not in self.into
        try:
            with self.env.session.begin_nested():
                self.get(source).undo_merge()
        except Refused:
            assert not possible
            self.env.session.expire_all()
        else:
            assert possible
            del self.into[source]

    @rule(one=TICKETS)
    def change(self, one: int) -> None:
        if self.tickets[one] in self.into:
            self.get(self.tickets[one]).priority = "3" if self.get(self.tickets[one]).priority != "3" else "1"
            self.env.session.flush()
            self.touched.add(self.tickets[one])

    @invariant()
    def everything_is_where_its_ticket_is(self) -> None:
        message = self.env[Message]
        found = sa.select(message.id, message.document_id, message.body).where(message.kind != "tracking")
        places = {
            row.id: row.document_id
            for row in self.env.session.execute(found)
            if not row.body.startswith(TELLING)
        }  # fmt: skip
        assert places == {id_: self.root(home) for id_, home in self.home.items()}
        for id_ in self.tickets:
            assert id_ not in self.into or self.get(id_).follower_ids == []
            assert self.get(id_).merged_into_id == self.into.get(id_)
            if not self.somebody_left and id_ not in self.into:
                assert set(self.get(id_).follower_ids) == self.following[id_] | self.come_here(id_)


@pytest.mark.req("HD-23")
def test_merging_and_undoing_lose_and_mix_nothing(desk: Acting, database_engine: str) -> None:
    machine = type("Merging", (Merging,), {"desk": desk})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=15 if database_engine == "sqlite" else 4, stateful_step_count=14, deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
