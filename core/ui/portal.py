"""What people who do not work here see of documents: declared by the addon that owns them, printed by another.

Everything is closed until an addon declares it by the hook `portal_parts`, and what it declares is a whitelist: a
document's `row` and `page` are functions of the record, and what they return is all that ever leaves the house. Whose a
document is says no function but a record rule: only what the customer's own session reads is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from core.lifecycle.registry import Registry
from core.orm.layers import DeclarationError
from core.ui.pages import ref_of

if TYPE_CHECKING:
    from core.orm.env import Env

Record = Any
NAME = re.compile(r"[a-z][a-z-]*")


@dataclass(frozen=True)
class PortalRow:
    """A document in a list: its name, what it is about, its day, where it stands, what it comes to."""

    name: str
    about: str = ""
    day: date | None = None
    state: str = ""
    tone: str = ""
    amount: str = ""
    """A `Money`, for which nobody needs the currency besides."""


class PortalFact(NamedTuple):
    """Something that is known of a document: a text of the addon, and a day, moment, number, name or `Text`."""

    label: str
    value: Any


@dataclass(frozen=True)
class PortalTable:
    """Lines of a document. A row has a value for each heading, `sums` stand below them."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    sums: Sequence[PortalFact] = ()


@dataclass(frozen=True)
class PortalPage:
    """A document's own page. `state` is a text of the addon, or a name that somebody gave.

    `steps` are the stations on its way, `step` the one where it stands. `text` is cleaned HTML, such as what was asked.
    """

    title: str
    number: str = ""
    state: str = ""
    tone: str = ""
    facts: Sequence[PortalFact] = ()
    steps: Sequence[str] = ()
    step: str = ""
    text: Markup | None = None
    table: PortalTable | None = None


@dataclass(frozen=True)
class PortalAction:
    """A button for the customer. `does` gets the system's copy of the record and what was written into the box.

    It is asked again whether it is `shown` when it is pressed; `does` refuses for itself what came meanwhile. `asks` is
    the label of a box for a few words, `done` what is said afterwards.
    """

    key: str
    label: str
    does: Callable[[Record, str], object]
    done: str
    shown: Callable[[Record], bool] = bool
    asks: str = ""
    primary: bool = False
    icon: str = ""


@dataclass(frozen=True)
class PortalDocument:
    """A kind of document that customers see at `/portal/<name>`. `on` is a layer of its model.

    `only(cls)` is a condition where one model has several lists; `open(cls)` says which documents are not done with,
    with which the list begins. `search` names text fields. `papers` are keys of printouts that customers may have,
    `talks` whether there is a conversation, in which `replies(record)` says whether the customer may write.
    """

    on: type[Any]
    name: str
    title: str
    icon: str
    row: Callable[[Record], PortalRow]
    page: Callable[[Record], PortalPage]
    search: tuple[str, ...]
    empty: str
    only: Callable[[Any], Any] | None = None
    open: Callable[[Any], Any] | None = None
    actions: tuple[PortalAction, ...] = ()
    papers: tuple[str, ...] = ()
    talks: bool = True
    replies: Callable[[Record], bool] = bool
    order: int = 50

    @property
    def model(self) -> str:
        """The name of its model."""
        name: str = self.on.__model__
        return name


@dataclass(frozen=True)
class PortalLink:
    """Documents that stand on the page of another one: `PortalLink(on=Ticket, by=TransferTicket.ticket_id)`."""

    on: type[Any]
    by: Any

    @property
    def target(self) -> str:
        """The model of the documents that are linked."""
        layer: Any = ref_of(self.by)[0]
        return str(layer.__model__)

    @property
    def column(self) -> str:
        """The column by which they name the other one."""
        return ref_of(self.by)[1]


@dataclass(frozen=True)
class Portal:
    """Everything that customers can see in one registry. A facet."""

    documents: Mapping[str, PortalDocument]
    """By name, in the order of lists."""
    links: Sequence[PortalLink] = ()
    by_model: Mapping[str, Sequence[PortalDocument]] = field(default_factory=dict)

    @classmethod
    def of(cls, env: Env) -> Portal:
        """That of the registry at hand."""
        return env.registry.facet(Portal)


def build_portal(registry: Registry) -> Portal:
    """What the installed addons show to customers. A builder of the kernel.

    An addon whose declarations are wrong is left out; where the registry must be whole, raises DeclarationError.
    """
    documents: dict[str, PortalDocument] = {}
    links: list[PortalLink] = []
    for manifest in registry.addons:
        brought = registry.contributions(manifest.name, "portal_parts")
        wrong = [f"{manifest.name}: {why}" for part in brought for why in _faults(registry, part, documents)]
        if wrong:
            registry.quarantine.leave_out(manifest.name, "portal_parts", DeclarationError("\n".join(wrong)))
            continue
        documents |= {part.name: part for part in brought if isinstance(part, PortalDocument)}
        links += [part for part in brought if isinstance(part, PortalLink)]
    ordered = dict(sorted(documents.items(), key=lambda one: (one[1].order, one[0])))
    by_model: dict[str, list[PortalDocument]] = {}
    for one in ordered.values():
        by_model.setdefault(one.model, []).append(one)
    return Portal(ordered, tuple(links), by_model)


def _faults(registry: Registry, part: Any, taken: Mapping[str, PortalDocument]) -> Iterable[str]:
    """What is wrong with a part that an addon brought."""
    if isinstance(part, PortalLink):
        for model in (part.on.__model__, part.target):
            if model not in registry.models.models:
                yield f"a portal link names {model}, which is not installed"
        return
    if not isinstance(part, PortalDocument):
        yield f"portal_parts gives {part!r}, which is no document or link"
        return
    if not NAME.fullmatch(part.name) or part.name in taken:
        yield f"the name {part.name!r} of a portal document is taken, or not made of small letters"
    if part.model not in registry.models.models:
        yield f"the portal document {part.name} shows {part.model}, which is not installed"
        return
    fields = registry.info(part.model).fields
    yield from (f"{part.name} searches {one}, which {part.model} has not" for one in part.search if one not in fields)
    keys = [one.key for one in part.actions]
    yield from (f"{part.name} has two buttons {key}" for key in {key for key in keys if keys.count(key) > 1})
