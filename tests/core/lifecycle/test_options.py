"""Options show before their addons are installed, and cannot be set past the settings page."""

from __future__ import annotations

import pytest

from core.lifecycle.catalog import read_catalog
from core.lifecycle.options import options_on, refuse_missing
from core.orm.refused import Refused
from tests.core.lifecycle.conftest import BROKEN, GARDENS

CATALOG = read_catalog([GARDENS, BROKEN], announced=())


@pytest.mark.req("MD-6")
def test_an_option_is_offered_whether_its_addon_is_installed_or_not() -> None:
    (offered,) = options_on(CATALOG, ["garden"], "garden.bed")
    assert (offered.option.label, offered.addon_title) == ("For sale", "Market")
    assert (offered.installed, offered.available) == (False, True)
    assert options_on(CATALOG, ["garden", "market"], "garden.bed")[0].installed
    assert options_on(CATALOG, ["garden"], "garden.bed", section="Other") == []
    assert options_on(CATALOG, ["garden"], "garden.plant") == []


@pytest.mark.req("AS-11")
def test_setting_an_option_without_its_addon_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        refuse_missing(CATALOG, ["garden"], "garden.bed", ["name", "for_sale"])
    assert caught.value.problems[0].message == (
        "The option For sale needs the module Market. Turn it on from the team's settings page."
    )
    assert caught.value.problems[0].about == "for_sale"
    refuse_missing(CATALOG, ["garden", "market"], "garden.bed", ["name", "for_sale"])
    refuse_missing(CATALOG, ["garden"], "garden.bed", ["name"])
