"""What the contract suite cannot know of our addons, and the demonstration with everything for other tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.testing import Known
from core.testing.covered import Covered
from core.testing.site import Site
from tests.contract.demonstration import PEOPLE
from tests.kernels import Kernels

KNOWN = Known(
    people=tuple(PEOPLE.items()),
    small=frozenset((
        # Settings: a handful of records, read as a whole.
        "base.company", "base.contact_tag", "base.country", "base.currency", "base.role", "base.unit", "base.user",
        "helpdesk.stage", "helpdesk.tag", "helpdesk.team", "helpdesk.type", "loaner.bike", "product.category",
        "product.tag", "stock.location", "stock.warehouse",
    )),
    names=frozenset((
        # Names of the customer's documents stand on tickets, whoever reads them (SPEC AR-4).
        ("/helpdesk/", "sale.order"),
        ("/helpdesk/", "stock.transfer"),
        ("/helpdesk/", "stock.lot"),
        # What customers read of their documents: who wrote to them, and what they bought (SPEC PT-4).
        ("/portal", "base.contact"),
        ("/portal", "product.product"),
        ("/portal", "stock.lot"),
        ("/wizard/helpdesk_refund/", "stock.lot"),
        ("/wizard/helpdesk_return/", "stock.lot"),
        ("/wizard/helpdesk_return/", "stock.location"),
    )),
    # What some buttons answer that stand on every ticket (SPEC HD-15).
    explains=("Set a customer on the ticket first.",),
)  # fmt: skip


def pytest_addons_known() -> Known:
    """What is meant to be as it is."""
    return KNOWN


def open_demonstration(templates: Kernels, covered: Covered, engine: str, folder: Path) -> Site:
    """A site on a clone of the demonstration, to change."""
    wanted, folders = covered.installable(), covered.folders
    url = templates.prepared(engine, wanted, demonstration=True, folders=folders)
    return Site(templates.on(templates.databases.clone(url), folders=folders), folder, PEOPLE)


@pytest.fixture(scope="session")
def demonstration(covered_site: Site) -> Site:
    """Every record of it carries a mark."""
    return covered_site
