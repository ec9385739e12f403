"""Users: who may sign in, as what, and how they like to work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import validates

from addons.base.models.roles import Role
from addons.base.zones import is_zone
from core import Mapped, Model, Refused, boolean, choice, foreign_key, index, many2many, many2one, text, unique

if TYPE_CHECKING:
    from addons.base.models.companies import Company
    from addons.base.models.contacts import Contact

ADMINISTRATOR = "base.settings"
"""The role that no database may be without."""

LOCALES = {
    "en": "English", "en_GB": "English (United Kingdom)", "de": "Deutsch", "es": "Español", "fr": "Français",
    "it": "Italiano", "nl": "Nederlands", "pl": "Polski", "pt": "Português",
}  # fmt: skip

PREFERENCES = frozenset({"name", "locale", "zone", "scheme", "single_keys", "company", "company_id"})
"""What users may change of themselves; the company among those they belong to."""


class User(Model, model="base.user", title="User", titles="Users"):
    """A person or program that may sign in.

    Users are never deleted, because their name stands at what they did; they are deactivated instead.
    """

    display = "{name}"
    search_by = ("name", "login")
    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, tracked=True)
    login: Mapped[str] = text("Email", required=True, size=254, tracked=True, copied=False, help="Used to sign in.")
    roles: Mapped[list[Role]] = many2many("Roles", "base.role", tracked=True)
    companies: Mapped[list[Company]] = many2many("Companies", "base.company", tracked=True)
    company_id: Mapped[int | None] = foreign_key("base.company")
    company: Mapped[Company | None] = many2one("Company", "company_id", tracked=True, help="Of new documents.")
    contact_id: Mapped[int | None] = foreign_key("base.contact", copied=False)
    contact: Mapped[Contact | None] = many2one("Contact", "contact_id", copied=False)
    locale: Mapped[str] = choice("Language", LOCALES, default="en")
    zone: Mapped[str] = text("Time zone", default="UTC", size=40, help="For example Europe/Berlin.")
    scheme: Mapped[str] = choice("Colours", {"auto": "As the device", "light": "Light", "dark": "Dark"}, default="auto")
    single_keys: Mapped[bool] = boolean("Single-key shortcuts", default=True, help="g, then t: go to tickets.")
    active: Mapped[bool] = boolean("Active", default=True, tracked=True)

    constraints = (unique("login"), index("active", "name", "id"))

    def defaults(self) -> None:
        """New users work where their maker does."""
        super().defaults()
        if self.env.user.company_id is not None:
            self.company_id = self.env.user.company_id
        self.zone = self.env.user.zone

    @validates("login")
    def _lower_login(self, _name: str, login: str) -> str:
        return login.strip().lower()

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """Sign-in name, zone and company are usable, users change themselves only, and an administrator is left."""
        yield from super().check()
        if "@" not in (self.login or "") or any(sign.isspace() for sign in self.login):
            yield "login", "Users sign in with an email address."
        if not is_zone(self.zone):
            yield "zone", "There is no such time zone."
        if self.company is not None and self.company not in self.companies:
            yield "company", "The user does not belong to this company."
        changed = self._changed()
        if not self.env.is_system and not self.env.holds(ADMINISTRATOR) and not changed <= self.preferences():
            yield Refused("Users may change only their own preferences. Ask an administrator for the rest.")
        if changed & {"active", "roles"} and self._was_administrator() and not self._is_administrator():
            yield from self._refuse_if_last()

    def preferences(self) -> frozenset[str]:
        """What users may change of themselves. Layers add their own."""
        return PREFERENCES

    def _changed(self) -> set[str]:
        """Names of the fields that differ from what is stored."""
        fields = type(self).__composition__.info(self.__model__).fields
        state = sa.inspect(self)
        return {
            name for name in fields
            if name in state.attrs and name not in ("version", "updated_at", "updated_by_id")
            and state.attrs[name].history.has_changes()
        }  # fmt: skip

    def _is_administrator(self) -> bool:
        return bool(self.active) and any(role.name == ADMINISTRATOR for role in self.roles)

    def _was_administrator(self) -> bool:
        """As it is stored."""
        if self.id is None:
            return False
        attributes = sa.inspect(self).attrs
        active, roles = attributes.active.load_history(), attributes.roles.load_history()
        was_active = active.deleted[0] if active.deleted else self.active
        before = [*roles.unchanged, *roles.deleted]
        return bool(was_active) and any(role.name == ADMINISTRATOR for role in before)

    def _refuse_if_last(self) -> Iterable[Refused]:
        with self.env.system("is an administrator left") as system:
            user, role = system[User], system[Role]
            # Two administrators who remove each other at once must take turns: the role's row is their lock.
            system.session.scalars(sa.select(role.id).where(role.name == ADMINISTRATOR).with_for_update()).all()
            is_one = sa.and_(user.active, user.roles.any(role.name == ADMINISTRATOR))
            another = list(system.session.scalars(sa.select(user.id).where(user.id != self.id, is_one)))
        if not any(self._stays_administrator(id_) for id_ in another):
            about = "active" if not self.active else "roles"
            yield Refused("{user} is the last administrator.", about=about, user=self.name)

    def _stays_administrator(self, id_: int) -> bool:
        """Whether another stored administrator is not being removed in this same transaction."""
        session = self.env.session
        held = session.identity_map.get(sa.inspect(self).mapper.identity_key_from_primary_key((id_,)))
        return held is None or held._is_administrator()


# makegood: allow model-without-rights because only the sign-in reads hashes of passwords, as the system
class Credential(Model, model="base.credential", title="Credential", titles="Credentials"):
    """The password of a user, as an argon2id hash. No role has a right on it: only system work reads or writes it.

    Kept apart from the user so that no list, export, copy or form of users can ever hold it.
    """

    display = "credential {id}"

    user_id: Mapped[int] = foreign_key("base.user", required=True, on_delete="CASCADE", index=False)
    user: Mapped[User] = many2one("User", "user_id")
    password_hash: Mapped[str] = text("Password hash", required=True, size=200)

    constraints = (unique("user_id"),)
