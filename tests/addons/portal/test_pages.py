"""What a customer sees and does: own documents, the conversation without what is internal, replies, closing."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from core import Env
from tests.addons.mail.conftest import PostOffice
from tests.addons.portal.conftest import AGENT, Desk, a_ticket, contact, send, ticket
from tests.core.web.conftest import PASSWORD


def talk(env: Env) -> None:
    """A message, a note and files of both on Bo's ticket."""
    from addons.base.models import Attachment

    asked = ticket(env, "Bo asks")

    def file(name: str) -> Attachment:
        return env.new(
            Attachment, name=name, document_model=asked.__model__, document_id=asked.id, hash="0" * 64, size=3,
            content_type="application/pdf",
        )  # fmt: skip

    asked.post_message("We will look at it.", attachments=[file("offer.pdf")])
    asked.post_note("He never pays. Coupon SECRET-1.", attachments=[file("scan.pdf")])


@pytest.mark.req("PT-2", "PT-3", "HD-3")
def test_customers_see_their_own_and_what_they_follow_of_their_company(desk: Desk) -> None:
    bo = desk.customer("Bo")
    assert "1 open" in bo.get("/portal").text
    assert "Bo asks" in bo.get("/portal/tickets").text
    for title in ("Cy asks", "Di asks"):
        assert title not in bo.get("/portal/tickets?show=all").text

    def follow(env: Env) -> None:
        for title in ("Cy asks", "Di asks"):
            ticket(env, title).follow(contact(env, "Bo"))

    desk.run(follow)
    shown = bo.get("/portal/tickets?show=all").text
    assert "Cy asks" in shown, "a colleague's ticket that Bo follows"
    assert "Di asks" not in shown, "a stranger's"


@pytest.mark.req("PT-2")
def test_what_is_foreign_looks_like_what_is_missing(desk: Desk) -> None:
    bo, foreign = desk.customer("Bo"), desk.id_of("Di asks")
    for tail in ("", "/files/1", "/print/order"):
        answers = [bo.get(f"/portal/tickets/{id_}{tail}") for id_ in (foreign, 99_999)]
        assert {one.status_code for one in answers} == {404}
        first, second = (re.sub(r'name="_token" value="[^"]*"', "", one.text) for one in answers)
        assert first == second, "byte for byte"
    for path in (
        "/helpdesk/tickets",
        f"/helpdesk/ticket/{foreign}",
        "/api/v1/helpdesk.ticket",
        "/preferences",
        "/apps",
    ):
        assert bo.get(path).status_code == 404, path


@pytest.mark.req("PT-4", "PT-6")
def test_the_conversation_has_messages_and_their_files_and_nothing_internal(desk: Desk) -> None:
    desk.run(talk)
    bo, page = desk.customer("Bo"), f"/portal/tickets/{desk.id_of('Bo asks')}"
    shown = bo.get(page).text
    for text in ("Bo has a flat tyre.", "We will look at it.", "offer.pdf", "In progress", "#0001"):
        assert text in shown, text
    for text in ("never pays", "SECRET-1", "scan.pdf", "priority", "Ann Agent"):
        assert text not in shown, text
    files = {name: desk.run(lambda env, name=name: _file(env, name)) for name in ("offer.pdf", "scan.pdf")}
    assert f"{page}/files/{files['offer.pdf']}" in shown
    assert bo.get(f"{page}/files/{files['scan.pdf']}").status_code == 404
    for id_ in files.values():
        assert bo.get(f"/files/{id_}").status_code == 404


def _file(env: Env, name: str) -> int:
    from addons.base.models import Attachment

    return int(env.session.scalars(sa.select(env[Attachment].id).where(env[Attachment].name == name)).one())


@pytest.mark.req("PT-4", "CT-1")
def test_a_reply_is_a_message_with_its_files_that_the_agent_hears_of(desk: Desk, office: PostOffice) -> None:
    desk.run(lambda env: ticket(env, "Bo asks").follow(contact(env, "Ann Agent")))
    bo, page = desk.customer("Bo"), f"/portal/tickets/{desk.id_of('Bo asks')}"
    files = {"file": ("tyre.png", b"\x89PNG\r\n\x1a\n123", "text/html")}
    answer = send(bo, page, "/reply", body="Here is a photo <b>.", files=files)
    assert answer.status_code == 303, answer.text
    shown = bo.get(page).text
    assert "Here is a photo &lt;b&gt;." in shown and "tyre.png" in shown and "data-mine" in shown
    assert send(bo, page, "/reply", body="When can you come?").status_code == 303
    desk.work()
    assert AGENT in office.addresses
    empty = send(bo, page, "/reply", body="  ")
    assert empty.status_code == 422 and "Write something first." in empty.text
    photo = next(part for part in shown.split('"') if "/files/" in part)
    assert bo.get(photo).headers["content-type"] == "image/png"


@pytest.mark.req("PT-4")
def test_a_ticket_is_closed_by_its_customer_where_the_team_allows(desk: Desk) -> None:
    bo, page = desk.customer("Bo"), f"/portal/tickets/{desk.id_of('Bo asks')}"
    assert "Close Ticket" in bo.get(page).text
    stale = bo.post(f"{page}/act/close", data={**bo.fields(page), "_version": "0"})
    assert stale.status_code == 409 and "This was changed meanwhile." in stale.text
    assert send(bo, page, "/act/close").status_code == 303
    assert desk.run(lambda env: ticket(env, "Bo asks").is_closed)
    assert "Close Ticket" not in bo.get(page).text
    assert (
        "Bo asks" not in bo.get("/portal/tickets?show=open").text
        and "Bo asks" in bo.get("/portal/tickets?show=closed").text
    )
    cy, other = desk.customer("Cy"), f"/portal/tickets/{desk.id_of('Cy asks')}"
    form = cy.fields(other)
    desk.run(lambda env: setattr(ticket(env, "Cy asks").team, "customer_close", False))
    assert "Close Ticket" not in cy.get(other).text
    late = cy.post(f"{other}/act/close", data=form)
    assert late.status_code == 422 and "This is not possible any more." in late.text


@pytest.mark.req("PT-3")
def test_lists_are_searched_and_paged(desk: Desk) -> None:
    desk.run(lambda env: [a_ticket(env, f"Spoke {n}", customer=contact(env, "Bo")) for n in range(25)] and None)
    bo = desk.customer("Bo")
    first, second = (bo.get(f"/portal/tickets?q=spoke&page={page}").text for page in (1, 2))
    assert "Spoke 24" in first and "Spoke 1<" not in first and "Spoke 1<" in second
    assert "Nothing was found." in bo.get("/portal/tickets?q=nowhere").text
    assert bo.get("/portal/tickets?page=x&show=y&q=%25").status_code == 200


@pytest.mark.req("PT-2")
def test_a_customer_keeps_their_own_account(desk: Desk) -> None:
    bo = desk.customer("Bo")
    assert send(bo, "/portal/account", locale="de", scheme="dark").status_code == 303
    assert 'lang="de"' in bo.get("/portal").text
    fresh = "yet another good one"
    wrong = send(bo, "/portal/account", "/password", current="no", password=fresh, again=fresh)
    assert wrong.status_code == 422
    assert send(bo, "/portal/account", "/password", current=PASSWORD, password=fresh, again=fresh).status_code == 303
    assert bo.get("/portal").status_code == 200
