"""A helpdesk that refunds, with customers who were invoiced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from addons.base.identities import make_user
from core import Env
from tests.addons.helpdesk.desk import a_team, hire
from tests.addons.helpdesk_refund.refunding import CLERK, invoices
from tests.kernels import Acting


@pytest.fixture
def refunds(acting: Callable[..., Acting]) -> Acting:
    """Refunds are on for the team "Service"; Marta was invoiced, Sofia was not. On each engine."""
    return acting("helpdesk_refund", scene=(hire, a_team_with_refunds, invoices))


def a_team_with_refunds(env: Env) -> None:
    """A team that refunds, and an agent who also posts."""
    make_user(env, CLERK, "a good long password", name="clerk", roles=("helpdesk.user", "account.user"))
    a_team(env, use_refunds=True)
