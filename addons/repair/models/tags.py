"""Words to find repairs by."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from core import Mapped, Model, Refused, text, unique


class Tag(Model, model="repair.tag", title="Repair Tag", titles="Repair Tags"):
    """A word to find repairs by, whatever case it is written in (SPEC RP-9)."""

    order_by = ("name",)

    name: Mapped[str] = text("Name", required=True, size=60)
    key: Mapped[str | None] = text("Key", read_only=True, size=120, copied=False)

    constraints = (unique("key"),)

    def settle(self) -> None:
        """Two tags that differ in case alone are one: the key is what the database compares."""
        super().settle()
        self.key = (self.name or "").strip().casefold()

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The name is not taken."""
        yield from super().check()
        tag = self.env[Tag]
        same = sa.select(tag.name).where(tag.key == self.key, tag.id != (self.id or 0)).limit(1)
        with self.env.session.no_autoflush:
            if (taken := self.env.session.scalar(same)) is not None:
                yield Refused("There is a tag {name} already.", about="name", name=taken)
