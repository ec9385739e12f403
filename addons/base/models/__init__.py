"""The models of this addon, one file a concept."""

from __future__ import annotations

from addons.base.models.attachments import Attachment
from addons.base.models.companies import Company
from addons.base.models.contacts import Contact, ContactTag
from addons.base.models.letters import Letter, language_of, letter_of
from addons.base.models.measures import Country, Currency, Unit
from addons.base.models.roles import Role
from addons.base.models.searches import SavedSearch
from addons.base.models.users import Credential, User

__all__ = [
    "Attachment", "Company", "Contact", "ContactTag", "Country", "Credential", "Currency", "Letter", "Role",
    "SavedSearch", "Unit", "User", "language_of", "letter_of",
]  # fmt: skip
