"""Texts keep what they are made of until somebody reads them: then they are in that reader's language."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from core.orm.refused import Refused
from core.orm.texts import Money, Noun, Text, joined, listed, packed, unpacked, word
from core.ui.rendering.formats import formats_for

GERMAN = {
    "{number} can still be credited for {amount} at most.": "Für {number} höchstens noch {amount}.",
    "The period up to {date} is closed.": "Bis {date} ist geschlossen.",
    "{transfer} is {state}.": "{transfer} ist {state}.",
    "No {titles} yet": "Noch keine {titles}",
    "{others} and {last}": "{others} und {last}",
    "Tickets": "Tickets", "draft": "ein Entwurf", "Sales": "Verkauf", "Saved.": "Gespeichert.",
}  # fmt: skip


def said(text: str, locale: str = "de") -> str:
    assert isinstance(text, Text)
    texts = GERMAN if locale == "de" else {}
    return text.said(lambda one: texts.get(one, one), formats_for(locale, "Europe/Berlin"))


@pytest.mark.req("XC-5")
@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        (Text("Saved."), "Saved.", "Gespeichert."),
        (Text("{transfer} is {state}.", transfer="OUT/1", state=Text("draft")), "OUT/1 is draft.", "OUT/1 ist ein Entwurf."),
        (Text("{transfer} is {state}.", transfer="draft", state="draft"), "draft is draft.", "draft ist draft."),
        (Text("{number} can still be credited for {amount} at most.", number="INV/1", amount=Money(Decimal("1234.50"), "EUR")),
         "INV/1 can still be credited for 1,234.50 EUR at most.", "Für INV/1 höchstens noch 1.234,50 EUR."),
        (Text("No {titles} yet", titles=Noun("Tickets")), "No tickets yet", "Noch keine Tickets"),
        (Text("Not translated {n}", n=Decimal("1E+1")), "Not translated 10", "Not translated 10"),
        (listed([word("Sales"), word("Stock"), word("Tickets")]), "Sales, Stock and Tickets", "Verkauf, Stock und Tickets"),
        (joined([Text("Saved."), "As entered."]), "Saved. As entered.", "Gespeichert. As entered."),
    ],
)  # fmt: skip
def test_a_text_is_english_until_it_is_read(text: Text, english: str, german: str) -> None:
    assert str(text) == text == english
    assert said(text) == german


@pytest.mark.req("XC-5")
def test_dates_are_written_as_their_reader_writes_them() -> None:
    text = Text("The period up to {date} is closed.", date=date(2026, 11, 2))
    assert (str(text), said(text)) == ("The period up to 2026-11-02 is closed.", "Bis 02.11.2026 ist geschlossen.")
    assert said(text, "en") == "The period up to Nov 2, 2026 is closed."
    moment = Text("The period up to {date} is closed.", date=datetime(2026, 11, 2, 23, 30, tzinfo=UTC))
    assert said(moment) == "Bis 03.11.2026, 00:30 ist geschlossen."


@pytest.mark.req("XC-10")
def test_a_translation_reaches_into_no_value_and_may_be_wrong() -> None:
    text = Text("{number} is {state}.", number="INV/1", state="posted")
    wrong = "{number.__class__} {other} {number:>9}"
    assert text.said(lambda _: wrong, formats_for("de", "UTC")) == "INV/1 is posted."
    assert text.said(lambda _: "{number.__class__} {number}", formats_for("de", "UTC")) == "{number.__class__} INV/1"


def test_what_somebody_entered_is_no_template() -> None:
    assert str(Text("Braces {stay} here")) == "Braces {stay} here"
    assert Text("{name} was deleted.", name="{evil}") == "{evil} was deleted."
    assert said(Text("{transfer} is {state}.", transfer="{state}", state="x")) == "{state} ist x."


def test_a_refusal_carries_its_text() -> None:
    one = Refused("{transfer} is {state}.", transfer="OUT/1", state=Text("draft"))
    both = Refused.several([one, Refused("Saved.")])
    assert said(one.message) == "OUT/1 ist ein Entwurf."
    assert said(joined(problem.message for problem in both.problems)) == "OUT/1 ist ein Entwurf. Gespeichert."
    assert said(Refused(one.message).message) == "OUT/1 ist ein Entwurf."
    with pytest.raises(KeyError):
        Text("{missing} value", other=1)


@pytest.mark.parametrize("again", [copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text)),  # noqa: S301
                                   lambda text: unpacked(json.loads(json.dumps(packed(text))))])  # fmt: skip
def test_it_travels_whole(again: object) -> None:
    text = Text("{transfer} is {state}.", transfer="OUT/1", state=Text("draft"))
    assert said(again(text)) == "OUT/1 ist ein Entwurf."  # type: ignore[operator]
    assert unpacked(packed("plain")) == "plain"
    when = datetime(2026, 11, 9, 8, 30, tzinfo=UTC)
    dated = Text("{n} on {day}, {at}, {left}.", n=Decimal("1.5"), day=when.date(), at=when, left=None)
    assert again(dated).values == dated.values  # type: ignore[operator]
