"""The kernel's own models and tables keep what is asked of every addon's."""

from __future__ import annotations

from core.lifecycle.catalog import read_catalog
from core.lifecycle.checker.run import missing_migrations
from core.lifecycle.loading import CORE
from core.testing.contract.as_composed import bare, slow_or_inexact
from core.testing.site import Site
from tests.contract.demonstration import FOLDERS


def test_no_manifest_is_broken() -> None:
    assert read_catalog(FOLDERS).broken == {}


def test_no_migration_of_the_kernel_is_missing() -> None:
    assert missing_migrations(read_catalog(FOLDERS), [CORE]) == []


def test_its_fields_have_labels_its_models_docstrings_and_its_links_indexes(demonstration: Site) -> None:
    assert bare(demonstration, CORE) == []
    assert slow_or_inexact(demonstration, CORE) == []
