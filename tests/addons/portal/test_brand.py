"""A company's own colour can be read, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addons.base.models import Company
from addons.portal.brand import NIGHT, READABLE, WHITE, contrast, is_readable, parsed, tokens_of, written
from core import Env, Refused
from tests.addons.portal.conftest import Desk


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast((0, 0, 0), WHITE), 2) == 21
    assert round(contrast(parsed("#767676"), WHITE), 2) == 4.54
    assert not is_readable("#ffd500") and is_readable("#0a5c85")


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.integers(0, 255)] * 3).map(written).filter(is_readable))
def test_text_in_the_colour_can_be_read_in_light_and_dark(colour: str) -> None:
    pairs = dict(re.findall(r"(--[a-z-]+):light-dark\((#\w+,#\w+)\);", tokens_of(colour)))
    light, dark = (parsed(one) for one in pairs["--accent"].split(","))
    on_light, on_dark = (parsed(one) for one in pairs["--on-accent"].split(","))
    assert contrast(light, WHITE) >= READABLE and contrast(dark, NIGHT) >= READABLE
    assert contrast(on_light, light) >= READABLE and contrast(on_dark, dark) >= READABLE


@pytest.mark.req("XC-7")
def test_a_company_chooses_its_colour_and_its_customers_see_it(desk: Desk) -> None:
    def choose(colour: str) -> None:
        def change(env: Env) -> None:
            env.session.query(env[Company]).one().portal_colour = colour

        desk.run(change)

    with pytest.raises(Refused, match="Choose a darker one"):
        choose("#ffd500")
    with pytest.raises(Refused, match="six figures"):
        choose("red;}")
    choose("#7a1fa2")
    page = desk.customer("Bo").get("/portal")
    assert "--accent:light-dark(#7a1fa2," in page.text
    nonce = re.search(r'<style nonce="([^"]+)">', page.text)
    assert nonce is not None and nonce[1] in page.headers["content-security-policy"]
