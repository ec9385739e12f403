"""How the fields of a wizard settle, without a database."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from core import Wizard, button, calendar, entry, number, one_of, reacts_to, tick
from core.orm.layers import DeclarationError
from core.ui.settle import Entered
from core.ui.wizard import WIZARDS, compose_wizards
from core.ui.wizard_fields import Moment, Number, PickMany, Tick


class Thing:
    """Stands for a model."""

    __model__ = "tests.thing"


ENV: Any = SimpleNamespace(session=SimpleNamespace(no_autoflush=nullcontext()))


class Refund(Wizard, title="Refund", on=Thing):
    """A journal that follows the invoice."""

    journal = entry("Journal")
    invoice = entry("Invoice")

    @reacts_to(invoice)
    def take_its_journal(self) -> None:
        """Its own."""
        self.journal = "journal of " + self.invoice


def journal(**entered: str) -> str:
    return Refund(ENV, None, Entered(entered, {"invoice"})).journal


@pytest.mark.req("RF-9")
def test_a_reaction_to_a_later_field_does_not_overwrite_what_was_entered() -> None:
    assert journal(invoice="1") == "journal of 1"
    assert journal(invoice="1", journal="by hand") == "by hand"
    assert journal(invoice="1", journal="") == "journal of 1"


def test_another_addon_extends_a_wizard_by_subclassing_it() -> None:
    class Longer(Refund):
        reason = entry("Reason", after=Refund.journal)

        @reacts_to(Refund.invoice)
        def give_a_reason(self) -> None:
            """Says which."""
            self.reason = f"about {self.invoice}"

        def take_its_journal(self) -> None:
            """First what the others do."""
            super().take_its_journal()
            self.journal += "!"

    class Checked(Refund):
        checked = tick("Checked")

    declared = {"a": [Refund], "b": [Longer], "c": [Checked]}
    name = Refund._name
    assert compose_wizards(["a"], declared)[name] is Refund
    made = compose_wizards(["a", "b", "c"], declared)[name]
    assert list(made._fields) == ["journal", "reason", "invoice", "checked"]
    form: Any = made(ENV, None, Entered({"invoice": "7"}, {"invoice"}))
    assert (form.journal, form.reason) == ("journal of 7!", "about 7")
    assert list(compose_wizards(["a", "c"], declared)[name]._fields) == ["journal", "invoice", "checked"]
    with pytest.raises(DeclarationError, match="not installed"):
        compose_wizards(["b"], declared)


def test_reactions_that_do_not_come_to_rest_are_found() -> None:
    class Restless(Wizard, title="Restless", on=Thing):
        one = entry("One")
        two = entry("Two")

        def opened(self) -> None:
            self.one = "1"

        @reacts_to(one)
        def up(self) -> None:
            self.two = self.one + "x"

        @reacts_to(two)
        def down(self) -> None:
            self.one = self.two + "y"

    with pytest.raises(DeclarationError, match="do not come to rest"):
        Restless(ENV, None)


def test_mistakes_of_declaration_name_their_place() -> None:
    with pytest.raises(DeclarationError, match="give on="):
        type("NoModel", (Wizard,), {"__module__": __name__}, title="x")
    with pytest.raises(DeclarationError, match="give title="):
        type("NoTitle", (Wizard,), {"__module__": __name__})
    with pytest.raises(DeclarationError, match="which is no field of it"):

        class Wrong(Wizard, title="Wrong", on=Thing):
            @reacts_to("nothing")
            def react(self) -> None: ...

    with pytest.raises(DeclarationError, match=r"test_settling.py:\d+: .*stands after a field that is not in it"):

        class Misplaced(Wizard, title="Misplaced", on=Thing):
            one = entry("One", after=Refund.journal)


def test_a_domain_is_asked_again_only_when_what_it_read_has_changed() -> None:
    asked = []

    class Numbers(Wizard, title="Numbers", on=Thing):
        one = entry("One")
        two = entry("Two")

        def opened(self) -> None:
            self.one, self.two = "1", "2"

    form = Numbers(ENV, None)

    class Domain:
        name = "link"

        def among(self, wizard: Any) -> str:
            asked.append(wizard.one)
            return f"SELECT {wizard.one}"

    domain: Any = Domain()
    assert form._offer(domain).statement == form._offer(domain).statement == "SELECT 1"
    form.two = "3"
    form._offer(domain)
    assert asked == ["1"]
    form.one = "4"
    assert form._offer(domain).statement == "SELECT 4"
    assert asked == ["1", "4"]


@pytest.mark.parametrize(("field", "raw", "canon"), [
    (Number("n"), " 2,50 ", "2.5"), (Number("n"), "0.00", "0"), (Number("n"), "100", "100"), (Number("n"), "-0.50", "-0.5"),
    (Number("n"), "x", "x"), (Tick("t"), "on", "1"), (Tick("t"), "0", ""), (PickMany("p", among=len), "10 2 2,1", "1 2 10"),
    (Moment("m"), "2026-07-01T12:00", "2026-07-01T12:00"), (Moment("m"), "soon", "soon"),
])  # fmt: skip
def test_two_spellings_of_one_value_are_equal(field: Any, raw: str, canon: str) -> None:
    assert field.tidy(raw) == canon


def test_every_kind_of_field_refuses_what_it_is_not() -> None:
    class Kinds(Wizard, title="Kinds", on=Thing):
        amount = number("Amount", digits=2)
        day = calendar("Day")
        way = one_of("Way", {"a": "A"})
        words = entry("Words", size=5)

        @button("Go")
        def go(self) -> None: ...

    wrong = {"amount": "1.234", "day": "2026-02-30", "way": "b", "words": "too long"}
    form = Kinds(ENV, None, Entered(dict(wrong), set(wrong)))
    assert form._errors == {
        "amount": "At most 2 decimal places.", "day": "Enter a date.", "way": "Choose one of the offered values.",
        "words": "At most 5 characters.",
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _forget_wizards_of_these_tests() -> Any:
    kept = {addon: list(wizards) for addon, wizards in WIZARDS.items()}
    yield
    WIZARDS.clear()
    WIZARDS.update(kept)
