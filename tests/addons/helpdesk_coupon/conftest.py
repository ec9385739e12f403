"""A helpdesk whose team gives coupons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from addons.base.identities import make_user
from core import Env
from tests.addons.helpdesk.desk import a_contact, a_team, hire
from tests.addons.helpdesk.screens import Screens, screens_of
from tests.addons.helpdesk_coupon.giving import SELLER
from tests.addons.loyalty.programs import a_program
from tests.addons.mail.conftest import office
from tests.kernels import Acting

__all__ = ["office"]


@pytest.fixture
def desk(acting: Callable[..., Acting]) -> Acting:
    """Coupons are on for the team "Service"; there is one program, and Marta, who reads German. On each engine."""
    return acting("helpdesk_coupon", scene=(hire, a_team_that_gives))


def a_team_that_gives(env: Env) -> None:
    """A team, a program, a customer, and a seller who manages programs."""
    a_team(env, use_coupons=True)
    a_program(env, rule={"minimum_amount": 100})
    a_contact(env, "Marta", email="marta@mail.example", locale="de")
    make_user(env, SELLER, "a good long password", name="seller", roles=("sale.manager",))


@pytest.fixture
def screens(desk: Acting, tmp_path: Path) -> Iterator[Screens]:
    """Their pages over HTTP."""
    with screens_of(desk, tmp_path) as made:
        yield made
