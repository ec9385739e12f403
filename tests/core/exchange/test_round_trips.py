"""What an export wrote, an import reads: into the same database nothing changes, into another the same records come."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.orm.env import Env
from tests.core.exchange.conftest import CLERK, Exchange, out_of

WORDS = st.text(
    st.sampled_from(list("=+-@'\",;|\t äß€漢1.a") + ["\n"]), min_size=1, max_size=12
).map(str.strip).filter(bool)  # fmt: skip
CONTACTS = st.lists(
    st.fixed_dictionaries(
        {"name": WORDS},
        optional={"city": WORDS, "phone": WORDS, "reference": WORDS, "notes": WORDS, "is_company": st.booleans(),
                  "active": st.booleans()},
    ),
    min_size=1, max_size=5,
)  # fmt: skip
NAMES = ("name", "city", "phone", "reference", "notes", "is_company", "active")


def columns_of(env: Env) -> list[tuple[Any, ...]]:
    cls = env.models.models["base.contact"]
    wanted = [getattr(cls, name) for name in ("id", "version", *NAMES)]
    return [tuple(row) for row in env.session.execute(sa.select(*wanted).order_by(cls.id))]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contacts=CONTACTS)
def test_contacts_come_back_as_they_were(shop: Exchange, kind: str, contacts: list[dict[str, Any]]) -> None:
    contact, address = "base.contact", "/base/contacts"
    with shop.acting.rolled_back(CLERK) as env:
        brought = len(columns_of(env))
        for values in contacts:
            env.new(env.models.models[contact], **values)
        env.session.flush()
        before, file = columns_of(env), out_of(env, address, kind=kind)
        done = shop.into(env, contact, file, key="_key")
        assert (done.problems, done.made, done.changed) == ([], 0, 0)
        assert columns_of(env) == before
    with shop.acting.rolled_back(CLERK) as env:
        done = shop.into(env, contact, file, key="_key")
        assert (done.problems, done.made, done.changed) == ([], len(contacts), 0), "those that came with the database"
        made = [values[2:] for values in columns_of(env)[brought:]]
        assert sorted(map(repr, made)) == sorted(repr(values[2:]) for values in before[brought:])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_orders_come_back_with_their_lines(shop: Exchange, kind: str) -> None:
    shop.put(
        "sale.order", "External ID,Customer,lines/product/code,lines/quantity,lines/price,lines/discount,Order Date",
        "o1,Ada,B1,1,899.99,2.5,2026-03-02 09:30", ",,B2,3,,,", "o2,Ada,B3,2,,,2026-03-02", key="_key",
    )  # fmt: skip
    read = ("id", "version", "product_id", "quantity", "price", "discount")
    before = shop.values("sale.line", *read)
    assert before[0][3:] == (1, Decimal("899.99"), Decimal("2.50"))
    done = shop.put("sale.order", content=shop.get("/sale/orders", kind=kind), key="_key")
    assert (done.problems, done.same, done.changed) == ([], 2, 0)
    assert shop.values("sale.line", *read) == before


def test_what_nobody_may_change_any_more_comes_back_unchanged_too(shop: Exchange) -> None:
    shop.put("sale.order", "External ID,Customer,lines/product/code", "o1,Ada,B1", key="_key")

    def confirm(env: Env) -> None:
        env.session.query(env.models.models["sale.order"]).one().confirm()

    shop.acting.run(confirm, CLERK)
    done = shop.put("sale.order", content=shop.get("/sale/orders"), key="_key")
    assert (done.problems, done.same) == ([], 1)
