"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.helpdesk.models.assigning import Turn
from addons.helpdesk.models.canned import TeamAnswer
from addons.helpdesk.models.closing import TeamClosing
from addons.helpdesk.models.merging import Merge, MergedTicket
from addons.helpdesk.models.teams import Stage, Tag, Team, TicketType, helpdesk_users, people_of
from addons.helpdesk.models.tickets import Ticket

__all__ = [
    "Merge", "MergedTicket", "Stage", "Tag", "Team", "TeamAnswer", "TeamClosing", "Ticket", "TicketType", "Turn",
    "helpdesk_users", "people_of",
]  # fmt: skip
