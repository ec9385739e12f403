"""What a measurement gives, and how it is printed and kept."""

from __future__ import annotations

import gc
import json
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass
class Figure:
    """One row: what was measured, on which engine, ours, the floor beside it and the budget, all in `unit`."""

    what: str
    engine: str
    ours: float
    unit: str
    budget: str = ""
    floor: float | None = None
    floor_is: str = ""
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        """Ours to the floor: times slower for durations, share of it for rates."""
        if not self.floor:
            return None
        return self.ours / self.floor if not self.unit.endswith("/s") else self.floor / self.ours


def median_ms(work: Callable[[], object], *, rounds: int = 30, warm: int = 3) -> float:
    """The median duration of `work` in milliseconds, after some rounds to warm up."""
    for _ in range(warm):
        work()
    taken = []
    gc.collect()
    for _ in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1e3)
    return statistics.median(taken)


def show(figures: list[Figure]) -> None:
    """Prints the table."""
    table = Table("what", "engine", "ours", "floor", "ratio", "budget", "met")
    for one in figures:
        floor = "" if one.floor is None else f"{one.floor:,.2f} ({one.floor_is})"
        ratio = "" if one.ratio is None else f"{one.ratio:.1f}"
        met = {True: "yes", False: "no", None: ""}[one.met]
        table.add_row(one.what, one.engine, f"{one.ours:,.2f} {one.unit}", floor, ratio, one.budget, met)
    Console(width=180).print(table)


def keep(figures: list[Figure], file: Path) -> None:
    """Writes them as JSON with what machine they are from."""
    file.parent.mkdir(parents=True, exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.platform(), "at": time.strftime("%F %T")}
    content = {"machine": machine, "figures": [{**asdict(one), "ratio": one.ratio} for one in figures]}
    file.write_text(json.dumps(content, indent=1))
