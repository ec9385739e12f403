"""A server that leaves out every addon that signing in does not need: for when nothing else works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.web.conftest import PASSWORD
from tests.servers import Server
from tests.visitors import Visitor


def test_signing_in_and_the_apps_page_work_without_the_rest(
    fresh_kernel: Callable[..., Kernel], tmp_path: Path
) -> None:
    kernel = fresh_kernel("helpdesk")

    def add(env: Env) -> None:
        env.hook.add_user(env=env, login="ann@example.com", name="Ann", password=PASSWORD, roles=["base.settings"])

    kernel.work(add, who=Identity.system())
    url = kernel.database.url.render_as_string(hide_password=False)
    kernel.database.forget_connections()
    with Server(url, tmp_path, arguments=("--core-only",)) as server:
        ann = Visitor(server.address)
        ann.sign_in("ann@example.com", PASSWORD)
        assert ann.get("/preferences").status_code == 200
        page = ann.get("/apps/helpdesk").text
        assert "This module does not work here" in page and "left out" in page
        assert ann.get("/helpdesk/tickets").status_code == 404
        ann.close()
    with Server(url, tmp_path) as server:
        ann = Visitor(server.address)
        ann.sign_in("ann@example.com", PASSWORD)
        assert "This module does not work here" not in ann.get("/apps/helpdesk").text
        ann.close()
