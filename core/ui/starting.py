"""New records that start from another one: a form opens with what is known there; nothing is stored (SPEC RP-1).

An action that `starts` a model leads to the form of a new record whose link `by` names the record it was pressed on.
The address says so (`?of=ticket:12`), the form's memo carries it on, and the button's conditions are asked every time.
What follows from the link, the model fills in by its reactions: `@reacts_to("ticket")`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from core.ui.actions import refuse_action
from core.ui.registered import Pages
from core.ui.wizard_pages import NotFound

if TYPE_CHECKING:
    from core.orm.env import Env

START = re.compile(r"([a-z][a-z0-9_]{0,59}):([0-9]{1,9})")


def start(env: Env, draft: Any, of: str) -> None:
    """Links a new record to the one it starts from, and lets it react to that.

    Raises NotFound for one that no button starts from or that this user may not see, and what the button refuses.
    """
    found = START.fullmatch(of)
    name, id_ = (found[1], int(found[2])) if found is not None else ("", 0)
    info = env.info(draft.__model__)
    actions = env.registry.facet(Pages).starting(info.name, name)
    if not actions or not env.may("read", info.fields[name].target):
        raise NotFound(of)
    origin = env.session.get(env.models.models[info.fields[name].target], id_)
    if origin is None:
        raise NotFound(of)
    refuse_action(env, actions[0], origin)
    setattr(draft, info.fields[name].column, origin.id)
    setattr(draft, name, origin)
    for reaction in info.reactions.get(name, ()):
        getattr(draft, reaction)()
