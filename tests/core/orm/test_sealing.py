"""Sealed values: opened by whoever has a key, by nobody else, and shown in no place."""

from __future__ import annotations

import pytest
from sqlalchemy.dialects.sqlite import dialect

from core.orm.sealing import SHOWN, SealBroken, Sealed, SealedText, Sealing

OLD, NEW = "o" * 32, "n" * 32


def test_what_was_sealed_can_be_opened_and_says_nothing_of_itself() -> None:
    sealing = Sealing(lambda: [OLD])
    held = sealing.seal("pässword")
    assert sealing.open(held) == "pässword"
    assert "ssword" not in held.token
    assert {str(held), repr(held), f"{held}"} == {SHOWN}
    assert sealing.seal("pässword") != held


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    held = Sealing(lambda: [OLD]).seal("secret")
    both = Sealing(lambda: [NEW, OLD])
    renewed = both.renewed(held)
    assert Sealing(lambda: [NEW]).open(renewed) == "secret"
    with pytest.raises(SealBroken, match="Enter it again"):
        Sealing(lambda: [NEW]).open(held)
    with pytest.raises(SealBroken):
        both.open(Sealed(renewed.token[:-4] + "AAAA"))


def test_plain_text_is_not_stored_in_a_sealed_column() -> None:
    with pytest.raises(TypeError, match=r"Env\.seal"):
        SealedText().process_bind_param("plain", dialect())  # type: ignore[arg-type]
