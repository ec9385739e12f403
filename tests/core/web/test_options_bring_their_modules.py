"""Turning on an option whose module is missing: preview, confirmation, installation, and the form as it was entered.

The settings page is any form with option cards; a garden's stands in for the real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings
from core.web.site import create_app
from tests.core.web.conftest import ORIGIN, PASSWORD, Browser, fields_of
from tests.kernels import ADDONS

GARDENS = Path(__file__).parent / "addons"
PLOT = "/plots/plot/1"
New = Callable[[], Browser]


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel]) -> Kernel:
    """A kernel with plots, and with beds and ponds that options could bring."""
    made = fresh_kernel("base", "plots", folders=(ADDONS, GARDENS))

    def add(env: Env) -> None:
        for login, roles in (("admin", ["base.settings", "plots.gardener"]), ("ann", ["base.user", "plots.gardener"])):
            env.hook.add_user(env=env, login=f"{login}@example.com", name=login.title(), password=PASSWORD, roles=roles)
        env.session.add(env.models.models["plots.plot"](name="South"))

    made.work(add, who=Identity.system())
    return made


@pytest.fixture
def app(kernel: Kernel, tmp_path: Path) -> Iterator[Any]:
    settings = read_settings({"MAKEGOOD_VAR": str(tmp_path / "var"), "MAKEGOOD_BASE_URL": ORIGIN})
    made = create_app(settings, kernel=kernel)
    yield made
    made.state.site.pool.shutdown()


def turn_on(browser: Browser, *options: str, **entered: str) -> Any:
    fields = {**browser.fields(PLOT), **dict.fromkeys(options, "1"), **entered}
    return browser.post(PLOT, data=fields)


@pytest.mark.req("AS-6", "MD-6", "MD-5")
def test_saving_leads_to_the_preview_and_changes_nothing(admin: Browser, kernel: Kernel) -> None:
    answer = turn_on(admin, "use_beds", name="South-West")
    assert answer.status_code == 200
    text = unescape(answer.text)
    for said in ("Plots with beds", "Beds", "needed by Plots with beds", "Install", "Cancel"):
        assert said in text, said
    assert kernel.state().addons.keys().isdisjoint({"beds", "plots_beds"})
    fields = admin.fields(PLOT)
    assert fields["name"] == "South"
    assert not fields["use_beds"]


@pytest.mark.req("AS-6", "AS-8")
def test_confirming_installs_and_saves_everything_that_was_entered(admin: Browser, kernel: Kernel) -> None:
    preview = fields_of(turn_on(admin, "use_beds", name="South-West").text)
    answer = admin.post(PLOT, data=preview)
    assert (answer.status_code, answer.headers["location"]) == (303, PLOT)
    assert {"beds", "plots_beds"} <= kernel.state().addons.keys()
    fields = admin.fields(PLOT)
    assert (fields["name"], fields["use_beds"]) == ("South-West", "1")
    # The confirmation sent twice: the same answer, and no second installation.
    generation = kernel.state().generation
    again = admin.post(PLOT, data=preview)
    assert (again.status_code, again.headers["location"]) == (303, PLOT)
    assert kernel.state().generation == generation


@pytest.mark.req("AS-7")
def test_several_options_give_one_preview(admin: Browser, kernel: Kernel) -> None:
    answer = turn_on(admin, "use_beds", "use_ponds")
    text = unescape(answer.text)
    assert "Plots with beds" in text
    assert "Plots with ponds" in text
    admin.post(PLOT, data=fields_of(answer.text))
    assert {"plots_beds", "plots_ponds"} <= kernel.state().addons.keys()
    fields = admin.fields(PLOT)
    assert (fields["use_beds"], fields["use_ponds"]) == ("1", "1")


@pytest.mark.req("AS-6")
def test_an_installed_option_needs_no_preview(admin: Browser, kernel: Kernel) -> None:
    kernel.install(["plots_beds"])
    assert turn_on(admin, "use_beds").status_code == 303
    assert admin.fields(PLOT)["use_beds"] == "1"


@pytest.mark.req("MD-11")
def test_others_read_whom_to_ask_and_nothing_is_saved(ann: Browser, kernel: Kernel) -> None:
    answer = turn_on(ann, "use_beds", name="South-West")
    assert answer.status_code == 422
    assert "Ask an administrator to install: Beds, Plots with beds." in unescape(answer.text)
    assert fields_of(answer.text)["name"] == "South-West"
    assert ann.fields(PLOT)["name"] == "South"
    assert "plots_beds" not in kernel.state().addons
    # Nor by a confirmation that was made up.
    forged = {**fields_of(answer.text), "use_beds": "1", "_plan": kernel.plan(["plots_beds"]).fingerprint}
    assert ann.post(PLOT, data=forged).status_code == 422
    assert "plots_beds" not in kernel.state().addons


@pytest.mark.req("MD-9")
def test_a_changed_set_is_reviewed_again_with_the_form_kept(admin: Browser, kernel: Kernel) -> None:
    preview = fields_of(turn_on(admin, "use_beds", name="South-West").text)
    kernel.install(["beds"])
    answer = admin.post(PLOT, data=preview)
    assert answer.status_code == 422
    assert "The list of modules has changed. Please review it again." in answer.text
    assert "plots_beds" not in kernel.state().addons
    assert admin.post(PLOT, data=fields_of(answer.text)).status_code == 303
    assert admin.fields(PLOT)["name"] == "South-West"


def test_if_somebody_else_installed_it_meanwhile_the_form_is_saved(admin: Browser, kernel: Kernel) -> None:
    preview = fields_of(turn_on(admin, "use_beds", name="South-West").text)
    kernel.install(["plots_beds"])
    assert admin.post(PLOT, data=preview).status_code == 303
    fields = admin.fields(PLOT)
    assert (fields["name"], fields["use_beds"]) == ("South-West", "1")


@pytest.mark.req("XC-4")
def test_mistakes_come_before_the_preview(admin: Browser, kernel: Kernel) -> None:
    answer = turn_on(admin, "use_beds", name="")
    assert answer.status_code == 422
    assert 'name="_plan"' not in answer.text


def test_a_script_is_told_that_the_preview_is_a_page_of_its_own(admin: Browser) -> None:
    fields = {**admin.fields(PLOT), "use_beds": "1"}
    answer = admin.post(PLOT, data=fields, headers={"x-swap": "1"})
    assert answer.headers["x-whole"] == "1"
    # It sends the very same form once more, and that token is still good.
    assert 'name="_plan"' in admin.post(PLOT, data=fields).text


@pytest.mark.req("MD-3")
def test_a_failed_installation_is_said_and_leaves_everything_as_it_was(
    admin: Browser, kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = fields_of(turn_on(admin, "use_beds", name="South-West").text)
    monkeypatch.setattr("core.lifecycle.installer.load_data", lambda *_: 1 / 0)
    answer = admin.post(PLOT, data=preview)
    assert answer.status_code == 422
    text = unescape(answer.text)
    assert "Installation of Plots with beds failed: " in text
    assert "Nothing was changed." in text
    assert admin.fields(PLOT)["name"] == "South"
    assert "plots_beds" not in kernel.state().addons
