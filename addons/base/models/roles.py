"""Roles as records, so that users can be given them; what a role may do stands in the addons' access.toml."""

from __future__ import annotations

from core import Mapped, Model, boolean, text, unique


class Role(Model, model="base.role", title="Role", titles="Roles"):
    """A role, made by installing its addon and gone with it; out of use while the addon does not work here."""

    display = "{title}"
    search_by = ("title", "name")
    order_by = ("addon", "id")
    of_addon = "addon"

    name: Mapped[str] = text("Technical name", required=True, read_only=True, size=100)
    title: Mapped[str] = text("Title", required=True, read_only=True)
    addon: Mapped[str] = text("Module", required=True, read_only=True, size=80)
    implied: Mapped[str] = text("Includes", default="", read_only=True, size=1000, help="Roles that come with it.")
    active: Mapped[bool] = boolean("In use", default=True, read_only=True)

    constraints = (unique("name"),)
