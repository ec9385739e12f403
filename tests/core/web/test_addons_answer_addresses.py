"""Addresses that addons bring, the gate before every request, and files on records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.responses import PlainTextResponse, Response

from core.hooks import hookimpl
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.web.addresses import build_routes
from core.web.asked import Asked
from core.web.errors import HttpProblem
from core.web.limits import Limit
from core.web.routes import Route, RouteClash, Routes
from tests.core.web.conftest import Browser, SetClock

New = Callable[[], Browser]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def say(env: Env, asked: Asked) -> Response:
    return PlainTextResponse(f"{env.user.name}|{sorted(asked.params.items())}|{asked.posted.get('x')}")


class Brought:
    """What an addon's plugin would say."""

    def __init__(self, *routes: Route, closed: bool = False) -> None:
        self.brought, self.closed = routes, closed

    @hookimpl
    def routes(self) -> tuple[Route, ...]:
        return self.brought

    @hookimpl
    def request_gate(self, env: Env, request: Any) -> Response | None:
        passes = not self.closed or (request.method, request.path) == ("GET", "/login")
        return None if passes else PlainTextResponse("Subscribe first.", 402)


@pytest.fixture
def bring(kernel: Kernel) -> Iterator[Callable[..., None]]:
    """Adds routes to the registry in use as an installed addon would, and takes them back: others may share it."""
    registry, brought = kernel.registry, list[Brought]()
    addons = registry.addons

    def build() -> None:
        clubs = [replace(addons[0], name=f"club{number}") for number in range(len(brought))]
        object.__setattr__(registry, "addons", (*addons, *clubs))
        registry.facet(Routes).__dict__.update(build_routes(registry).__dict__)

    def add(*routes: Route, **how: Any) -> None:
        registry.plugins.register(Brought(*routes, **how), f"club{len(brought)}")
        brought.append(registry.plugins.get_plugin(f"club{len(brought)}"))
        build()

    yield add
    for plugin in brought:
        registry.plugins.unregister(plugin)
    brought.clear()
    build()


def test_a_route_answers_whom_it_is_for(bring: Callable[..., None], ann: Browser, browser: New) -> None:
    bring(Route("/club/rooms/{id:int}", say), Route("/club/door", say, public=True))
    assert ann.get("/club/rooms/7").text == "Ann|[('id', 7)]|None"
    assert browser().get("/club/rooms/7").headers["location"].startswith("/login?next=")
    assert browser().get("/club/door").text == "|[]|None"
    assert ann.get("/club/rooms/seven").status_code == 404
    assert ann.get("/club/rooms/99999999999").status_code == 404


def test_what_a_route_is_posted_needs_a_token_unless_it_proves_itself_otherwise(
    bring: Callable[..., None], ann: Browser, browser: New
) -> None:
    bring(Route("/club/book", say, ("POST",)), Route("/club/hook", say, ("POST",), public=True, token=False))
    assert ann.post("/club/book", data={"x": "1"}).status_code == 403
    assert ann.post("/club/book", data={"x": "1", "_token": ann.token()}).text.endswith("|1")
    assert browser().post("/club/hook", data={"x": "2"}).text == "|[]|2"
    assert ann.get("/club/book").status_code == 404


def test_an_address_with_a_limit_is_closed_to_a_network_for_a_while(
    bring: Callable[..., None], clock: SetClock, ann: Browser, browser: New
) -> None:
    missing = lambda _env, _asked: (_ for _ in ()).throw(HttpProblem(404))  # noqa: E731
    bring(Route("/club/code/{code}", missing, public=True, limit=Limit(3)), Route("/club/door", say, public=True))
    asked = [browser().get(f"/club/code/{n}").status_code for n in range(4)]
    assert asked == [404, 404, 404, 429], "what is refused counts"
    refused = ann.get("/club/code/5")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "900")
    assert browser().get("/club/door").status_code == 200
    clock.move(minutes=15)
    assert browser().get("/club/code/6").status_code == 404


@pytest.mark.req("XC-5")
@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [("de-AT,de;q=0.9,en;q=0.5", "de"), ("fr,en;q=0.3,de;q=0.8", "de"), ("fr", "en"), ("", "en"), ("de;q=x,;;", "de")],
)
def test_a_visitor_is_spoken_to_in_the_browsers_language(
    bring: Callable[..., None], browser: New, accepted: str, spoken: str
) -> None:
    bring(Route("/club/hello", lambda env, _asked: PlainTextResponse(env.user.locale), public=True))
    assert browser().get("/club/hello", headers={"accept-language": accepted}).text == spoken


def test_the_core_keeps_its_addresses(bring: Callable[..., None]) -> None:
    with pytest.raises(RouteClash, match="/login"):
        bring(Route("/login", say))


def test_two_routes_of_one_shape_clash() -> None:
    with pytest.raises(RouteClash, match="answer the same address"):
        Routes([Route("/a/{x}", say), Route("/a/{x}", Routes.find)])  # type: ignore[arg-type]
    found = Routes([Route("/a/{x}", say), Route("/a/{x}", say, ("POST",))])
    with pytest.raises(HttpProblem) as refused:
        found.find("DELETE", "/a/1")
    assert refused.value.headers["allow"] == "GET, POST"


def test_the_gate_stands_before_every_page_and_call(bring: Callable[..., None], ann: Browser, browser: New) -> None:
    token = ann.token()
    bring(closed=True)
    for path in ("/preferences", "/base/contacts", "/api/v1/base.contact", "/files/1", "/palette?q=a", "/nowhere"):
        assert ann.get(path).status_code == 402, path
    assert ann.post("/base/contact/new", data={"_token": token, "name": "X"}).status_code == 402
    visitor = browser()
    fields = {**visitor.fields("/login"), "login": "ann@example.com", "password": "an honest password"}
    assert visitor.post("/login", data=fields).status_code == 402, "only who can open the gate gets in"
    fields = {**visitor.fields("/login"), "login": "admin@example.com", "password": "an honest password"}
    assert visitor.post("/login", data=fields).status_code == 303


@pytest.mark.req("XC-10", "AR-5")
def test_files_are_attached_and_served_to_who_may_read_the_record(ann: Browser, browser: New) -> None:
    made = ann.post("/base/contact/new", data={**ann.fields("/base/contact/new"), "name": "Weber"})
    id_ = made.headers["location"].rpartition("/")[2]
    form = {"_token": ann.token()}
    where = f"/files?model=base.contact&record={id_}"
    files = [("f", ("photo.png", PNG, "image/png")), ("f", ("../../evil.html", b"<script>", "text/html"))]
    answer = ann.post(where, data=form, files=files, headers={"x-swap": "1"})
    assert answer.status_code == 201, answer.text
    photo, page = [one["url"] for one in answer.json()["files"]]
    shown = ann.get(photo)
    assert (shown.content, shown.headers["content-type"]) == (PNG, "image/png")
    served = ann.get(page)
    assert served.headers["content-type"] == "application/octet-stream"
    assert served.headers["content-disposition"] == "attachment; filename*=UTF-8''evil.html"
    assert browser().get(photo).status_code == 404
    assert browser().sign_in("cora@example.com").get(photo).status_code == 404
    back = ann.post(f"{where}&back=//evil.example", data={"_token": ann.token()}, files=files[:1])
    assert back.headers["location"] == "/"
    assert ann.post(where, data={"_token": ann.token()}).status_code == 422
    nowhere = ann.post("/files?model=base.contact&record=999999", data={"_token": ann.token()}, files=files)
    assert nowhere.status_code == 404
    assert ann.post(where, data={"_token": "x"}, files=files).status_code == 403
