"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.helpdesk.models.assigning import Turn
from addons.helpdesk.models.teams import Stage, Tag, Team, TicketType, helpdesk_users, people_of
from addons.helpdesk.models.tickets import Ticket

__all__ = ["Stage", "Tag", "Team", "Ticket", "TicketType", "Turn", "helpdesk_users", "people_of"]
