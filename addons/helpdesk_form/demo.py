"""The demonstration's form: one team can be written to by everybody."""

from __future__ import annotations

import sqlalchemy as sa

from addons.helpdesk.demo import SERVICE
from addons.helpdesk_form.models import TeamForm
from core import Env


def load(env: Env) -> None:
    """Opens the form at /helpdesk_form/e-bike-service. `env` is a system Env."""
    team = env.session.scalars(sa.select(env[TeamForm]).where(env[TeamForm].name == SERVICE)).one()
    team.use_website_form = True
