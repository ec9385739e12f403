"""Options of an outside addon stand among ours, before it is installed, and are switched on with them in one save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from addons.base.identities import make_user
from addons.helpdesk.models import Team
from core.lifecycle.catalog import read_catalog
from core.lifecycle.options import options_on
from tests.addons.helpdesk.desk import a_team
from tests.addons.helpdesk.screens import PASSWORD, screens_of, words
from tests.contract.demonstration import FOLDERS
from tests.kernels import Acting
from tests.visitors import forms_of

ADMIN, TEAM = "admin@example.com", "/helpdesk/team/1"


@pytest.mark.req("AS-1")
def test_an_outside_option_is_offered_before_it_is_installed() -> None:
    offered = options_on(read_catalog(FOLDERS), {"base", "mail", "helpdesk"}, "helpdesk.team", "After-Sales")
    assert [(one.option.label, one.option.field, one.installed) for one in offered] == [
        ("Refunds", "use_refunds", False), ("Coupons", "use_coupons", False), ("Returns", "use_returns", False),
        ("Repairs", "use_repairs", False), ("Loaner", "use_loaners", False),
    ]  # fmt: skip


@pytest.mark.req("AS-7", "AS-8")
def test_they_give_one_preview_and_are_all_on_afterwards(acting: Callable[..., Acting], tmp_path: Path) -> None:
    shop = acting("helpdesk", "sale", folders=FOLDERS)
    roles = ("base.settings", "helpdesk.manager")
    shop.run(lambda env: make_user(env, ADMIN, PASSWORD, name="admin", roles=roles).id)
    shop.run(lambda env: a_team(env).id)
    with screens_of(shop, tmp_path) as screens:
        fields = screens.fields(ADMIN, TEAM)
        answer = screens.of(ADMIN).post(TEAM, data={**fields, "use_returns": "1", "use_loaners": "1"})
        text = words(answer.text)
        assert [title for title in ("Helpdesk Returns", "Loaner Bikes", "Inventory") if title not in text] == []
        address, fields = next((action, values) for action, values in forms_of(answer.text) if "_plan" in values)
        assert screens.of(ADMIN).post(address or TEAM, data=fields).status_code == 303
    team = shop.run(lambda env: env.session.execute(sa.select(env[Team].use_returns, env[Team].use_loaners)).one())
    assert tuple(team) == (True, True)
