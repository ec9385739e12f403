"""`makegood user`: the first administrator, and what an administrator needs when nobody can sign in.

The kernel knows no users; an addon that keeps them implements the hooks that are called here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from core.cli_kernel import kernel
from core.cli_output import fail, out, show, told
from core.lifecycle.models import Addon
from core.orm.env import Env
from core.orm.identity import Identity

T = TypeVar("T")
app = typer.Typer(no_args_is_help=True, help="Users: add one, list them, set a password.")


@app.command()
def add(
    login: Annotated[str, typer.Argument(help="What the user signs in with: an e-mail address.")],
    name: Annotated[str, typer.Option(help="The user's name; otherwise what stands before the @.")] = "",
    admin: Annotated[bool, typer.Option("--admin", help="With the roles that may install addons.")] = False,
    role: Annotated[list[str] | None, typer.Option(help="A role, by its name; can be given several times.")] = None,
) -> None:
    """Adds a user. Asks for the password, or reads it from standard input."""
    password = _password()

    def make(env: Env) -> Any:
        roles = [*(role or ()), *(_administrators(env) if admin else ())]
        return env.hook.add_user(env=env, login=login, name=name, password=password, roles=roles)

    _work(make)
    out.print(f"{login} can sign in now.")


@app.command("list")
def list_users(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Lists all users."""
    keys = ("id", "login", "name", "active", "roles")
    users = _work(lambda env: env.hook.list_users(env=env), write=False)
    rows = [dict(zip(keys, user, strict=True)) for user in users]
    headings = {"login": "Login", "name": "Name", "active": "Active", "roles": "Roles"}
    show(rows, headings, as_json=as_json, empty="There are no users.")


@app.command()
def password(login: Annotated[str, typer.Argument(help="Whose password.")]) -> None:
    """Sets a user's password. Asks for it, or reads it from standard input."""
    secret = _password()
    if not _work(lambda env: env.hook.set_password(env=env, login=login, password=secret)):
        fail(f"Nobody has the login {login}.")
    out.print(f"The password of {login} is changed.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


def _administrators(env: Env) -> list[str]:
    """The roles that may install addons by a right of their own (SPEC MD-11)."""
    policy = env.registry.policy
    able = [name for name in policy.roles if policy.access(policy.expand([name])).allows(Addon.__model__, "create")]
    if not able:
        fail("No installed addon has a role that may install addons.")
    return able


def _work(handler: Callable[[Env], T | None], *, write: bool = True) -> T:
    with told(), kernel(pages=False) as opened:
        found = opened.work(handler, who=Identity.system(), write=write)
    if found is None:
        fail("No installed addon keeps users.")
    return found
