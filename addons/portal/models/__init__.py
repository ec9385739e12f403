"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.portal.models.companies import BrandedCompany
from addons.portal.models.contacts import PortalContact
from addons.portal.models.links import Link

__all__ = ["BrandedCompany", "Link", "PortalContact"]
