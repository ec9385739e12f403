"""Canned answers of one team."""

from __future__ import annotations

from addons.helpdesk.models.teams import Team
from addons.helpdesk.models.tickets import Ticket
from addons.mail.models import CannedAnswer, Thread
from core import Mapped, foreign_key, many2one


class TeamAnswer(CannedAnswer):
    """A text may be for the tickets of one team."""

    team_id: Mapped[int | None] = foreign_key("helpdesk.team", on_delete="CASCADE")
    team: Mapped[Team | None] = many2one("Team", "team_id", tracked=True, help="Empty: for all teams.")

    def fits(self, record: Thread) -> bool:
        """Those of a team are for its tickets alone."""
        return super().fits(record) and (
            self.team_id is None or (isinstance(record, Ticket) and record.team_id == self.team_id)
        )
