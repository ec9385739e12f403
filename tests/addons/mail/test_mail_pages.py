"""Mail in the hands of an administrator, and what everybody sees of it at the message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.addons.mail.conftest import PostOffice, post, queue, states
from tests.core.jobs.conftest import House
from tests.core.web.conftest import Browser, fields_of


def test_from_nothing_to_a_test_message(desk: House, office: PostOffice, sign_in: Callable[[str], Browser]) -> None:
    admin = sign_in("base.settings")
    assert "Outgoing mail is not set up" in admin.get("/mail/servers").text
    new = "/mail/server/new"
    given = admin.fields(new) | {"host": "127.0.0.1", "port": str(office.port), "encryption": "none",
                                 "from_address": "desk", "user": "desk", "password": "geheim!"}  # fmt: skip
    wrong = admin.post(new, data=given)
    assert (wrong.status_code, "This is not an email address." in wrong.text) == (422, True)
    assert "geheim!" not in wrong.text
    made = admin.post(new, data=given | {"from_address": "desk@shop.example", "user": ""})
    assert made.status_code == 303, made.text
    page = made.headers["location"].partition("?")[0]
    id_ = page.rpartition("/")[2]
    for address in (page, "/mail/servers", f"/api/v1/mail.server/{id_}", "/api/v1/mail.server?c=host", "/base/audit"):
        assert "geheim!" not in admin.get(address).text
    assert "password" not in admin.get(f"/api/v1/mail.server/{id_}").json()
    kept = admin.post(page, data=admin.fields(page) | {"from_address": "other@shop.example"})
    assert kept.status_code == 303, kept.text
    assert desk.run(lambda env: env.unseal(_server(env).password)) == "geheim!"
    sent = admin.post(f"{page}/do/send_test", data={"_token": admin.token()})
    assert sent.status_code == 303, sent.text
    assert "/mail/outgoing/" in sent.headers["location"]
    assert "It waits for its turn" in admin.get(sent.headers["location"]).text
    desk.work()
    assert office.addresses == ["base-settings@example.org"]
    assert "250 OK taken" in admin.get(sent.headers["location"]).text
    assert admin.get("/mail/outgoing-mails?f=").status_code == 200


def _server(env: Any) -> Any:
    from addons.mail.models import MailServer

    return env.session.query(env[MailServer]).one()


@pytest.mark.req("CT-5")
def test_failures_show_on_the_message_with_retry(
    sender: House, office: PostOffice, sign_in: Callable[[str], Browser]
) -> None:
    office.to["bo@example.com"] = ["550 no such mailbox"]
    post(sender)
    sender.work()
    clerk = sign_in("base.user")
    page = f"/product/product/{queue(sender)[0].document_id}"
    shown = clerk.get(page).text
    assert "550 no such mailbox" in shown
    failed = next(one for one in queue(sender) if one.state == "failed")
    address = f"/mail/product.product/{failed.document_id}/mail/{failed.id}/retry"
    assert address in shown
    token = fields_of(shown)["_token"]
    assert clerk.post(address, data={"_token": token}).status_code == 303
    sender.work()
    assert set(states(sender).values()) == {"sent"}
    again = clerk.post(address, data={"_token": fields_of(clerk.get(page).text)["_token"]})
    assert again.status_code == 422
    missing = clerk.post(address.replace(str(failed.id), "999999"), data={"_token": clerk.token()})
    assert missing.status_code == 404
    assert clerk.get("/mail/servers").status_code == 403


def test_what_waits_is_let_out_or_cancelled_by_a_button(
    desk: House, office: PostOffice, sign_in: Callable[[str], Browser]
) -> None:
    from tests.addons.mail.conftest import a_server

    admin = sign_in("base.settings")
    post(desk)
    id_ = desk.run(lambda env: a_server(env, office).id)
    page = f"/mail/server/{id_}"
    assert "Send what waits" in admin.get(page).text
    assert admin.post(f"{page}/do/cancel_waiting", data={"_token": admin.token()}).status_code == 303
    desk.work()
    assert set(states(desk).values()) == {"cancelled"}
    assert "Send what waits" not in admin.get(page).text
    assert office.taken == []
