"""A link offers 80 choices at once; the others are found by words, under the same rights."""

from __future__ import annotations

from typing import Any

import pytest

from core.ui.entered import BadForm
from core.ui.forms import RecordForm, load
from core.ui.settle import OPTIONS
from core.ui.views import Choice
from core.ui.wizard_pages import wizard_choices
from tests.core.ui.conftest import Counter

TICKET = "/counter/ticket"
WIZARD = "depot_returns.ReverseTransfer"


@pytest.fixture
def crowded(counter: Counter) -> Counter:
    """A counter with more contacts than a link offers, one of them secret."""
    from addons.counter.models import Contact

    with counter.env("counter.manager", keep=True) as env, env.system("a crowd") as system:
        for number in range(OPTIONS + 10):
            system.new(Contact, name=f"Guest {number:03}", email=f"g{number}@example.com")
        system.new(Contact, name="Guest of honour", secret=True)
    return counter


def found(counter: Counter, path: str, words: str, *roles: str, id_: int = 1, **entered: str) -> list[Choice]:
    with counter.env(*(roles or ("counter.user",)), write=False) as env:
        built = counter.page(TICKET)
        form = RecordForm(env, built, load(env, built, id_))
        return form.enter(form.read(entered.items())).choices(path, words)


def test_words_find_what_is_not_among_the_first(crowded: Counter) -> None:
    with crowded.env("counter.user", write=False) as env:
        built = crowded.page(TICKET)
        shown = RecordForm(env, built, load(env, built, 1)).view().inputs["customer"]
    assert shown.more
    assert "Guest 089" not in [one.text for one in shown.choices]
    assert [one.text for one in found(crowded, "customer", "guest 089")] == ["Guest 089"]
    assert [one.text for one in found(crowded, "customer", "089 GUEST")] == ["Guest 089"]
    assert found(crowded, "customer", "guest %") == []
    assert len(found(crowded, "customer", "guest")) == OPTIONS


def test_what_was_found_can_be_saved(crowded: Counter) -> None:
    (guest,) = found(crowded, "customer", "guest 089")
    with crowded.env("counter.user", keep=True) as env:
        built = crowded.page(TICKET)
        form = RecordForm(env, built, load(env, built, 1))
        assert form.enter(form.read([("customer", guest.value)])).save()
    with crowded.env("counter.user", write=False) as env:
        assert load(env, built, 1).customer.name == "Guest 089"


@pytest.mark.req("AR-5")
def test_records_outside_the_rules_are_not_found(crowded: Counter) -> None:
    assert found(crowded, "customer", "honour") == []


@pytest.mark.parametrize("path", ["title", "nonsense", "customer.name", "lines", "lines.1.name", "lines.x.y", "total"])
def test_only_links_of_the_form_are_searched(counter: Counter, path: str) -> None:
    with pytest.raises(BadForm):
        found(counter, path, "a")


def test_what_may_not_be_edited_offers_nothing(counter: Counter) -> None:
    with pytest.raises(BadForm):
        found(counter, "customer", "ada", "counter.reader")


def test_searching_writes_nothing(counter: Counter) -> None:
    with counter.env("counter.user", keep=True) as env:
        built = counter.page(TICKET)
        form = RecordForm(env, built, load(env, built, 1))
        form.enter(form.read([("title", "Only typed")])).choices("customer", "ada")
    with counter.env("counter.user", write=False) as env:
        assert load(env, built, 1).title == "Broken drill"


def test_a_wizard_searches_within_what_it_offers_now(counter: Counter) -> None:
    def offered(path: str, words: str, **posted: Any) -> list[str]:
        with counter.env("counter.user", write=False) as env:
            return [one.text for one in wizard_choices(env, WIZARD, 2, posted.items(), path, words)]

    assert offered("delivery", "") == ["OUT1", "OUT2", "OUT3"]
    assert offered("delivery", "2", sales_order="2") == ["OUT2"]
    assert offered("delivery", "1", sales_order="2") == []
    assert offered("delivery", "4") == [], "another customer's"
    with pytest.raises(BadForm):
        offered("lines", "")
