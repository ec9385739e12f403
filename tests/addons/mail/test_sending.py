"""Messages leave the house: to each address once, whatever the server does, and never past a commit."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from addons.mail.delivering import UNKNOWN
from core import Refused
from core.jobs.queue import next_due
from core.orm.env import Env
from tests.addons.mail.conftest import PostOffice, a_server, helmet, post, queue, said, states
from tests.core.jobs.conftest import House


def wait_and_work(house: House) -> None:
    """Turns the clock to when the next job is due, and works."""
    due = house.run(next_due)
    if due is not None:
        house.clock.moment = max(house.clock.moment, due)
    house.work()


@pytest.mark.req("CT-1", "CT-5")
def test_a_message_goes_to_the_followers_but_its_author_after_the_commit(sender: House, office: PostOffice) -> None:
    post(sender, "Dear <all>,\nit is here.")
    assert office.taken == []
    assert states(sender) == {"bo@example.com": "outgoing", "cy@example.com": "outgoing"}
    sender.work()
    assert sorted(office.addresses) == ["bo@example.com", "cy@example.com"]
    assert states(sender) == {"bo@example.com": "sent", "cy@example.com": "sent"}
    mail = next(mail for to, mail in office.taken if to == ["cy@example.com"])
    assert (mail["From"], mail["To"], mail["Subject"]) == ("Ann <desk@shop.example>", "Cy <cy@example.com>", "Helmet")
    assert "Dear <all>,\nit is here." in said(mail)
    assert "Dear &lt;all&gt;,<br>it is here." in said(mail, "html")
    assert {one.reference for one in queue(sender)} == {mail["Message-ID"]}
    assert re.fullmatch(r"<product\.product\.\d+@127\.0\.0\.1>", mail["References"])
    assert sender.work() == 0


@pytest.mark.req("CT-7")
def test_who_follows_and_is_named_again_gets_one_mail(sender: House, office: PostOffice) -> None:
    from addons.base.models import Contact

    def write(env: Env) -> None:
        bo = env.session.query(env[Contact]).filter_by(name="Bo").one()
        again = env.new(Contact, name="Bo at work", email="BO@example.com")
        env.session.flush()
        helmet(env).post_message("Once", recipients=[bo, again, "bo@EXAMPLE.com", "new@example.com"])

    sender.run(write)
    sender.work()
    assert sorted(office.addresses) == ["bo@example.com", "new@example.com"]


@pytest.mark.req("CT-1")
def test_notes_stay_inside(sender: House, office: PostOffice) -> None:
    sender.run(lambda env: helmet(env).post_note("Between us") and None, "ann@example.com")
    sender.work()
    assert (office.taken, queue(sender)) == ([], [])


def test_what_is_rolled_back_is_not_sent(sender: House, office: PostOffice) -> None:
    def change_ones_mind(env: Env) -> None:
        helmet(env).post_message("Never")
        raise Refused("No.")

    with pytest.raises(Refused):
        sender.run(change_ones_mind)
    sender.work()
    assert (office.taken, queue(sender)) == ([], [])


@pytest.mark.req("CT-5")
def test_a_refused_address_fails_alone_and_can_be_retried(sender: House, office: PostOffice) -> None:
    from addons.mail.models import OutgoingMail

    office.to["bo@example.com"] = ["550 5.1.1 no such mailbox"]
    post(sender)
    sender.work()
    assert states(sender) == {"bo@example.com": "failed", "cy@example.com": "sent"}
    failed = next(one for one in queue(sender) if one.state == "failed")
    assert failed.answer == "550 5.1.1 no such mailbox"
    sender.clock.turn(days=1)
    assert sender.work() <= 6  # only the house's own jobs: a refusal is final
    assert len(office.taken) == 1
    sender.run(lambda env: env.session.get_one(env[OutgoingMail], failed.id).retry())
    sender.work()
    assert states(sender) == {"bo@example.com": "sent", "cy@example.com": "sent"}
    assert office.taken[-1][1]["Message-ID"] == failed.reference


@pytest.mark.parametrize("answer", ["451 4.3.0 later", "452 no room"])
def test_what_the_server_puts_off_is_sent_later_under_the_same_id(
    sender: House, office: PostOffice, answer: str
) -> None:
    office.data = [answer, answer]
    post(sender)
    sender.work()
    assert set(states(sender).values()) == {"outgoing"}
    assert {row.answer for row in queue(sender)} == {answer}
    wait_and_work(sender)
    wait_and_work(sender)
    assert set(states(sender).values()) == {"sent"}
    assert sorted(office.addresses) == ["bo@example.com", "cy@example.com"]


@pytest.mark.req("CT-7")
def test_a_connection_cut_after_the_data_makes_no_duplicate(sender: House, office: PostOffice) -> None:
    from addons.mail.models import OutgoingMail

    office.data = ["cut"]
    post(sender)
    sender.work()
    for _ in range(3):
        wait_and_work(sender)
    assert sorted(office.addresses) == ["bo@example.com", "cy@example.com"]
    assert sorted(states(sender).values()) == ["failed", "sent"]
    failed = next(one for one in queue(sender) if one.state == "failed")
    assert failed.answer == UNKNOWN
    sender.run(lambda env: env.session.get_one(env[OutgoingMail], failed.id).retry())
    sender.work()
    assert office.addresses.count(failed.address) == 2, "a person may decide to send it again"


def test_a_server_that_hangs_is_left_alone(sender: House, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    from addons.mail import smtp

    monkeypatch.setattr(smtp, "ALL_SECONDS", 0.4)
    office.data = ["hang"]
    post(sender, recipients=["x@example.com"])
    began = time.monotonic()
    sender.work()
    assert time.monotonic() - began < 10
    ((state, answer),) = [(row.state, row.answer) for row in queue(sender)]
    assert (state, answer) == ("failed", UNKNOWN)


def test_an_outage_of_ten_minutes_delays_and_loses_nothing(sender: House, office: PostOffice) -> None:
    from addons.mail.models import MailServer

    def point_to(port: int) -> None:
        sender.run(lambda env: setattr(env.session.query(env[MailServer]).one(), "port", port))

    point_to(1)
    began = sender.clock.now()
    for n in range(3):
        post(sender, f"Message {n}", recipients=[f"{n}@example.com"])
    while (sender.clock.now() - began).total_seconds() < 600:
        wait_and_work(sender)
    assert set(states(sender).values()) == {"outgoing"}
    problem = sender.run(lambda env: env.session.query(env[MailServer]).one().problem)
    assert problem.startswith("127.0.0.1: ")
    point_to(office.port)
    for _ in range(6):
        wait_and_work(sender)
    assert sorted(office.addresses) == ["0@example.com", "1@example.com", "2@example.com"]
    assert (sender.clock.now() - began).total_seconds() < 1800
    assert sender.run(lambda env: env.session.query(env[MailServer]).one().problem) is None


def test_what_was_never_taken_is_given_up_after_five_days_and_shows(sender: House, office: PostOffice) -> None:
    from addons.mail.models import MailServer

    sender.run(lambda env: setattr(env.session.query(env[MailServer]).one(), "port", 1))
    post(sender, recipients=["x@example.com"])
    began = sender.clock.now()
    while states(sender) == {"x@example.com": "outgoing"}:
        wait_and_work(sender)
    assert 4 <= (sender.clock.now() - began).days <= 6
    assert queue(sender)[0].attempts == 37


@pytest.mark.req("CT-5")
def test_without_a_server_messages_wait_until_somebody_lets_them_out(desk: House, office: PostOffice) -> None:
    post(desk, "Early")
    assert desk.work() <= 6
    assert set(states(desk).values()) == {"outgoing"}
    desk.run(lambda env: a_server(env, office) and None)
    desk.clock.turn(days=1)
    desk.work()
    assert office.taken == [], "old mail does not go out by itself"
    post(desk, "Now", recipients=["now@example.com"])
    desk.work()
    assert office.addresses == ["now@example.com"]

    def let_out(env: Env) -> Any:
        from addons.mail.models import MailServer

        server = env.session.query(env[MailServer]).one()
        server.send_waiting()
        server.send_waiting()

    desk.run(let_out)
    desk.work()
    assert sorted(office.addresses) == ["bo@example.com", "cy@example.com", "now@example.com"]


def test_a_cancelled_mail_is_not_sent(sender: House, office: PostOffice) -> None:
    from addons.mail.models import OutgoingMail

    post(sender, recipients=["x@example.com"])
    sender.run(lambda env: env.session.query(env[OutgoingMail]).one().cancel())
    sender.work()
    assert (office.taken, states(sender)) == ([], {"x@example.com": "cancelled"})


@pytest.mark.req("XC-5")
def test_mails_are_in_the_language_of_who_gets_them(sender: House, office: PostOffice) -> None:
    post(sender)
    sender.work()
    texts = {to[0]: str(mail) for to, mail in office.taken}
    assert "Gesendet von" in texts["bo@example.com"]
    assert "Sent by" in texts["cy@example.com"]


def test_links_lead_people_who_work_here_to_the_document_and_nobody_else(sender: House, office: PostOffice) -> None:
    sender.run(lambda env: helmet(env).post_message("About {}", helmet(env)) and None)
    sender.work()
    for to, mail in office.taken:
        assert ("/mail/open/" in said(mail, "html")) == (to == ["ann@example.com"])


def test_no_header_can_be_smuggled_in_and_no_dot_ends_a_mail_early(sender: House, office: PostOffice) -> None:
    post(sender, "one\n.\ntwo", subject="Hi\r\nBcc: evil@example.com", recipients=["x@example.com"])
    sender.work()
    (mail,) = [mail for _, mail in office.taken]
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Hi Bcc: evil@example.com"
    assert "one\n.\ntwo" in said(mail)


def test_what_is_no_address_fails_and_says_so(sender: House, office: PostOffice) -> None:
    post(sender, recipients=["no address", "jürgen@example.com", "info@bücher.example"])
    sender.work()
    assert states(sender) == {
        "no address": "failed", "jürgen@example.com": "failed", "info@bücher.example": "sent",
    }  # fmt: skip
    assert office.addresses == ["info@xn--bcher-kva.example"]
