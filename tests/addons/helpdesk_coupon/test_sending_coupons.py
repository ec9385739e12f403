"""A coupon is sent by email through the composer, or shown by its link; neither uses it up."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from addons.base.models import Contact
from addons.helpdesk.models import Ticket
from addons.loyalty.models import Coupon
from core import Env
from core.jobs.queue import next_due
from core.jobs.worker import Worker
from core.testing import the
from tests.addons.helpdesk.desk import USER, a_contact, user
from tests.addons.helpdesk.screens import Screens, words
from tests.addons.helpdesk_coupon.giving import coupons, generate, mails, martas_ticket, said, send
from tests.addons.mail.conftest import PostOffice, a_server
from tests.addons.mail.conftest import said as mail_text
from tests.core.web.conftest import Browser
from tests.kernels import Acting

LAST_DAY = date.today() + timedelta(days=30)


def follow(desk: Acting, ticket_id: int, *names: str) -> None:
    """Contacts with an address follow a ticket."""

    def work(env: Env) -> None:
        ticket = env.session.get_one(env[Ticket], ticket_id)
        for name in names:
            ticket.follow(a_contact(env, name, email=f"{name.lower()}@mail.example"))

    desk.run(work)


def composer(screens: Screens, desk: Acting, ticket_id: int) -> dict[str, str]:
    """What "Compose Email" begins with, after "Send by Email" was pressed."""
    answer = desk.run(lambda env: generate(env, ticket_id, valid_until=LAST_DAY.isoformat()), USER)
    return screens.fields(USER, answer.go)


@pytest.mark.req("CP-7", "CP-8", "CP-10", "CP-11")
def test_the_email_begins_with_everybody_concerned_and_the_code(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    follow(desk, ticket_id, "Bo")
    desk.run(lambda env: env.session.get_one(env[Ticket], ticket_id).follow(user(env, USER)))
    fields = composer(screens, desk, ticket_id)
    code, bo, marta = desk.run(lambda env: (the(env, Coupon).code, *(
        the(env, Contact, env[Contact].name == name).id for name in ("Bo", "Marta"))))  # fmt: skip
    assert sorted(fields["recipients"]) == sorted(["", str(bo), str(marta)]), "not the sender"
    [subject], [body] = fields["subject"], fields["body"]
    assert subject == "Ihr Gutschein", "in the customer's language"
    assert code in body
    assert f"Er gilt bis zum {LAST_DAY:%d.%m.%Y}." in body
    assert "10 %" in body
    assert "/loyalty/shared/" in body


@pytest.mark.req("CP-10")
def test_without_a_last_day_there_is_no_sentence_about_it(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    answer = desk.run(lambda env: generate(env, ticket_id), USER)
    assert "Er gilt bis" not in screens.fields(USER, answer.go)["body"][0]


@pytest.mark.req("CP-8", "CP-9", "CP-13", "CT-7")
def test_it_goes_to_everybody_once_and_the_coupon_knows(desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    follow(desk, ticket_id, "Bo")
    desk.run(lambda env: generate(env, ticket_id), USER)
    assert desk.run(lambda env: send(env, ticket_id, others="cleo@mail.example, BO@mail.example"), USER).errors == {}
    assert [address for address, _ in mails(desk)] == ["bo@mail.example", "marta@mail.example", "cleo@mail.example"]
    [(state, _, sent_to)] = coupons(desk)
    assert state == "valid"
    assert sent_to.split("\n") == ["bo@mail.example", "marta@mail.example", "cleo@mail.example"]
    code = desk.run(lambda env: the(env, Coupon).code)
    assert code in said(desk, "message")[0]


@pytest.mark.req("CP-7", "CP-10", "CP-13", "XC-5")
def test_the_mail_that_arrives_has_the_code_and_its_last_day(
    screens: Screens, desk: Acting, office: PostOffice
) -> None:
    """Sent by a real server, put off by it once: the same coupon arrives, and no other one is made."""
    desk.run(lambda env: a_server(env, office) and None)
    ticket_id = martas_ticket(desk)
    fields = composer(screens, desk, ticket_id)
    office.to["marta@mail.example"] = ["451 later"]
    fields["others"] = "cleo@mail.example"  # an extra recipient
    sent = screens.of(USER).post(f"/wizard/helpdesk_coupon/SendCoupon/press/confirm?on={ticket_id}", data=fields)
    assert sent.status_code == 303, sent.text
    worker = Worker(desk.kernel, name="ann", chance=random.Random(7))
    worker.run_due()
    assert office.addresses == ["cleo@mail.example"]
    later = desk.run(next_due)
    with time_machine.travel(later, tick=False):
        worker.run_due()
    assert office.addresses == ["cleo@mail.example", "marta@mail.example"]
    code = desk.run(lambda env: the(env, Coupon).code)
    for _, mail in office.taken:
        assert mail["Subject"] == "Ihr Gutschein"
        assert code in mail_text(mail)
        assert f"Er gilt bis zum {LAST_DAY:%d.%m.%Y}." in mail_text(mail)
    assert len(coupons(desk)) == 1


@pytest.mark.req("CP-12")
@pytest.mark.parametrize(
    ("who", "error"),
    [("nobody", "Add at least one recipient."), ("Dan", "Dan has no email address.")],
)
def test_somebody_with_an_address_must_be_there(desk: Acting, who: str, error: str) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id), USER)
    dan = desk.run(lambda env: a_contact(env, "Dan").id)
    to: list[Any] = [] if who == "nobody" else [dan]
    assert desk.run(lambda env: send(env, ticket_id, recipients=to), USER).errors == {"recipients": error}
    assert (mails(desk), len(coupons(desk))) == ([], 1)


@pytest.mark.req("CP-14", "CP-5", "CP-16")
def test_the_link_is_shown_to_be_copied_and_leads_to_the_code(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    answer = desk.run(lambda env: generate(env, ticket_id, "get_share_link", valid_until=LAST_DAY.isoformat()), USER)
    page = screens.of(USER).get(answer.go)
    text = words(page.text)
    for word in ("Share Coupons", "Share Link", "Copy", "Send by Email"):
        assert word in text, word
    link = desk.run(lambda env: the(env, Coupon).share_link)
    assert link in page.text
    visitor = Browser(screens.app)
    path = "/loyalty/shared/" + link.rpartition("/")[2]
    for _ in range(2):
        shown = visitor.get(path)
        assert shown.status_code == 200
        assert desk.run(lambda env: the(env, Coupon).code) in shown.text
    assert "10 % off orders over 100.00 EUR" in words(shown.text)
    assert [one[0] for one in coupons(desk)] == ["valid"]
    visitor.close()


@pytest.mark.req("CP-14", "WS-11")
def test_a_link_of_no_use_says_why_and_is_no_error(screens: Screens, desk: Acting) -> None:
    ticket_id = martas_ticket(desk)
    desk.run(lambda env: generate(env, ticket_id), USER)
    path = desk.run(lambda env: "/loyalty/shared/" + the(env, Coupon).token)
    desk.run(lambda env: the(env, Coupon).void())
    visitor = Browser(screens.app)
    shown, unknown = visitor.get(path), visitor.get("/loyalty/shared/nothing")
    assert (shown.status_code, unknown.status_code) == (200, 200)
    assert "This code is no longer valid." in words(shown.text)
    assert desk.run(lambda env: the(env, Coupon).code) not in shown.text
    assert "This code is invalid." in words(unknown.text)
    visitor.close()
