"""Answers that are worked out once the transaction has ended."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response


class Afterwards(Response):
    """What a reading handler gives where slow work is left that needs no database: `work` gives the real answer.

    It is called once, after the transaction, so that it may take its time and begin transactions of its own.
    """

    def __init__(self, work: Callable[[], Response]) -> None:
        super().__init__()
        self.work = work
