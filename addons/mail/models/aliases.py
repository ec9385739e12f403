"""Addresses at which mail makes documents: the mixin of records that have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from markupsafe import Markup

from addons.mail.addresses import is_address, same_for_all
from core import Env, Mapped, Model, Refused, text

if TYPE_CHECKING:
    from addons.base.models import Contact
    from addons.mail.models.threads import Thread


@dataclass(frozen=True)
class Letter:
    """A mail that makes a document. `html` is clean; `sender` is known by `contact`, or by address and name alone."""

    subject: str
    html: Markup
    address: str
    name: str
    contact: Contact | None


class TakesMail(Model, abstract=True):
    """Gives a record an address at which mail makes documents: `class Team(Thread, TakesMail, model="helpdesk.team")`.

    The model also declares `index("alias", unique=True)`. Mail to the address is stored, read once, and handed to
    `take`; what it makes gets the mail as its first message, and answers are added to it (docs/decisions/0028).
    """

    alias: Mapped[str | None] = text(
        "Email address", size=254, tracked=True, copied=False,
        help="Mail to this address comes in here, for example service@example.com. How it gets here is set up once, by "
        "an administrator.",
    )  # fmt: skip

    def take(self, letter: Letter) -> Thread:
        """Makes the document of a letter. System work; raises Refused where that cannot be, and the mail is kept."""
        raise NotImplementedError

    @property
    def takes_mail_now(self) -> bool:
        """Whether mail may make documents here. Override where records can be switched off."""
        return bool(getattr(self, "active", True))

    def check(self) -> Iterable[tuple[str, str] | Refused]:
        """The address is one, and nobody else has it."""
        yield from super().check()
        if not self.has_changes("alias"):
            return
        self.alias = same_for_all(self.alias or "") or None
        if self.alias is None:
            return
        if not is_address(self.alias):
            yield "alias", "This is not an email address."
        elif _is_taken(self, self.alias):
            yield Refused("Mail to {address} comes in elsewhere already.", about="alias", address=self.alias)


def record_with_alias(system: Env, addresses: Iterable[str]) -> TakesMail | None:
    """The record whose address is among these, the first of them. System work only."""
    for address in dict.fromkeys(same_for_all(one) for one in addresses):
        for cls in _models(system):
            found: TakesMail | None = system.session.scalars(sa.select(cls).where(cls.alias == address)).first()
            if found is not None:
                return found
    return None


def _is_taken(record: TakesMail, address: str) -> bool:
    with record.env.session.no_autoflush, record.env.system("addresses of others") as system:
        for cls in _models(system):
            other = sa.select(cls.id).where(cls.alias == address)
            if cls.__model__ == record.__model__ and record.id is not None:
                other = other.where(cls.id != record.id)
            if system.session.scalar(other.limit(1)) is not None:
                return True
    return False


def _models(env: Env) -> Iterator[Any]:
    """Every installed model whose records have an address."""
    return (cls for cls in env.models.models.values() if issubclass(cls, TakesMail))
