"""Who a user is to the kernel, and whether a password opens the account. All of it is system work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from addons.base.models import Company, Contact, Credential, Role, User
from addons.base.passwords import refuse_weak
from addons.base.role_records import mirror_roles
from core import (
    Change,
    Env,
    Identity,
    Models,
    Refused,
    end_api_keys,
    end_sessions,
    hash_password,
    is_outdated,
    verify_password,
)


def identity_of(system: Env, user_id: int) -> Identity | None:
    """The Identity of an active user, None if there is none. One statement, because every request asks."""
    rows = system.session.execute(system.once(what_identifies), {"user": user_id}).all()
    if not rows:
        return None
    found = rows[0]
    roles = [row.given for row in rows if row.kind == "role"]
    companies = {row.given_id: row.given for row in rows if row.kind == "company"}
    logos = {row.given_id: f"/files/{row.logo_id}" for row in rows if row.kind == "company" and row.logo_id}
    current = found.company_id if found.company_id in companies else next(iter(companies), None)
    return Identity(
        id=user_id,
        name=found.name,
        login=found.login,
        roles=system.registry.policy.expand(frozenset(roles)),
        company_ids=tuple(companies),
        company_id=current,
        contact_id=found.contact_id,
        locale=found.locale,
        zone=found.zone,
        preferences={
            "company": companies.get(current, ""),
            "logo": logos.get(current, ""),
            "scheme": "" if found.scheme == "auto" else found.scheme,
            "single_keys": "1" if found.single_keys else "0",
            "profile": f"/base/preferences/{user_id}",
        },
    )


def what_identifies(models: Models) -> sa.Select[Any]:
    """An active user with their roles and companies in use, one a row."""
    user, role, company = models[User], models[Role], models[Company]
    this, none = sa.bindparam("user"), sa.cast(sa.null(), sa.Integer).label("logo_id")
    held = sa.select(sa.literal("role").label("kind"), role.id, role.name, none).select_from(user).join(user.roles)
    own = sa.select(sa.literal("company"), company.id, company.name, company.logo_id).select_from(user)
    own = own.join(user.companies).where(user.id == this, company.active)
    given = sa.union_all(held.where(user.id == this, role.active), own).subquery()
    wanted = sa.select(
        user.name, user.login, user.company_id, user.contact_id, user.locale, user.zone, user.scheme, user.single_keys,
        given.c.kind, given.c.id.label("given_id"), given.c.name.label("given"), given.c.logo_id,
    )  # fmt: skip
    return wanted.outerjoin(given, sa.true()).where(user.id == this, user.active).order_by(given.c.id)


def name_of(env: Env, user_id: int) -> str | None:
    """The name of a user, whether or not the one who asks may see the account."""
    with env.system("the name of who changed a record") as system:
        return system.session.scalar(sa.select(system[User].name).where(system[User].id == user_id))


def user_id_for(system: Env, login: str, password: str) -> int | None:
    """The id of the active user whom login and password prove, None otherwise; as slow for unknown logins."""
    user, credential = system[User], system[Credential]
    wanted = sa.select(user.id, credential).join(credential, credential.user_id == user.id)
    found = system.session.execute(wanted.where(user.login == login.strip().lower(), user.active)).one_or_none()
    if not verify_password(found[1].password_hash if found else None, password) or found is None:
        return None
    if is_outdated(found[1].password_hash):
        found[1].password_hash = hash_password(password)
    return int(found[0])


def make_user(system: Env, login: str, password: str, *, name: str = "", roles: Iterable[str] = ("base.user",)) -> User:
    """A new user with a password, in the first company.

    Raises Refused for a weak password, an unknown role or a login that somebody has.
    """
    taken = sa.select(system[User].id).where(system[User].login == login.strip().lower())
    if system.session.scalar(taken) is not None:
        raise Refused("Somebody has the login {login} already.", about="login", login=login)
    company = system.session.scalars(sa.select(system[Company]).order_by(system[Company].id).limit(1)).first()
    user = system.new(
        User,
        login=login,
        name=name or login.partition("@")[0],
        roles=roles_named(system, roles),
        company=company,
        companies=[] if company is None else [company],
    )
    system.session.flush()
    keep_password(system, user, password)
    return user


def give_roles(system: Env, user_id: int, names: Iterable[str]) -> bool:
    """Gives a user these roles besides his own; False if there is no such user. Raises Refused for unknown ones."""
    user = system.session.get(system[User], user_id)
    if user is None:
        return False
    user.roles.extend(role for role in roles_named(system, names) if role not in user.roles)
    return True


def roles_named(system: Env, names: Iterable[str]) -> list[Role]:
    """The roles of these technical names. Raises Refused for names that no installed addon has."""
    wanted = list(dict.fromkeys(names))
    role = system[Role]
    named = sa.select(role).where(role.name.in_(wanted), role.active)
    found = {one.name: one for one in system.session.scalars(named)}
    if any(name not in found and name in system.registry.policy.roles for name in wanted):
        mirror_roles(system)  # an addon that is being installed gives its own roles to the demonstration's accounts
        found = {one.name: one for one in system.session.scalars(named)}
    if missing := [name for name in wanted if name not in found]:
        raise Refused("There is no role {names}.", about="roles", names=", ".join(missing))
    return [found[name] for name in wanted]


def keep_password(system: Env, user: User, password: str) -> None:
    """Gives a user a new password and ends the sessions that the old one opened. Raises Refused for a weak one."""
    refuse_weak(password, user.login, demonstration=system.registry.demonstration)
    system.session.flush()
    credential = system[Credential]
    kept = system.session.scalars(sa.select(credential).where(credential.user_id == user.id)).one_or_none()
    if kept is None:
        kept = system.new(Credential, user_id=user.id)
    kept.password_hash = hash_password(password)
    system.session.flush()
    end_sessions(system, user_id=user.id)


def set_password(system: Env, login: str, password: str) -> bool:
    """Gives the user of a login a new password; False if nobody has that login. Raises Refused for a weak one."""
    users = system[User]
    user = system.session.scalars(sa.select(users).where(users.login == login.strip().lower())).one_or_none()
    if user is None:
        return False
    keep_password(system, user, password)
    return True


def all_users(system: Env) -> Sequence[tuple[int, str, str, bool, Sequence[str]]]:
    """(id, login, name, active, role names) of every user, by login."""
    users = system.session.scalars(sa.select(system[User]).order_by(system[User].login))
    return [(user.id, user.login, user.name, user.active, [role.name for role in user.roles]) for user in users]


def follow_up(system: Env, changes: Iterable[Change]) -> None:
    """After users changed: new ones get the contact by which they follow and are written to; who may not come or has
    another login signs in again, and the API keys of who may not come are revoked. Roles are read anew at every
    request, so a change of them ends no session."""
    users = {change.id: change for change in changes if change.model == User.__model__}
    if not users:
        return
    user = system[User]
    for one in system.session.scalars(sa.select(user).where(user.id.in_(users), user.contact_id.is_(None))):
        one.contact = system.new(Contact, name=one.name, email=one.login)
    for id_, change in users.items():
        if change.operation == "write" and change.fields.keys() & {"active", "login"}:
            end_sessions(system, user_id=id_)
        if (active := change.fields.get("active")) is not None and not active.new:
            end_api_keys(system, user_id=id_)


def public(system: Env) -> Identity:
    """The visitor who did not sign in: the public's rights, in the first company."""
    company = system[Company]
    wanted = sa.select(company.id, company.zone).where(company.active).order_by(company.id).limit(1)
    first = system.session.execute(wanted).first()
    return Identity(
        id=None,
        name="",
        roles=system.registry.policy.expand(frozenset({"base.public"})),
        company_ids=(first.id,) if first else (),
        company_id=first.id if first else None,
        zone=first.zone if first else "UTC",
    )
