"""Documents of other addons follow a merged ticket and come back, posted ones untouched (SPEC HD-23)."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from addons.account.models import Invoice
from addons.helpdesk.models import Merge
from core import Env
from tests.addons.helpdesk.desk import a_ticket
from tests.addons.helpdesk_refund.refunding import a_ticket_of, invoices_of, opened, press
from tests.kernels import Acting

FACTS = ("number", "state", "seal", "total", "residual", "customer_id", "reversed_id")


@pytest.mark.req("HD-23")
def test_a_posted_credit_note_follows_its_ticket_and_stays_as_it_is(refunds: Acting) -> None:
    with refunds.rolled_back() as env:
        source: Any = a_ticket_of(env, "Marta")
        note: Any = press(opened(env, source, invoices=invoices_of(env, "Marta")[:1]))
        note.post()
        facts = [getattr(note, name) for name in FACTS]
        target: Any = a_ticket(env, "The same once more", customer=source.customer)
        target.merge([source])
        assert (note.ticket, source.credit_notes, target.credit_notes) == (target, [], [note])
        assert [getattr(note, name) for name in FACTS] == facts
        assert target.has_linked_documents
        assert list(target.linked_documents())[0] == note

        stored = env.session.scalars(sa.select(env[Merge])).one()
        assert stored.rows["account.invoice/ticket_id"] == [note.id]
        later = self_made(env, target)
        source.undo_merge()
        assert (note.ticket, later.ticket) == (source, target)
        assert [getattr(note, name) for name in FACTS] == facts


def self_made(env: Env, ticket: Any) -> Any:
    """A credit note that came from the ticket after the merge."""
    made: Any = press(opened(env, ticket, invoices=invoices_of(env, "Marta")[1:2]))
    assert isinstance(made, env[Invoice])
    return made
