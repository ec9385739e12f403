"""What the kernel calls this addon for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.base import documents, identities, pages, searches
from addons.base import routes as endpoints
from addons.base.role_records import mirror_roles
from addons.base.zones import zone_of_the_house
from core import Env, Identity, StoredFile, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """The Contacts application and the settings of base."""
    return pages.parts


@hookimpl
def routes() -> Sequence[Any]:
    """The way to one's own preferences."""
    return endpoints.routes


@hookimpl
def roles_changed(env: Env) -> None:
    """Roles came or went with an addon."""
    mirror_roles(env)


@hookimpl
def identify(system_env: Env, user_id: int | None) -> Identity | None:
    """Active users, and the public visitor."""
    return identities.public(system_env) if user_id is None else identities.identity_of(system_env, user_id)


@hookimpl
def user_name(env: Env, user_id: int) -> str | None:
    """For whoever must be told who changed a record meanwhile."""
    return identities.name_of(env, user_id)


@hookimpl
def house_zone(env: Env) -> str | None:
    """That of the first company."""
    return zone_of_the_house(env)


@hookimpl
def authenticate(system_env: Env, login: str, password: str) -> int | None:
    """By the password that is kept."""
    return identities.user_id_for(system_env, login, password)


@hookimpl
def add_user(env: Env, login: str, name: str, password: str, roles: Sequence[str]) -> int:
    """For the command line."""
    return identities.make_user(env, login, password, name=name, roles=roles or ("base.user",)).id


@hookimpl
def list_users(env: Env) -> Sequence[tuple[int, str, str, bool, Sequence[str]]]:
    """For the command line."""
    return identities.all_users(env)


@hookimpl
def set_password(env: Env, login: str, password: str) -> bool:
    """For the command line."""
    return identities.set_password(env, login, password)


@hookimpl
def give_roles(env: Env, user_id: int, roles: Sequence[str]) -> bool:
    """For who tries addons."""
    return identities.give_roles(env, user_id, roles)


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Any]) -> None:
    """New users get a contact, and whoever lost rights is signed out."""
    identities.follow_up(env, changes)


@hookimpl
def attachment_added(env: Env, record: Any, file: StoredFile) -> int:
    """An uploaded file becomes an attachment of the record."""
    return documents.attach(env, record, file).id


@hookimpl
def attachment_opened(env: Env, attachment_id: int) -> StoredFile | None:
    """A file whose document the user may read."""
    return documents.file_of(env, attachment_id)


@hookimpl
def attachments_of(env: Env, record: Any) -> Sequence[tuple[int, StoredFile]]:
    """The files of a document."""
    return documents.files_of(env, record)


@hookimpl
def print_found(env: Env, record: Any, edition: str) -> StoredFile | None:
    """The attachment with the PDF."""
    return documents.print_of(env, record, edition)


@hookimpl
def print_kept(env: Env, record: Any, edition: str, file: StoredFile) -> StoredFile:
    """The PDF becomes an attachment that stays as it is."""
    return documents.keep_print(env, record, edition, file)


@hookimpl
def saved_searches(env: Env, page: str) -> Sequence[tuple[str, str]]:
    """The user's own and shared searches of a list."""
    return searches.searches_of(env, page)


@hookimpl
def first_search(env: Env, page: str) -> str | None:
    """What the user's list opens with."""
    return searches.first_of(env, page)


@hookimpl
def search_kept(env: Env, page: str, name: str, query: str, shared: bool, first: bool) -> bool:
    """Keeps a search of the user."""
    searches.keep(env, page, name, query, shared=shared, first=first)
    return True
