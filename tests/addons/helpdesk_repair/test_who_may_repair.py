"""Rights: whoever makes a repair from a ticket reaches it, and nothing else in Repairs (SPEC RP-19, RP-20)."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy as sa

from addons.repair.models import Part, RepairOrder, Tag
from core import AccessDenied, Env
from core.ui.frame import MenuView
from core.web.built import menus_of
from tests.addons.helpdesk.desk import OTHER, USER
from tests.addons.helpdesk.screens import Screens
from tests.addons.helpdesk_repair.test_repairs_from_tickets import new_form, ticket_about_the_bike
from tests.addons.helpdesk_sale.orders import product
from tests.addons.repair.workshop import MECHANIC, a_repair, the_repair
from tests.kernels import Acting


@pytest.fixture
def made(screens: Screens, desk: Acting) -> Acting:
    """USER made a repair from a ticket; another one is the workshop's own."""
    screens.save(USER, new_form(screens, ticket_about_the_bike(desk)), to="/repair/order/new")
    desk.run(lambda env: a_repair(env, ("Pads", 1)).id)
    return desk


def numbers(env: Env) -> int:
    return env.session.scalar(sa.select(sa.func.count(env[RepairOrder].id)))


@pytest.mark.req("RP-19", "RP-20")
def test_it_is_reached_without_rights_in_repairs_and_no_other_one_is(screens: Screens, made: Acting) -> None:
    mine, other = made.run(
        lambda env: list(env.session.scalars(sa.select(env[RepairOrder].id).order_by(env[RepairOrder].id)))
    )
    assert screens.of(USER).get(f"/repair/order/{mine}").status_code == 200
    assert made.run(numbers, USER) == 1
    said = screens.text(USER, f"/repair/order/{other}", 404)
    assert "You have no access to this repair order." in said
    assert "Repairs" not in [line.label for line in made.run(_menus, USER)]
    listed = screens.of(USER).get("/api/v1/repair.order").json()
    assert [one["id"] for one in listed["records"]] == [mine]


def _menus(env: Env) -> list[MenuView]:
    return menus_of(env.registry, env.user.roles, "/")


@pytest.mark.req("RP-20")
def test_its_maker_changes_it_while_it_is_new(made: Acting) -> None:
    def add(env: Env) -> None:
        order = the_repair(env)
        order.tags = [env[Tag](name="motor")]
        order.parts.append(env[Part](product=product(env, "Pads"), demand=Decimal(1)))

    made.run(add, USER)
    with pytest.raises(AccessDenied):
        made.run(lambda env: setattr(the_repair(env), "notes", "Not mine"), OTHER)
    made.run(lambda env: the_repair(env).confirm(), USER)
    for work in (
        lambda env: setattr(the_repair(env), "notes", "Too late"),
        lambda env: setattr(the_repair(env).parts[0], "demand", Decimal(2)),
        lambda env: the_repair(env).start_repair(),
        lambda env: the_repair(env).cancel_repair(),
    ):
        with pytest.raises(AccessDenied):
            made.run(work, USER)


@pytest.mark.req("RP-20")
def test_taking_it_off_the_ticket_ends_the_access(screens: Screens, made: Acting) -> None:
    def unlink(env: Env) -> int:
        order = env.session.scalars(sa.select(env[RepairOrder]).order_by(env[RepairOrder].id)).first()
        order.ticket_id = None
        return order.id

    order_id = made.run(unlink, MECHANIC)
    assert made.run(numbers, USER) == 0
    assert screens.of(USER).get(f"/repair/order/{order_id}").status_code == 404


@pytest.mark.req("RP-20", "AR-5")
def test_nobody_makes_repairs_past_the_tickets_they_see(made: Acting) -> None:
    with pytest.raises(AccessDenied):
        made.run(lambda env: a_repair_by_hand(env), USER)


def a_repair_by_hand(env: Env) -> None:
    """A repair without a ticket."""
    env.new(RepairOrder, product=product(env, "Pads"))
    env.session.flush()
