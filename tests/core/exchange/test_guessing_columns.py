"""Titles of columns are understood: names, labels, what the user said before; and never two as the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.exchange.columns import fields_of, guess, targets_of
from core.orm.env import Env
from core.testing.kernels import Acting
from core.ui.registered import Pages

GERMAN = {"Email": "E-Mail-Adresse", "Customer": "Kunde", "Order Lines": "Auftragszeilen", "Product": "Artikel"}


def guessed(env: Env, model: str, *titles: str, earlier: dict[str, str] | None = None) -> list[str]:
    targets = targets_of(env, model, fields_of(env, env.registry.facet(Pages).form_of(model)))  # type: ignore[arg-type]
    return guess(titles, targets, env.info(model), lambda text: GERMAN.get(text, text), earlier)


@pytest.fixture
def shop(acting: Callable[..., Acting]) -> Acting:
    return acting("sale")


def test_titles_are_understood(shop: Acting) -> None:
    with shop.rolled_back(("base.user", "sale.user")) as env:
        assert guessed(env, "base.contact", "External ID", "NAME", "e-mail", "country_id", "Contact city", "Rubbish") == [
            "_key", "name", "email", "country", "city", "",
        ]  # fmt: skip
        assert guessed(env, "base.contact", "E-Mail-Adresse", "Postcod", "Belongs to/External ID", "country/code") == [
            "email", "zip", "parent/_key", "country/code",
        ]  # fmt: skip


def test_lines_are_understood_with_and_without_their_table(shop: Acting) -> None:
    with shop.rolled_back(("base.user", "sale.user")) as env:
        assert guessed(env, "sale.order", "Kunde", "lines/product", "Order Lines / Quantity", "Unit price", "Number") == [
            "customer", "lines/product", "lines/quantity", "lines/price", "number",
        ]  # fmt: skip
        assert guessed(env, "sale.order", "Auftragszeilen/Artikel", "lines/product/code") == ["lines/product", ""]


def test_what_was_said_before_goes_first_and_what_was_left_out_stays_out(shop: Acting) -> None:
    with shop.rolled_back(("base.user",)) as env:
        said = {"Name": "", "Firma": "name", "Mail": "gone"}
        assert guessed(env, "base.contact", "Name", "Firma", "Mail", "Email", earlier=said) == ["", "name", "", "email"]


def test_no_two_columns_mean_the_same(shop: Acting) -> None:
    with shop.rolled_back(("base.user",)) as env:
        assert guessed(env, "base.contact", "name", "Name ", "Country", "country/name") == ["name", "", "country", ""]


def test_a_field_that_the_user_may_not_read_is_no_target(shop: Acting) -> None:
    with shop.rolled_back(("base.portal",)) as env:
        assert guessed(env, "product.product", "Price", "Cost") == ["price", ""]
