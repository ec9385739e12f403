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
from tests.addons.sale_loyalty.selling import ANN, MAX, SELLER, a_code, a_quotation, coupon_of, order_of
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
