"""Links to documents in chatter survive renaming, and say so when they may not be opened."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from addons.base.models import Company, Contact
from addons.mail.links import as_text, composed, link_to, shown_to
from addons.product.models import Product
from core import Env
from tests.kernels import Acting

USER = ("base.user",)


@pytest.fixture
def mail(acting: Callable[..., Acting]) -> Acting:
    made = acting("product")

    def prepare(env: Env) -> None:
        contact = env.new(Contact, name="Veloria <GmbH>")
        product = env.new(Product, name="Helmet")
        env.session.flush()
        product.post_note("Sold to {customer} at {price}.", customer=contact, price="<1 €")

    made.run(prepare)
    return made


def shown(env: Env) -> str:
    product = env.session.scalars(sa.select(env[Product])).one()
    from addons.mail.chatter import chatter_of

    return next(str(one.body) for one in chatter_of(env, product)["entries"] if one.kind == "note")


def contact(env: Env) -> Contact:
    return env.session.scalars(sa.select(env[Contact]).where(env[Contact].name.like("Vel%"))).one()


@pytest.mark.req("CT-6")
def test_a_link_carries_the_documents_present_name_escaped(mail: Acting) -> None:
    id_ = mail.run(lambda env: contact(env).id)
    expected = 'Sold to <a href="/mail/open/base.contact/{}">{}</a> at &lt;1 €.'
    assert mail.run(shown, USER, write=False) == expected.format(id_, "Veloria &lt;GmbH&gt;")
    mail.run(lambda env: setattr(contact(env), "name", "Velo & more"))
    assert mail.run(shown, USER, write=False) == expected.format(id_, "Velo &amp; more")


@pytest.mark.req("CT-6")
def test_a_link_that_may_not_be_opened_says_so(mail: Acting) -> None:
    def give_away(env: Env) -> None:
        first = env.session.scalars(sa.select(env[Company])).one()
        other = env.new(Company, name="Other", currency=first.currency)
        env.session.flush()
        found = contact(env)
        found.company, found.name = other, "Veloria Secret"

    clerk = mail.run(lambda env: env.user, USER)
    mail.run(give_away)
    text = mail.run(shown, clerk, write=False)
    assert "/mail/open/" not in text and "not allowed to open" in text
    assert "Veloria &lt;GmbH&gt;" in text and "Secret" not in text


@pytest.mark.req("CT-6")
def test_a_deleted_document_leaves_its_name(mail: Acting) -> None:
    mail.run(lambda env: env.session.delete(contact(env)))
    text = mail.run(shown, USER, write=False)
    assert "/mail/open/" not in text and "Veloria &lt;GmbH&gt;" in text


def test_a_made_up_address_is_no_link_to_a_document(mail: Acting) -> None:
    with mail.rolled_back(USER) as env:
        odd = '<a href="/mail/open/core.session/1">x</a><a href="/mail/open/no.model/1">y</a>'
        assert "href" not in shown_to(env, odd)


def test_places_are_names_and_nothing_else(mail: Acting) -> None:
    with mail.rolled_back() as env:
        found = contact(env)
        assert composed("{customer.__class__} {customer}", (), {"customer": "x"}) == "{customer.__class__} x"
        assert composed("Made {} from {}.", (found, found)).count("<a href") == 2
        assert composed("Made:", (found,)) == f"Made: {link_to(found)}"
        assert composed("a {b} c") == "a {b} c"
        with pytest.raises(KeyError):
            composed("{other}", (), {"customer": found})


def test_the_text_of_an_entry_comes_back_as_it_was_typed() -> None:
    typed = "a < b & c\nsecond line"
    assert as_text(composed(typed)) == typed
