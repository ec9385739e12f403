"""Searches are their owner's, and everybody's once shared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from addons.base.identities import make_user
from addons.base.models import SavedSearch
from core import AccessDenied, Env, Refused
from tests.kernels import Acting

ONE, TWO = "one@example.com", "two@example.com"


@pytest.fixture
def base(acting: Callable[..., Acting]) -> Acting:
    made = acting("base")
    made.run(lambda env: [make_user(env, login, "a long enough one") for login in (ONE, TWO)] and None)
    return made


def keep(base: Acting, who: str, **values: object) -> None:
    given = {"name": "Urgent", "page": "/helpdesk/tickets", **values}
    base.run(lambda env: env.new(SavedSearch, **given) and None, who)


def names(env: Env) -> list[str]:
    return list(env.session.scalars(sa.select(env[SavedSearch].name)))


def test_a_search_is_its_owners_until_it_is_shared(base: Acting) -> None:
    keep(base, ONE)
    assert base.run(names, ONE) == ["Urgent"] and base.run(names, TWO) == []
    base.run(lambda env: setattr(env.session.scalars(sa.select(env[SavedSearch])).one(), "shared", True), ONE)
    assert base.run(names, TWO) == ["Urgent"]


def test_a_shared_search_is_changed_by_its_owner_only(base: Acting) -> None:
    keep(base, ONE, shared=True)
    with pytest.raises(AccessDenied):
        base.run(lambda env: setattr(env.session.scalars(sa.select(env[SavedSearch])).one(), "name", "Mine"), TWO)


def test_nobody_keeps_a_search_in_anothers_name(base: Acting) -> None:
    two = base.run(lambda env: env.user.id, TWO)
    with pytest.raises(AccessDenied):
        keep(base, ONE, owner_id=two)


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/x", "/a?b=c", ""])
def test_a_page_is_an_address_of_this_site(base: Acting, page: str) -> None:
    with pytest.raises(Refused, match="address of this site"):
        keep(base, ONE, page=page)
