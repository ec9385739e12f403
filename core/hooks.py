"""Every hook of the core: its signature, its promise, who calls it.

An addon implements hooks as functions marked with `@hookimpl` in its `plugin.py`. A function may leave out parameters
it does not need. Unless it says otherwise, a hook is called for every installed addon that implements it, and what it
raises stops the work at hand and is attributed to that addon.

An addon declares hooks of its own, for others to follow, as functions marked with `@hookspec` in its `hooks.py`. It
calls them by `env.hook.<name>(…)`, with keyword arguments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from core.lifecycle.doctor import Finding
    from core.lifecycle.plan import Plan
    from core.lifecycle.preview import InstallWarning
    from core.lifecycle.registry import Registry
    from core.orm.env import Env
    from core.orm.identity import Identity
    from core.ui.frame import Notice
    from core.web.uploads import StoredFile

PROJECT = "makegood"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


# --- what an addon contributes: asked for once, when a registry is built ---------------------------------------------


@hookspec
def page_parts() -> Sequence[Any]:  # type: ignore[empty-body]
    """Pages, menus, and what this addon puts into the slots of others' pages. Called by the page builder."""


@hookspec
def routes() -> Sequence[Any]:  # type: ignore[empty-body]
    """HTTP endpoints of the addon's own, below `/<addon>/`, where a page cannot serve. Called by the web builder."""


@hookspec
def portal_parts() -> Sequence[Any]:  # type: ignore[empty-body]
    """Documents that customers see, `PortalDocument` and `PortalLink`. Called by the portal builder."""


@hookspec
def jobs() -> Sequence[Any]:  # type: ignore[empty-body]
    """Background jobs of the addon, those that run by a schedule too. Called by the job builder."""


@hookspec
def registry_ready(registry: Registry) -> None:
    """The registry is complete and will serve next; not for work on the database. Called at the end of every build."""


# --- how addons come and go: called for the one addon that comes or goes ---------------------------------------------


@hookspec
def before_install(env: Env) -> None:
    """May refuse by raising Refused. Its own tables do not exist yet. Called by the installer, in its transaction."""


@hookspec
def after_install(env: Env) -> None:
    """The addon's tables and data records are there. Called by the installer, in its transaction, as system work."""


@hookspec
def before_uninstall(env: Env) -> None:
    """The addon goes, with its tables; may refuse by raising Refused. Called by the uninstaller, in its transaction."""


@hookspec
def after_upgrade(env: Env, from_version: str) -> None:
    """The addon's migrations ran, coming from `from_version`. Called by the installer, in its transaction."""


@hookspec
def roles_changed(env: Env) -> None:
    """Roles, rights or models came or went with addons. Called by the installer once, last, as system work."""


# --- how addons come: called for every installed addon that follows it -----------------------------------------------


@hookspec
def install_warnings(env: Env, plan: Plan) -> Sequence[InstallWarning]:  # type: ignore[empty-body]
    """What a user must know before they agree to a plan. Called by every preview and by `makegood plan`."""


@hookspec
def addons_installed(env: Env, plan: Plan) -> None:
    """A plan was carried out, by hand or from a demonstration. Called by the installer, last, as system work."""


# --- while records are worked on --------------------------------------------------------------------------------------


@hookspec
def changes_flushed(env: Env, changes: Sequence[Any]) -> None:
    """Records were written, not yet committed. Called by the unit of work once before commit, with all its changes."""


@hookspec(firstresult=True)
def attachment_added(env: Env, record: Any, file: StoredFile) -> int | None:
    """Keeps an uploaded file with a record and returns the attachment's id. Called for every upload."""


@hookspec(firstresult=True)
def attachment_opened(env: Env, attachment_id: int) -> StoredFile | None:
    """The file of an attachment whose record the user may read, else None. Called for every download."""


@hookspec(firstresult=True)
def attachments_of(env: Env, record: Any) -> Sequence[tuple[int, StoredFile]] | None:
    """(attachment id, file) of what is kept with a record, as far as the user may read it. Called by the HTTP API."""


@hookspec(firstresult=True)
def print_found(env: Env, record: Any, edition: str) -> StoredFile | None:
    """The PDF of a record that was kept for an edition of it, None if none was. Called for every print of such."""


@hookspec(firstresult=True)
def print_kept(env: Env, record: Any, edition: str, file: StoredFile) -> StoredFile | None:
    """Keeps the PDF of a record that may not change any more, for good. Called at its first print, as system work."""


@hookspec(firstresult=True)
def saved_searches(env: Env, page: str) -> Sequence[tuple[str, str]] | None:
    """(name, query) of the searches that the user keeps for a list, by its address. Called for every list."""


@hookspec(firstresult=True)
def first_search(env: Env, page: str) -> str | None:
    """The query of the search that the user wants a list to open with. Called for a list that is opened without one."""


@hookspec(firstresult=True)
def search_kept(env: Env, page: str, name: str, query: str, shared: bool, first: bool) -> bool | None:
    """Keeps a search under a name; `first` opens the list with it from now on. Called by "Save search"."""


# --- background jobs --------------------------------------------------------------------------------------------------


@hookspec(firstresult=True)
def jobs_paused(env: Env) -> str | None:
    """Why background jobs rest now, None if they do not. Called by every worker before it takes jobs."""


@hookspec(firstresult=True)
def house_zone(env: Env) -> str | None:
    """The time zone in which jobs are scheduled by the time of day. Called for every scheduled job's next run."""


# --- who is asking ----------------------------------------------------------------------------------------------------


@hookspec(firstresult=True)
def authenticate(system_env: Env, login: str, password: str) -> int | None:
    """The id of the active user whose login and password these are, None if unknown here. Called by the sign-in."""


@hookspec(firstresult=True)
def identify(system_env: Env, user_id: int | None) -> Identity | None:
    """Who a user id stands for now, roles expanded; `None` asks for the public visitor. Called for every request."""


@hookspec(firstresult=True)
def identify_visitor(system_env: Env, request: Any) -> Identity | None:
    """Who comes by something else than an account, such as a link that was mailed. Called for every request.

    It comes before the session: who is signed in, too, is for this request whom the link was mailed to.
    """


@hookspec(firstresult=True)
def forgotten_password() -> str | None:
    """The address at which somebody who forgot their password gets another. Called for the page of the sign-in."""


@hookspec(firstresult=True)
def home_outside(env: Env) -> str | None:
    """The address at which somebody who does not work here begins. Called for the start page."""


@hookspec(firstresult=True)
def user_name(env: Env, user_id: int) -> str | None:
    """The name of a user, None if unknown here. Called for a page that says who changed a record meanwhile."""


@hookspec(firstresult=True)
def request_gate(env: Env, request: Any) -> Any:
    """A Response that is given instead of what was asked for, or Closed; None lets the request pass.

    Closed closes the database for everybody, but for one page for who may install. Called for every request and
    sign-in, of people and programs.
    """


@hookspec
def page_notices(env: Env) -> Sequence[Notice]:  # type: ignore[empty-body]
    """What stands above every page that this user sees, such as a state of the database. Called for every page."""


# --- looking after a database ----------------------------------------------------------------------------------------


@hookspec
def doctor_checks(env: Env) -> Sequence[Finding]:  # type: ignore[empty-body]
    """What the addon finds of its own records, each a Finding. Called by `makegood doctor`, as system work."""


# --- users, without knowing how they are kept -------------------------------------------------------------------------


@hookspec(firstresult=True)
def add_user(env: Env, login: str, name: str, password: str, roles: Sequence[str]) -> int | None:
    """Makes a user with these roles and returns its id. Raises Refused. Called by `makegood user add`."""


@hookspec(firstresult=True)
def list_users(env: Env) -> Sequence[tuple[int, str, str, bool, Sequence[str]]] | None:
    """(id, login, name, active, role names) of every user. Called by `makegood user list`."""


@hookspec(firstresult=True)
def set_password(env: Env, login: str, password: str) -> bool | None:
    """Gives a user a new password; False if nobody has that login. Called by `makegood user password`."""


@hookspec(firstresult=True)
def give_roles(env: Env, user_id: int, roles: Sequence[str]) -> bool | None:
    """Gives a user further roles; False if there is no such user. Called for who tries addons, on the copy alone."""


def names() -> Iterable[str]:
    """The names of the core's hooks: what the generated reference and the tests walk through."""
    return sorted(name for name, value in globals().items() if hasattr(value, f"{PROJECT}_spec"))
