"""The return: a done delivery of three products comes back by the pop-up on a ticket and is received."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import sqlalchemy as sa

from addons.helpdesk.models import Ticket
from addons.stock.models import Transfer
from core.lifecycle.kernel import Kernel
from core.orm.env import Env
from tests.addons.helpdesk.desk import USER, a_contact, a_team, a_ticket, hire
from tests.addons.helpdesk_return.returning import STOCK, delivery_of, press_return
from tests.addons.helpdesk_sale.orders import an_order
from tests.addons.stock.warehouse import a_product, receive
from tests.bench.figures import Figure
from tests.bench.people import Working
from tests.kernels import Acting

BUDGET_MS = 20
WARM = 3


def _people(env: Env) -> None:
    from addons.base.identities import make_user

    hire(env)
    make_user(env, STOCK, "a good long password", name="stock", roles=("stock.user",))
    a_team(env, use_returns=True)


def _delivered(env: Env, count: int) -> list[int]:
    """Tickets of customers with one order each, of three products, delivered. Their ids."""
    goods = [a_product(env, name) for name in ("Helmet", "Lamp", "Lock")]
    for one in goods:
        receive(env, one, 2 * count)
    tickets = []
    for number in range(count):
        customer = a_contact(env, f"Customer {number}")
        order = an_order(env, customer, [(one, 2) for one in goods])
        delivery_of(env, order).validate()
        tickets.append(a_ticket(env, f"Ticket {number}", customer=customer, sales_order=order).id)
    return tickets


def _returned(agent: Working, clerk: Working, ticket: int) -> tuple[float, float]:
    """Milliseconds of the pop-up's "Return" by an agent, and of the receipt by a stock user. Commits included."""

    def press(env: Env) -> int:
        mine = env.session.get_one(env[Ticket], ticket)
        with env.system("the pop-up") as system:
            return press_return(system, system.get(mine)).id

    def receive_it(env: Env) -> None:
        env.session.get_one(env[Transfer], made).validate()

    begin = time.perf_counter()
    made = agent.run(press)
    between = time.perf_counter()
    clerk.run(receive_it)
    return (between - begin) * 1e3, (time.perf_counter() - between) * 1e3


def _statements(kernel: Kernel) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    sa.event.listen(kernel.database.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(kernel.database.engine, "before_cursor_execute", note)


def returning(kernel: Kernel, engine: str, rounds: int = 20) -> list[Figure]:
    """The whole return in ms, and how many statements it takes."""
    acting = Acting(kernel)
    acting.run(_people)
    tickets = acting.run(lambda env: _delivered(env, rounds + WARM))
    people = Working(kernel, USER), Working(kernel, STOCK)
    counting = _statements(kernel)
    seen = next(counting)
    for ticket in tickets[:WARM]:
        seen.clear()
        _returned(*people, ticket)
    count = len(seen)
    next(counting, None)
    taken = [_returned(*people, ticket) for ticket in tickets[WARM:]]
    pressed, received = (statistics.median(part) for part in zip(*taken, strict=True))
    whole = pressed + received
    return [
        Figure("return: 3-line delivery to received return", engine, whole, "ms", f"<= {BUDGET_MS}",
               met=whole <= BUDGET_MS),
        Figure("… of it the pop-up's Return", engine, pressed, "ms"),
        Figure("… of it the receipt", engine, received, "ms"),
        Figure("… statements", engine, count, ""),
    ]  # fmt: skip
