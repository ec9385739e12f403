"""Webhooks in the hands of an administrator: made, given a secret that is shown once, tested, read; by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core import QueuedJob, ScheduledJob
from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from core.orm.identity import Identity
from core.settings import read_settings
from core.web.site import create_app
from tests.core.web.conftest import ORIGIN, Browser, fields_of


@pytest.fixture
def site(fresh_kernel: Callable[..., Kernel]) -> Kernel:
    made = fresh_kernel("base", "webhook")

    def add(env: Env) -> None:
        for login, role in (("admin", "base.settings"), ("ann", "base.user")):
            env.hook.add_user(env=env, login=f"{login}@example.com", name=login.title(),
                              password="an honest password", roles=[role])  # fmt: skip

    made.work(add, who=Identity.system())
    return made


@pytest.fixture
def sign_in(site: Kernel, tmp_path: Path) -> Any:
    app = create_app(read_settings({"MAKEGOOD_VAR": str(tmp_path), "MAKEGOOD_BASE_URL": ORIGIN}), kernel=site)
    opened: list[Browser] = []

    def another(login: str) -> Browser:
        opened.append(Browser(app).sign_in(f"{login}@example.com"))
        return opened[-1]

    yield another
    for one in opened:
        one.close()
    app.state.site.pool.shutdown()


def test_a_webhook_from_its_making_to_its_first_delivery(site: Kernel, sign_in: Callable[[str], Browser]) -> None:
    admin = sign_in("admin")
    given = {**admin.fields("/webhook/webhook/new"), "name": "Shop", "url": "http://127.0.0.1/in"}
    refused = admin.post("/webhook/webhook/new", data=given)
    assert refused.status_code == 422
    assert "private network" in refused.text
    made = admin.post("/webhook/webhook/new", data=given | {"url": "https://shop.invalid/in"})
    assert made.status_code == 303, made.text
    page = made.headers["location"].partition("?")[0]
    # Without a secret it cannot be switched on.
    switched = admin.post(page, data=admin.fields(page) | {"active": "1"})
    assert (switched.status_code, "Make a secret first" in switched.text) == (422, True)
    id_ = page.rpartition("/")[2]
    wizard = f"/wizard/webhook/NewSecret?on={id_}"
    offered = fields_of(admin.get(wizard).text)
    assert offered["secret"].startswith("whsec_")
    wrong = admin.post(f"/wizard/webhook/NewSecret/press/confirm?on={id_}", data=offered | {"secret": "short"})
    assert (wrong.status_code, "whsec_" in wrong.text) == (422, True)
    pressed = admin.post(f"/wizard/webhook/NewSecret/press/confirm?on={id_}", data=offered)
    assert pressed.status_code == 303, pressed.text
    for address in (page, wizard, f"/api/v1/webhook.webhook/{id_}", "/webhook/webhooks", "/base/audit"):
        assert offered["secret"] not in admin.get(address).text
    assert admin.get("/api/v1/webhook.secret").status_code in (403, 404)
    sent = admin.post(f"{page}/do/send_test", data={"_token": admin.token()})
    assert sent.status_code == 303, sent.text
    assert "/webhook/delivery/" in sent.headers["location"]
    Worker(site).run_due()
    shown = admin.get(sent.headers["location"]).text
    assert "shop.invalid is not known" in shown
    assert "webhook.test" in shown


def test_an_administrator_works_on_jobs(site: Kernel, sign_in: Callable[[str], Browser]) -> None:
    admin, ann = sign_in("admin"), sign_in("ann")
    Worker(site).run_due()
    found = site.work(
        lambda env: env.session.scalar(
            sa.select(env[ScheduledJob].id).where(env[ScheduledJob].name == "core.forget_jobs")
        ),
        who=Identity.system(),
    )
    page = f"/base/scheduled-job/{found}"
    assert "every day at 03:30" in admin.get(page).text
    run = admin.post(f"{page}/do/run_now", data={"_token": admin.token()})
    assert "/base/job/" in run.headers["location"], run.text
    job = run.headers["location"].partition("?")[0]
    assert "Waiting" in admin.get(job).text
    assert admin.post(f"{job}/do/cancel", data={"_token": admin.token()}).status_code == 303
    assert admin.post(f"{job}/do/cancel", data={"_token": admin.token()}).status_code == 422
    assert admin.post(f"{job}/do/retry", data={"_token": admin.token()}).status_code == 303
    Worker(site).run_due()
    state = site.work(
        lambda env: env.session.get_one(env[QueuedJob], int(job.rpartition("/")[2])).state, who=Identity.system()
    )
    assert state == "done"
    # Switched off in its form, with the version and the audit log that every form has.
    off = {name: value for name, value in admin.fields(page).items() if name != "active"}
    assert admin.post(page, data=off).status_code == 303
    assert "core.scheduled_job" in admin.get("/base/audit").text or "Scheduled job" in admin.get("/base/audit").text
    for address in ("/base/jobs", job, page, "/webhook/webhooks", "/webhook/deliveries"):
        assert ann.get(address).status_code in (403, 404), address
    # What only code writes, no call writes.
    address = f"/api/v1/core.job/{job.rpartition('/')[2]}"
    answer = admin.request("PATCH", address, json={"state": "waiting"}, headers={"x-token": admin.token()})
    assert answer.status_code in (400, 422, 428), answer.text
    assert admin.get(address).json()["state"] == "done"
