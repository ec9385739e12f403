"""Mail to a team is a ticket, an answer is a message on it, and whoever is no part of it writes nothing there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from addons.helpdesk.models import Ticket
from addons.mail.incoming import processing
from addons.mail.incoming.reply_addresses import PURPOSE, reply_address
from addons.mail.models import IncomingMail, MailServer, OutgoingMail
from core import Refused
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from tests.addons.helpdesk import desk
from tests.addons.helpdesk.letters import (
    MARTA,
    SERVICE,
    STRANGER,
    a_letter,
    bring,
    furnish,
    mails,
    said,
    stored,
    tickets,
)
from tests.core.jobs.conftest import House, Turned


@pytest.fixture
def house(fresh_kernel: Callable[..., Kernel]) -> House:
    clock = Turned()
    return House(fresh_kernel("helpdesk", clock=clock, scene=(furnish,)), clock)


def answer(house: House, body: str = "Which serial number?", who: str = desk.USER) -> None:
    """An agent answers on the newest ticket."""
    house.run(lambda env: newest(env).post_message(body) and None, who)


def newest(env: Env) -> Ticket:
    ticket: Ticket = env.session.query(env[Ticket]).order_by(env[Ticket].id.desc()).first()
    return ticket


def reply_to(house: House, address: str) -> str:
    """The signed address for answers to the last mail to somebody."""

    def find(env: Env) -> str:
        mail = (
            env.session.query(env[OutgoingMail])
            .filter_by(address=address)
            .order_by(env[OutgoingMail].id.desc())
            .first()
        )
        return reply_address(env, mail, env.session.query(env[MailServer]).one())

    return str(house.run(find))


@pytest.mark.req("HD-18")
def test_mail_to_a_team_is_a_ticket_of_its_sender(house: House) -> None:
    bring(house, a_letter("It flickers.\n\nMarta"))
    (ticket,) = tickets(house)
    assert (ticket.title, ticket.email, ticket.phone) == ("Display flickers", "marta@example.org", "+48 1")
    assert ticket.description == "<p>It flickers.</p><p>Marta</p>"
    assert house.run(lambda env: newest(env).customer.name) == "Marta Nowak"
    assert said(house) == [("message", "Marta Nowak", "<p>It flickers.</p><p>Marta</p>")]
    assert house.run(lambda env: newest(env).stage.name) == "New"
    assert mails(house) == []


@pytest.mark.req("HD-18")
def test_a_sender_whom_nobody_knows_is_kept_as_email_and_gets_what_is_answered(house: House) -> None:
    bring(house, a_letter(sender=f"Sam <{STRANGER}>"))
    (ticket,) = tickets(house)
    assert (ticket.customer_id, ticket.email) == (None, STRANGER)
    assert said(house)[0][1] == f"Sam <{STRANGER}>"
    answer(house)
    assert [one.address for one in mails(house)] == [STRANGER]


@pytest.mark.req("HD-18", "CT-7")
def test_an_answer_is_a_message_on_its_ticket_by_each_way(house: House) -> None:
    bring(house, a_letter())
    answer(house)
    (sent,) = mails(house)
    assert sent.address == MARTA
    signed = reply_to(house, MARTA)
    assert signed.startswith("replies+") and len(signed.partition("@")[0]) <= 64
    bring(house, a_letter("By address.", subject="whatever", to=signed), to=signed)
    bring(house, a_letter("By header.", subject="whatever", In_Reply_To=sent.reference))
    bring(
        house,
        a_letter("By references.", subject="whatever", References=f"<x@y.example> {sent.reference} <z@y.example>"),
    )
    bring(house, a_letter("By number.", subject=f"AW: display (#{tickets(house)[0].number})"))
    assert len(tickets(house)) == 1
    texts = [text for _, _, text in said(house)]
    assert texts[2:] == ["<p>By address.</p>", "<p>By header.</p>", "<p>By references.</p>", "<p>By number.</p>"]


@pytest.mark.req("HD-18")
def test_a_stranger_cannot_write_on_a_ticket_but_by_the_signed_address(house: House) -> None:
    bring(house, a_letter())
    answer(house)
    (sent,), number = mails(house), tickets(house)[0].number
    bring(house, a_letter("Header.", sender=STRANGER, In_Reply_To=sent.reference))
    bring(house, a_letter("Number.", sender=STRANGER, subject=f"Re: (#{number})"))
    assert len(tickets(house)) == 3, "each is a ticket of its own"
    signed = reply_to(house, MARTA)
    bring(house, a_letter("Signed.", sender=STRANGER, to=signed), to=signed)
    assert len(tickets(house)) == 3
    assert said(house)[-1] == ("message", STRANGER, "<p>Signed.</p>")


@pytest.mark.parametrize("change", ["letter", "mark", "purpose"])
def test_a_signed_address_cannot_be_made_up(house: House, change: str) -> None:
    bring(house, a_letter())
    answer(house)
    signed = reply_to(house, MARTA)
    head, _, rest = signed.partition("+")
    mark, _, tail = rest.partition("-")
    forged = {
        "letter": f"{head}+{mark}-{'a' if tail[0] != 'a' else 'b'}{tail[1:]}",
        "mark": f"{head}+{mark}0-{tail}",
        "purpose": f"{head}+{mark}-{house.run(lambda env: env.sign('other', mark))}@shop.example",
    }[change]
    taken = bring(house, a_letter("Forged.", sender=STRANGER, to=forged), to=forged)
    assert (stored(house, taken).state, stored(house, taken).reason) == ("held", processing.NOBODYS)
    upper = tail.partition("@")[0].upper()
    assert house.run(lambda env: env.signed(PURPOSE, mark, upper)), "servers may change the case"


@pytest.mark.req("HD-18", "AR-2")
def test_an_agent_who_answers_his_own_mail_writes_as_himself(house: House) -> None:
    bring(house, a_letter())
    house.run(lambda env: newest(env).follow(desk.user(env, desk.USER)) and None)
    bring(house, a_letter("More of it.", subject=f"(#{tickets(house)[0].number})"))
    assert [one.address for one in mails(house)] == [desk.USER]
    signed = reply_to(house, desk.USER)
    bring(house, a_letter("We come.", sender=desk.USER, to=signed), to=signed)
    assert said(house)[-1] == ("message", "user", "<p>We come.</p>")
    assert [one.address for one in mails(house)] == [desk.USER, MARTA]


@pytest.mark.req("AR-2")
def test_nobody_becomes_an_agent_by_writing_his_address(house: House) -> None:
    bring(house, a_letter())
    answer(house)
    (sent,), signed = mails(house), reply_to(house, MARTA)
    for raw, to in (
        (a_letter("Pay here.", sender=desk.USER, to=signed), signed),
        (a_letter("Pay there.", sender=desk.USER, In_Reply_To=sent.reference), SERVICE),
    ):
        taken = bring(house, raw, to=to)
        assert (stored(house, taken).state, stored(house, taken).reason) == ("held", processing.UNPROVEN)
    assert "Pay" not in str(said(house)) and len(tickets(house)) == 1
    house.run(lambda env: env.session.get(env[IncomingMail], taken.id).retry())
    house.work()
    assert said(house)[-1] == ("message", "user", "<p>Pay there.</p>"), "an administrator has confirmed it"


def test_an_agent_writes_by_mail_what_he_may_and_nothing_else(house: House) -> None:
    def hide(env: Env) -> None:
        ticket = newest(env)
        ticket.follow(desk.user(env, desk.OTHER))

    bring(house, a_letter())
    house.run(hide)
    bring(house, a_letter("More.", subject=f"(#{tickets(house)[0].number})"))
    signed = reply_to(house, desk.OTHER)

    def close_the_team(env: Env) -> None:
        ticket = newest(env)
        ticket.unfollow(desk.user(env, desk.OTHER))
        ticket.team.visibility = "private"

    house.run(close_the_team)
    taken = bring(house, a_letter("Let me in.", sender=desk.OTHER, to=signed), to=signed)
    found = stored(house, taken)
    assert found.state == "failed" and "not allowed" in found.reason
    assert "Let me in." not in str(said(house))


@pytest.mark.req("HD-18")
def test_automatic_answers_and_own_mails_make_no_ticket(house: House) -> None:
    away = a_letter("I am away.", Auto_Submitted="auto-replied")
    taken = bring(house, away)
    assert tickets(house) == [] and stored(house, taken).state == "ignored"
    bring(house, a_letter())
    answer(house)
    (sent,) = mails(house)
    own = bring(house, a_letter("Back again.", Message_ID=sent.reference))
    assert stored(house, own).reason == processing.OWN
    bring(house, a_letter("Away until Monday.", In_Reply_To=sent.reference, Auto_Submitted="auto-replied"))
    assert len(tickets(house)) == 1
    assert said(house)[-1] == ("note", "Marta Nowak", "<p>Away until Monday.</p>")
    assert len(mails(house)) == 1, "an automatic answer is mailed to nobody"


def test_two_programs_that_answer_each_other_come_to_an_end(house: House) -> None:
    for number in range(processing.MOST_AN_HOUR + 5):
        bring(house, a_letter(f"Ticket {number} received", sender="robot@other.example", subject=f"Ticket {number}"))
    assert len(tickets(house)) == processing.MOST_AN_HOUR
    held = [one for one in rows_of(house) if one.state == "held"]
    assert len(held) == 5 and {one.reason for one in held} == {processing.TOO_MANY}
    house.clock.turn(hours=2)
    bring(house, a_letter("Later", sender="robot@other.example"))
    assert len(tickets(house)) == processing.MOST_AN_HOUR + 1


def test_what_is_sent_by_itself_is_known_as_such_where_it_arrives(house: House) -> None:
    from addons.helpdesk.models import Stage
    from addons.mail.letters import written
    from addons.mail.models import Template

    def acknowledge(env: Env) -> None:
        received = env.session.query(env[Template]).filter_by(name="Ticket received", original_id=None).one()
        env.session.query(env[Stage]).filter_by(name="New").one().template = received

    def as_sent(env: Env) -> bytes:
        mail = env.session.query(env[OutgoingMail]).order_by(env[OutgoingMail].id.desc()).first()
        return written(env, mail, env.session.query(env[MailServer]).one())

    house.run(acknowledge)
    bring(house, a_letter())
    assert [one.address for one in mails(house)] == [MARTA]
    raw = house.run(as_sent).replace(b"Message-ID: <", b"Message-ID: <from.another.house.")
    taken = bring(house, raw)
    assert len(tickets(house)) == 1 and len(mails(house)) == 1
    assert stored(house, taken).state in ("ignored", "done")


def rows_of(house: House) -> list[Any]:
    from tests.addons.helpdesk.letters import rows

    return rows(house, IncomingMail)


@pytest.mark.req("CT-5")
def test_a_report_marks_the_mail_and_makes_no_ticket(house: House) -> None:
    from tests.addons.mail.test_reading_mail import sample

    bring(house, a_letter())
    answer(house)
    (sent,) = mails(house)
    report = sample("dsn").replace(b"<REFERENCE>", sent.reference.encode()).replace(b"Bo@Example.com", MARTA.encode())
    house.run(lambda env: setattr(env.session.get(env[OutgoingMail], sent.id), "state", "sent"))
    taken = bring(house, report, return_path="")
    (sent,) = mails(house)
    assert sent.state == "failed" and sent.answer.startswith("Returned: 550 5.1.1")
    assert stored(house, taken).state == "done" and len(tickets(house)) == 1
    unknown = bring(house, sample("dsn").replace(b"<REFERENCE>", b"<who@knows.example>"), return_path="")
    assert stored(house, unknown).state == "ignored" and len(tickets(house)) == 1


def test_the_same_mail_is_taken_once_and_another_one_with_its_message_id_is_not_lost(house: House) -> None:
    raw = a_letter(Message_ID="<same@example.org>")
    first, again = bring(house, raw), bring(house, b"Received: by another server\r\n" + raw.replace(b"\n", b"\r\n"))
    assert (again.id, again.is_new) == (first.id, False)
    other = bring(house, a_letter("Something else.", Message_ID="<same@example.org>"))
    assert other.is_new and len(tickets(house)) == 2


def test_an_answer_to_two_addresses_is_one_message(house: House) -> None:
    bring(house, a_letter())
    answer(house)
    (sent,) = mails(house)
    signed = reply_to(house, MARTA)
    raw = a_letter("Once.", to=f"{signed}, {SERVICE}", In_Reply_To=sent.reference)
    bring(house, raw, to=signed)
    taken = bring(house, raw, to=SERVICE)
    assert stored(house, taken).reason == processing.ALREADY_THERE
    assert [text for _, _, text in said(house)].count("<p>Once.</p>") == 1


@pytest.mark.req("HD-23")
def test_an_answer_to_a_merged_ticket_goes_to_the_one_that_stays(house: House) -> None:
    def merge(env: Env) -> None:
        first, second = env.session.query(env[Ticket]).order_by(env[Ticket].id).all()
        first.merge([second])

    bring(house, a_letter())
    bring(house, a_letter("Again.", subject="Second"))
    answer(house)
    signed = reply_to(house, MARTA)
    house.run(merge)
    taken = bring(house, a_letter("Still.", to=signed), to=signed)
    assert stored(house, taken).document_id == tickets(house)[0].id
    assert said(house)[-1][2] == "<p>Still.</p>"


def test_what_was_held_back_is_taken_in_by_hand(house: House) -> None:
    taken = bring(house, a_letter(List_Id="<news.example.org>"))
    assert (stored(house, taken).state, stored(house, taken).reason) == ("held", processing.OF_A_LIST)
    house.run(lambda env: env.session.get(env[IncomingMail], taken.id).retry())
    house.work()
    assert stored(house, taken).state == "done" and len(tickets(house)) == 1
    with pytest.raises(Refused, match="failed or was held back"):
        house.run(lambda env: env.session.get(env[IncomingMail], taken.id).retry())


def test_who_looks_the_database_over_hears_of_what_was_not_taken_in(house: House) -> None:
    from addons.mail.incoming.doctor import findings

    assert house.run(lambda env: list(findings(env))) == []
    bring(house, a_letter(List_Id="<news.example.org>"))
    (found,) = house.run(lambda env: list(findings(env)))
    assert found.text == "held back, see Mail / Incoming Mails: 1" and not found.wrong


def test_what_fails_is_kept_says_why_and_can_be_retried(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(processing, "post", fail)
        taken = bring(house, a_letter())
    found = stored(house, taken)
    assert (found.state, found.reason) == ("failed", "the disk is full") and tickets(house) == []
    house.run(lambda env: env.session.get(env[IncomingMail], taken.id).retry())
    house.work()
    assert stored(house, taken).state == "done" and len(tickets(house)) == 1


def test_pictures_and_files_are_on_the_ticket(house: House) -> None:
    from tests.addons.mail.test_reading_mail import sample

    bring(house, sample("html"))
    (ticket,) = tickets(house)
    found = house.run(lambda env: [(one.id, one.name) for one in files_of(env, ticket.id)])
    assert [name for _, name in found] == ["battery.png"]
    assert f'<img src="/files/{found[0][0]}" alt="the battery">' in ticket.description
    assert said(house)[0][2] == ticket.description


def test_what_an_answer_quotes_is_folded_in_the_conversation_and_plain_in_the_description(house: House) -> None:
    from tests.addons.mail.test_reading_mail import sample

    bring(house, sample("answer-gmail"))
    (ticket,) = tickets(house)
    assert "<details><summary></summary>" in said(house)[0][2]
    assert "details" not in ticket.description and "<blockquote>" in ticket.description


def files_of(env: Env, ticket_id: int) -> list[Any]:
    from addons.base.models import Attachment

    file = env[Attachment]
    return list(env.session.query(file).filter_by(document_model="helpdesk.ticket", document_id=ticket_id))


@pytest.mark.parametrize(
    ("alias", "why"), [("nonsense", "This is not an email address."), (SERVICE.upper(), "elsewhere already")]
)
def test_an_address_is_one_and_belongs_to_one_team(house: House, alias: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        house.run(lambda env: desk.a_team(env, "Other", alias=alias) and None)
