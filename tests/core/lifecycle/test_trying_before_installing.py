"""Trying addons on a copy: what it says, what it leaves alone, and that nothing is left of it."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.lifecycle import tryout
from core.lifecycle.copies import MARK, CannotCopy, drop_copy, name_for_copy
from core.lifecycle.errors import InstallFailed, InstallRefused
from core.lifecycle.kernel import Kernel
from core.lifecycle.tryout import TryoutBusy, begin, current, discard, discard_left_over, kernel_of
from core.orm.database import Database
from core.orm.env import Env
from core.orm.identity import Identity
from tests.core.lifecycle.conftest import MakeKernel, names, snapshot, system

WHO = Identity(id=7, name="Ada")
LIMITS: dict[str, Any] = {"who": WHO, "megabytes": 500, "minutes": 60}


def copies(kernel: Kernel) -> list[str]:
    """The copies that are there, whatever the database says of them."""
    if kernel.database.is_sqlite:
        own = Path(str(kernel.database.url.database))
        # A copy is one as long as any of its files is there.
        return sorted(
            {path.name.partition(own.suffix)[0] + own.suffix for path in own.parent.glob(f"{own.stem}{MARK}*")}
        )
    with kernel.database.engine.connect() as connection:
        found = f"SELECT datname FROM pg_database WHERE starts_with(datname, '{kernel.database.url.database}{MARK}')"
        return sorted(connection.scalars(sa.text(found)))


@pytest.fixture
def garden(gardens: MakeKernel) -> Kernel:
    return gardens("garden")


def plant(env: Env) -> None:
    bed = env.registry.model("garden.bed")(name="By the wall")
    env.session.add(bed)
    env.session.flush()
    env.session.add(env.registry.model("garden.plant")(name="Ivy", bed=bed))


def test_trying_installs_on_a_copy_and_changes_nothing_here(garden: Kernel) -> None:
    system(garden, plant)
    before = snapshot(garden)
    made = begin(garden, ["garden_care"], **LIMITS)
    after = snapshot(garden)
    assert after.pop("core_tryout")[2] and not before.pop("core_tryout")[2]
    assert after == before
    assert made.outcome is not None
    assert (made.title, made.user_name) == ("Plant care", "Ada")
    assert made.outcome.tables == ["garden_care_round"]
    assert set(made.outcome.columns) == {"garden_plant.days", "garden_plant.litres", "garden_plant.round_id"}
    assert made.outcome.copying > 0 < made.outcome.installing
    copy = kernel_of(garden, made.copy)
    try:
        assert "garden_care" in copy.state().addons and "garden_care" not in garden.state().addons
        assert "Ivy" in names(copy, "garden.plant")
        assert copy.is_copy and not garden.is_copy
    finally:
        copy.close()
    assert copies(garden)
    assert discard(garden.database)
    assert not discard(garden.database)
    assert (copies(garden), current(garden.database)) == ([], None)


def test_a_copy_guards_its_records_like_the_database_itself(garden: Kernel) -> None:
    system(garden, plant)
    with garden.database.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO core_audit_entry (at, user_name, operation, record_model, record_id, changes, reason) "
            "VALUES ('2026-03-02 09:30:00', 'Ada', 'write', 'garden.bed', 1, '[]', '')"
        )
    made = begin(garden, ["garden_care"], **LIMITS)
    copy = kernel_of(garden, made.copy)
    discarded = snapshot(copy)
    garden.install(["garden_care"])
    installed = snapshot(garden)
    # Tables, columns, indexes and rows are those of an installation; only when it was differs.
    for found in (discarded, installed):
        del found["core_addon"], found["core_tryout"]
    assert discarded == installed
    for statement in (
        "DELETE FROM core_audit_entry",
        "INSERT INTO garden_plant (name, bed_id) VALUES ('Lost', 999)",
        "UPDATE garden_bed SET area = -1",
    ):
        refused = []
        for kernel in (garden, copy):
            with pytest.raises(sa.exc.DBAPIError) as why, kernel.database.begin() as connection:
                connection.exec_driver_sql(statement)
            refused.append(type(why.value))
        assert refused[0] is refused[1], statement
    before = names(copy, "garden.plant")
    system(copy, lambda env: env.session.add(env.registry.model("garden.tag")(name="new")))
    assert names(copy, "garden.plant") == before
    copy.close()
    discard(garden.database)


def test_what_is_committed_meanwhile_is_copied_whole_or_not_at_all(garden: Kernel) -> None:
    """Others go on writing: a bed and its plant come together, or neither does."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            system(garden, plant)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        made = begin(garden, ["garden_care"], **LIMITS)
    finally:
        stop.set()
        worker.join()
    copy = kernel_of(garden, made.copy)
    assert names(copy, "garden.bed").count("By the wall") == names(copy, "garden.plant").count("Ivy")
    assert len(names(garden, "garden.bed")) >= len(names(copy, "garden.bed"))
    copy.close()
    discard(garden.database)


def test_two_at_once_the_second_is_told_so(garden: Kernel) -> None:
    begin(garden, ["garden_care"], **LIMITS)
    with pytest.raises(TryoutBusy, match="Plant care is being tried out by Ada"):
        begin(garden, ["market"], **LIMITS)
    assert len(copies(garden)) == 1
    discard(garden.database)


def test_of_many_that_begin_together_one_wins(garden: Kernel) -> None:
    told: list[str] = []

    def work() -> None:
        try:
            begin(garden, ["garden_care"], **LIMITS)
        except TryoutBusy:
            told.append("busy")
        else:
            told.append("made")

    threads = [threading.Thread(target=work) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["busy", "busy", "made"]
    assert len(copies(garden)) == 1
    discard(garden.database)


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


def test_one_that_had_its_time_makes_way(garden: Kernel) -> None:
    clock = SetClock()
    garden.clock = clock
    first = begin(garden, ["garden_care"], **LIMITS)
    clock.at += timedelta(minutes=59)
    with pytest.raises(TryoutBusy):
        begin(garden, ["market"], **LIMITS)
    clock.at += timedelta(minutes=1)
    second = begin(garden, ["market"], **LIMITS)
    assert copies(garden) == [second.copy] != [first.copy]
    discard(garden.database)


@pytest.mark.parametrize("addon", ["broken_hook", "broken_migration", "broken_refusal"])
def test_what_cannot_be_installed_leaves_no_copy(gardens: MakeKernel, addon: str) -> None:
    kernel = gardens("garden")
    with pytest.raises((InstallFailed, InstallRefused)):
        begin(kernel, [addon], **LIMITS)
    assert (copies(kernel), current(kernel.database)) == ([], None)
    assert addon not in kernel.state().addons


def test_what_is_installed_already_is_not_tried(garden: Kernel) -> None:
    with pytest.raises(InstallRefused, match="Everything is installed already"):
        begin(garden, ["garden"], **LIMITS)


def test_a_database_that_is_too_large_is_not_copied(garden: Kernel) -> None:
    with pytest.raises(CannotCopy, match="only up to 0 MB are copied"):
        begin(garden, ["garden_care"], who=WHO, megabytes=0, minutes=60)
    assert (copies(garden), current(garden.database)) == ([], None)


def test_an_account_that_may_not_create_databases_is_told_so(
    gardens: MakeKernel, database_url: str, database_engine: str
) -> None:
    if database_engine == "sqlite":
        return  # Files need no right but that of the folder, which the server has.
    owner = gardens("garden")
    with owner.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS modest")
        connection.exec_driver_sql("CREATE ROLE modest LOGIN PASSWORD 'modest'")
        for what in ("SCHEMA public", "ALL TABLES IN SCHEMA public", "ALL SEQUENCES IN SCHEMA public"):
            connection.exec_driver_sql(f"GRANT ALL ON {what} TO modest")
    url = owner.database.url.set(username="modest", password="modest")
    modest = Kernel(Database(url.render_as_string(hide_password=False)), owner.catalog)
    try:
        with pytest.raises(CannotCopy, match="its account may not create databases"):
            begin(modest, ["garden_care"], **LIMITS)
        assert (copies(owner), current(owner.database)) == ([], None)
    finally:
        modest.close()
        with owner.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("DROP OWNED BY modest")
            connection.exec_driver_sql("DROP ROLE modest")


def test_nobody_of_the_database_is_signed_in_at_its_copy(garden: Kernel) -> None:
    def sign_in(env: Env) -> None:
        now = env.now()
        env.session.add(
            env.registry.model("core.session")(
                key_hash="k", user_id=1, created_at=now, seen_at=now, expires_at=now + timedelta(days=1)
            )
        )

    system(garden, sign_in)
    made = begin(garden, ["garden_care"], **LIMITS)
    copy = kernel_of(garden, made.copy)
    with copy.database.begin(write=False) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM core_session").scalar() == 0
    with garden.database.begin(write=False) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM core_session").scalar() == 1
    copy.close()
    discard(garden.database)


def test_the_next_server_removes_what_one_that_died_left(garden: Kernel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends between making the copy and noting it: nothing of its own can clean up."""

    class Died(BaseException):
        pass

    def die(*_: object, **__: object) -> bool:
        raise Died

    with monkeypatch.context() as patch:
        patch.setattr(tryout, "discard", die)
        patch.setattr(tryout, "_outcome", die)
        with pytest.raises(Died):
            begin(garden, ["garden_care"], **LIMITS)
    assert len(copies(garden)) == 1
    left = current(garden.database)
    assert left is not None and left.outcome is None
    discard_left_over(garden.database)
    assert (copies(garden), current(garden.database)) == ([], None)
    discard_left_over(garden.database)


def test_a_server_starts_on_an_empty_database(database_url: str) -> None:
    empty = Database(database_url)
    discard_left_over(empty)
    empty.engine.dispose()


def test_only_names_of_copies_are_ever_dropped(garden: Kernel) -> None:
    assert MARK in name_for_copy(garden.database)
    for name in (str(garden.database.url.database), "postgres", f"../{MARK}x", ""):
        with pytest.raises(ValueError, match="not the name of a copy"):
            drop_copy(garden.database, name)
