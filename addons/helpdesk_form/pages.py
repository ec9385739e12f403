"""What the public form puts into the pages of the helpdesk."""

from __future__ import annotations

from typing import Any

from addons.helpdesk.pages import team_groups
from addons.helpdesk_form.models import TeamForm
from core import Group, Into, Show


def has_form(team: TeamForm) -> bool:
    """Whether there is an address to choose and to share."""
    return team.use_website_form


parts: list[Any] = [
    Into(
        team_groups,
        Group(
            "Public Form",
            TeamForm.use_website_form,
            Show(TeamForm.form_address, shown=has_form),
            Show(TeamForm.form_link, shown=has_form),
        ),
    ),
]
