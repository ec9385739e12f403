"""What addons were asked for when a registry was built and failed to give: left out of it, each by itself.

A registry that serves is built leniently: an addon whose pages or addresses fail keeps its models, its rules and its
rights, which others rely on. One that is about to be installed is built strictly: it must be whole.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from core.lifecycle.errors import AddonFailed, reason_of

T = TypeVar("T")
log = logging.getLogger(__name__)


class Quarantine:
    """The contributions that are left out of one registry: (addon, hook) -> why. Not changed after the build."""

    def __init__(self, *, strict: bool, known: Mapping[tuple[str, str], str] | None = None) -> None:
        self.strict = strict
        self.left_out: dict[tuple[str, str], str] = dict(known or {})

    def ask(self, addon: str, hook: str, question: Callable[[], Iterable[T]]) -> list[T]:
        """What an addon contributes, nothing where it fails. Raises AddonFailed where the registry must be whole."""
        if (addon, hook) in self.left_out:
            return []
        try:
            return list(question())
        except Exception as why:
            self.leave_out(addon, hook, why)
            return []

    def leave_out(self, addon: str, hook: str, why: Exception) -> None:
        """Leaves a contribution out because of an error. Raises AddonFailed where the registry must be whole."""
        if self.strict:
            raise AddonFailed(addon, hook, why) from why
        log.error("what the addon %s contributes by %s does not work and is left out", addon, hook, exc_info=why)
        self.left_out[(addon, hook)] = reason_of(why)

    def of(self, addon: str) -> list[str]:
        """What is left out of an addon, in words."""
        return [f"{hook}: {why}" for (name, hook), why in self.left_out.items() if name == addon]
