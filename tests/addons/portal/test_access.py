"""Access to the portal: granted by a mail, used once, revoked at once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from addons.base.models import User
from addons.portal.models import Link
from core import AccessDenied, Env, Refused
from core.web.asked import hashed
from tests.addons.mail.conftest import PostOffice, said
from tests.addons.portal.conftest import AGENT, BO, Desk, contact, send
from tests.core.web.conftest import PASSWORD


def accept(desk: Desk, office: PostOffice, to: str = BO, password: str = "a flat tyre at last"):
    """Follows the link of the mail, chooses a password, and is signed in."""
    browser = desk.visitor()
    entered = browser.get(desk.link_in(office, to))
    assert entered.status_code == 303 and entered.headers["location"] == "/portal/password"
    assert entered.headers["referrer-policy"] == "no-referrer"
    return browser, send(browser, "/portal/password", password=password, again=password)


@pytest.mark.req("PT-1")
def test_a_customer_is_invited_chooses_a_password_and_is_in(desk: Desk, office: PostOffice) -> None:
    desk.press("grant_portal_access", "Bo")
    desk.work()
    assert office.addresses == [BO]
    browser, answer = accept(desk, office)
    assert answer.status_code == 303 and answer.headers["location"] == "/portal"
    assert "Bo" in browser.get("/portal").text
    again = desk.visitor().sign_in(BO, "a flat tyre at last")
    assert again.get("/").headers["location"] == "/portal"


@pytest.mark.req("PT-1")
def test_who_cannot_be_invited_is_told_why(desk: Desk) -> None:
    def without_address(env: Env) -> None:
        contact(env, "Di").email = None

    desk.run(without_address)
    with pytest.raises(Refused, match=r"^Di has no email address\.$"):
        desk.press("grant_portal_access", "Di")
    desk.run(lambda env: setattr(contact(env, "Di"), "email", AGENT))
    with pytest.raises(Refused, match=r"^agent@example\.com already belongs to another user\.$"):
        desk.press("grant_portal_access", "Di")
    with pytest.raises(Refused, match="already belongs to another user"):
        desk.press("grant_portal_access", "Ann Agent")


@pytest.mark.req("PT-1", "PT-7")
def test_a_link_is_worth_nothing_once_it_was_used_or_another_came_or_its_time_is_up(
    desk: Desk, office: PostOffice
) -> None:
    for _ in range(2):
        desk.press("grant_portal_access", "Bo")
        desk.work()
    first, second = (desk.link_in(office, BO, number) for number in (0, 1))
    assert desk.visitor().get(first).status_code == 404
    accept(desk, office)
    assert desk.visitor().get(second).status_code == 404
    desk.run(lambda env: setattr(env.session.scalars(sa.select(env[Link]).order_by(env[Link].id.desc())).first(),
                                 "ended_at", None))  # fmt: skip
    assert desk.visitor().get(second).status_code == 303
    desk.clock.turn(days=15)
    assert desk.visitor().get(second).status_code == 404


@pytest.mark.req("PT-1", "PT-7")
def test_the_database_holds_no_secret(desk: Desk, office: PostOffice) -> None:
    desk.press("grant_portal_access", "Bo")
    desk.work()
    secret = desk.link_in(office, BO).rpartition("/")[2]

    def everything(env: Env) -> str:
        return "\n".join(
            str(row) for table in env.models.metadata.tables.values() for row in env.session.execute(sa.select(table))
        )

    stored = desk.run(everything)
    assert secret not in stored and hashed(secret) in stored


@pytest.mark.req("PT-1")
def test_access_that_is_revoked_ends_at_once_and_can_be_given_again(desk: Desk, office: PostOffice) -> None:
    browser = desk.customer("Bo")
    assert browser.get("/portal").status_code == 200
    desk.press("revoke_portal_access", "Bo")
    assert browser.get("/portal").status_code == 303
    assert send(desk.visitor(), "/login", login=BO, password=PASSWORD).status_code == 422
    with pytest.raises(Refused, match="Bo has no access to the portal"):
        desk.press("revoke_portal_access", "Bo")
    desk.press("grant_portal_access", "Bo")
    desk.work()
    assert accept(desk, office)[1].status_code == 303
    assert (
        desk.run(lambda env: env.session.scalar(sa.select(sa.func.count(env[User].id)).where(env[User].login == BO)))
        == 1
    )


@pytest.mark.req("PT-1", "AR-5")
def test_customers_let_nobody_in(desk: Desk) -> None:
    desk.customer("Bo")
    with pytest.raises(AccessDenied):
        desk.run(lambda env: contact(env, "Cy").grant_portal_access(), BO)


@pytest.mark.req("PT-1", "XC-4")
def test_a_poor_password_is_refused_and_the_link_still_works(desk: Desk, office: PostOffice) -> None:
    desk.press("grant_portal_access", "Bo")
    desk.work()
    browser, answer = accept(desk, office, password="short")
    assert answer.status_code == 422 and "A password has at least 10 characters." in answer.text
    differ = send(browser, "/portal/password", password="a flat tyre at last", again="another")
    assert differ.status_code == 422 and "The two passwords differ." in differ.text
    fine = "a flat tyre at last"
    assert send(browser, "/portal/password", password=fine, again=fine).status_code == 303


@pytest.mark.req("PT-1")
def test_a_forgotten_password_is_replaced_and_the_answer_tells_nothing(desk: Desk, office: PostOffice) -> None:
    desk.customer("Bo")
    visitor = desk.visitor()
    assert "/portal/reset" in visitor.get("/login").text
    answers = {send(visitor, "/portal/reset", login=login).status_code for login in (BO, AGENT, "nobody@example.com")}
    assert answers == {200}
    desk.work()
    assert office.addresses[-1:] == [BO] and AGENT not in office.addresses
    assert "somebody, most likely you" in said(office.taken[-1][1])
    accept(desk, office, password="another tyre is flat")
    assert send(desk.visitor(), "/login", login=BO, password=PASSWORD).status_code == 422
    desk.visitor().sign_in(BO, "another tyre is flat")
