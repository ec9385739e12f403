"""Repairs as their customers see them: where they stand, and nothing of how (SPEC PT-3, PT-6, RP-11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from addons.repair.models import RepairOrder
from addons.repair.models.orders import PUBLIC_STATES, STEPS, TONES
from core import PortalDocument, PortalFact, PortalPage, PortalRow
