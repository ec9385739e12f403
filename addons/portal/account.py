"""A customer's own account: language, colours, password."""

from __future__ import annotations

from dataclasses import dataclass, field

from addons.base.identities import keep_password, user_id_for
from addons.base.models import User
from addons.base.models.users import LOCALES
from addons.portal.reading import Around, around
from addons.portal.visiting import for_customers
from core import Asked, Env, Refused, Response, Route, end_sessions, go_to, refuse_guess, start_session

SCHEMES = {"auto": "As the device", "light": "Light", "dark": "Dark"}


@dataclass
class AccountView:
    """`portal/account.html`: what can be chosen, and what is wrong with a new password, by field."""

    around: Around
    name: str
    login: str
    locale: str
    scheme: str
    locales: dict[str, str] = field(default_factory=lambda: LOCALES)
    schemes: dict[str, str] = field(default_factory=lambda: SCHEMES)
    problems: dict[str, str] = field(default_factory=dict)


def show_account(env: Env, asked: Asked, *, problems: dict[str, str] | None = None) -> Response:
    """GET /portal/account."""
    with env.system("a customer's own account") as system:
        user = system.session.get_one(system[User], env.user.id)
        view = AccountView(
            around(env, asked), user.name, user.login, user.locale, user.scheme, problems=problems or {}
        )  # fmt: skip
    return asked.site.screens.page(env, asked, "portal/account.html", view, 422 if problems else 200)


def keep_account(env: Env, asked: Asked) -> Response:
    """POST /portal/account: language and colours."""
    locale, scheme = asked.posted.get("locale", ""), asked.posted.get("scheme", "")
    if locale not in LOCALES or scheme not in SCHEMES:
        raise Refused("Choose one of the values.")
    with env.system("a customer's own account") as system:
        user = system.session.get_one(system[User], env.user.id)
        user.locale, user.scheme = locale, scheme
    asked.say("Saved.")
    return go_to(asked, "/portal/account")


def change_password(env: Env, asked: Asked) -> Response:
    """POST /portal/account/password: by who knows the current one. Signs out everywhere else."""
    posted = asked.posted
    try:
        with env.system("a customer's own password") as system:
            user = system.session.get_one(system[User], env.user.id)
            refuse_guess(
                system, "current password", str(user.id),
                lambda: user_id_for(system, user.login, posted.get("current", "")) == user.id,
                Refused("This is not your current password.", about="current"),
            )  # fmt: skip
            if posted.get("password", "") != posted.get("again", ""):
                raise Refused("The two new passwords differ.", about="again")
            keep_password(system, user, posted.get("password", ""))
            end_sessions(system, user_id=user.id)
            asked.new_cookie = start_session(system, user.id, asked)
    except Refused as why:
        env.transaction.doomed = False
        return show_account(env, asked, problems={str(one.about or "password"): one.message for one in why.problems})
    asked.say("The password was changed. You are signed out everywhere else.")
    return go_to(asked, "/portal/account")


routes = [
    Route("/portal/account", for_customers(show_account), outside=True),
    Route("/portal/account", for_customers(keep_account), ("POST",), outside=True),
    Route("/portal/account/password", for_customers(change_password), ("POST",), outside=True),
]
