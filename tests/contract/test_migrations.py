"""The migrations of the kernel and of every addon give exactly the tables that the models say, on both engines."""

from __future__ import annotations

import pytest

from core.lifecycle.catalog import read_catalog
from core.lifecycle.kernel import Kernel
from core.lifecycle.loading import CORE
from core.lifecycle.makemigration import make_migration
from core.lifecycle.migrations import differences
from core.lifecycle.plan import in_order
from core.orm.database import Database
from core.settings import read_settings

CATALOG = read_catalog(read_settings({}).addon_folders)
ADDONS = in_order(CATALOG, set(CATALOG.manifests))


def test_no_manifest_is_broken() -> None:
    assert CATALOG.broken == {}


@pytest.mark.parametrize("addon", [CORE, *ADDONS])
def test_no_migration_is_missing(addon: str) -> None:
    written = make_migration(CATALOG, addon)
    if written is not None:
        text = written.read_text()
        written.unlink()
        pytest.fail(f"run `makegood makemigration {addon}`:\n{text}")


def test_the_histories_of_all_give_what_all_models_say(database_url: str) -> None:
    kernel = Kernel(Database(database_url), CATALOG)
    kernel.initialise(wanted=ADDONS)
    with kernel.database.begin(write=False) as connection:
        assert differences(connection, kernel.registry.models) == []
    kernel.close()
