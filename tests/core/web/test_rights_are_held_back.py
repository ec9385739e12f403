"""While a module that narrows rights is left out, people read on every page what is closed, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.lifecycle.catalog import Catalog
from core.lifecycle.errors import forget_modules
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.layers import LAYERS
from core.settings import read_settings
from core.web.site import create_app
from tests.core.web.conftest import ORIGIN, PASSWORD, Browser, SetClock
from tests.kernels import ADDONS

FENCE = {
    "addon.toml": 'title = "Fence"\nsummary = "S."\nversion = "1"\ndepends = ["base"]\n',
    "__init__.py": '"""Keeps some contacts to itself."""\n',
    "access.toml": '[[rule]]\nmodel = "base.contact"\nwhere = "few"\ntitle = "Few"\n',
    "rules.py": '"""Rules."""\n\n\ndef few(t, access):\n    """Few."""\n    return t.name != "Nobody"\n',
}


def people(env: Env) -> None:
    for login, role in (("admin", "base.settings"), ("ann", "base.user"), ("cora", "base.portal")):
        env.hook.add_user(env=env, login=f"{login}@example.com", name=login, password=PASSWORD, roles=[role])


@pytest.fixture
def fence(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "addons" / "fence"
    folder.mkdir(parents=True)
    for name, text in FENCE.items():
        (folder / name).write_text(text)
    yield folder
    forget_modules("addons.fence")
    LAYERS.pop("fence", None)


@pytest.fixture
def kernel(fresh_kernel: Callable[..., Kernel], clock: SetClock, fence: Path) -> Kernel:
    return fresh_kernel("fence", clock=clock, folders=(ADDONS, fence.parent), scene=(people,))


def leave_out(kernel: Kernel) -> None:
    kernel.without = frozenset({"fence"})
    kernel.swap(kernel.build(kernel.state()))


@pytest.mark.req("AR-5", "AR-7")
def test_what_is_closed_says_so(kernel: Kernel, ann: Browser, admin: Browser) -> None:
    assert ann.get("/base/contacts").status_code == 200
    assert 'href="/apps/fence/uninstall"' in admin.get("/apps/fence").text
    leave_out(kernel)
    refused = ann.get("/base/contacts")
    assert refused.status_code == 403
    assert "What restricts this does not work here, so it is closed until it does: fence." in refused.text
    notice = "Fence does not work here. What it restricts is closed until it does: Contacts."
    assert notice in ann.get("/preferences").text
    assert "What failed" not in ann.get("/preferences").text
    # Not even the administrator sees more than the rule let everybody see; they read where to look.
    assert admin.get("/base/contacts").status_code == 403
    assert 'href="/apps/fence"' in admin.get("/preferences").text
    card = admin.get("/apps/fence").text
    assert "left out by --without. Closed until it works: Contacts" in card
    # Uninstalling would be refused, so it is not offered.
    assert 'href="/apps/fence/uninstall"' not in card
    assert "It can be uninstalled once it works" in card


def test_customers_read_nothing_of_it(kernel: Kernel, browser: Callable[[], Browser]) -> None:
    leave_out(kernel)
    cora = browser().sign_in("cora@example.com")
    assert "Fence" not in cora.get("/preferences").text


@pytest.mark.req("MD-17")
def test_a_gate_that_is_missing_stays_closed_unless_it_was_left_out_on_purpose(
    fresh_kernel: Callable[..., Kernel], clock: SetClock, tmp_path: Path
) -> None:
    kernel = fresh_kernel("subscription", clock=clock, scene=(people,))
    site = create_app(
        read_settings({"MAKEGOOD_VAR": str(tmp_path / "var"), "MAKEGOOD_BASE_URL": ORIGIN}), kernel=kernel
    )
    ann, admin = Browser(site).sign_in("ann@example.com"), Browser(site).sign_in("admin@example.com")
    assert ann.get("/base/contacts").status_code == 200
    present = {name: one for name, one in kernel.catalog.manifests.items() if name != "subscription"}
    kernel.catalog = Catalog(present)
    kernel.swap(kernel.build(kernel.state()))
    closed = ann.get("/base/contacts")
    assert (closed.status_code, "It has a say in who comes in." in closed.text) == (503, True)
    assert (admin.get("/base/contacts").status_code, admin.get("/apps").status_code) == (503, 200)
    kernel.without = frozenset({"subscription"})
    kernel.swap(kernel.build(kernel.state()))
    assert ann.get("/base/contacts").status_code == 200
    for one in (ann, admin):
        one.close()
    site.state.site.pool.shutdown()
