"""A newer version of an addon on disk is seen on the Apps page of a running server, and upgraded from there."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.kernels import ADDONS
from tests.servers import PATIENCE, Server, makegood
from tests.visitors import Visitor

MODELS = '''"""Guests."""

from __future__ import annotations

from core import Mapped, Model, text


class Guest(Model, model="lodger.guest"):
    """Somebody who stays."""

    name: Mapped[str] = text("Name", required=True)
'''
PAGES = '''"""The list of guests."""

from addons.lodger.models import Guest
from core import List, Menu

guests = List(Guest, "guests", {columns})
parts = [guests, Menu("Lodging", page=guests)]
'''
PLUGIN = '"""Pages."""\n\nfrom addons.lodger.pages import parts\nfrom core import hookimpl\n\n\n@hookimpl\ndef page_parts():\n    return parts\n'
ACCESS = '[[right]]\nrole = "base.user"\nmodel = "lodger.guest"\nmay = "read create write"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installation with an addon of its own, `addons/lodger`."""
    lodger = tmp_path / "addons" / "lodger"
    lodger.mkdir(parents=True)
    (tmp_path / "addons.toml").write_text(f'folders = ["{ADDONS}", "{lodger.parent}"]\n')
    monkeypatch.setenv("MAKEGOOD_CONFIG", str(tmp_path / "addons.toml"))
    (lodger / "__init__.py").write_text('"""Lodging."""\n')
    (lodger / "models.py").write_text(MODELS)
    (lodger / "plugin.py").write_text(PLUGIN)
    (lodger / "access.toml").write_text(ACCESS)
    put(lodger, "1.0", "Guest.name", "Ada")
    return tmp_path


def put(lodger: Path, version: str, columns: str, guest: str) -> None:
    (lodger / "addon.toml").write_text(
        f'title = "Lodger"\nsummary = "Guests."\nversion = "{version}"\ndepends = ["base"]\n'
    )
    (lodger / "pages.py").write_text(PAGES.replace("{columns}", columns))
    (lodger / "data.toml").write_text(f'[["lodger.guest"]]\nkey = "first"\nname = "{guest}"\n')


def run(url: str, folder: Path, *arguments: str) -> str:
    done = makegood(*arguments, url=url, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("workers", [1, 2])
def test_a_newer_version_on_disk_is_upgraded_on_a_running_server(database_url: str, folder: Path, workers: int) -> None:
    lodger = folder / "addons" / "lodger"
    run(database_url, folder, "makemigration", "lodger")
    run(database_url, folder, "init", "--demo", "--install", "base,lodger")
    with Server(database_url, folder, workers=workers) as server:
        admin = Visitor(server.address)
        admin.sign_in("admin@example.com", "admin")
        assert "Ada" in admin.get("/lodger/guests").text
        # The next version is put in place: another column, another name. The server goes on with the one it began with.
        models = MODELS + '    room: Mapped[str | None] = text("Room")\n'
        (lodger / "models.py").write_text(models)
        put(lodger, "1.1", "Guest.name, Guest.room", "Grace")
        run(database_url, folder, "makemigration", "lodger", "-m", "rooms")
        assert "Ada" in admin.get("/lodger/guests").text
        card = admin.get("/apps/lodger").text
        assert "To upgrade" in card and "/apps/lodger/upgrade" in card
        refused = makegood("serve", "--port", "0", url=database_url, folder=folder)
        assert refused.returncode == 1 and "Lodger 1.0 (the code is 1.1)" in refused.stderr

        address, values = admin.form("/apps/lodger/upgrade", "upgrade")
        page = admin.get("/apps/lodger/upgrade").text
        assert "Lodger: 1 module will be upgraded" in page and "1.0 → 1.1" in page
        assert admin.client.post(address, data={**dict(values), "_plan": "another"}).status_code == 422
        answer = admin.client.post(address, data=values, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        deadline = time.monotonic() + PATIENCE
        while "Room" not in (seen := admin.get("/lodger/guests")).text and time.monotonic() < deadline:
            assert seen.status_code in (200, 503), seen.text
            time.sleep(0.3)
        assert "Room" in seen.text and "Grace" in seen.text
        assert "Installed" in admin.get("/apps/lodger").text
        admin.close()
