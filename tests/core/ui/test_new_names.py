"""A tag that nobody used yet is made with the record, by whoever may make tags."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from core.ui.entered import BadForm
from tests.core.ui.conftest import Browser, Counter

TICKET = "/counter/ticket"


def tags(counter: Counter) -> list[str]:
    from addons.counter.models import Tag

    with counter.env("counter.manager", write=False) as env:
        return list(env.session.scalars(sa.select(env[Tag].name).order_by(env[Tag].id)))


def chosen(form: Browser) -> list[str]:
    return sorted(one.text for one in form.view.inputs["tags"].choices if one.selected)


@pytest.fixture
def before(counter: Counter) -> list[str]:
    return tags(counter)


def test_names_are_made_and_linked_with_the_record(counter: Counter, before: list[str]) -> None:
    form = Browser(counter, TICKET, 1).post("save", tags_new="fleet ,  e  bike,FLEET,")
    assert (form.status, tags(counter)) == (303, [*before, "fleet", "e bike"])
    assert chosen(form) == ["e bike", "fleet"]
    made = form.view.inputs["tags"].made
    assert made is not None and made.value == "", "the next ones are typed into an empty input"


def test_a_name_that_is_there_is_linked_and_not_made_again(counter: Counter, before: list[str]) -> None:
    Browser(counter, TICKET, 1).post("save", tags_new="Fleet")
    form = Browser(counter, TICKET, 2).post("save", tags_new="FLEET, slow")
    assert chosen(form) == ["Fleet", "slow"]
    form.post("save", tags_new="fleet")
    assert chosen(form) == ["Fleet", "slow"]
    assert tags(counter) == [*before, "Fleet", "slow"]


def test_new_names_come_beside_those_that_are_chosen_on_a_new_record_too(counter: Counter) -> None:
    Browser(counter, TICKET, 1).post("save", tags_new="old")
    known = next(c.value for c in Browser(counter, TICKET).view.inputs["tags"].choices if c.text == "old")
    form = Browser(counter, TICKET).post("save", title="Fresh", tags=known, tags_new="young")
    assert (form.status, chosen(form)) == (303, ["old", "young"])


def test_nothing_is_made_before_the_record_is_saved(counter: Counter, before: list[str]) -> None:
    form = Browser(counter, TICKET, 1).post(tags_new="soon")
    made = form.view.inputs["tags"].made
    assert made is not None and made.value == "soon", "what was typed is kept"
    assert tags(counter) == before
    form.post("save", title="LOUD")
    assert (form.status, tags(counter)) == (422, before)
    form.post("save", title="Quiet")
    assert (form.status, tags(counter)) == (303, [*before, "soon"])


@pytest.mark.parametrize("names", ["x" * 201, ",".join(f"n{number}" for number in range(21))])
def test_too_long_and_too_many_names_are_refused_at_their_input(
    counter: Counter, before: list[str], names: str
) -> None:
    form = Browser(counter, TICKET, 1).post("save", tags_new=names)
    assert (form.status, set(form.errors), tags(counter)) == (422, {"tags_new"}, before)
    made = form.view.inputs["tags"].made
    assert made is not None and made.error.startswith("At most")


def test_somebody_without_the_right_has_no_input_and_cannot_post_one(counter: Counter, before: list[str]) -> None:
    form = Browser(counter, TICKET, 1, "counter.user")
    assert form.view.inputs["tags"].made is None
    form.post("save", tags_new="sneaky")
    assert form.status == 422
    assert tags(counter) == before


def test_a_page_that_does_not_say_so_takes_no_names(counter: Counter) -> None:
    with pytest.raises(BadForm):
        Browser(counter, "/counter/team", 1).post("save", tags_new="x")


def test_somebody_elses_edit_meanwhile_makes_nothing(counter: Counter, before: list[str]) -> None:
    slow = Browser(counter, TICKET, 1)
    assert Browser(counter, TICKET, 1).post("save", title="Quicker").status == 303
    slow.post("save", tags_new="late")
    assert (slow.status, tags(counter)) == (409, before)
