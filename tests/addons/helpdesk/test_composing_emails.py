"""The pop-up "Compose Email" of a ticket: to whom it goes, what it says, and what stands against it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from addons.base.models import Contact
from addons.helpdesk.models import Ticket
from addons.mail.models import Message, Template
from core import Env
from core.ui.entered import Entered
from tests.addons.helpdesk.desk import USER, a_contact, a_ticket
from tests.addons.helpdesk.test_mails_of_stages import mails
from tests.kernels import Acting


@pytest.fixture
def ticket_id(desk: Acting) -> int:
    def make(env: Env) -> int:
        made = a_ticket(env, customer=a_contact(env, email="marta@example.com", locale="de"))
        made.follow(a_contact(env, "Bo", email="bo@example.com"), a_contact(env, "Mute"))
        return made.id

    return desk.run(make)


def compose(desk: Acting, ticket_id: int, press: bool = True, **entered: Any) -> dict[str, str]:
    """Fills the pop-up in as the agent, presses "Send", and gives what stands against it."""

    def work(env: Env) -> dict[str, str]:
        values = {name: str(value) for name, value in entered.items()}
        wizard = env.registry.facet(_pages()).wizard("helpdesk.ComposeEmail")
        form = wizard(env, env.session.get_one(env[Ticket], ticket_id), Entered(values=values, fresh=set(values)))
        if press:
            form._press("confirm")
            return dict(form._errors)
        names = " ".join(str(one) for one in form.recipients)
        return {"recipients": names, "subject": form.subject, "body": form.body}

    return desk.run(work, USER)


def _pages() -> Any:
    from core.ui.registered import Pages

    return Pages


def contact_id(desk: Acting, name: str) -> int:
    return desk.run(lambda env: env.session.scalars(sa.select(env[Contact].id).where(env[Contact].name == name)).one())


def contacts(desk: Acting) -> int:
    return desk.run(lambda env: env.session.scalar(sa.select(sa.func.count(env[Contact].id))))


@pytest.mark.req("CT-3")
def test_it_opens_with_the_followers_and_the_customer(desk: Acting, ticket_id: int) -> None:
    opened = compose(desk, ticket_id, press=False)
    assert opened == {"recipients": "Bo Marta Nowak Mute", "subject": "Display flickers (#0001)", "body": ""}


@pytest.mark.req("CT-3")
def test_more_recipients_can_be_added_and_each_address_gets_one_mail(desk: Acting, ticket_id: int) -> None:
    marta, bo = contact_id(desk, "Marta Nowak"), contact_id(desk, "Bo")
    before = contacts(desk)
    errors = compose(
        desk, ticket_id, recipients=f"{marta} {bo}", others="new@example.com; BO@example.com", subject="Hi", body="Text"
    )
    assert errors == {}
    assert sorted(mails(desk)) == [("bo@example.com", "Hi"), ("marta@example.com", "Hi"), ("new@example.com", "Hi")]
    assert contacts(desk) == before, "a typed address becomes a contact only if the user agrees"


@pytest.mark.req("CT-3", "CT-2")
def test_typed_addresses_become_contacts_and_followers_if_the_user_agrees(desk: Acting, ticket_id: int) -> None:
    bo = contact_id(desk, "Bo")
    errors = compose(desk, ticket_id, recipients=bo, others="new@example.com", keep="1", follow="1", body="Text")
    assert errors == {}
    new = contact_id(desk, "new")
    assert new in desk.run(lambda env: env.session.get_one(env[Ticket], ticket_id).follower_ids)


@pytest.mark.req("CT-3")
@pytest.mark.parametrize(
    ("entered", "field", "text"),
    [
        ({"recipients": ""}, "recipients", "Add at least one recipient."),
        ({"recipients": "Mute"}, "recipients", "Mute has no email address."),
        ({"recipients": "", "others": "no-address"}, "others", "no-address is not an email address."),
        ({"recipients": "Bo", "body": ""}, "body", "Write something first."),
        ({"recipients": "Bo", "subject": ""}, "subject", "Enter a subject."),
    ],
)
def test_what_stands_against_it_is_said_and_nothing_is_sent(
    desk: Acting, ticket_id: int, entered: dict[str, str], field: str, text: str
) -> None:
    if entered["recipients"]:
        entered = entered | {"recipients": str(contact_id(desk, entered["recipients"]))}
    assert compose(desk, ticket_id, **{"body": "Text", **entered}).get(field) == text
    assert mails(desk) == []


@pytest.mark.req("CT-3", "XC-5")
def test_a_template_fills_subject_and_text_in_the_customers_language(desk: Acting, ticket_id: int) -> None:
    def original(env: Env) -> int:
        template = env[Template]
        wanted = sa.select(template.id).where(template.name == "Ticket received", template.original_id.is_(None))
        return env.session.scalars(wanted).one()

    filled = compose(desk, ticket_id, press=False, template=desk.run(original))
    assert filled["subject"] == "Wir haben Ihre Anfrage erhalten: Display flickers (#0001)"
    assert filled["body"].startswith("Guten Tag Marta Nowak,\n")
    own = compose(desk, ticket_id, press=False, template=desk.run(original), body="My own words")
    assert own["body"] == "My own words"


def test_the_message_stands_on_the_ticket_under_its_subject(desk: Acting, ticket_id: int) -> None:
    compose(desk, ticket_id, recipients=contact_id(desk, "Bo"), subject="About you", body="Two\nlines")

    def last(env: Env) -> tuple[str, str]:
        found = env.session.scalars(sa.select(env[Message]).order_by(env[Message].id.desc()).limit(1)).one()
        return str(found.subject), found.body

    assert desk.run(last) == ("About you", "Two<br>lines")
