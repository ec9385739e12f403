"""What the public form adds to teams."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import sqlalchemy as sa

from addons.helpdesk.models import Team
from core import House, Mapped, Refused, boolean, computed, index, text

PLACE = "/helpdesk_form"
_ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def address_from(name: str) -> str:
    """A name as it can stand in an address: "Bücher & Räder" -> "bucher-rader"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:50].strip("-")


class TeamForm(Team):
    """A team may have a public form at an address of its own (SPEC HD-19)."""

    use_website_form: Mapped[bool] = boolean(
        "Public Form", tracked=True, help="Anybody can write to the team, without an account."
    )
    form_address: Mapped[str | None] = text("Address of the Form", size=60, tracked=True, copied=False)

    constraints = (
        index("form_address", unique=True, where="form_address IS NOT NULL", name="ix_helpdesk_team_form_address"),
    )

    @computed("Link to the Form")
    def form_link(self) -> str:
        """The whole address, to be put on a website or into a mail."""
        return House.of(self.env).address(f"{PLACE}/{self.form_address}") if self.form_address else ""

    def settle(self) -> None:
        """An address is made from the team's name unless somebody chose one."""
        super().settle()
        if self.use_website_form and not self.form_address:
            wanted = address_from(self.name or "") or "team"
            numbers = (f"{wanted}-{n}" for n in range(2, 1000))
            self.form_address = next(one for one in (wanted, *numbers) if not self._is_taken(one))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """An address is letters, figures and hyphens, and one team's alone."""
        yield from super().check()
        if not self.form_address:
            return
        if not _ADDRESS.fullmatch(self.form_address):
            yield "form_address", "Use small letters, figures and hyphens, such as bike-service."
        elif self.has_changes("form_address") and self._is_taken(self.form_address):
            yield Refused("Another team has the address {address}.", about="form_address", address=self.form_address)

    def _is_taken(self, address: str) -> bool:
        with self.env.session.no_autoflush, self.env.system("addresses of other teams") as system:
            team = system[TeamForm]
            other = sa.select(team.id).where(team.form_address == address, team.id != (self.id or 0)).limit(1)
            return system.session.scalar(other) is not None
