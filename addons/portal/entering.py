"""The way in: links of invitations, passwords, and the exchange of a secret address for a clean one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from addons.base.identities import keep_password
from addons.base.models import User
from addons.portal.accounts import account_of, is_customer, mail_link_to
from addons.portal.links import LIFETIMES, end_links, opened_by
from addons.portal.models import Link
from addons.portal.visiting import COOKIE
from core import Asked, Env, HttpProblem, Limit, Refused, Response, Route, go_to, spend, start_session

KEY = "portal-key"
KEY_PATH = "/portal/password"
KEY_SECONDS = 3600
PASSWORDS = ("invitation", "password")
OVER = "This link no longer works. Ask for a new one."
WINDOW = timedelta(minutes=15)
PER_LOGIN = 3
"""Mails with a new password within `WINDOW` to one address."""
MAILS, KEYS = Limit(20), Limit(300)
"""Of one network: mails that are asked for, and links that are tried."""


@dataclass
class PasswordView:
    """`portal/password.html`: the form for a new password of `login`, or that the link is over."""

    token: str
    login: str = ""
    problem: str = ""


@dataclass
class ResetView:
    """`portal/reset.html`: the form that asks for an address, or that a mail is on its way if there is an account."""

    token: str
    sent: bool = False


def enter(env: Env, asked: Asked) -> Response:
    """GET /portal/enter/{secret}: exchanges the secret of an invitation for a cookie and a clean address."""
    secret = asked.params["secret"]
    with env.system("the link of an invitation") as system:
        if opened_by(system, secret, PASSWORDS) is None:
            raise HttpProblem(404, OVER)
    return _exchanged(asked, KEY_PATH, KEY, secret, KEY_PATH, KEY_SECONDS)


def open_shared(env: Env, asked: Asked) -> Response:
    """GET /portal/open/{secret}: the same for the link to a document. Opening it uses nothing up."""
    secret = asked.params["secret"]
    with env.system("the link to a document") as system:
        if (link := opened_by(system, secret, ["document"])) is None:
            raise HttpProblem(404, OVER)
        path = f"/portal/shared/{link.id}"
    return _exchanged(asked, path, COOKIE, secret, path, int(LIFETIMES["document"].total_seconds()))


def _exchanged(asked: Asked, target: str, cookie: str, secret: str, path: str, seconds: int) -> Response:
    answer = go_to(asked, target)
    answer.headers["referrer-policy"] = "no-referrer"
    answer.set_cookie(
        cookie, secret, seconds, path=path, secure=asked.site.secure, httponly=True, samesite="lax"
    )  # fmt: skip
    return answer


# --- a password of one's own ------------------------------------------------------------------------------------------


def choose_password(env: Env, asked: Asked) -> Response:
    """GET /portal/password: the form, for whom the cookie says."""
    with env.system("who chooses a password") as system:
        account = _account_of_key(system, asked)
        login = account[1].login if account is not None else ""
    if not login:
        raise HttpProblem(404, OVER)
    return asked.site.screens.page(env, asked, "portal/password.html", PasswordView(asked.token(), login))


def keep_chosen(env: Env, asked: Asked) -> Response:
    """POST /portal/password: keeps it, ends the link and signs in."""
    password = asked.posted.get("password", "")
    with env.system("a customer chooses a password") as system:
        account = _account_of_key(system, asked)
        if account is None:
            raise HttpProblem(404, OVER)
        link, user = account
        try:
            if password != asked.posted.get("again", ""):
                raise Refused("The two passwords differ.", about="again")
            keep_password(system, user, password)
        except Refused as why:
            view = PasswordView(asked.token(), user.login, why.problems[0].message)
            return asked.site.screens.page(env, asked, "portal/password.html", view, 422)
        end_links(system, link.contact_id, PASSWORDS)
        asked.new_cookie = start_session(system, user.id, asked)
    answer = go_to(asked, "/portal")
    answer.delete_cookie(KEY, path=KEY_PATH, secure=asked.site.secure, httponly=True, samesite="lax")
    return answer


def _account_of_key(system: Env, asked: Asked) -> tuple[Link, User] | None:
    """The link that the cookie opens, and the account whose password it sets."""
    link = opened_by(system, asked.cookies.get(KEY, ""), PASSWORDS)
    account = account_of(system, link.contact) if link is not None else None
    if link is None or account is None or not account.active or not is_customer(system, account):
        return None
    return link, account


# --- a forgotten one --------------------------------------------------------------------------------------------------


def ask_reset(env: Env, asked: Asked) -> Response:
    """GET /portal/reset: which address?"""
    return asked.site.screens.page(env, asked, "portal/reset.html", ResetView(asked.token()))


def mail_reset(env: Env, asked: Asked) -> Response:
    """POST /portal/reset: mails a link if a customer signs in with this address. The answer is the same for any."""
    login = asked.posted.get("login", "").strip().lower()[:254]
    with env.system("a new password for a customer") as system:
        if spend(system, "reset", login, limit=PER_LOGIN, window=WINDOW):
            user = system[User]
            account = system.session.scalars(sa.select(user).where(user.login == login, user.active)).one_or_none()
            if account is not None and account.contact is not None and is_customer(system, account):
                mail_link_to(system, account.contact, account, "password")
    return asked.site.screens.page(env, asked, "portal/reset.html", ResetView(asked.token(), sent=True))


routes = [
    Route("/portal/enter/{secret}", enter, public=True, limit=KEYS),
    Route("/portal/open/{secret}", open_shared, public=True, limit=KEYS),
    Route("/portal/password", choose_password, public=True),
    Route("/portal/password", keep_chosen, ("POST",), public=True, limit=KEYS),
    Route("/portal/reset", ask_reset, public=True),
    Route("/portal/reset", mail_reset, ("POST",), public=True, limit=MAILS),
]
