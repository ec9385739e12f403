"""Documents that programs send: what they enter, what is refused, and where it stands in what was sent (SPEC XC-9)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.orm.refused import Refused
from core.ui.api_values import entered_by_api, line_keys, pointer
from core.ui.entered import KEY, BadForm
from core.ui.wizard_fields import Day, Field, Number, OneOf, Pick, PickMany, Rows, Tick


def nothing(_form: Any) -> Any:
    raise AssertionError("choices are not asked for while a document is read")


class Line:
    """A line of a table."""

    _fields = {"product": Pick("Product", among=nothing), "quantity": Number("Quantity")}


def named(**fields: Field) -> dict[str, Field]:
    for name, one in fields.items():
        one.name = name
    return fields


FIELDS = named(
    title=Field("Title"), customer=Pick("Customer", among=nothing), tags=PickMany("Tags", among=nothing),
    urgent=Tick("Urgent"), price=Number("Price"), due=Day("Due"), kind=OneOf("Kind", choices={"a": "A"}),
    number=Field("Number", read_only=True), lines=Rows(Line, "Lines", adding=True),
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "_remove", "product", "x"]), inner)
    ),
    max_leaves=8,
)


@pytest.mark.req("XC-9")
def test_values_are_read_by_their_kind() -> None:
    document = {
        "title": "Broken", "customer": {"id": 7, "name": "Ada"}, "tags": [1, {"id": 2}], "urgent": True, "price": 2.5,
        "due": "2026-03-02", "kind": None,
        "lines": [{"id": 42, "quantity": "2"}, {"product": 5}, {"id": 43, "_remove": True}, {"product": 6}],
    }  # fmt: skip
    entered = entered_by_api(FIELDS, document, version=3)
    assert entered.values == {
        "title": "Broken", "customer": "7", "tags": "1 2", "urgent": "1", "price": "2.5", "due": "2026-03-02", "kind": "",
        "lines.42.quantity": "2", "lines.new-1.product": "5", "lines.new-2.product": "6",
    }  # fmt: skip
    assert (entered.gone, entered.added, entered.version) == ({"lines.43"}, {"lines": ["new-1", "new-2"]}, 3)
    assert entered.fresh == set(entered.values)


@pytest.mark.req("XC-4")
def test_everything_that_is_wrong_is_said_together() -> None:
    document = {
        "title": 5, "customer": "7", "tags": 1, "urgent": 1, "price": True, "due": 2026, "number": "1", "nothing": None,
        "lines": [{"id": 1, "colour": "red"}, {"quantity": []}, {"id": 2, "_remove": False}],
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        entered_by_api(FIELDS, document)
    wrong = {str(one.about) for one in refused.value.problems}
    assert wrong == (set(document) - {"lines"}) | {"lines.1.colour", "lines.new-1.quantity", "lines.2"}


@pytest.mark.parametrize("lines", ["x", [1], [{"id": "1"}], [{"id": 1}, {"id": 1}], [{}] * 501, [{"id": -1}]])
def test_what_is_no_table_is_refused(lines: Any) -> None:
    with pytest.raises(Refused):
        entered_by_api(FIELDS, {"lines": lines})


@given(st.dictionaries(st.sampled_from([*FIELDS, "nothing"]), VALUES))
def test_any_document_is_read_or_refused(document: dict[str, Any]) -> None:
    try:
        entered = entered_by_api(FIELDS, document)
    except Refused:
        return
    for path in entered.values:
        name, _, rest = path.partition(".")
        assert name in FIELDS
        assert not rest or KEY.fullmatch(rest.partition(".")[0])


@given(VALUES.filter(lambda value: not isinstance(value, dict)))
def test_what_is_no_object_is_no_document(value: Any) -> None:
    with pytest.raises(BadForm):
        entered_by_api(FIELDS, value)


def test_pointers_lead_to_what_was_sent() -> None:
    body = {"lines": [{"id": 42}, {"product": 5}, {"product": 6}]}
    assert line_keys(body["lines"]) == ["42", "new-1", "new-2"]
    assert pointer("title", body) == "/title"
    assert pointer("lines.42.quantity", body) == "/lines/0/quantity"
    assert pointer("lines.new-2.product", body) == "/lines/2/product"
    assert pointer("lines.99.product", body) == "/lines"
    assert pointer("", body) == ""
    assert pointer("a/b", None) == "/a~1b"
