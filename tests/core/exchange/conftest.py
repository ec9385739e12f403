"""A shop into which files are imported."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from core.exchange.cells import manner_of
from core.exchange.columns import fields_of, guess, targets_of
from core.exchange.exporting import LINES, export
from core.exchange.files import written
from core.exchange.importing import Choices, Importer, Outcome
from core.exchange.tables import Table
from core.lifecycle.options import options_on
from core.orm.env import Env
from core.testing.kernels import Acting
from core.ui.addresses import Query
from core.ui.registered import Pages

CLERK = ("base.user", "sale.manager")


class _Undone(Exception):
    pass


@dataclass
class Exchange:
    """Files in and out, as somebody with these roles."""

    acting: Acting
    path: Path

    def put(self, model: str, *rows: str, who: tuple[str, ...] = CLERK, content: bytes = b"", **how: Any) -> Outcome:
        """Imports rows of a CSV, the first of them titles; taken back where something is wrong and not skipped."""
        found: list[Outcome] = []

        def work(env: Env) -> None:
            found[:] = [self.into(env, model, content or "\n".join(rows).encode(), **how)]
            if found[0].bad_rows and not how.get("skip"):
                raise _Undone

        with contextlib.suppress(_Undone):
            self.acting.run(work, who)
        return found[0]

    def into(self, env: Env, model: str, content: bytes, columns: Sequence[str] = (), **how: Any) -> Outcome:
        """Imports a file in a transaction."""
        self.path.write_bytes(content)
        form = env.registry.facet(Pages).form_of(model)
        assert form is not None
        table = Table(self.path)
        offered = options_on(self.acting.kernel.catalog, {one.name for one in env.registry.addons}, model)
        known = targets_of(env, model, fields_of(env, form, offered), offered)
        understood = columns or guess(table.header, known, env.info(model), str)
        return Importer(env, form, table, Choices(tuple(understood), **how), offered=offered).run()

    def get(self, address: str, what: str = LINES, kind: str = "csv", who: tuple[str, ...] = CLERK) -> bytes:
        """A list as a file."""
        return self.acting.run(lambda env: out_of(env, address, what, kind), who, write=False)

    def values(self, model: str, *names: str) -> list[tuple[Any, ...]]:
        """The columns of all records, in the order of their ids."""

        def read(env: Env) -> list[tuple[Any, ...]]:
            cls = env.models.models[model]
            columns = [getattr(cls, name) for name in names]
            return [tuple(row) for row in env.session.execute(sa.select(*columns).order_by(cls.id))]

        return self.acting.run(read, write=False)


def out_of(env: Env, address: str, what: str = LINES, kind: str = "csv") -> bytes:
    """A list as a file, in a transaction."""
    made = export(env, env.registry.facet(Pages).by_address[address], Query("f="), what)
    return written(kind, made.header, made.rows, manner_of(env, str))


def said(outcome: Outcome) -> list[tuple[int, str, str]]:
    """What is wrong, as (row, column, text)."""
    return [(one.row, one.column, one.text) for one in outcome.problems]


def furnish(env: Env) -> None:
    """What orders need."""
    product = env.models.models["product.product"]
    for name, code, price in (("Bike", "B1", 900), ("Bell", "B2", 12), ("Bell", "B3", 14)):
        env.new(product, name=name, code=code, price=price)
    env.new(env.models.models["base.contact"], name="Ada", email="ada@example.com")


@pytest.fixture
def shop(acting: Callable[..., Acting], tmp_path: Path) -> Exchange:
    """Orders, products and one customer, on each engine."""
    scene: Iterable[Callable[[Env], object]] = (furnish,)
    return Exchange(acting("sale", scene=scene), tmp_path / "file")
