"""Every address that the site answers, asked by everybody: nobody gets a failure, and nobody sees what is not theirs.

The table of routes itself says what is asked, so that a route which an addon brings is asked from its first day
(SPEC AR-5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from core.lifecycle.loading import CORE
from core.orm.env import Env
from core.testing.covered import Covered
from core.testing.site import Site, brief
from core.ui.portal import Portal
from core.web.routes import Route, Routes
from tests.conftest import ENGINES
from tests.contract.conftest import KNOWN, open_demonstration
from tests.contract.demonstration import PEOPLE
from tests.kernels import Kernels


def is_named(path: str, record: tuple[str, int]) -> bool:
    """Whether a page may name a record to those who cannot open it."""
    return any(path.startswith(start) and record[0] == model for start, model in KNOWN.names)


ANYBODY = ["", "customer", "agent", "stock", "admin"]
everybody = pytest.mark.parametrize("name", ANYBODY, ids=lambda name: name or "visitor")
READS = "GET"
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
TO_SIGN_IN = (303, 401)


def values_of(demonstration: Site, route: Route) -> Iterator[Mapping[str, str]]:
    """What stands in the parameters of a route: existing things, and things that are not there."""
    names = set(PARAMETER.findall(route.path))
    some = {"id": "1", "key": "no-button", "message": "1", "button": "confirm", "name": "helpdesk", "before": "9"}
    if {"addon", "page"} <= names:
        of_record = "/new" in route.path or "id" in names
        for address, built in demonstration.pages.by_address.items():
            if built.is_form != of_record:
                continue
            key = built.actions[0].key if built.is_form and built.actions else "no-button"
            yield {**some, **dict(zip(("addon", "page"), address.split("/")[1:], strict=True)), "key": key}
    elif "document" in names:
        for document in demonstration.kernel.registry.facet(Portal).documents.values():
            yield {**some, "document": document.name, "key": (*document.papers, "no-paper")[0]}
    elif route.path.startswith("/wizard/") or "/wizards/" in route.path:
        for wizard, cls in demonstration.pages.wizards.items():
            addon, _, name = wizard.partition(".")
            model = cls._on.__model__
            yield {**some, "addon": addon, "model": model, "name": name if "addon" in names else wizard}
    elif "model" in names:
        for model in (*demonstration.kernel.registry.models.infos, "no.model"):
            yield {**some, "model": model}
    else:
        yield some
        yield {**some, "id": "999999", "name": "no_such_addon"}


def addresses(demonstration: Site, *, reading: bool) -> Iterator[tuple[str, Route, str]]:
    """(method, route, address) of everything that the site answers."""
    for _, _, route in demonstration.kernel.registry.facet(Routes)._routes:
        for method in route.methods:
            if (method == READS) != reading:
                continue
            for values in values_of(demonstration, route):
                path = PARAMETER.sub(lambda found, values=values: values.get(found[1], "1"), route.path)
                yield method, route, path + query_of(route)


def query_of(route: Route) -> str:
    """What an address needs to mean something. Pages are asked as other tests ask them: each is read once."""
    if route.path.startswith("/wizard/"):
        return "?on=1"
    return "?f=" if route.path in ("/{addon}/{page}", "/{addon}/{page}/export") else ""


@everybody
@pytest.mark.req("AR-5")
def test_reading_any_address_shows_only_what_one_may_read(demonstration: Site, name: str) -> None:
    found = []
    for _, route, path in addresses(demonstration, reading=True):
        if name and route.path.startswith("/{addon}/{page}"):
            continue  # test_every_page asks for each of them, with more records
        answer = demonstration.page(name, path)
        said = f"{path}: {brief(answer)}"
        if answer.status_code >= 500:
            found.append(said)
        if not name:
            if not route.public and answer.status_code not in TO_SIGN_IN:
                found.append(said)
            if demonstration.marks.on(answer.text):
                found.append(f"{path} shows visitors {demonstration.marks.on(answer.text)}")
        elif hidden := {one for one in demonstration.hidden(name, answer.text) if not is_named(path, one)}:
            found.append(f"{path} shows {hidden}")
    assert not found


REFUSED = {"": (403, *TO_SIGN_IN), "customer": (403, 404), "admin": (403,)}
"""By who asks. Customers find nothing where others work."""


@pytest.mark.parametrize("name", REFUSED, ids=lambda name: name or "visitor")
@pytest.mark.req("AR-5", "XC-10")
def test_nothing_is_changed_without_a_form_of_ones_own(demonstration: Site, name: str) -> None:
    found = []
    for method, route, path in addresses(demonstration, reading=False):
        if not route.token:
            continue
        answer = demonstration.of(name).request(method, path, data={"_token": "made-up"} if method == "POST" else None)
        if answer.status_code not in REFUSED[name]:
            found.append(f"{method} {path}: {brief(answer)}")
    assert not found


@pytest.fixture(scope="module", params=ENGINES)
def shaken(
    request: pytest.FixtureRequest,
    kernel_templates: Kernels,
    covered: Covered,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """A demonstration of its own, because what is posted here does things."""
    made = open_demonstration(kernel_templates, covered, str(request.param), tmp_path_factory.mktemp("shaken"))
    made.marks.write(made.kernel)
    yield made
    made.close()
    made.kernel.close()


OWN_SESSION = re.compile(r"/logout|/preferences/sessions/.*")
"""Addresses that end the very session that asks."""


def post_everything(shaken: Site, name: str) -> list[str]:
    """Posts an empty form to every address; what failed."""
    found = []
    token = shaken.of(name).token()
    for method, _, path in addresses(shaken, reading=False):
        if OWN_SESSION.fullmatch(path):
            continue
        data = {"_token": token} if method == "POST" else None
        answer = shaken.of(name).request(method, path, data=data, headers={"x-token": token})
        if answer.status_code >= 500:
            found.append(f"{method} {path}: {brief(answer)}")
    return found


def stored(shaken: Site, models: list[str]) -> dict[str, list[object]]:
    """Every row of some models."""
    tables = {name: shaken.kernel.registry.model(name).__table__ for name in models}
    with shaken.kernel.database.begin(write=False) as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select().order_by(table.c.id))]
            for name, table in tables.items()
        }


@pytest.mark.req("AR-5")
def test_what_customers_post_changes_nothing_that_is_not_theirs(shaken: Site) -> None:
    def closed(env: Env) -> list[str]:
        rights = ("create", "write", "delete")
        return [
            name for name, info in env.models.infos.items()
            if info.addon != CORE and not any(env.may(right, name) for right in rights)
        ]  # fmt: skip

    models = shaken.acting.run(closed, PEOPLE["customer"], write=False)
    assert {"helpdesk.ticket", "sale.order", "stock.transfer"} <= set(models)
    before = stored(shaken, models)
    assert not post_everything(shaken, "customer")
    assert stored(shaken, models) == before


@pytest.mark.parametrize("name", ["stock", "admin"])
@pytest.mark.req("AR-5")
def test_posting_nothing_to_any_address_is_no_failure(shaken: Site, name: str) -> None:
    assert not post_everything(shaken, name)
