"""An addon goes while several workers serve: no request fails, and every worker knows it at its next one."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.web.conftest import PASSWORD, fields_of
from tests.kernels import Kernels
from tests.servers import Server

PAGES = ("/preferences", "/apps", "/base/contacts", "/apps/base")


@pytest.fixture
def server(kernel_templates: Kernels, tmp_path: Path) -> Iterator[Server]:
    kernel: Kernel = kernel_templates.make("postgresql", ["product"])

    def add(env: Env) -> None:
        env.hook.add_user(env=env, login="ann@example.com", name="Ann", password=PASSWORD, roles=["base.settings"])

    kernel.work(add, who=Identity.system())
    with Server(kernel.database.url.render_as_string(hide_password=False), tmp_path, workers=3) as running:
        yield running
    kernel_templates.close()


def visitor(server: Server, cookies: httpx.Cookies | None = None) -> httpx.Client:
    return httpx.Client(base_url=server.address, timeout=60, cookies=cookies)


@pytest.mark.req("MD-13")
def test_no_request_fails_and_every_worker_is_current(server: Server) -> None:
    admin = visitor(server)
    fields = fields_of(admin.get("/login").text)
    admin.post("/login", data={**fields, "login": "ann@example.com", "password": PASSWORD})
    stop, met = threading.Event(), Counter[tuple[str, int]]()

    def look_around(page: str) -> None:
        while not stop.is_set():
            with visitor(server, admin.cookies) as client:  # a connection each, so that every worker answers
                met[page, client.get(page).status_code] += 1

    readers = [threading.Thread(target=look_around, args=(page,)) for page in PAGES]
    with contextlib.closing(admin):
        for reader in readers:
            reader.start()
        try:
            preview = fields_of(admin.get("/apps/product/uninstall").text)
            answer = admin.post("/apps/product/uninstall", data={**preview, "name": "product"})
            assert answer.status_code == 303, answer.text
            after = asked_of_all(lambda: visitor(server, admin.cookies), "/product/products")
            again = admin.post("/apps/product/install", data=fields_of(admin.get("/apps/product/install").text))
            assert again.status_code == 303, again.text
            back = asked_of_all(lambda: visitor(server, admin.cookies), "/product/products")
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    assert (after, back) == ({404}, {200})
    assert set(met) == {(page, 200) for page in PAGES}
    assert met.total() > 20


def asked_of_all(new: Callable[[], httpx.Client], page: str) -> set[int]:
    """The statuses that a page has, over enough connections for every worker to answer some."""
    statuses = set()
    for _ in range(24):
        with new() as client:
            statuses.add(client.get(page).status_code)
    return statuses
