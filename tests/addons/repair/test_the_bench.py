"""The bench: a scanner, big buttons, no script. What a code means, what two benches do at once, and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from addons.repair import bench
from addons.repair.models import RepairOrder
from addons.repair.scanning import meaning_of
from core import Env
from core.lifecycle.kernel import Kernel
from core.testing.site import Site
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import a_repair, days, lot, texts, the_repair, under_repair, workshop
from tests.addons.stock.test_contested_stock import at_once, refusals
from tests.addons.stock.warehouse import a_product, receive
from tests.kernels import Acting

USER = "repair.user"


def parts(order: RepairOrder) -> list[tuple[str, int, int, str]]:
    """(product, demand, done, serial number) of each part."""
    return [
        (one.product.name, int(one.demand), int(one.done), one.lot.name if one.lot else "") for one in order.parts
    ]  # fmt: skip


# --- what a code means ------------------------------------------------------------------------------------------------


def test_a_code_is_a_repair_a_serial_number_or_a_part(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order, bike, pads = a_repair(env), lot(env, "B-1"), product(env, "Pads")
        pads.code, pads.barcode = "SP-PAD", "4006381333931"
        env.session.flush()
        for code in (order.number, f" {order.number.lower()}\n", order.number.replace("/", "-"),
                     f"http://tablet.local/repair/bench/{order.id}"):  # fmt: skip
            assert meaning_of(env, code).repair is order, code
        for code in ("B-1", bike.public_address, f"{bike.public_address}?customer=1"):
            assert (meaning_of(env, code).lot, meaning_of(env, code).open_repairs) == (bike, (order,)), code
        for code in ("SP-PAD", "sp-pad", "4006381333931"):
            assert meaning_of(env, code).product is pads, code


def test_a_code_that_nobody_knows_or_that_means_several_things_is_refused(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        assert texts(lambda: meaning_of(env, "  ")) == ["Scan or type a code first."]
        said = "Nobody knows the code X/9: it is no repair, serial number or part."
        assert texts(lambda: meaning_of(env, "X/9")) == [said]
        bike = lot(env, "B-1")
        receive(env, a_product(env, "Trailer", "serial"), 1, "B-1")
        assert texts(lambda: meaning_of(env, "B-1")) == [
            "B-1 is the number of several products. Scan the code on the label instead."
        ]
        bench.take_in(env, bike)
        assert meaning_of(env, "B-1").lot is bike, "the one that is being repaired"


# --- parts ------------------------------------------------------------------------------------------------------------


@pytest.mark.req("RP-10")
def test_scanning_a_part_uses_what_was_planned_then_adds_more(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order, pads = under_repair(env, ("Pads", 2)), product(env, "Pads")
        seen = []
        for _ in range(3):
            bench.add_part(order, pads)
            seen.append(parts(order))
        assert seen == [[("Pads", 2, 1, "")], [("Pads", 2, 2, "")], [("Pads", 3, 3, "")]]
        for _ in range(3):
            bench.take_back(order, order.parts[0])
        assert parts(order) == []


def test_a_serial_number_is_added_once_however_often_it_is_scanned(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order, motor = under_repair(env, ("Motor", 1)), product(env, "Motor")
        assert bench.add_part(order, motor, lot(env, "M-1"))[1]
        assert not bench.add_part(order, motor, lot(env, "M-1"))[1]
        assert bench.add_part(order, motor, lot(env, "M-2"))[1]
        assert parts(order) == [("Motor", 1, 1, "M-1"), ("Motor", 1, 1, "M-2")]
        needs = "Scan the serial number of Motor: it is not just any of them."
        assert texts(lambda: bench.add_part(order, motor)) == [needs]
        itself = "B-1 is what is being repaired. It cannot be a part of itself."
        assert texts(lambda: bench.add_part(order, product(env, "Bike"), lot(env, "B-1"))) == [itself]


def test_parts_scanned_before_the_work_begins_are_planned(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = a_repair(env)
        bench.add_part(order, product(env, "Pads"))
        bench.add_part(order, product(env, "Pads"))
        assert parts(order) == [("Pads", 2, 0, "")]
        bench.take_back(order, order.parts[0])
        assert parts(order) == [("Pads", 1, 0, "")]


@pytest.mark.req("RP-15")
def test_what_is_over_gets_no_more_parts(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        order = under_repair(env)
        order.end_repair()
        said = f"{order.number} is repaired: it cannot be changed."
        assert texts(lambda: bench.add_part(order, product(env, "Pads"))) == [said]


def test_two_benches_lose_none_of_the_parts_that_they_scan(repairs: Acting) -> None:
    repairs.run(lambda env: under_repair(env, ("Pads", 1)).id)
    at_once(repairs, [lambda env: bench.add_part(the_repair(env), product(env, "Pads"))[0].id] * 3)
    assert repairs.run(lambda env: parts(the_repair(env))) == [("Pads", 3, 3, "")]


def test_one_of_two_benches_takes_a_bike_in(repairs: Acting) -> None:
    results = at_once(repairs, [lambda env: bench.take_in(env, lot(env, "B-1")).number] * 2)
    [made] = [one for one in results if isinstance(one, str)]
    assert refusals(results) == [f"B-1 is being repaired already: {made}."]


@pytest.mark.req("RP-6", "ST-7")
def test_what_is_taken_in_is_the_customers_and_under_warranty(repairs: Acting) -> None:
    with repairs.rolled_back((USER,)) as env:
        order = bench.take_in(env, lot(env, "B-1"))
        assert (order.customer.name, order.product.name, order.under_warranty) == ("Marta", "Bike", True)  # type: ignore[union-attr]
        bench.start(order)
        assert (order.state, order.responsible_id) == ("under_repair", env.user.id)


def test_today_is_what_is_under_repair_and_what_is_due(repairs: Acting) -> None:
    with repairs.rolled_back() as env:
        later = a_repair(env, scheduled_at=env.now() + days(2))
        late = a_repair(env, scheduled_at=env.now() - days(3))
        begun = under_repair(env, scheduled_at=env.now() + days(5))
        over = under_repair(env)
        over.end_repair()
        assert list(bench.todays_repairs(env, mine=False)) == [begun, late]
        assert bench.repaired_today(env) == 1
        assert later not in bench.todays_repairs(env, mine=True)


# --- over HTTP, as a browser without scripts --------------------------------------------------------------------------


@pytest.fixture
def site(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> Iterator[Site]:
    with Site(fresh_kernel("repair", scene=(workshop,)), tmp_path) as made:
        yield made


def send(site: Site, path: str, form: dict[str, Any] | None = None, **values: str) -> httpx.Response:
    """Posts a form of the bench, with the token of the page that it stands on unless `form` has one."""
    browser = site.of(USER)
    return browser.post(path, data={"_token": browser.token(), **(form or {}), **values})


def state(site: Site) -> tuple[str, list[tuple[str, int, int, str]]]:
    result: tuple[str, list[tuple[str, int, int, str]]] = Acting(site.kernel).run(
        lambda env: (the_repair(env).state, parts(the_repair(env)))
    )
    return result


@pytest.mark.req("RP-15", "RP-16")
def test_a_bike_goes_over_the_bench_from_taking_in_to_the_end(site: Site) -> None:
    browser = site.of(USER)
    assert "Nothing to do today" in browser.get("/repair/bench").text
    found = browser.get("/repair/bench?code=B-1")
    assert "No repair of it is open." in found.text
    lot_id = browser.fields("/repair/bench?code=B-1")["lot"]
    here = send(site, "/repair/bench/new", lot=lot_id).headers["location"]
    assert browser.get("/repair/bench?code=B-1").headers["location"] == here, "scanned again, it is opened"
    send(site, f"{here}/start")
    send(site, f"{here}/scan", code="M-1")
    assert state(site) == ("under_repair", [("Motor", 1, 1, "M-1")])
    saved = send(site, f"{here}/words", findings="Wet.\r\nMotor dead.", work="", findings_before="", work_before="")
    assert saved.headers["location"] == here
    assert send(site, f"{here}/end").headers["location"] == here
    assert state(site)[0] == "repaired"
    page = browser.get(here).text
    assert "Wet.\nMotor dead." in page and "Repair Report" in page and f"{here}/scan" not in page


@pytest.mark.req("RP-16", "XC-2")
def test_what_is_refused_stands_on_the_page_and_a_form_sent_twice_has_one_effect(site: Site) -> None:
    id_ = Acting(site.kernel).run(lambda env: under_repair(env, ("Chain", 1)).id)
    here, browser = f"/repair/bench/{id_}", site.of(USER)
    wrong = send(site, f"{here}/scan", code="no such thing")
    assert wrong.status_code == 422 and "Nobody knows the code no such thing" in wrong.text
    assert 'value="no such thing"' in wrong.text
    asks = send(site, f"{here}/end")
    assert asks.headers["location"] == f"{here}?end=1"
    assert "Less was used than planned" in browser.get(f"{here}?end=1").text
    short = send(site, f"{here}/end", how="all")
    assert short.status_code == 422 and "Not enough Chain in stock." in short.text
    assert state(site) == ("under_repair", [("Chain", 1, 0, "")]), "nothing of it was kept"
    token = {"_token": browser.token(), "code": "M-1"}
    assert [send(site, f"{here}/scan", token).status_code for _ in range(2)] == [303, 303]
    assert state(site)[1] == [("Chain", 1, 0, ""), ("Motor", 1, 1, "M-1")]
    stale = send(site, f"{here}/words", findings="Mine", work="", findings_before="Theirs", work_before="")
    assert stale.status_code == 422 and "Somebody else wrote here meanwhile" in stale.text and ">Mine<" in stale.text
    assert send(site, f"{here}/end", how="as_it_is").headers["location"] == here


def test_the_bench_is_the_workshops(site: Site) -> None:
    id_ = Acting(site.kernel).run(lambda env: a_repair(env).id)
    for path in ("/repair/bench", f"/repair/bench/{id_}", "/repair/bench?code=B-1"):
        assert site.of("base.user").get(path).status_code in (403, 404), path
        assert site.of("").get(path).headers["location"].startswith("/login"), path


def test_a_customers_bike_that_is_scanned_on_another_repair_is_opened_and_not_built_in(site: Site) -> None:
    def make(env: Env) -> int:
        from tests.addons.stock.warehouse import a_customer, deliver

        deliver(env, a_customer(env, "Tobias"), (product(env, "Bike"), 1))
        return under_repair(env).id

    here = f"/repair/bench/{Acting(site.kernel).run(make)}"
    assert send(site, f"{here}/scan", code="B-2").headers["location"] == "/repair/bench?code=B-2"
    assert send(site, f"{here}/scan", code="B-1").headers["location"] == here
    assert state(site) == ("under_repair", [])
