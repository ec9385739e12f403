"""Programs are made in the menu of Sales by its managers; sellers read them and see codes on their orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from addons.loyalty.models import Coupon, Program
from addons.sale_loyalty.looking_over import findings
from core import Env
from core.testing import the
from core.ui.registered import Pages
from tests.addons.helpdesk.screens import Screens, words
from tests.addons.sale_loyalty.selling import ANN, MAX, SELLER, a_code, a_quotation, coupon_of, off, order_of
from tests.kernels import Acting
from tests.visitors import forms_of

NEW = "/loyalty/program/new"


@pytest.mark.req("SO-6", "LY-4", "LY-3")
def test_a_manager_makes_a_program_in_the_menu_of_sales(screens: Screens, sale: Acting) -> None:
    titles = sale.run(lambda env: list(env.registry.facet(Pages).menu_titles()))
    assert "Sales / Products / Discount & Loyalty" in titles
    browser = screens.of(MAX)
    assert "New" in words(browser.get("/loyalty/programs").text)
    page = browser.post(f"{NEW}/update?add=rewards", data=screens.fields(MAX, NEW))
    fields: dict[str, Any] = next(values for _, values in forms_of(page.text) if "_kept" in values)
    fields |= {"name": "Sorry", "rewards.new-1.percent": "20"}
    saved = browser.post(NEW, data=fields)
    assert saved.status_code == 303, words(saved.text)
    made = sale.run(lambda env: (the(env, Program, env[Program].name == "Sorry").type, str(
        the(env, Program, env[Program].name == "Sorry").summary)))  # fmt: skip
    assert made == ("coupons", "20 % off the order, once")
    assert "20 % off the order, once" in screens.text(MAX, saved.headers["location"])


@pytest.mark.req("LY-2", "AR-3", "CP-19")
def test_sellers_read_programs_and_change_none(screens: Screens, sale: Acting) -> None:
    id_ = sale.run(lambda env: the(env, Program).id)
    assert "10 % off orders over 50.00 EUR, once" in screens.text(ANN, f"/loyalty/program/{id_}")
    assert screens.of(ANN).get(NEW).status_code == 403


@pytest.mark.req("LY-2", "XC-5")
def test_a_program_is_read_in_the_readers_language(screens: Screens, sale: Acting) -> None:
    def in_german(env: Env) -> None:
        from addons.base.models import User

        the(env, User, env[User].login == ANN).locale = "de"

    sale.run(in_german)
    id_ = sale.run(lambda env: the(env, Program).id)
    assert "10 % Rabatt auf Aufträge über 50,00 EUR, einmal" in screens.text(ANN, f"/loyalty/program/{id_}")


@pytest.mark.req("SO-7")
def test_the_order_says_why_a_code_applies_or_not(screens: Screens, sale: Acting) -> None:
    order_id, code = sale.run(lambda env: (a_quotation(env).id, a_code(env)))
    sale.run(lambda env: order_of(env, order_id).apply_code(code) and None, SELLER)
    assert "Applies: 10.00 EUR off" in screens.text(ANN, f"/sale/order/{order_id}")

    def less(env: Env) -> None:
        for line in order_of(env, order_id).lines[:2]:
            line.quantity = Decimal(1)

    sale.run(less, SELLER)
    assert "Add 30.00 EUR more." in screens.text(ANN, f"/sale/order/{order_id}")


@pytest.mark.req("LY-9")
def test_the_doctor_finds_a_coupon_that_no_order_took(sale: Acting) -> None:
    order_id, code = sale.run(lambda env: (a_quotation(env).id, a_code(env)))
    sale.run(lambda env: order_of(env, order_id).apply_code(code) and None, SELLER)
    sale.run(lambda env: order_of(env, order_id).confirm(), SELLER)
    assert sale.run(lambda env: list(findings(env))) == []
    sale.run(lambda env: env.session.execute(sa.update(env[Coupon]).values(order_id=None, state="valid")) and None)
    [found] = sale.run(lambda env: list(findings(env)))
    assert str(sale.run(lambda env: coupon_of(env, code).id)) in found.text


@pytest.mark.req("SO-7")
def test_saving_the_order_moves_the_reward_and_taking_the_code_off_removes_it(screens: Screens, sale: Acting) -> None:
    order_id, code = sale.run(lambda env: (a_quotation(env).id, a_code(env)))
    sale.run(lambda env: order_of(env, order_id).apply_code(code) and None, SELLER)
    path = f"/sale/order/{order_id}"
    bike, applied = sale.run(lambda env: (order_of(env, order_id).lines[0].id, order_of(env, order_id).codes[0].id))
    fields = screens.fields(ANN, path)
    reward = sale.run(lambda env: [line.id for line in order_of(env, order_id).lines if line.applied_id])[0]
    assert f"lines.{bike}.quantity" in fields
    assert f"lines.{reward}.quantity" not in fields, "nobody changes what a reward gives"
    screens.save(ANN, path, **{f"lines.{bike}.quantity": "15"})
    assert sale.run(lambda env: [amount for _, amount in off(order_of(env, order_id))]) == [
        Decimal("-15.00"), Decimal("-5.00"),
    ]  # fmt: skip
    page = screens.of(ANN).post(f"{path}/update?remove=codes.{applied}", data=screens.fields(ANN, path))
    fields = next(values for _, values in forms_of(page.text) if "_kept" in values)
    assert screens.of(ANN).post(path, data=fields).status_code == 303
    assert sale.run(lambda env: (off(order_of(env, order_id)), order_of(env, order_id).untaxed)) == ([], Decimal(200))


@pytest.mark.req("LY-9")
def test_who_confirms_second_reads_why_and_finds_the_order_without_the_reward(screens: Screens, sale: Acting) -> None:
    def prepare(env: Env) -> tuple[int, int]:
        code = a_code(env)
        first, second = a_quotation(env), a_quotation(env)
        for order in (first, second):
            order.apply_code(code)
        return first.id, second.id

    first, second = sale.run(prepare)
    screens.save(ANN, f"/sale/order/{first}", to=f"/sale/order/{first}/do/confirm")
    answer = screens.save(ANN, f"/sale/order/{second}", 422, to=f"/sale/order/{second}/do/confirm")
    assert "This code has already been used." in words(answer.text)
    assert sale.run(lambda env: (order_of(env, second).state, off(order_of(env, second)))) == ("quotation", [])
    screens.save(ANN, f"/sale/order/{second}", to=f"/sale/order/{second}/do/confirm")
    assert sale.run(lambda env: (order_of(env, second).state, order_of(env, second).untaxed)) == (
        "confirmed",
        Decimal(100),
    )
