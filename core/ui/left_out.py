"""What of a page is left out because the addon that brought it failed (see `core.lifecycle.faults`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from core.lifecycle.errors import addon_behind
from core.lifecycle.faults import PartFailed
from core.orm.layers import addon_of
from core.ui.page_checks import RULES, describe
from core.ui.parts import Part

if TYPE_CHECKING:
    from core.orm.env import Env
    from core.ui.registered import Built


def part_failed(env: Env, part: Part, built: Built, why: BaseException) -> PartFailed:
    """The exception to raise where a part of a page cannot be shown: the next try does without it."""
    if isinstance(why, PartFailed):
        return why
    addon = addon_behind(why, [one.name for one in env.registry.addons]) or writer_of(part)
    return PartFailed(part, f"{describe(part)} on {built.address}", why, addon)


def shown(env: Env, part: Part, built: Built, work: Callable[[], Any]) -> Any:
    """What `work` gives for a part of a page. Raises PartFailed."""
    try:
        return work()
    except Exception as why:
        raise part_failed(env, part, built, why) from why


def writer_of(part: Part) -> str:
    """The addon in whose files a part was written."""
    file = part.written.rpartition(":")[0]
    steps = file.replace("\\", "/").split("/")
    if "addons" in steps[:-1]:
        return steps[len(steps) - 1 - steps[::-1].index("addons") + 1]
    return addon_of(steps[-1].removesuffix(".py"))


def parts_with(built: Built, rule: Callable[..., Any]) -> Iterator[Part]:
    """The parts of a page that hold a condition, by itself or together with others."""
    rules = {rule, *(getattr(rule, "args", ((),))[0] or ())}
    for part in built.walk():
        if any(getattr(part, name, None) in rules for name in RULES if callable(getattr(part, name, None))):
            yield part
