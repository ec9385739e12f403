"""Contacts that may have access to the portal."""

from __future__ import annotations

from addons.base.models import Contact
from core import system_work


class PortalContact(Contact):
    """A contact can be let into the portal, and out of it. Whoever may change the contact may do so (SPEC PT-1)."""

    @system_work("access of a contact to the portal")
    def grant_portal_access(self) -> None:
        """Makes an account for the customer, or opens it again, and mails the way to a password of their own."""
        from addons.portal.accounts import grant

        grant(self)

    def invite_to_portal_again(self) -> None:
        """Mails the invitation once more; the earlier link ends."""
        self.grant_portal_access()

    @system_work("access of a contact to the portal")
    def revoke_portal_access(self) -> None:
        """Closes the account: its sessions end, and all links that were mailed to the contact."""
        from addons.portal.accounts import revoke

        revoke(self)

    @system_work("links that were mailed to a contact")
    def revoke_portal_links(self) -> None:
        """Ends all links that were mailed to the contact; the account stays."""
        from addons.portal.links import end_links

        end_links(self.env, self.id)
