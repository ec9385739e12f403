"""The passport of a serial number: everything that happened to it for who may know, product and warranty for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from addons.stock.models import Lot
from addons.stock.passports import timeline, warranty_of
from core import Env, QrCode
from core.lifecycle.kernel import Kernel
from core.testing.acts import on_paper
from core.testing.site import Site
from tests.addons.stock.test_reversing import line_of
from tests.addons.stock.warehouse import a_customer, a_product, deliver, receive, warehouse
from tests.kernels import Acting


def a_bike(env: Env, **values: object) -> Lot:
    """The bike S1, received and delivered to Marta; with a warranty of two years unless it is said otherwise."""
    bike = a_product(env, "Cargo One", "serial", **{"warranty_months": 24, **values})
    receive(env, bike, 1, "S1")
    deliver(env, a_customer(env), (bike, 1))
    lot: Lot = env.session.scalars(sa.select(env[Lot])).one()
    return lot


def told(env: Env, lot: Lot) -> list[str]:
    """What the passport tells, oldest first."""
    return [str(entry.text) for entry in reversed(timeline(env, lot))]


@pytest.mark.req("ST-7")
def test_a_passport_tells_everything_in_its_order(stock: Acting) -> None:
    with stock.rolled_back() as env:
        lot = a_bike(env)
        delivery = lot.lines[0].transfer
        back = delivery.reverse({line_of(delivery, "S1"): Decimal(1)}, to=warehouse(env).returns)
        assert told(env, lot)[2:] == ["A return is on its way", "The warranty began", "The warranty ends"]
        back.validate()
        assert told(env, lot) == [
            "Received", "Delivered to Marta Nowak", "Returned by Marta Nowak", "The warranty began",
            "The warranty ends",
        ]  # fmt: skip
        numbers = [entry.link for entry in timeline(env, lot) if entry.link]
        assert numbers == [back.number, delivery.number, lot.lines[-1].transfer.number]


@pytest.mark.req("ST-7")
@pytest.mark.parametrize(("days", "said", "tone"), [
    (None, "No warranty is known", "idle"), (0, "Under warranty until", "good"), (-1, "The warranty ended on", "warn"),
])  # fmt: skip
def test_the_last_day_is_under_warranty(stock: Acting, days: int | None, said: str, tone: str) -> None:
    with stock.rolled_back() as env:
        lot = a_bike(env, warranty_months=0)
        lot.warranty_end = None if days is None else env.today() + timedelta(days=days)
        text, shown = warranty_of(lot)
        assert (text.startswith(said), shown) == (True, tone)


def test_every_lot_has_an_address_that_nobody_guesses(stock: Acting) -> None:
    with stock.rolled_back() as env:
        receive(env, a_product(env, "Cargo One", "serial"), 3, "S1", "S2", "S3")
        tokens = env.session.scalars(sa.select(env[Lot].token)).all()
        assert len(set(tokens)) == 3 and all(len(token) == 22 for token in tokens)
        lot = env.session.scalars(sa.select(env[Lot]).limit(1)).one()
        assert lot.public_address.endswith(f"/stock/serial/{lot.token}")


def test_the_label_bears_the_number_and_the_code(stock: Acting) -> None:
    with stock.rolled_back() as env:
        lot = a_bike(env)
        text = on_paper(env, lot, "label")
        for said in ("Cargo One", "S1", "Scan for warranty and help"):
            assert said in text
        assert QrCode.of(lot.public_address).size < 40, "a phone reads it from a small label"


# --- over HTTP --------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(fresh_kernel: Callable[..., Kernel], tmp_path: Path) -> Iterator[Site]:
    with Site(fresh_kernel("stock"), tmp_path) as made:
        yield made


@pytest.fixture
def bike(site: Site) -> tuple[int, str]:
    """(id, public address) of the bike; Marta has it, and there is a note that is nobody's business."""

    def make(env: Env) -> tuple[int, str]:
        lot = a_bike(env)
        lot.note = "Paid late."
        lot.warranty_end = date(2030, 5, 31)
        env.session.flush()
        return lot.id, f"/stock/serial/{lot.token}"

    made: tuple[int, str] = Acting(site.kernel).run(make)
    return made


def test_whoever_holds_the_code_sees_product_and_warranty_and_nothing_private(
    site: Site, bike: tuple[int, str]
) -> None:
    page = site.of("").get(bike[1], headers={"accept-language": "de"})
    assert page.status_code == 200
    for said in ("Cargo One", "S1", "Garantie bis", "31.05.2030"):
        assert said in page.text, said
    for private in ("Marta", "Paid late", "OUT/", "IN/", "/stock/passport", "/stock/lot"):
        assert private not in page.text, private
    assert 'content="no-referrer"' in page.text and "noindex" in page.text


def test_who_works_in_the_warehouse_is_led_from_the_code_to_the_passport(site: Site, bike: tuple[int, str]) -> None:
    id_, public = bike
    assert site.of("stock.user").get(public).headers["location"] == f"/stock/passport/{id_}"
    page = site.page("stock.user", f"/stock/passport/{id_}")
    assert "Delivered to Marta Nowak" in page.text and f"/stock/lot/{id_}/print/label" in page.text
    assert site.page("stock.user", f"{public}?customer=1").status_code == 200
    assert site.of("base.portal").get(public).status_code == 200, "who may not read lots sees what everybody sees"
    assert site.of("base.portal").get(f"/stock/passport/{id_}").status_code in (403, 404)
    assert site.of("").get(f"/stock/passport/{id_}").headers["location"].startswith("/login")


def test_codes_cannot_be_guessed(site: Site, bike: tuple[int, str]) -> None:
    visitor = site.of("")
    answers = [visitor.get(f"/stock/serial/{n:022}").status_code for n in range(301)]
    assert set(answers[:300]) == {404} and answers[300] == 429
    assert visitor.get(bike[1]).status_code == 429, "nor is a right one answered then"
