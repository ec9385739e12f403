"""The mail as it came is there for who works here and may read what became of it, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from addons.base.identities import make_user
from addons.mail.incoming.taking import take
from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from tests.addons.helpdesk import desk
from tests.addons.helpdesk.screens import screens_of
from tests.addons.mail.test_reading_mail import sample
from tests.kernels import Acting

SERVICE = "service@shop.example"


def furnish(env: Env) -> None:
    desk.hire(env)
    make_user(env, "boss@example.com", "a good long password", name="boss", roles=("base.settings",))
    make_user(env, "stranger@example.com", "a good long password", name="stranger", roles=("base.user",))
    desk.a_team(env, alias=SERVICE)


@pytest.mark.req("HD-18", "AR-5")
def test_who_may_have_it(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> None:
    house = Acting(fresh_kernel("helpdesk", scene=(furnish,)))
    for name in ("answer-gmail", "list"):
        house.run(lambda env, name=name: take(env, sample(name), way="lmtp", recipient=SERVICE) and None)
    Worker(house.kernel).run_due()
    answers = {}
    with screens_of(house, tmp_path) as screens:
        for who in (desk.USER, desk.PORTAL, "stranger@example.com", "boss@example.com"):
            browser = screens.of(who)
            answers[who] = tuple(browser.get(f"/mail/original/{id_}").status_code for id_ in (1, 2, 99))
        page = screens.of(desk.USER).get("/helpdesk/ticket/1").text
        assert "<summary>Earlier messages</summary>" in page and 'href="/mail/original/1"' in page
        got = screens.of(desk.USER).get("/mail/original/1")
        assert got.content == sample("answer-gmail") and got.headers["content-disposition"].startswith("attachment")
    assert answers == {
        desk.USER: (200, 404, 404), desk.PORTAL: (404, 404, 404), "stranger@example.com": (404, 404, 404),
        "boss@example.com": (200, 200, 404),
    }  # fmt: skip
