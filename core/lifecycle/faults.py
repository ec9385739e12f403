"""What fails in addons while pages are served: attributed, logged once, kept for who looks after the server.

The rule (docs/architecture.md, "A broken addon breaks itself only"): what an addon only shows is left out where it
fails, and the rest of the page is served; what it decides or writes is never passed over.
"""

from __future__ import annotations

import logging
import secrets
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from core.lifecycle.errors import addon_behind, reason_of
from core.lifecycle.models import Fault
from core.orm.identity import Identity

if TYPE_CHECKING:
    from core.lifecycle.kernel import Kernel
    from core.orm.env import Env

SHOWN = timedelta(days=7)
"""How long a fault that did not happen again stands on its addon's card."""
AGAIN = timedelta(minutes=1)
"""How often one fault is counted at most: pages that fail must not become pages that write."""
log = logging.getLogger(__name__)


class PartFailed(Exception):
    """What an addon shows could not be shown: the unit of work is run again without `part`.

    Run again and not gone on with: a failed statement ends a transaction of PostgreSQL.
    """

    def __init__(self, part: Any, place: str, why: BaseException, addon: str) -> None:
        super().__init__(f"{place}: {reason_of(why)}")
        self.part, self.place, self.why, self.addon = part, place, why, addon


def from_hook(env: Env, name: str, **values: Any) -> list[Any]:
    """The answers of a hook that only shows something, without those of addons that fail. Raises PartFailed."""
    out = {part[2] for part in env.transaction.left_out if isinstance(part, tuple) and part[:2] == ("hook", name)}
    registry = env.registry
    try:
        hook = getattr(registry.hook, name)
        asked = [registry.hook_of(one.name, name) for one in registry.addons if one.name not in out] if out else [hook]
        given = [ask(env=env, **values) for ask in asked]
        if hook.spec.opts["firstresult"]:
            return [one for one in given if one is not None][:1]
        return [one for some in given for one in some]
    except Exception as why:
        if isinstance(why, PartFailed) or (addon := _addon(env, why)) is None:
            raise
        raise PartFailed(("hook", name, addon), f"hook {name}", why, addon) from why


def _addon(env: Env, why: BaseException) -> str | None:
    return addon_behind(why, [one.name for one in env.registry.addons])


class Faults:
    """The faults that one process met. Safe to use from several threads."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        self._lock = threading.Lock()
        self._met: dict[tuple[str, str, str], tuple[str, datetime]] = {}
        """Addon, place and error -> reference and when it was kept last."""

    def note(self, addon: str, place: str, why: BaseException, reference: str = "") -> str:
        """Logs a fault the first time and keeps it; gives its reference. Never raises: the page goes first."""
        error, now = reason_of(why)[:300], self.kernel.clock.now()
        key = (addon, place[:160], error)
        with self._lock:
            known = self._met.get(key)
            if known is not None and now - known[1] < AGAIN:
                return known[0]
            name = known[0] if known is not None else reference or secrets.token_hex(6)
            self._met[key] = (name, now)
        if known is None:
            log.error("the addon %s failed (reference %s): %s", addon, name, place, exc_info=why)
        try:
            self.kernel.work(lambda env: _keep(env, key, name), who=Identity.system())
        except Exception:
            log.exception("a fault of the addon %s could not be kept", addon)
        return name


def _keep(env: Env, key: tuple[str, str, str], reference: str) -> None:
    addon, place, error = key
    cls, now = env[Fault], env.now()
    row = env.session.scalar(sa.select(cls).where(cls.addon == addon, cls.place == place))
    if row is None:
        env.new(Fault, addon=addon, place=place, error=error, reference=reference, first_at=now, last_at=now)
        return
    row.error, row.reference, row.last_at, row.times = error, reference, now, row.times + 1


def faults_of(env: Env) -> dict[str, list[Any]]:
    """Addon -> its faults of the last days, newest first. `env` is a system Env."""
    cls = env[Fault]
    found: dict[str, list[Any]] = {}
    rows = env.session.scalars(sa.select(cls).where(cls.last_at > env.now() - SHOWN).order_by(cls.last_at.desc()))
    for row in rows:
        found.setdefault(row.addon, []).append(row)
    return found


def in_words(fault: Any) -> str:
    """A fault in one line."""
    return f"{fault.place}: {fault.error} (reference {fault.reference})"
