"""The gate before every request: an addon may answer in its place, or close the database (SPEC MD-17).

A closed database answers everything with one page, and programs with one error. Whoever may install still signs in,
and reaches the page on which the cause can be mended; nothing else. What only says whether the server is well, and
static files, are no requests to the database and go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from core.lifecycle.faults import from_hook
from core.lifecycle.restricted import GATE
from core.orm.env import Env
from core.orm.texts import Text, joined, word
from core.ui.frame import Notice
from core.ui.system_views import ClosedView
from core.web.api.problems import problem
from core.web.asked import Asked
from core.web.errors import Explanation, Instead
from core.web.people import is_internal, may_install

ALWAYS = ("/login", "/logout")
HELD_BACK = "{module} does not work here. What it restricts is closed until it does: {list}."
WHAT_FAILED = "What failed"
GATE_IS_MISSING = "It has a say in who comes in. Until it works again, only administrators do."


@dataclass(frozen=True)
class Closed:
    """What the hook `request_gate` gives to close the database: `title` and `text` are read instead of every page.

    `page` is the address that is left to who may install, with all below it; `label` is what leads there. `status` is
    402 by default: the request is right and will be answered once something was paid.
    """

    title: str
    text: str
    page: str
    label: str
    status: int = 402

    def leaves(self, path: str) -> bool:
        """Whether an address is the page that is left, or belongs to it."""
        return path == self.page or path.startswith(f"{self.page}/")


def pass_gate(env: Env, asked: Asked) -> None:
    """Asks the gate, and what stands above the page. Raises Instead with what is answered in place of the request."""
    asked.is_internal, asked.closed = is_internal(env), False
    said = _at_the_gate(env, asked)
    if isinstance(said, Closed):
        asked.closed = True
        allowed = may_install(env) and said.leaves(asked.path)
        said = None if allowed or asked.path in ALWAYS else closed_answer(env, asked, said)
    if said is not None:
        raise Instead(said)
    asked.notices = list(asked.site.notices)
    if not asked.is_api and asked.is_internal:
        asked.notices += _held_back(env, asked)
    if not asked.is_api:
        asked.notices += [one for given in from_hook(env, "page_notices") for one in given]


def _at_the_gate(env: Env, asked: Asked) -> Any:
    """What the gate says. It stays closed where a gate is missing that nobody left out on purpose."""
    said = env.hook.request_gate(env=env, request=asked)
    if said is not None:
        return said
    kernel = asked.site.kernel
    for addon, restrictions in env.registry.policy.kept.items():
        if GATE in restrictions and addon not in kernel.without:
            title = Text("{module} does not work here", module=word(kernel.catalog.title_of(addon)))
            return Closed(title, GATE_IS_MISSING, "/apps", "Apps", status=503)
    return None


def _held_back(env: Env, asked: Asked) -> Iterator[Notice]:
    """Why people who work here miss records and buttons: a module that narrows rights is left out."""
    policy, allowed = env.registry.policy, may_install(env)
    for addon in env.registry.missing:
        if models := policy.held_back_by(addon):
            title = word(asked.site.kernel.catalog.title_of(addon))
            text = Text(HELD_BACK, module=title, list=joined(map(word, models), ", "))
            link = (f"/apps/{addon}", WHAT_FAILED) if allowed else ("", "")
            yield Notice(text, "bad", "triangle-alert", *link)


def pass_sign_in(env: Env, asked: Asked) -> str:
    """Asks the gate for somebody whose password was right; gives the one page they may go to, "" for any.

    While the database is closed only who may open it again gets in. Raises Instead.
    """
    said = _at_the_gate(env, asked)
    if may_install(env):
        return said.page if isinstance(said, Closed) else ""
    if said is None:
        return ""
    raise Instead(closed_answer(env, asked, said) if isinstance(said, Closed) else said)


def closed_answer(env: Env, asked: Asked, closed: Closed) -> Response:
    """What everybody reads while the database is closed: a page, or JSON for programs."""
    asked.closed, asked.notices = True, list(asked.site.notices)
    if asked.is_api:
        return problem(Explanation(closed.status, closed.text))
    view = ClosedView(closed.title, closed.text)
    if may_install(env):
        view.page, view.page_label = closed.page, closed.label
    return asked.site.screens.closed(env, asked, view, closed.status)
