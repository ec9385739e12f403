"""The front door: what this addon tells the core."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addons.webhook import events, pages
from addons.webhook import jobs as declared
from addons.webhook.wizards import offer_secrets, seal_plain_secrets
from core import Change, Env, hookimpl


@hookimpl
def page_parts() -> Sequence[Any]:
    """Webhooks and their deliveries."""
    return pages.parts


@hookimpl
def jobs() -> Sequence[Any]:
    """Delivering, and forgetting what was delivered."""
    return declared.everything


@hookimpl
def after_upgrade(env: Env, from_version: str) -> None:
    """Until 1.0 secrets stood in plain text."""
    if from_version == "1.0":
        seal_plain_secrets(env)


@hookimpl
def roles_changed(env: Env) -> None:
    """Modules came or went, and events with them."""
    events.mirror_events(env)


@hookimpl
def registry_ready(registry: Any) -> None:
    """From now on webhooks hear what modules announce."""
    events.follow_announcements(registry)


@hookimpl
def changes_flushed(env: Env, changes: Sequence[Change]) -> None:
    """Records were made, changed, archived or deleted, webhooks among them."""
    offer_secrets(env, changes)
    events.follow_changes(env, changes)
