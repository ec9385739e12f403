"""Switching a service on that is not installed: the preview, the installation, and what else stood in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from addons.base.identities import make_user
from addons.helpdesk.models import Team
from tests.addons.helpdesk.desk import MANAGER, a_team, hire
from tests.addons.helpdesk.screens import PASSWORD, Screens, screens_of, view_of, words
from tests.kernels import Acting
from tests.visitors import forms_of

ADMIN = "admin@example.com"
TEAM = "/helpdesk/team/1"


@pytest.fixture
def shop(acting: Callable[..., Acting]) -> Acting:
    """Helpdesk and Sales, without Inventory; an administrator who manages teams."""
    made = acting("helpdesk", "sale")
    made.run(hire)
    made.run(lambda env: make_user(env, ADMIN, PASSWORD, name="admin", roles=("base.settings", "helpdesk.manager")).id)
    made.run(lambda env: a_team(env).id)
    return made


@pytest.fixture
def shop_screens(shop: Acting, tmp_path: Path) -> Iterator[Screens]:
    with screens_of(shop, tmp_path) as made:
        yield made


def installed(shop: Acting) -> set[str]:
    return set(shop.kernel.state().addons)


def name_of_team(shop: Acting) -> str:
    return shop.run(lambda env: env.session.scalars(sa.select(env[Team].name)).one())


def preview(screens: Screens, **changes: str) -> tuple[str, str, dict]:
    """(text, address, fields) of the preview that saving the team's form leads to."""
    answer = screens.of(ADMIN).post(TEAM, data={**screens.fields(ADMIN, TEAM), "use_returns": "1", **changes})
    assert answer.status_code == 200, words(answer.text)
    address, fields = next((action, values) for action, values in forms_of(answer.text) if "_plan" in values)
    return words(answer.text), address, fields


@pytest.mark.req("AS-2", "AS-5", "AS-6")
def test_an_option_is_offered_before_its_module_is_installed(shop: Acting) -> None:
    def cards(env):
        team = env.session.scalars(sa.select(env[Team])).one()
        return [(one.label, one.addon, one.installed, one.on) for one in view_of(env, team).options]

    assert shop.run(cards, ADMIN) == [
        ("Refunds", "helpdesk_refund", False, False),
        ("Coupons", "helpdesk_coupon", False, False),
        ("Returns", "helpdesk_return", False, False),
        ("Repairs", "helpdesk_repair", False, False),
    ]


@pytest.mark.req("AS-6", "AS-8", "MD-8")
def test_switching_it_on_leads_to_the_preview_then_installs_and_keeps_the_other_edits(
    shop_screens: Screens, shop: Acting
) -> None:
    text, address, fields = preview(shop_screens, name="Service desk", use_returns="1")
    assert "Helpdesk Returns" in text
    assert "Inventory" in text
    assert (name_of_team(shop), "stock" in installed(shop)) == ("Service", False)
    answer = shop_screens.of(ADMIN).post(address or TEAM, data=fields)
    assert answer.status_code == 303, words(answer.text)
    assert answer.headers["location"].startswith(TEAM)
    assert {"stock", "sale_stock", "helpdesk_return"} <= installed(shop)
    assert name_of_team(shop) == "Service desk"
    on = shop.run(lambda env: env.session.scalars(sa.select(env[Team].use_returns)).one())
    assert on is True


@pytest.mark.req("AS-6", "MD-11")
def test_who_may_not_install_is_told_whom_to_ask_and_nothing_is_saved(shop_screens: Screens, shop: Acting) -> None:
    fields = shop_screens.fields(MANAGER, TEAM)
    answer = shop_screens.of(MANAGER).post(TEAM, data={**fields, "use_returns": "1", "name": "Renamed"})
    assert answer.status_code == 422
    assert "Ask an administrator to install:" in words(answer.text)
    assert (name_of_team(shop), "stock" in installed(shop)) == ("Service", False)


@pytest.mark.req("AS-11", "XC-9")
def test_the_api_does_not_install(shop_screens: Screens, shop: Acting) -> None:
    browser = shop_screens.of(ADMIN)
    answer = browser.request(
        "PATCH", "/api/v1/helpdesk.team/1", json={"use_returns": True},
        headers={"x-token": browser.token(), "if-match": "*"},
    )  # fmt: skip
    assert answer.status_code == 422
    said = "The option Returns needs the module Helpdesk Returns. Turn it on from the team's settings page."
    assert said in answer.json()["detail"]
    assert "helpdesk_return" not in installed(shop)


@pytest.mark.req("AS-6")
def test_an_installed_option_is_saved_without_a_preview(shop_screens: Screens, shop: Acting) -> None:
    _, address, fields = preview(shop_screens)
    shop_screens.of(ADMIN).post(address or TEAM, data=fields)
    assert shop_screens.save(MANAGER, TEAM, use_returns="").status_code == 303
    assert shop_screens.save(MANAGER, TEAM, use_returns="1").status_code == 303
    assert shop.run(lambda env: env.session.scalars(sa.select(env[Team].use_returns)).one()) is True
