"""A broken addon breaks itself only: what it shows is left out, what it writes is refused with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import InstallFailed
from core.lifecycle.faults import faults_of
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.ui.build import PARTS
from core.ui.registered import Pages
from tests.addons.helpdesk.desk import a_contact, a_team, a_ticket
from tests.core.web.conftest import PASSWORD, Browser, SetClock
from tests.kernels import ADDONS

BROKEN = Path(__file__).resolve().parents[2] / "broken" / "addons"
WHOLE = {"button": "Paint", "count": "Notes", "document": "a real state", "panel": "A faulty panel", "field": "Colour"}
"""What of the addon stands on a ticket's page."""


def scene(env: Env) -> None:
    for login, role in (("admin", "base.settings"), ("ann", "helpdesk.manager")):
        env.hook.add_user(env=env, login=f"{login}@example.com", name=login, password=PASSWORD, roles=[role])
    ticket = a_ticket(env, team=a_team(env), customer=a_contact(env), title="Display flickers")
    env.session.flush()
    env.new(env.registry.model("faulty.note"), name="N", ticket_id=ticket.id)


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel], clock: SetClock) -> Kernel:
    return fresh_kernel("faulty", clock=clock, folders=(ADDONS, BROKEN), scene=(scene,))


@pytest.fixture
def fails() -> Iterator[set[str]]:
    from addons.faulty.models import FAILS  # type: ignore[import-not-found]

    yield FAILS
    FAILS.clear()


@pytest.fixture
def ticket(kernel: Kernel) -> str:
    def find(env: Env) -> int:
        return int(env.session.scalars(sa.select(env.registry.model("helpdesk.ticket").id)).one())

    return f"/helpdesk/ticket/{kernel.work(find, who=Identity.system(), write=False)}"


def kept(kernel: Kernel) -> list[tuple[str, str, str]]:
    def read(env: Env) -> list[tuple[str, str, str]]:
        return [(one.addon, one.error, one.reference) for some in faults_of(env).values() for one in some]

    found: list[tuple[str, str, str]] = kernel.work(read, who=Identity.system(), write=False)
    return found


LOST = [
    ("button", {"button"}), ("count", {"count"}), ("statement", {"count"}), ("document", {"document"}),
    ("panel", {"panel"}), ("query", {"panel"}), ("template", {"panel"}), ("field", {"field"}), ("notices", set()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "lost"), LOST, ids=[what for what, _ in LOST])
def test_what_cannot_be_shown_is_left_out_and_noted(
    ann: Browser, ticket: str, kernel: Kernel, fails: set[str], what: str, lost: set[str]
) -> None:
    whole = ann.get(ticket)
    assert whole.status_code == 200 and all(text in whole.text for text in WHOLE.values())
    fails.add(what)
    kernel.swap(kernel.build(kernel.state()))  # as a server that starts: what was worked out before is forgotten
    for page in (ticket, ticket, "/helpdesk/tickets"):
        seen = ann.get(page)
        assert seen.status_code == 200, seen.text
        assert "Display flickers" in seen.text
        if page == ticket:
            assert {part for part, text in WHOLE.items() if text not in seen.text} == lost
    # Kept once, with its addon and a reference, although it happened more than once.
    ((addon, error, reference),) = kept(kernel)
    assert addon == "faulty" and len(reference) >= 12
    assert "broken" in error or "no_such_column" in error or "missing" in error
    fails.clear()
    kernel.swap(kernel.build(kernel.state()))
    assert all(text in ann.get(ticket).text for text in WHOLE.values())


def test_several_parts_of_one_page_may_fail(ann: Browser, ticket: str, kernel: Kernel, fails: set[str]) -> None:
    kernel.swap(kernel.build(kernel.state()))
    fails |= {"button", "count", "statement", "document", "template", "field", "notices"}
    seen = ann.get(ticket)
    assert seen.status_code == 200 and "Display flickers" in seen.text
    assert not any(text in seen.text for text in WHOLE.values())
    assert {addon for addon, _, _ in kept(kernel)} == {"faulty"}


def test_what_fails_in_writing_is_not_passed_over(ann: Browser, ticket: str, kernel: Kernel, fails: set[str]) -> None:
    api, sent = f"/api/v1/helpdesk.ticket/{ticket.rpartition('/')[2]}", {"x-token": ann.token()}
    fails.add("action")
    refused = ann.post(f"{api}/actions/paint", json={}, headers=sent)
    assert refused.status_code == 500
    assert "The module Faulty failed." in refused.text and "Nothing was changed." in refused.text
    assert "action is broken" not in refused.text
    ((addon, error, reference),) = kept(kernel)
    assert (addon, error) == ("faulty", "RuntimeError: action is broken")
    assert reference == refused.headers["x-request-id"]

    def colour(env: Env) -> object:
        return env.session.scalars(sa.select(env.registry.model("helpdesk.ticket").colour)).one()

    assert kernel.work(colour, who=Identity.system(), write=False) is None
    # Nor does a condition that fails let a form be saved without being asked.
    fails.clear()
    sent |= {"if-match": ann.get(api).headers["etag"]}
    fails.add("field")
    assert ann.request("PATCH", api, json={"title": "Display is dark"}, headers=sent).status_code == 500
    fails.clear()
    assert "Display flickers" in ann.get(ticket).text


def test_its_card_says_so(ann: Browser, admin: Browser, ticket: str, fails: set[str]) -> None:
    fails.add("panel")
    ann.get(ticket)
    for page in ("/apps", "/apps/faulty"):
        seen = admin.get(page).text
        assert "RuntimeError: panel is broken" in seen and "reference" in seen
    assert "panel is broken" not in ann.get("/apps").text


@pytest.mark.parametrize("what", ["page_parts", "routes", "registry_ready"])
def test_what_it_cannot_contribute_is_left_out_and_its_models_stay(
    ann: Browser, admin: Browser, ticket: str, kernel: Kernel, fails: set[str], what: str
) -> None:
    fails.add(what)
    kernel.swap(kernel.build(kernel.state()))
    seen = ann.get(ticket)
    assert seen.status_code == 200 and "Display flickers" in seen.text
    assert {part for part, text in WHOLE.items() if text not in seen.text} == (set(WHOLE) if what == PARTS else set())
    assert ann.get("/faulty/address").status_code == (404 if what == "routes" else 200)
    assert f"{what}: RuntimeError: {what} is broken" in admin.get("/apps/faulty").text
    # Its rules and tables are still there for those who rely on them.
    assert kernel.registry.addon("faulty") is not None and "faulty.note" in kernel.registry.models.models
    # It does not keep others from being installed, but nothing is installed that fails like this.
    kernel.install(["product"])
    assert kernel.registry.addon("product") is not None
    assert ann.get(ticket).status_code == 200


def test_what_fails_is_not_installed(fresh_kernel: Callable[..., Kernel], clock: SetClock, fails: set[str]) -> None:
    kernel = fresh_kernel("helpdesk", clock=clock, folders=(ADDONS, BROKEN))
    for what in ("page_parts", "routes", "registry_ready"):
        fails.add(what)
        with pytest.raises(
            InstallFailed, match=f"Installation of Faulty failed: .*{what} is broken. Nothing was changed."
        ):
            kernel.install(["faulty"])
        fails.clear()
    kernel.install(["faulty"])


def test_mistakes_in_pages_rights_and_layers_take_their_addon_only(
    ann: Browser, ticket: str, kernel: Kernel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A page that names what is not there: its pages are left out, and what fills them.
    from addons.faulty import pages  # type: ignore[import-not-found]
    from core import Into, Slot

    monkeypatch.setattr(pages, "parts", [])
    pages_before = kernel.registry.facet(Pages).by_address.keys()
    from addons.faulty import plugin

    monkeypatch.setattr(plugin, "parts", [Into(Slot("nowhere", takes=object), ()), "no part"])
    kernel.swap(kernel.build(kernel.state()))
    assert ("faulty", "page_parts") in kernel.registry.quarantine.left_out
    assert kernel.registry.facet(Pages).by_address.keys() == pages_before
    assert ann.get(ticket).status_code == 200
    # A right to a model that is not there: nobody's code failed, so who it was is found out by doing without.
    manifest = kernel.catalog.manifests["faulty"]
    (tmp_path / "access.toml").write_text('[[right]]\nrole = "nobody.there"\nmodel = "faulty.note"\nmay = "read"\n')
    broken = Catalog({**kernel.catalog.manifests, "faulty": replace(manifest, path=tmp_path)})
    monkeypatch.setattr(kernel, "catalog", broken)
    kernel.swap(kernel.build(kernel.state()))
    assert list(kernel.registry.missing) == ["faulty"]
    assert ann.get(ticket).status_code == 200
