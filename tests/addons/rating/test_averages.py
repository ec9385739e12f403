"""What answers come to."""

from __future__ import annotations

from addons.rating.asking import average


def test_the_average_is_a_percentage() -> None:
    assert average([]) is None
    assert average([("good", 3), ("okay", 1)]) == 88
    assert average([("bad", 2)]) == 0
