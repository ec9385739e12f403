"""`makegood doctor` finds what is wrong with a database and with the files of its addons."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.lifecycle.catalog import Catalog
from core.lifecycle.doctor import Finding, examine, problems_of
from core.lifecycle.kernel import Kernel
from core.lifecycle.models import ExternalKey
from core.orm.env import Env
from core.orm.identity import Identity
from tests.servers import makegood


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel]) -> Kernel:
    return fresh_kernel("product")


def test_a_sound_database_has_no_findings(kernel: Kernel, tmp_path: Path) -> None:
    assert examine(kernel) == []
    url = kernel.database.url.render_as_string(hide_password=False)
    done = makegood("doctor", url=url, folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Everything is as it should be.\n")
    with kernel.database.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE product_tag ADD COLUMN stray INTEGER")
    done = makegood("doctor", "--json", url=url, folder=tmp_path)
    assert done.returncode == 1
    (finding,) = json.loads(done.stdout)
    assert finding["check"] == "schema" and "product_tag" in finding["text"] and finding["wrong"]


def test_an_older_database_is_told_and_nothing_else(kernel: Kernel) -> None:
    changed = replace(kernel.catalog.manifests["product"], version="2.0")
    newer = Kernel(kernel.database, Catalog({**kernel.catalog.manifests, "product": changed}))
    (finding,) = examine(newer)
    assert (finding.check, finding.wrong) == ("upgrade", True) and "Product" in finding.text


def test_a_deleted_record_of_a_file_is_worth_knowing(kernel: Kernel) -> None:
    def delete(env: Env) -> str:
        key = env.session.scalars(
            sa.select(env[ExternalKey]).where(env[ExternalKey].model_name == "base.unit").order_by(env[ExternalKey].id)
        ).first()
        assert key is not None
        env.session.execute(sa.delete(env.registry.model(key.model_name)).where(sa.column("id") == key.record_id))
        return f"{key.addon}.{key.key}"

    name = kernel.work(delete, who=Identity.system())
    (finding,) = examine(kernel)
    assert finding == Finding("external keys", f"{name} names a base.unit that was deleted", "base", wrong=False)


def test_rows_that_point_nowhere(kernel: Kernel) -> None:
    with kernel.database.engine.connect() as connection:
        if kernel.database.is_sqlite:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys=OFF")
            driver.execute("UPDATE base_user SET company_id = 999 WHERE id = (SELECT min(id) FROM base_user)")
            driver.execute("UPDATE product_product SET category_id = 999")
            driver.execute("INSERT INTO link_base_role_base_user VALUES (998, 999)")
            driver.execute("PRAGMA foreign_keys=ON")
        else:
            with connection.begin():
                connection.exec_driver_sql("ALTER TABLE product_product DISABLE TRIGGER ALL")
    assert {one.check for one in examine(kernel)} == {"foreign keys"}


def test_changed_files_and_broken_addons_are_told_by_addon(kernel: Kernel, tmp_path: Path) -> None:
    manifest = kernel.catalog.manifests["product"]
    shutil.copytree(manifest.path, tmp_path / "product", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "product" / "data.toml").write_text("")
    (tmp_path / "product" / "more.py").write_text("")
    moved = Catalog({**kernel.catalog.manifests, "product": replace(manifest, path=tmp_path / "product")})
    changed = Kernel(kernel.database, moved)
    assert problems_of(changed) == {"product": ["since it was installed: data.toml changed, more.py is new"]}
    gone = Kernel(kernel.database, Catalog({"base": kernel.catalog.manifests["base"]}))
    assert problems_of(gone)["product"] == ["its code is not there"]
