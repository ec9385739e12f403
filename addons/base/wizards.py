"""Pop-ups: passwords."""

from __future__ import annotations

from addons.base.identities import keep_password, user_id_for
from addons.base.models import User
from core import Refused, Wizard, button, entry, refuse_guess


class SetPassword(Wizard, title="Set password", on=User, system="set the password of a user"):
    """An administrator gives a user a new password; all sessions of the user end."""

    password = entry("New password", required="Enter a password.", secret=True)

    @button("Set password", primary=True)
    def confirm(self) -> None:
        """Keeps it."""
        keep_password(self.env, self.record, self.password)


class ChangePassword(Wizard, title="Change password", on=User, system="change one's own password"):
    """Users change their own password, which they must know; all their sessions end."""

    current = entry("Current password", required="Enter your current password.", secret=True)
    password = entry("New password", required="Enter a new password.", secret=True)
    again = entry("New password again", required="Enter the new password again.", secret=True)

    @button("Change password", primary=True)
    def confirm(self) -> None:
        """Keeps it, if the current one is right and the new one was entered twice alike."""
        refuse_guess(
            self.env, "current password", str(self.record.id), self._knows_current,
            Refused("This is not your current password.", about="current"),
        )  # fmt: skip
        if self.password != self.again:
            raise Refused("The two new passwords differ.", about="again")
        keep_password(self.env, self.record, self.password)

    def _knows_current(self) -> bool:
        return user_id_for(self.env, self.record.login, self.current) == self.record.id
