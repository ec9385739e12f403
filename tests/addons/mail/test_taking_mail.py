"""Mail is brought by a pipe or by LMTP, stored once, and kept by its server while it cannot be stored here."""

from __future__ import annotations

import os
import signal
import smtplib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from addons.mail.incoming.limits import MOST_BYTES
from addons.mail.incoming.lmtp import NOT_NOW, Listener
from addons.mail.models import IncomingMail
from core.jobs.worker import Worker
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from tests.addons.mail.test_reading_mail import sample
from tests.kernels import Acting
from tests.servers import ROOT, environment

TEMPORARY, REFUSED = 75, 65


@pytest.fixture
def house(fresh_kernel: Callable[..., Kernel]) -> Acting:
    return Acting(fresh_kernel("product"))


def url_of(house: Acting) -> str:
    return house.kernel.database.url.render_as_string(hide_password=False)


def mail_in(url: str, folder: Path, raw: bytes, *more: str, code: str = "") -> subprocess.CompletedProcess[bytes]:
    """The command, in a process of its own; `code` is run in it first."""
    run = f"{code}\nfrom core.cli import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", run, "mail-in", *more], input=raw, cwd=ROOT, env=environment(url, folder),
        capture_output=True, timeout=120,
    )  # fmt: skip


def stored(house: Acting) -> list[Any]:
    def read(env: Env) -> list[Any]:
        table = env[IncomingMail].__table__
        return list(env.transaction.connection.execute(sa.select(table).order_by(table.c.id)))

    return list(house.run(read))


KILLED_AT = {
    "before its row": "from addons.mail.incoming import taking; taking.headers_of = lambda raw: die()",
    "before its job": "from addons.mail.incoming import taking; taking.enqueue = lambda env, id_: die()",
    "before the commit": "from core.orm.env import Env; Env.finish = lambda env: die()",
    "after the commit": "import typer; typer.echo = lambda *text, **more: die()",
}
DIE = "import os, signal\ndef die(): os.kill(os.getpid(), signal.SIGKILL)\n"


@pytest.mark.parametrize("moment", KILLED_AT)
def test_killed_while_it_takes_a_mail_it_has_it_once_after_the_mail_server_came_again(
    house: Acting, tmp_path: Path, moment: str
) -> None:
    killed = mail_in(url_of(house), tmp_path, sample("plain"), code=DIE + KILLED_AT[moment])
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert len(stored(house)) == (moment == "after the commit")
    again = mail_in(url_of(house), tmp_path, sample("plain"))
    assert again.returncode == 0, again.stderr.decode()
    assert again.stderr.startswith(b"Known already" if moment == "after the commit" else b"Taken")
    (row,) = stored(house)
    assert (row.author, row.subject, row.state) == ("marta@example.org", "Display flickers", "waiting")
    assert (tmp_path / "files" / row.hash[:2] / row.hash).read_bytes() == sample("plain")


def test_while_the_database_is_away_the_mail_server_keeps_it(tmp_path: Path) -> None:
    done = mail_in("postgresql://nobody@127.0.0.1:9/nothing", tmp_path, sample("plain"))
    assert done.returncode == TEMPORARY
    assert b"OperationalError" in done.stderr and b"Traceback" not in done.stderr


def test_what_cannot_be_taken_is_refused_with_a_reason(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/none.sqlite"
    for raw, why in ((b" \n", b"empty"), (b"x" * (MOST_BYTES + 1), b"larger than 35 MB")):
        done = mail_in(url, tmp_path, raw)
        assert done.returncode == REFUSED and why in done.stderr
    assert mail_in(url, tmp_path, sample("plain")).returncode == TEMPORARY, "there is no database yet"


# --- LMTP -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def listener(house: Acting) -> Iterator[Listener]:
    with Listener(house.kernel) as made:
        yield made


class Bringer(smtplib.LMTP):
    """A mail server that delivers by LMTP, and reads an answer for each recipient as RFC 2033 asks."""

    def bring(self, raw: bytes, *to: str, sender: str = "marta@example.org") -> list[tuple[int, bytes]]:
        self.ehlo_or_helo_if_needed()
        assert self.mail(sender)[0] == 250
        for one in to:
            assert self.rcpt(one)[0] == 250
        assert self.docmd("DATA")[0] == 354
        self.send(raw.replace(b"\n", b"\r\n").replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
        return [self.getreply() for _ in to]


def bringer(listener: Listener) -> Bringer:
    host, _, port = listener.address.partition(":")
    return Bringer(host, int(port), timeout=30)


def test_each_recipient_gets_an_answer_of_its_own(house: Acting, listener: Listener) -> None:
    with bringer(listener) as server:
        first = server.bring(sample("plain"), "service@shop.example", "sales@shop.example")
        again = server.bring(sample("plain"), "service@shop.example")
        report = server.bring(sample("dsn"), "desk@shop.example", sender="")
    assert [code for code, _ in (*first, *again, *report)] == [250] * 4
    assert again[0][1].startswith(b"2.0.0 Known already")
    found = [(row.recipient, row.return_path, row.way) for row in stored(house)]
    assert found == [
        ("service@shop.example", "marta@example.org", "lmtp"), ("sales@shop.example", "marta@example.org", "lmtp"),
        ("desk@shop.example", "", "lmtp"),
    ]  # fmt: skip
    Worker(house.kernel).run_due()
    assert {row.state for row in stored(house)} == {"held", "ignored"}, "nobody has these addresses here"


def test_long_lines_are_taken_and_what_is_too_large_is_refused_for_each(house: Acting, listener: Listener) -> None:
    long = sample("plain") + b"x" * 50_000 + b"\n"
    with bringer(listener) as server:
        assert server.bring(long, "service@shop.example")[0][0] == 250
        answers = server.bring(
            b"Subject: x\n\n" + (b"y" * 998 + b"\n") * (MOST_BYTES // 999 + 1), "a@shop.example", "b@shop.example"
        )
        assert [code for code, _ in answers] == [552, 552]
        assert server.bring(sample("html"), "service@shop.example")[0][0] == 250
    assert len(stored(house)) == 2


def test_what_cannot_be_stored_now_is_answered_so_that_it_comes_again() -> None:
    class Away:
        def work(self, *_: object, **__: object) -> None:
            raise sa.exc.OperationalError("select", {}, Exception("away"))

    with Listener(Away()) as listener, bringer(listener) as server:
        assert server.bring(sample("plain"), "service@shop.example") == [(451, NOT_NOW[4:].encode())]


def test_it_listens_at_a_socket(house: Acting, tmp_path: Path) -> None:
    place = f"/tmp/makegood-lmtp-{os.getpid()}"
    with Listener(house.kernel, socket=place), Bringer(place) as server:
        assert server.bring(sample("plain"), "service@shop.example")[0][0] == 250
    assert not Path(place).exists() and len(stored(house)) == 1
