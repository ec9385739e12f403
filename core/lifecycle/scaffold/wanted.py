"""What a new addon shall have, and whether that fits together."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass

from core.lifecycle.manifest import NAME, RESERVED

TITLE = re.compile(r"[^\"\\{}\x00-\x1f]{0,40}")
THING = re.compile(r"[a-z][a-z0-9_]{1,40}")


class CannotWrite(Exception):
    """What was asked for cannot be written. The text says why."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for. `model` is the thing it stores ("loan"), `on` another addon's model ("helpdesk.ticket")."""

    name: str
    title: str = ""
    summary: str = ""
    model: str = ""
    on: str = ""
    wizard: bool = False
    option: bool = False
    smart_button: bool = False
    field: bool = False
    job: bool = False
    demo: bool = False

    def __post_init__(self) -> None:
        """Raises CannotWrite for names that cannot be, and parts that need another one."""
        if not NAME.fullmatch(self.name) or self.name in RESERVED or keyword.iskeyword(self.name):
            raise CannotWrite(
                f"{self.name!r} is no name for an addon: use a-z, 0-9 and _, begin with a letter, 2 to 41 in all."
            )
        if not TITLE.fullmatch(self.title):
            raise CannotWrite("A title is one line of 40 characters at most, without quotes, backslashes and braces.")
        if self.model and (not THING.fullmatch(self.model) or keyword.iskeyword(self.model)):
            raise CannotWrite(f"{self.model!r} is no name for a model: a word like loan or spare_part.")
        if self.model and self.model == self.on.partition(".")[2]:
            raise CannotWrite(f"The model {self.model} would be called like the one that it belongs to.")
        for part in ("wizard", "smart_button"):
            if getattr(self, part) and not (self.model and self.on):
                shown = part.replace("_", " ")
                raise CannotWrite(f"A {shown} needs --model, what it is about, and --on, where it stands.")
        if self.option and not self.wizard:
            raise CannotWrite("An option needs --wizard: it rules whether its button is there.")
        if self.field and not self.on:
            raise CannotWrite("A field needs --on: the model that gets it.")
        for part, shown in (("job", "A job"), ("demo", "A demonstration")):
            if getattr(self, part) and not self.model:
                raise CannotWrite(f"{shown} needs --model: what it works with.")
