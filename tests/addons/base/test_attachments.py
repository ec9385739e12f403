"""Files on documents are open to whoever may read the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from addons.base.models import Attachment, Company, Contact
from core import AccessDenied, Env, StoredFile
from tests.kernels import Acting

USER = ("base.user",)
FILE = StoredFile(name="invoice.pdf", kind="application/pdf", digest="ab" * 32, size=1234)


@pytest.fixture
def base(acting: Callable[..., Acting]) -> Acting:
    made = acting("base")
    made.run(lambda env: env.new(Contact, name="Veloria"))
    return made


def veloria(env: Env) -> Contact:
    return env.session.scalars(sa.select(env[Contact]).where(env[Contact].name == "Veloria")).one()


def company(env: Env) -> Company:
    return env.session.scalars(sa.select(env[Company])).one()


def attach(env: Env) -> int:
    made: int = env.hook.attachment_added(env=env, record=veloria(env), file=FILE)
    return made


def hide(env: Env) -> None:
    other = env.new(Company, name="Other", currency=company(env).currency)
    env.session.flush()
    veloria(env).company = other


@pytest.mark.req("AR-5")
def test_a_file_comes_back_as_it_was_attached_for_readers_of_the_document(base: Acting) -> None:
    id_ = base.run(attach, USER)
    reader = base.run(lambda env: env.user, USER)
    assert base.run(lambda env: env.hook.attachment_opened(env=env, attachment_id=id_), reader) == FILE
    base.run(hide)
    assert base.run(lambda env: env.hook.attachment_opened(env=env, attachment_id=id_), reader) is None
    assert base.run(lambda env: env.session.scalars(sa.select(env[Attachment])).all(), reader) == []


@pytest.mark.req("AR-5")
def test_nobody_attaches_to_a_document_that_he_may_not_change(base: Acting) -> None:
    def forge(env: Env) -> None:
        env.new(Attachment, name="x", document_model="base.company", document_id=1, hash="ab" * 32, size=1)

    with pytest.raises(AccessDenied):
        base.run(forge, USER)
    with pytest.raises(AccessDenied):
        base.run(lambda env: env.hook.attachment_added(env=env, record=company(env), file=FILE), USER)


def test_a_file_cannot_be_moved_to_another_document(base: Acting) -> None:
    def move(env: Env) -> None:
        file = env.session.scalars(sa.select(env[Attachment])).one()
        file.document_model, file.document_id = "base.company", 1

    base.run(attach, USER)
    with pytest.raises(AccessDenied):
        base.run(move, USER)
