"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.helpdesk_sla.models.calendars import Holiday, ShiftOfDay, WorkingHours
from addons.helpdesk_sla.models.policies import Policy, TeamSla
from addons.helpdesk_sla.models.statuses import Status, Stay, TicketSla

__all__ = ["Holiday", "Policy", "ShiftOfDay", "Status", "Stay", "TeamSla", "TicketSla", "WorkingHours"]
