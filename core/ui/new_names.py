"""Records that are made by naming them: a tag that nobody used yet is typed beside those that are chosen.

A link to many says so on its page (`Show(Ticket.tags, makes=True)`). The names stand in a field of their own, beside
the link; with the record they are looked up, made where there are none yet, and linked. Who may not create such records
has no such field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from core.orm.layers import PlainModel
from core.orm.refused import Refused
from core.orm.texts import Text, word
from core.ui.record_fields import LinkedMany, named_by
from core.ui.views import Input
from core.ui.wizard_fields import TOO_LONG, Field

if TYPE_CHECKING:
    from core.orm.composition import Composition
    from core.ui.forms import RecordForm

MOST_NAMES = 20
MOST_COMPARED = 2_000
"""Records among which a name is looked for, in capitals or not."""
TOO_MANY = Text("At most {n} new ones at once.", n=MOST_NAMES)


class NewNames(Field):
    """Names, parted by commas, of records to be linked by `link`. Kept nowhere: the link is."""

    kept, blank = False, ""

    def __init__(self, link: LinkedMany, size: int) -> None:
        label = Text("New {thing}", thing=word(link.label))
        super().__init__(label, shown=link.shown, read_only=link.read_only, size=size)
        self.link, self.name = link, f"{link.name}_new"

    def is_shown(self, form: Any) -> bool:
        """Whether the user may choose, and make what is not there."""
        return self.link.is_editable(form) and bool(form.env.may("create", self.link.target))

    def tidy(self, raw: str) -> str:
        return ", ".join(names_in(raw))

    def parse(self, raw: str, form: Any) -> Any:
        names = names_in(raw)
        if len(names) > MOST_NAMES:
            raise Refused(TOO_MANY)
        if any(len(name) > self.size for name in names):
            raise Refused(TOO_LONG.format(n=self.size))
        return ", ".join(names)


def names_in(text: str) -> list[str]:
    """The names of a text, each once however it is capitalised."""
    found: dict[str, str] = {}
    for part in text.split(","):
        if word := " ".join(part.split()):
            found.setdefault(word.casefold(), word)
    return list(found.values())


def new_name_fields(models: Composition, fields: Iterable[Field]) -> dict[str, Field]:
    """The fields for new names beside those links of a page that make records."""
    found: dict[str, Field] = {}
    for link in fields:
        if isinstance(link, LinkedMany) and link.makes and link.read_only is not True:
            made = NewNames(link, models.info(link.target).fields[named_by(models, link.target)].size)
            found[made.name] = made
    return found


def link_new_names(form: RecordForm) -> None:
    """Links the records that were named, and makes those that there are none of."""
    for f in form._fields.values():
        if isinstance(f, NewNames) and (names := names_in(form._read(f))):
            linked = list(getattr(form.record, f.link.name))
            setattr(form.record, f.link.name, [*linked, *(one for one in _named(form, f, names) if one not in linked)])


def _named(form: RecordForm, f: NewNames, names: list[str]) -> Iterator[Any]:
    attribute = named_by(form.env.models, f.link.target)
    offered = form.env.session.scalars(form._offer(f.link).statement.limit(MOST_COMPARED))
    known = {str(getattr(one, attribute)).casefold(): one for one in offered}
    layer = cast("type[PlainModel]", form.env.models.models[f.link.target])
    for name in names:
        yield known.get(name.casefold()) or form.env.new(layer, **{attribute: name})


def beside_their_links(form: RecordForm, inputs: dict[str, Input]) -> None:
    """Moves the inputs for new names to those of the links, where they are printed."""
    for f in form._fields.values():
        if isinstance(f, NewNames) and (made := inputs.pop(f.name, None)) is not None and f.link.name in inputs:
            inputs[f.link.name].made = made
