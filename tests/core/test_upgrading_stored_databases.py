"""Databases that released versions left are brought to the code at hand, with their records, on both engines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.migrations import differences
from core.orm.env import Env
from core.orm.identity import Identity
from tests.kernels import Kernels
from tests.servers import Server, makegood
from tests.stored import load, versions
from tests.visitors import Visitor

pytestmark = pytest.mark.parametrize("version", versions())


@pytest.fixture
def stored(version: str, database_url: str) -> str:
    load(version, database_url)
    return database_url


def test_serve_refuses_until_it_is_upgraded(stored: str, tmp_path: Path, kernel_templates: Kernels) -> None:
    refused = makegood("serve", "--port", "0", url=stored, folder=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database is older than the code: Makegood itself")
    assert "run `makegood upgrade`" in refused.stderr
    seen = json.loads(makegood("upgrade", "--preview", "--json", url=stored, folder=tmp_path).stdout)
    assert "core" in [step["name"] for step in seen["steps"]]
    done = makegood("upgrade", "--json", "--reviewed", seen["fingerprint"], url=stored, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["steps"] == seen["steps"]
    with Server(stored, tmp_path) as server:
        visitor = Visitor(server.address)
        visitor.sign_in("admin@example.com", "admin")
        assert "Helpdesk" in visitor.get("/apps").text
        visitor.close()


def test_its_tables_become_those_of_the_models_and_its_records_stay(stored: str, kernel_templates: Kernels) -> None:
    kernel = kernel_templates.on(stored)
    before = counts(kernel.database.engine)
    kernel.upgrade()
    assert not kernel.plan_upgrade()
    with kernel.database.begin(write=False) as connection:
        assert differences(connection, kernel.registry.models) == []

    def titles(env: Env) -> list[str]:
        return list(env.session.scalars(sa.select(env.registry.model("helpdesk.ticket").title)))

    assert "Chain skips under load" in kernel.work(titles, who=Identity.system(), write=False)
    after = counts(kernel.database.engine)
    assert {table: n for table, n in before.items() if after.get(table, -1) < n} == {}
    kernel.close()


def counts(engine: sa.Engine) -> dict[str, int]:
    """Table -> how many rows."""
    with engine.begin() as connection:
        tables = sa.inspect(connection).get_table_names()
        return {one: connection.exec_driver_sql(f'SELECT count(*) FROM "{one}"').scalar_one() for one in tables}
