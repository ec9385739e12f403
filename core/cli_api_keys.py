"""`makegood api-key`: keys for programs, made, listed and revoked by whoever may use the command line."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from core.cli_kernel import kernel
from core.cli_output import fail, out, show, told
from core.orm.env import Env
from core.orm.identity import Identity
from core.web.api.keys import USUAL_DAYS, end_api_keys, keys_of, make_key

app = typer.Typer(no_args_is_help=True, help="API keys: make one, list them, revoke one.")
HEADINGS = {
    "id": "Number", "login": "User", "name": "Name", "shown": "Begins with", "scope": "Scope", "models": "Only for",
    "expires": "Ends", "used": "Last used",
}  # fmt: skip


@app.command()
def add(
    login: Annotated[str, typer.Argument(help="In whose name the program acts.")],
    name: Annotated[str, typer.Option(help="What the key is for.")],
    scope: Annotated[str, typer.Option(help="`read` or `write`.")] = "write",
    days: Annotated[int, typer.Option(help="How long it lasts; 0: for ever.")] = USUAL_DAYS,
    model: Annotated[list[str] | None, typer.Option(help="Only for this type of records; several times.")] = None,
) -> None:
    """Makes a key and prints it, this once."""

    def make(env: Env) -> str:
        return make_key(env, _user_id(env, login), name, scope=scope, days=days or None, models=model or ())

    key = _work(make)
    typer.echo(key)


@app.command("list")
def list_keys(
    login: Annotated[str, typer.Argument(help="Whose keys; everybody's if nobody is named.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Lists keys with what they may do, but not the keys themselves."""
    rows = _work(lambda env: _rows(env, login), write=False)
    show(rows, HEADINGS, as_json=as_json, empty="There are no keys.")


@app.command()
def revoke(number: Annotated[int, typer.Argument(help="The number of the key.")]) -> None:
    """Revokes a key: it works no more, from now on."""
    if not _work(lambda env: end_api_keys(env, key_id=number)):
        fail(f"There is no key {number}.")
    out.print(f"Key {number} is revoked.")


def _rows(env: Env, login: str) -> list[dict[str, Any]]:
    logins = {user[0]: user[1] for user in env.hook.list_users(env=env) or ()}
    return [
        {
            "id": one.id, "login": logins.get(one.user_id, f"#{one.user_id}"), "name": one.name, "shown": one.shown,
            "scope": one.scope, "models": list(one.models), "made": _day(one.created_at),
            "expires": _day(one.expires_at), "used": _day(one.used_at),
        }
        for one in keys_of(env, _user_id(env, login) if login else None)
    ]  # fmt: skip


def _day(moment: Any) -> str:
    return moment.isoformat(timespec="minutes") if moment is not None else ""


def _user_id(env: Env, login: str) -> int:
    users = env.hook.list_users(env=env) or ()
    found = next((id_ for id_, known, _, active, _ in users if known == login.strip().lower() and active), None)
    return int(found) if found is not None else fail(f"Nobody who may sign in has the login {login}.")


def _work(handler: Any, *, write: bool = True) -> Any:
    with told(), kernel(pages=False) as opened:
        return opened.work(handler, who=Identity.system(), write=write)
