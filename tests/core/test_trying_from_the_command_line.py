"""`makegood try`, and a server that dies while something is tried: as processes of their own."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import psutil

from core.lifecycle.kernel import Kernel
from core.lifecycle.tryout import current
from core.orm.database import Database
from tests.core.lifecycle.test_trying_before_installing import copies
from tests.kernels import Kernels
from tests.servers import Server, makegood
from tests.visitors import Visitor


def ready(templates: Kernels, engine: str) -> Kernel:
    return templates.make(engine, ("base",), demonstration=True, scene=(administrator,))


def administrator(env: object) -> None:
    """Whose password is what the visitor's sign-in takes it for."""
    env.hook.add_user(  # type: ignore[attr-defined]
        env=env, login="administrator@example.com", name="Ada", password="administrator", roles=["base.settings"]
    )


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def test_the_command_says_what_came_and_leaves_nothing(
    kernel_templates: Kernels, database_engine: str, tmp_path: Path
) -> None:
    kernel = ready(kernel_templates, database_engine)
    before = kernel.state()
    done = makegood("try", "product", "--json", url=url_of(kernel.database), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    brought = json.loads(done.stdout)
    assert "product_product" in brought["tables"] and "Products" in brought["modules"]
    assert brought["copying"] > 0 < brought["installing"]
    assert (copies(kernel), current(kernel.database), kernel.state()) == ([], None, before)
    refused = makegood("try", "base", url=url_of(kernel.database), folder=tmp_path)
    assert (refused.returncode, refused.stderr.strip()) == (1, "Everything is installed already.")
    kernel_templates.close()


def test_a_server_that_dies_leaves_a_copy_only_until_the_next_one_starts(
    kernel_templates: Kernels, database_engine: str, tmp_path: Path
) -> None:
    kernel = ready(kernel_templates, database_engine)
    with Server(url_of(kernel.database), tmp_path, workers=2) as server:
        ada = Visitor(server.address, "administrator@example.com")
        preview = "/apps/product/install"
        page = ada.submit(preview, {}, to=f"/try?addons=product&confirm={preview}&cancel=/apps/product")
        assert "Products works on a copy" in page.text, page.text[:3000]
        ada.submit("/try", {}, action="/try/install", to="/try/enter")
        for _ in range(8):  # whichever worker answers
            assert "You are trying Products on a copy" in ada.get("/apps").text
        family = psutil.Process(server.pid).children(recursive=True)
        os.kill(server.pid, signal.SIGKILL)
        for one in family:
            one.kill()
        psutil.wait_procs(family, timeout=10)
    assert len(copies(kernel)) == 1
    with Server(url_of(kernel.database), tmp_path) as server:
        ada.client.base_url = server.address
        assert copies(kernel) == []
        assert current(kernel.database) is None
        page = ada.get("/apps")
        assert page.status_code == 200 and "on a copy" not in page.text
        assert "tryout" not in ada.client.cookies
    ada.close()
    kernel_templates.close()
