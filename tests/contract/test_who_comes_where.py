"""Who may come to which address: customers, whoever has a link, and everybody (fault 42, goal G7).

The table of routes says what is asked. Whatever it has that is open to others than those who work here is named here, so
that nothing is opened by accident: a new open address fails this until somebody has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from core.orm.env import Env
from core.testing.site import Site, brief, ids_of
from core.testing.visitors import Browser
from core.ui.portal import Portal, PortalDocument
from core.web.routes import Route, Routes

CUSTOMERS = {"A": "amelie@example.com", "B": "customer@example.com"}
MISSING = 999_999
ANYBODY = {
    "/helpdesk_form/{name}", "/helpdesk_form/{name}/thanks", "/loyalty/shared/{token}", "/rating/give/{secret}",
    "/stock/serial/{token}",
    "/login", "/files/{id:int}", "/portal/enter/{secret}", "/portal/open/{secret}", "/portal/password", "/portal/reset",
    "/portal/shared/{link:int}", "/portal/shared/{link:int}/reply", "/portal/shared/{link:int}/files/{file:int}",
    "/portal/shared/{link:int}/print/{key}",
}  # fmt: skip
"""What visitors come to. What is behind a link says for itself whom it lets in."""
SIGNED_IN = {
    "/", "/logout", "/portal", "/portal/account", "/portal/account/password", "/portal/{document}",
    "/portal/{document}/{id:int}", "/portal/{document}/{id:int}/reply", "/portal/{document}/{id:int}/files/{file:int}",
    "/portal/{document}/{id:int}/print/{key}", "/portal/{document}/{id:int}/act/{key}",
}  # fmt: skip
"""What customers come to besides."""
PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
TOKEN = re.compile(r'name="_token" value="[^"]*"')


def routes_of(site: Site) -> list[Route]:
    return [route for _, _, route in site.kernel.registry.facet(Routes)._routes]


@pytest.fixture
def browsers(demonstration: Site) -> Iterator[dict[str, Browser]]:
    """Both customers, and a visitor who has nothing yet."""
    made = {name: Browser(demonstration.app) for name in (*CUSTOMERS, "link")}
    for name, login in CUSTOMERS.items():
        made[name].sign_in(login, login.partition("@")[0])
    yield made
    for one in made.values():
        one.close()


def text_of(answer: httpx.Response) -> str:
    """A page without what differs from one to the next."""
    return TOKEN.sub("", answer.text)


@pytest.mark.req("AR-5", "PT-2")
def test_every_address_that_is_open_to_others_is_known(demonstration: Site) -> None:
    public = {route.path for route in routes_of(demonstration) if route.public}
    outside = {route.path for route in routes_of(demonstration) if route.outside}
    assert (public, outside) == (ANYBODY, SIGNED_IN)


@pytest.mark.req("AR-5", "PT-2")
def test_customers_find_nothing_else(demonstration: Site, browsers: dict[str, Browser]) -> None:
    wrong = []
    token = browsers["A"].token()
    for route in routes_of(demonstration):
        if route.public or route.outside:
            continue
        path = PARAMETER.sub("1", route.path.replace("{model}", "helpdesk.ticket"))
        for method in route.methods:
            data = {"_token": token} if method == "POST" else None
            answer = browsers["A"].request(method, path, data=data, headers={"x-token": token})
            if answer.status_code != 404:
                wrong.append(f"{method} {path}: {brief(answer)}")
    assert not wrong


@dataclass
class Case:
    """A kind of document, and what of it is whose."""

    document: PortalDocument
    own: list[int]
    foreign: list[int]


def cases(site: Site, login: str) -> Iterator[Case]:
    """Of each kind of document."""

    def look(env: Env, document: PortalDocument, *, system: bool) -> set[int]:
        cls = env.models.models[document.model]
        found = ids_of(env, document.model)
        if document.only is not None:
            import sqlalchemy as sa

            found &= set(env.session.scalars(sa.select(cls.id).where(document.only(cls))))
        return found

    for document in site.kernel.registry.facet(Portal).documents.values():
        own = site.acting.run(lambda env, one=document: look(env, one, system=False), login, write=False)
        every = set(site.ids(document.model))
        yield Case(document, sorted(own), sorted(every - own))


def asked(document: PortalDocument) -> Iterator[tuple[str, str]]:
    """(method, rest of the address) of everything that can be done with a document. Nothing of it changes anything."""
    yield "GET", ""
    yield "GET", "/files/1"
    yield "GET", f"/print/{(*document.papers, 'nothing')[0]}"
    yield "POST", "/reply"
    yield "POST", f"/act/{next((one.key for one in document.actions), 'nothing')}"


@pytest.mark.parametrize("name", CUSTOMERS)
@pytest.mark.req("PT-2", "PT-6", "AR-5")
def test_customers_see_their_own_and_what_is_foreign_looks_like_what_is_missing(
    demonstration: Site, browsers: dict[str, Browser], name: str
) -> None:
    wrong, seen, browser = [], 0, browsers[name]
    token = browser.token()
    readable = _readable(demonstration, CUSTOMERS[name])
    for case in cases(demonstration, CUSTOMERS[name]):
        address = f"/portal/{case.document.name}"
        for id_ in case.own:
            answer = browser.get(f"{address}/{id_}")
            seen += 1
            if answer.status_code != 200:
                wrong.append(f"own {address}/{id_}: {brief(answer)}")
            wrong += [f"{address}/{id_} shows {one}" for one in _hidden(demonstration, answer.text, readable)]
        for method, rest in asked(case.document):
            data = {"_token": token} if method == "POST" else None
            lost = browser.request(method, f"{address}/{MISSING}{rest}", data=data)
            for id_ in (case.foreign[0], case.foreign[-1]) if case.foreign else ():
                answer = browser.request(method, f"{address}/{id_}{rest}", data=data)
                if (answer.status_code, text_of(answer)) != (404, text_of(lost)):
                    wrong.append(f"foreign {method} {address}/{id_}{rest}: {brief(answer)}")
        for query in ("", "?show=all", "?show=all&q=0"):
            answer = browser.get(f"{address}{query}")
            assert answer.status_code == 200
            wrong += [f"{address}{query} shows {one}" for one in _hidden(demonstration, answer.text, readable)]
    assert not wrong
    assert seen >= 3, "the demonstration has something for this customer"


def _readable(site: Site, login: str) -> dict[str, set[int]]:
    models = {model for model, _ in site.marks.records.values()}
    return site.acting.run(lambda env: {one: ids_of(env, one) for one in models}, login, write=False)


NAMED = {"base.contact", "product.product", "stock.lot"}
"""Who wrote to them, what they bought and its serial number stand on their documents (SPEC PT-4)."""


def _hidden(site: Site, text: str, readable: dict[str, set[int]]) -> list[tuple[str, int]]:
    return [one for one in site.marks.on(text) if one[0] not in NAMED and one[1] not in readable[one[0]]]


@pytest.mark.req("PT-7", "AR-5")
def test_a_link_opens_its_document_and_nothing_else(demonstration: Site, browsers: dict[str, Browser]) -> None:
    def mailed(env: Env) -> tuple[int, int, str, str]:
        from addons.portal.links import give_secret, new_link
        from addons.portal.models import Link

        tickets = env.models.models["helpdesk.ticket"]
        mine = next(one for one in env.session.query(tickets) if one.title.startswith("Batteries drain"))
        other = next(one for one in env.session.query(tickets) if one.title.startswith("Display flickers"))
        links = [new_link(env, one.customer, "document", document=(one.__model__, one.id)) for one in (mine, other)]
        assert isinstance(links[0], env[Link])
        secrets = [give_secret(env, link) for link in links]
        return links[0].id, links[1].id, secrets[0], mine.title

    first, second, secret, title = demonstration.acting.run(mailed)
    browser, wrong = browsers["link"], []
    assert browser.get(f"/portal/open/{secret}").headers["location"] == f"/portal/shared/{first}"
    own = browser.get(f"/portal/shared/{first}")
    assert own.status_code == 200 and title.partition(" ‡")[0] in own.text
    readable = _readable(demonstration, CUSTOMERS["A"])
    assert not _hidden(demonstration, own.text, readable)
    data = {"_token": browser.fields(f"/portal/shared/{first}")["_token"]}
    for method, rest in (("GET", ""), ("GET", "/files/1"), ("GET", "/print/order"), ("POST", "/reply")):
        answers = [browser.request(method, f"/portal/shared/{one}{rest}", data=data) for one in (second, MISSING)]
        if {one.status_code for one in answers} != {404} or text_of(answers[0]) != text_of(answers[1]):
            wrong.append(f"{method} {rest}: {brief(answers[0])}")
    for route in routes_of(demonstration):
        path = PARAMETER.sub("1", route.path.replace("{model}", "helpdesk.ticket"))
        if not route.public and "GET" in route.methods and browser.get(path).status_code not in (303, 401):
            wrong.append(path)
    assert not wrong
