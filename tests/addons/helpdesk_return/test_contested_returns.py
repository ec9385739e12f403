"""Several users return the same goods at the same moment: never more than was delivered, and the losers are told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.mail.models import Message
from addons.stock.models import MoveLine, Transfer
from core import Refused
from tests.addons.helpdesk.desk import USER
from tests.addons.helpdesk_return.returning import a_ticket_of, martas_delivery, opened, press
from tests.addons.stock.warehouse import problems_with_stock
from tests.kernels import Acting


def at_once(returns: Acting, count: int, quantity: str) -> list[str]:
    """Several users press "Return" for some helmets in open pop-ups; "" for who succeeds, else what is said."""
    tickets = returns.run(lambda env: [a_ticket_of(env, "Marta", "Helmet").id for _ in range(count)])
    delivery, helmet = returns.run(delivery_and_helmets)
    together = threading.Barrier(count)
    # SQLite lets one writer in at a time, so users meet at its door; PostgreSQL lets all of them open the form.
    inside = not returns.kernel.database.is_sqlite

    def user(ticket_id: int) -> str:
        opened_once: list[int] = []

        def work(env):
            with env.system("the pop-up") as system:
                ticket = system.session.get_one(system[Ticket], ticket_id)
                form = opened(system, ticket, delivery=delivery, **{f"quantity_{helmet}": quantity})
                if inside and not opened_once:
                    opened_once.append(together.wait(timeout=60))
                return press(form)

        if not inside:
            together.wait(timeout=60)
        try:
            returns.run(work, USER)
        except Refused as why:
            return why.message
        return ""

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(user, tickets))


def delivery_and_helmets(env) -> tuple[int, int]:
    delivery = martas_delivery(env)
    return delivery.id, next(line.id for line in delivery.lines if line.product.name == "Helmet")


def total_returned(env) -> Decimal:
    line_id = delivery_and_helmets(env)[1]
    return env.session.get_one(env[MoveLine], line_id).returned


@pytest.mark.req("RT-14", "XC-1")
def test_of_users_who_return_most_of_it_at_once_one_succeeds_and_the_others_learn_what_is_left(returns: Acting) -> None:
    told = at_once(returns, 4, "2")
    assert told == ["", *["You can return at most 1 Units of Helmet."] * 3]
    assert returns.run(total_returned) == 2
    assert returns.run(problems_with_stock) == []


@pytest.mark.req("RT-14")
def test_of_users_who_return_everything_at_once_exactly_one_succeeds(returns: Acting) -> None:
    told = at_once(returns, 4, "3")
    assert told.count("") == 1
    assert returns.run(total_returned) == 3
    made = sa.func.count()
    count = returns.run(lambda env: env.session.scalar(
        sa.select(made).select_from(env[Transfer]).where(env[Transfer].return_of_id.is_not(None))
    ))  # fmt: skip
    assert count == 1


@pytest.mark.req("RT-14")
def test_everybody_succeeds_as_long_as_there_is_enough(returns: Acting) -> None:
    assert at_once(returns, 3, "1") == ["", "", ""]
    assert returns.run(total_returned) == 3
    assert returns.run(problems_with_stock) == []


@pytest.mark.req("RT-14", "XC-1")
def test_a_loser_leaves_nothing_behind(returns: Acting) -> None:
    assert at_once(returns, 2, "2").count("") == 1

    def left(env):
        transfers = env.session.scalar(
            sa.select(sa.func.count(env[Transfer].id)).where(env[Transfer].ticket_id.is_not(None))
        )
        notes = env.session.scalar(
            sa.select(sa.func.count(env[Message].id)).where(
                env[Message].document_model == "helpdesk.ticket", env[Message].body.contains("created from")
            )
        )
        return transfers, notes

    assert returns.run(left) == (1, 1)
