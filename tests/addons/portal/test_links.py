"""Links in mails: to one document, for who has no account, to read and to answer, until they end (SPEC PT-7)."""

from __future__ import annotations

import pytest

from addons.portal.links import LIFETIMES
from core import Env
from tests.addons.mail.conftest import PostOffice, said
from tests.addons.portal.conftest import AGENT, BO, DI, Desk, contact, send, ticket
from tests.core.web.conftest import Browser


def write_to(desk: Desk, *names: str) -> None:
    """An agent writes a message on Bo's ticket."""

    def write(env: Env) -> None:
        ticket(env, "Bo asks").post_message("Which tyre is it?", recipients=[contact(env, one) for one in names])

    desk.run(write, AGENT)
    desk.work()


def opened(desk: Desk, office: PostOffice) -> tuple[Browser, str]:
    """Somebody without an account follows the link: the window, and the clean address."""
    browser = desk.visitor()
    answer = browser.get(desk.link_in(office, BO))
    assert answer.status_code == 303 and answer.headers["referrer-policy"] == "no-referrer"
    assert "httponly" in answer.headers["set-cookie"].lower()
    return browser, answer.headers["location"]


@pytest.mark.req("PT-7")
def test_a_link_opens_one_document_to_read_and_to_answer(
    desk: Desk, office: PostOffice, capfd: pytest.CaptureFixture[str]
) -> None:
    write_to(desk, "Bo")
    browser, page = opened(desk, office)
    assert desk.link_in(office, BO).rpartition("/")[2] not in "".join(capfd.readouterr()), "no secret in the log"
    shown = browser.get(page).text
    assert "Bo asks" in shown and "Which tyre is it?" in shown
    assert "Close Ticket" not in shown and "/portal/tickets" not in shown
    assert send(browser, page, "/reply", body="The front one.").status_code == 303
    assert "The front one." in browser.get(page).text
    author = desk.run(lambda env: _last_message(env).author.name)
    assert author == "Bo"
    for path in ("/portal", "/portal/tickets", f"/portal/tickets/{desk.id_of('Bo asks')}", "/helpdesk/tickets"):
        assert browser.get(path).headers["location"].startswith("/login"), path
    assert browser.get(page.rpartition("/")[0] + "/99999").status_code == 404
    assert desk.visitor().get(page).status_code == 404, "the address alone"


def _last_message(env: Env):
    import sqlalchemy as sa

    from addons.mail.models import Message

    return env.session.scalars(sa.select(env[Message]).order_by(env[Message].id.desc()).limit(1)).one()


@pytest.mark.req("PT-7")
@pytest.mark.parametrize("end", ["time", "revoked", "account revoked", "team", "customer"])
def test_a_link_ends(desk: Desk, office: PostOffice, end: str) -> None:
    write_to(desk, "Bo")
    browser, page = opened(desk, office)
    assert browser.get(page).status_code == 200

    def turn_to_another(env: Env) -> None:
        if end == "team":
            ticket(env, "Bo asks").team.visibility = "company"
        else:
            ticket(env, "Bo asks").become_about(contact(env, "Di"))

    if end == "time":
        desk.clock.turn(days=LIFETIMES["document"].days + 1)
    elif end == "revoked":
        desk.press("revoke_portal_links", "Bo")
    elif end == "account revoked":
        desk.press("grant_portal_access", "Bo")
        desk.press("revoke_portal_access", "Bo")
    else:
        desk.run(turn_to_another)
    gone, missing = browser.get(page), browser.get("/portal/shared/99999")
    assert (gone.status_code, missing.status_code) == (404, 404)
    assert browser.post(f"{page}/reply", data={"_token": missing.text, "body": "x"}).status_code in (403, 404)


@pytest.mark.req("PT-7", "PT-2")
def test_only_whose_document_it_is_gets_a_link_and_who_signs_in_gets_the_address(
    desk: Desk, office: PostOffice
) -> None:
    desk.customer("Bo")
    desk.run(lambda env: ticket(env, "Bo asks").follow(contact(env, "Ann Agent")))
    write_to(desk, "Bo", "Di", "Ann Agent")
    texts = {to[0]: said(mail) for to, mail in office.taken}
    assert f"/portal/tickets/{desk.id_of('Bo asks')}" in texts[BO]
    assert "/portal/" not in texts[DI], "a stranger who was written to"


@pytest.mark.req("PT-7")
def test_what_is_no_secret_opens_nothing(desk: Desk) -> None:
    visitor = desk.visitor()
    for secret in ("x", "a" * 43, "%00", "a" * 5000):
        for way in ("enter", "open"):
            assert visitor.get(f"/portal/{way}/{secret}").status_code in (400, 404)
