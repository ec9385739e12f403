"""What people and programs post to a document's conversation, handler by handler."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.datastructures import Headers, ImmutableMultiDict, QueryParams

from addons.base.identities import make_user
from addons.base.models import Attachment, Contact
from addons.mail import routes
from addons.mail.models import Message
from addons.product.models import Product
from core import AccessDenied, Asked, Env, HttpProblem, Refused, Response
from tests.kernels import Acting

CLERK, ADMIN = "clerk@example.com", "admin@example.com"


@pytest.fixture
def mail(acting: Callable[..., Acting]) -> Acting:
    made = acting("product")

    def prepare(env: Env) -> None:
        make_user(env, CLERK, "a long enough one", name="Clerk")
        make_user(env, ADMIN, "a long enough one", name="Admin", roles=["base.settings"])
        env.new(Product, name="Helmet")

    made.run(prepare)
    return made


def helmet(env: Env) -> Product:
    return env.session.scalars(sa.select(env[Product])).one()


Handler = Callable[[Env, Asked], Response]


def send(
    mail: Acting, who: Any, handler: Handler, *, program: bool = False, id_: int | None = None, **given: Any
) -> Any:
    """Asks a handler about the helmet; gives what a program would get, or where a person is led."""

    def work(env: Env) -> Any:
        params: Any = {"model": "product.product", "id": id_ or helmet_id, "message": given.pop("message", 0)}
        asked = Asked("POST", "/mail", QueryParams(), Headers({}), {}, params=params)
        if program:
            asked.json = given
        else:
            lists = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
            asked.posted = ImmutableMultiDict([(name, one) for name, values in lists.items() for one in values])
        answer = handler(env, asked)
        return json.loads(bytes(answer.body)) if program else answer.headers["location"]

    helmet_id = mail.run(lambda env: helmet(env).id)
    return mail.run(work, who)


def bodies(mail: Acting, kind: str) -> list[str]:
    def work(env: Env) -> list[str]:
        return list(env.session.scalars(sa.select(env[Message].body).where(env[Message].kind == kind)))

    return mail.run(work)


@pytest.mark.req("CT-1", "XC-9")
def test_people_and_programs_post_by_the_same_address(mail: Acting) -> None:
    where = send(mail, CLERK, routes.post, kind="message", body="Dear <customer>")
    assert where.startswith("/product/product/")
    answer = send(mail, CLERK, routes.post, program=True, kind="note", body="Careful")
    assert bodies(mail, "message") == ["Dear &lt;customer&gt;"] and bodies(mail, "note") == ["Careful"]
    send(mail, CLERK, routes.edit, program=True, message=answer["id"], body="Be careful")
    assert bodies(mail, "note") == ["Be careful"]


@pytest.mark.parametrize("kind", ["tracking", "", "other"])
def test_changes_cannot_be_posted(mail: Acting, kind: str) -> None:
    with pytest.raises(Refused, match="Choose between"):
        send(mail, ADMIN, routes.post, kind=kind, body="Price: 1 > 2")


@pytest.mark.req("AR-5")
def test_who_may_not_read_the_document_finds_nothing(mail: Acting) -> None:
    for handler in (routes.post, routes.follow, routes.unfollow, routes.edit):
        with pytest.raises(HttpProblem):
            send(mail, ("base.portal",), handler, kind="message", body="Hello")
    with pytest.raises(HttpProblem):
        send(mail, CLERK, routes.post, id_=4711, kind="message", body="Hello")


def test_a_file_of_another_document_is_not_attached(mail: Acting) -> None:
    def file_of_contact(env: Env) -> int:
        contact = env.new(Contact, name="Veloria")
        env.session.flush()
        place = {"document_model": "base.contact", "document_id": contact.id}
        file = env.new(Attachment, name="x.pdf", hash="ab" * 32, size=1, **place)
        env.session.flush()
        return file.id

    other = mail.run(file_of_contact)
    with pytest.raises(Refused, match="does not belong"):
        send(mail, CLERK, routes.post, kind="note", body="See file", attachments=[str(other)])


@pytest.mark.req("CT-2")
def test_everybody_follows_himself_and_only_who_may_change_the_document_adds_others(mail: Acting) -> None:
    admin = mail.run(lambda env: env.user.contact_id, ADMIN)
    assert len(send(mail, CLERK, routes.follow, program=True)["followers"]) == 1
    with pytest.raises(HttpProblem):
        send(mail, CLERK, routes.follow, program=True, contact=admin)
    assert len(send(mail, ADMIN, routes.follow, program=True, contact=admin)["followers"]) == 2
    assert send(mail, CLERK, routes.unfollow, program=True)["followers"] == [admin]


@pytest.mark.req("CT-6")
def test_an_opened_link_leads_to_the_document_or_says_why_not(mail: Acting) -> None:
    assert send(mail, CLERK, routes.open_document).startswith("/product/product/")
    with pytest.raises(AccessDenied, match="You are not allowed to read Products."):
        send(mail, CLERK, routes.open_document, id_=4711)
