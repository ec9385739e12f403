"""On the narrowest screens a list shows what a record is called, what it is worth, and where it stands."""

from __future__ import annotations

import pytest

from core.ui.rendering.marks import shape_of
from core.ui.views import CellView, ColumnView, RowView

NUMBER, CUSTOMER, DAY = ColumnView("number", "Number"), ColumnView("customer", "Customer"), ColumnView("date", "Date")
TOTAL, RESIDUAL = (ColumnView(key, key, "number", amount=True) for key in ("total", "residual"))
COUNT, STATE = ColumnView("count", "Count", "number"), ColumnView("state", "State", "choice")
OPEN = ColumnView("open", "Open", "boolean")


@pytest.mark.parametrize(
    ("columns", "classes", "below"),
    [
        ([NUMBER, CUSTOMER, DAY, TOTAL, RESIDUAL, STATE], ["main", "w2 half", "w2 half", "n worth", "w3 n", "w2 half"],
         "1 · 2 · 5"),
        ([NUMBER, COUNT, STATE], ["main", "w2 n", "w2 half"], "1 · 2"),
        ([NUMBER, OPEN, COUNT, CUSTOMER, STATE], ["main", "w3 half", "w2 n", "w2 half", "w2 half"], "2 · 3 · 4"),
        ([TOTAL], ["main"], ""),
    ],
)  # fmt: skip
def test_the_first_amount_stays(columns: list[ColumnView], classes: list[str], below: str) -> None:
    shape = shape_of(columns)
    assert shape.classes == classes
    row = RowView(1, "", "", [CellView(str(n)) for n in range(len(columns))])
    assert str(shape.others_of(row)) == below
