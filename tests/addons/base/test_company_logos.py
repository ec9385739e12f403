"""A company's logo stands above its pages, for everybody who sees them; who may change the company changes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from addons.base.documents import LARGEST_LOGO, keep_logo
from addons.base.models import Company
from core import AccessDenied, Env, Refused, StoredFile
from tests.kernels import Acting

ADMIN, USER, NOBODY = ("base.settings",), ("base.user",), ("base.public",)
LOGO = StoredFile(name="logo.png", kind="image/png", digest="cd" * 32, size=900)


@pytest.fixture
def base(acting: Callable[..., Acting]) -> Acting:
    return acting("base")


def company(env: Env) -> Company:
    return env.session.scalars(sa.select(env[Company])).one()


def give(file: StoredFile | None) -> Callable[[Env], int | None]:
    def work(env: Env) -> int | None:
        keep_logo(env, company(env), file)
        env.session.flush()
        return company(env).logo_id

    return work


def opened(env: Env, id_: int) -> StoredFile | None:
    found: StoredFile | None = env.hook.attachment_opened(env=env, attachment_id=id_)
    return found


def shown(base: Acting) -> str:
    """Where the pages of a user of the company find its logo."""

    def work(env: Env) -> str:
        id_ = env.hook.add_user(env=env, login="a@example.com", name="A", password="correct horse", roles=["base.user"])
        found = env.hook.identify(system_env=env, user_id=id_)
        assert found is not None
        return found.preferences["logo"]

    with base.rolled_back() as env:
        return work(env)


def test_everybody_sees_it_until_it_is_taken_away(base: Acting) -> None:
    assert shown(base) == ""
    id_ = base.run(give(LOGO), ADMIN)
    assert id_ is not None
    assert base.run(lambda env: opened(env, id_), NOBODY, write=False) == LOGO
    assert shown(base) == f"/files/{id_}"
    base.run(give(None), ADMIN)
    assert shown(base) == ""
    assert base.run(lambda env: opened(env, id_), NOBODY, write=False) is None, "it is a company's file like any other"


def test_only_who_may_change_the_company_changes_it(base: Acting) -> None:
    with pytest.raises(AccessDenied):
        base.run(give(LOGO), USER)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (StoredFile("logo.pdf", "application/pdf", "ab" * 32, 9), "Choose a picture"),
        (StoredFile("logo.svg", "application/octet-stream", "ab" * 32, 9), "Choose a picture"),
        (StoredFile("logo.png", "image/png", "ab" * 32, LARGEST_LOGO + 1), "at most 500 KB"),
    ],
)
def test_what_is_no_small_picture_is_refused(base: Acting, file: StoredFile, said: str) -> None:
    with pytest.raises(Refused, match=said):
        base.run(give(file), ADMIN)
