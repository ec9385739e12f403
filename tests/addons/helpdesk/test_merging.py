"""Tickets about one thing become one, their followers hear of it once, and it can be undone (SPEC HD-23)."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import Attachment
from addons.helpdesk.models import Merge, MergedTicket, Ticket
from addons.helpdesk.portal import may_be_closed, page
from addons.mail.models import Activity, Message, Notice, OutgoingMail
from core import AccessDenied, Env, Refused
from tests.addons.helpdesk.desk import MANAGER, OTHER, USER, a_contact, a_team, a_ticket, company_of, user
from tests.addons.helpdesk.screens import Screens, actions, smart, view_of, words
from tests.kernels import Acting

FIRST, SECOND = "Display flickers", "It flickers again"


def a_file(env: Env, ticket: Ticket) -> Attachment:
    digest = {"name": "photo.jpg", "hash": "0" * 64, "size": 3}
    return env.new(Attachment, document_model="helpdesk.ticket", document_id=ticket.id, **digest)


@pytest.fixture
def two(desk: Acting) -> Acting:
    """Two tickets: Marta follows both, Bo the second; on the second something was said, noted, planned and attached."""

    def make(env: Env) -> None:
        marta, bo = (a_contact(env, name, email=f"{name.lower()}@mail.example") for name in ("Marta", "Bo"))
        a_ticket(env, FIRST, customer=marta)
        second = a_ticket(env, SECOND, customer=marta, description="<p>Since the rain.</p>")
        second.follow(bo)
        second.post_message("Which display is it?")
        second.post_note("Ask @user")
        second.schedule("Call", due=env.today(), user=user(env, USER))
        a_file(env, second)

    desk.run(make)
    desk.run(lambda env: ticket(env, FIRST).follow(ticket(env, FIRST).customer))
    return desk


def ticket(env: Env, title: str) -> Any:
    return env.session.scalars(sa.select(env[MergedTicket]).where(env[Ticket].title == title)).one()


def merge(env: Env) -> None:
    ticket(env, FIRST).merge([ticket(env, SECOND)])


def hanging(env: Env, title: str) -> dict[str, list[int]]:
    """Ids of what hangs on a ticket, but its tracked changes."""
    id_, found = ticket(env, title).id, {}
    for layer in (Message, OutgoingMail, Notice, Activity, Attachment):
        cls: Any = env[layer]
        mine = sa.select(cls.id).where(cls.document_model == "helpdesk.ticket", cls.document_id == id_)
        if layer is Message:
            mine = mine.where(cls.kind != "tracking")
        found[layer.__model__] = sorted(env.session.scalars(mine))
    return found


def followers(env: Env, title: str) -> list[int]:
    return sorted(ticket(env, title).follower_ids)


def state(env: Env) -> list[Any]:
    """Everything that a merge moves or changes."""
    return [
        (hanging(env, title), followers(env, title), ticket(env, title).active, ticket(env, title).merged_into_id)
        for title in (FIRST, SECOND)
    ]


@pytest.mark.req("HD-23")
def test_what_hangs_on_a_ticket_moves_and_it_is_archived_with_a_link(two: Acting) -> None:
    before = two.run(state)
    two.run(merge, USER)
    first, second = two.run(state)
    assert all(before[1][0].values())  # there was something of each kind
    for model, ids in before[1][0].items():
        assert set(ids) <= set(first[0][model]), model
        assert not set(ids) & set(second[0][model]), model
    assert set(before[1][1]) <= set(first[1])
    assert second[1:] == ([], False, two.run(lambda env: ticket(env, FIRST).id))
    said = two.run(lambda env: env.session.scalars(sa.select(env[Message].body).order_by(env[Message].id)).all())
    assert any("Since the rain." in one for one in said)


@pytest.mark.req("HD-23", "CT-7")
def test_followers_of_all_are_told_once(two: Acting) -> None:
    def mails(env: Env) -> list[str]:
        mail = env[OutgoingMail]
        return sorted(env.session.scalars(sa.select(mail.address).where(mail.subject.like(f"{FIRST}%"))))

    two.run(merge, USER)
    assert two.run(mails) == ["bo@mail.example", "marta@mail.example"]


@pytest.mark.req("HD-23")
def test_undoing_gives_everything_back(two: Acting) -> None:
    before = two.run(state)
    two.run(merge, USER)
    later = two.run(lambda env: ticket(env, FIRST).post_message("Said later").id)
    two.run(lambda env: ticket(env, SECOND).undo_merge(), USER)
    after = two.run(state)
    assert after[1] == before[1]
    assert after[0][1:] == before[0][1:]
    assert later in after[0][0]["mail.message"]
    for model in ("mail.activity", "base.attachment"):
        assert after[0][0][model] == before[0][0][model]
    assert two.run(lambda env: env.session.scalar(sa.select(sa.func.count()).select_from(env[Merge]))) == 0


@pytest.mark.req("HD-23")
def test_a_ticket_that_was_changed_since_stays_merged(two: Acting) -> None:
    two.run(merge, USER)
    two.run(lambda env: setattr(ticket(env, SECOND), "priority", "2"), USER)
    with pytest.raises(Refused, match="was changed since it was merged"):
        two.run(lambda env: ticket(env, SECOND).undo_merge(), USER)


@pytest.mark.req("HD-23")
def test_a_merged_ticket_is_no_longer_written_on_nor_taken_back_by_hand(two: Acting) -> None:
    two.run(merge, USER)
    posted = two.run(lambda env: ticket(env, SECOND).post_message("A late answer").id, USER)
    assert posted in two.run(lambda env: hanging(env, FIRST)["mail.message"])
    with pytest.raises(Refused, match="Undo that first"):
        two.run(lambda env: setattr(ticket(env, SECOND), "active", True), USER)
    with pytest.raises(Refused, match="is archived"):
        two.run(merge, USER)


@pytest.mark.req("HD-23", "PT-4")
def test_its_customer_reads_where_it_goes_on(two: Acting) -> None:
    def facts(env: Env) -> dict[str, Any]:
        return {one.label: one.value for one in page(ticket(env, SECOND)).facts}

    assert "Continued in" not in two.run(facts)
    two.run(merge, USER)
    assert two.run(facts)["Continued in"] == "#0001"
    assert not two.run(lambda env: may_be_closed(ticket(env, SECOND)))


def test_what_cannot_be_merged_is_refused(two: Acting) -> None:
    with pytest.raises(Refused, match="Select the tickets to merge"):
        two.run(lambda env: ticket(env, FIRST).merge([ticket(env, FIRST)]), USER)

    def elsewhere(env: Env) -> None:
        other = env.new(type(company_of(env)), name="Other", currency=company_of(env).currency)
        env.session.flush()
        a_ticket(env, "Of another company", team=a_team(env, "There", company=other))
        ticket(env, FIRST).merge([ticket(env, "Of another company")])

    with pytest.raises(Refused, match="different companies"):
        two.run(elsewhere)


def test_only_who_may_change_all_of_them_merges(two: Acting) -> None:
    def private(env: Env) -> None:
        ticket(env, SECOND).team = a_team(env, "Closed", visibility="private", members=[user(env, OTHER)])

    two.run(private)
    ids = two.run(lambda env: [ticket(env, one).id for one in (FIRST, SECOND)])
    with pytest.raises((AccessDenied, AttributeError)):
        two.run(lambda env: env.session.get(env[MergedTicket], ids[0]).merge(
            [env.session.get(env[MergedTicket], ids[1])]), USER)  # fmt: skip


@pytest.mark.req("HD-23")
def test_tickets_are_selected_in_the_list_and_the_one_that_stays_is_chosen(screens: Screens, two: Acting) -> None:
    browser = screens.of(USER)
    page = browser.get("/helpdesk/tickets")
    assert "Merge" in words(page.text)
    first, second = two.run(lambda env: [ticket(env, one).id for one in (FIRST, SECOND)])
    token = next(iter(screens.fields(USER, f"/helpdesk/ticket/{first}").items()))[1]
    fields = {"_token": token, "_query": "", "ids": [str(second), str(first)]}
    answer = browser.post("/helpdesk/tickets/bulk/MergeTickets", data=fields)
    assert answer.status_code == 303, words(answer.text)
    form = answer.headers["location"]
    assert form.startswith("/wizard/helpdesk/MergeTickets")
    values = screens.fields(USER, form)
    assert values["target"] == [str(first)]
    pressed = f"/wizard/helpdesk/MergeTickets/press/confirm?on={second}"
    screens.save(USER, form, to=pressed, tickets=[str(first), str(second)])
    assert two.run(lambda env: smart(view_of(env, ticket(env, FIRST))), USER)["Merged tickets"] == 1
    shown = two.run(lambda env: actions(view_of(env, ticket(env, SECOND))), USER)
    assert "Undo Merge" in shown
    assert "Merge" not in shown
    none = browser.post("/helpdesk/tickets/bulk/MergeTickets", data={**fields, "ids": []})
    assert "Select records first." in words(none.text)


def test_a_ticket_with_merged_ones_is_not_deleted(two: Acting) -> None:
    two.run(merge)
    answer = two.run(lambda env: [str(one) for one in ticket(env, FIRST).linked_documents()], MANAGER)
    assert answer == ["It flickers again (#0002)"]
