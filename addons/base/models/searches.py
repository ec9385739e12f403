"""Searches that users keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core import Mapped, Model, Refused, boolean, foreign_key, index, many2one, text

if TYPE_CHECKING:
    from addons.base.models.users import User


class SavedSearch(Model, model="base.saved_search", title="Saved search", titles="Saved searches"):
    """The filters, groups, sorting and words of a list under a name: its address without the page number.

    A shared one is seen by everybody and changed by its owner and administrators.
    """

    order_by = ("name",)
    of_addon = "page"

    name: Mapped[str] = text("Name", required=True, size=80)
    page: Mapped[str] = text("Page", required=True, size=120, help="Address of the list: /helpdesk/tickets.")
    query: Mapped[str] = text("Query", default="", size=2000)
    owner_id: Mapped[int] = foreign_key("base.user", required=True, on_delete="CASCADE")
    owner: Mapped[User] = many2one("Owner", "owner_id")
    shared: Mapped[bool] = boolean("Shared with everybody")
    is_default: Mapped[bool] = boolean("Opened first", help="This list opens with this search.")

    constraints = (index("page", "owner_id", where="is_default", unique=True, name="ix_base_saved_search_one_default"),)

    def defaults(self) -> None:
        """A search belongs to who keeps it."""
        super().defaults()
        self.owner_id = self.env.user.id or 0

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The page is an address of this site, and the query a query."""
        yield from super().check()
        if not (self.page or "").startswith("/") or self.page.startswith("//") or "?" in self.page:
            yield "page", "A page is an address of this site, for example /helpdesk/tickets."
        if "#" in (self.query or ""):
            yield "query", "A query has no fragment."
