"""Wizards: typed pop-up forms that are not stored; their buttons do things.

A wizard is a function of a record and of what the user entered; every request computes it anew (`core.ui.settle`).
Another addon extends one by subclassing it without a title: the kernel composes the layers of installed addons, last
extension first, as it does with models, so `super()` works across addons. HTTP comes in by `core.ui.wizard_pages`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast, dataclass_transform

from sqlalchemy.orm.exc import StaleDataError

from core.orm.layers import DeclarationError, addon_of
from core.orm.refused import Refused
from core.ui.asks import Button, calendar, entry, number, one_of, pick, pick_many, shows, tick
from core.ui.form_key import FormKey
from core.ui.settle import Entered, Shape
from core.ui.wizard_fields import NOT_OFFERED, Field, Pick, Rows

if TYPE_CHECKING:
    from core.orm.env import Env

CHANGED = "The form changed after your last entry. Check it and press the button again."
NOT_POSSIBLE = "This is not possible here."
MEANWHILE = "This record was changed by someone else. Reload to see the changes."
WIZARDS: dict[str, list[type[Wizard]]] = {}
"""Addon name -> its wizards and extensions of wizards, in the order of declaration."""


class Declared(Shape):
    """A Shape whose fields stand in the class."""

    _fields: ClassVar[dict[str, Field]] = {}  # type: ignore[misc]
    _reactions: ClassVar[dict[str, list[str]]] = {}  # type: ignore[misc]

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        cls._fields = _ordered(cls)
        cls._reactions = {}
        for name in dict.fromkeys(n for layer in reversed(cls.__mro__) for n in vars(layer)):
            # An override need not say again what the method that it overrides reacts to.
            for source in _sources(cls, name):
                if not isinstance(source, Field) or source.name not in cls._fields:
                    raise DeclarationError(
                        f"{cls.__module__}.{cls.__qualname__}.{name} reacts to {source!r}, which is no field of it"
                    )
                cls._reactions.setdefault(source.name, []).append(name)

    def check(self) -> Iterable[tuple[object, str] | Refused]:
        """Override: yield (field, text) for what is wrong. Asked when a button is pressed and nothing is missing."""
        return ()

    def _own_checks(self) -> Iterable[tuple[str, str]]:
        for problem in self.check():
            about, said = (problem.about, problem.message) if isinstance(problem, Refused) else problem
            name = about.name if isinstance(about, Field) else str(about) if about in self._fields else ""
            yield (self._path + name if name else self._root._place_of(about)), said


def _sources(cls: type[Any], name: str) -> list[Any]:
    made = (vars(layer).get(name) for layer in reversed(cls.__mro__))
    return list(dict.fromkeys(source for one in made for source in getattr(one, "_reacts_to", ())))


def _ordered(cls: type[Any]) -> dict[str, Field]:
    """Fields in the order of declaration; one that another layer says more about stays in its place."""
    order: list[Field] = []
    for layer in reversed(cls.__mro__):
        for f in (value for value in vars(layer).values() if isinstance(value, Field)):
            names = [other.name for other in order]
            if f.name in names:
                order[names.index(f.name)] = f
            elif f.after is None:
                order.append(f)
            elif isinstance(f.after, Field) and f.after.name in names:
                order.insert(names.index(f.after.name) + 1, f)
            else:
                raise DeclarationError(f"{f.where}: {cls.__qualname__}.{f.name} stands after a field that is not in it")
    return {f.name: f for f in order}


@dataclass_transform(
    kw_only_default=True, field_specifiers=(pick, pick_many, number, calendar, tick, entry, one_of, shows)
)
class Row(Declared):
    """A line of a wizard. `key` is the record it stands for; lines that users add have none. `wizard` is its wizard."""

    key: Any
    wizard: Any
    _key = ""
    _traces = False

    def __init__(self, **values: Any) -> None:
        self._begin(None, Entered())
        self._key = values.pop("_key", "")
        self.key = values.pop("key", None)
        if self.key is not None:
            self._key = str(self.key.id)
        for name, value in values.items():
            if name not in self._fields:
                raise TypeError(f"{type(self).__qualname__} has no field {name!r}")
            self._values[name] = value

    @property
    def env(self) -> Env:
        """The Env of its wizard."""
        return cast("Env", self.wizard.env)

    @property
    def _root(self) -> Shape:
        return self.__dict__.get("wizard") or self

    def _join(self, form: Shape, path: str) -> None:
        values, rests = self._values, form._rests
        self._begin(form._env, form._entered)
        self._values, self._path, self.wizard, self._rests = values, path, form, rests
        self._errors, self._refused = form._errors, form._refused
        self._settle()


@dataclass(frozen=True)
class Opens:
    """What a button returns to open another wizard next: on its record, with values already in it."""

    wizard: type[Wizard]
    record: Any
    values: Mapping[str, str] = ()  # type: ignore[assignment]


class Wizard(Declared):
    """A pop-up form on a record. Give `title` and `on`; `system` says why its work runs as system work (SPEC AR-3).

    With `system`, `self.env` is a system Env and `self.record` its copy of the record. Whether the user may open the
    wizard at all was asked before, under the user's own rules.
    """

    title: ClassVar[str]
    record: Any
    _name: ClassVar[str]
    _on: ClassVar[type[Any]]
    _system: ClassVar[str] = ""
    _needs: ClassVar[str] = "write"
    _buttons: ClassVar[dict[str, Button]]
    _layers: ClassVar[tuple[type[Wizard], ...]] = ()

    def __init_subclass__(
        cls,
        *,
        title: str | None = None,
        on: type[Any] | None = None,
        system: str | None = None,
        needs: str | None = None,
        composed: bool = False,
        **kw: Any,
    ) -> None:
        """`needs` is the right to the record that opening asks for: "write" unless given."""
        super().__init_subclass__(**kw)
        cls._buttons = {
            made.name: made
            for layer in reversed(cls.__mro__)
            for value in vars(layer).values()
            if (made := getattr(value, "_button", None))
        }
        if title is not None:
            if on is None:
                raise DeclarationError(f"{cls.__module__}.{cls.__qualname__}: give on=… with title=…")
            cls.title, cls._on, cls._name = title, on, f"{addon_of(cls.__module__)}.{cls.__name__}"
        if system is not None:
            cls._system = system
        if needs is not None:
            cls._needs = needs
        if not composed:
            if not hasattr(cls, "_name"):
                raise DeclarationError(f"{cls.__module__}.{cls.__qualname__}: give title=… or extend a wizard")
            WIZARDS.setdefault(addon_of(cls.__module__), []).append(cls)

    def __init__(self, env: Env, record: Any, entered: Entered | None = None) -> None:
        self._begin(env, entered or Entered())
        self.record = record
        with env.session.no_autoflush:
            for f in self._fields.values():
                if isinstance(f, FormKey):
                    self._put(f, f.begin())
            self.opened()
            self._settle()

    @property
    def env(self) -> Env:
        """The Env it works in: the user's, or a system one where the wizard says `system`."""
        assert self._env is not None
        return self._env

    def opened(self) -> None:
        """Override: defaults from `self.record`, on which the wizard was opened."""

    def note(self) -> str:
        """Override: a remark above the fields, empty for none."""
        return ""

    def note_leads_to(self) -> tuple[str, str]:
        """Override: words and address of a link behind the remark, empty for none."""
        return "", ""

    @classmethod
    def may_open(cls, record: Any) -> bool:
        """Override: a condition on the record beyond that of the action that opens it."""
        return True

    def _offered_buttons(self) -> list[Button]:
        return [one for one in self._buttons.values() if one.shown is None or one.shown(self)]

    def _press(self, name: str) -> Any:
        """What a button does, once everything holds. None and filled `_errors` where it does not."""
        problems = list(self._problems())
        expected = self._entered.expected
        if not self._errors and expected is not None and expected != self._digested_state():
            self._errors[""] = CHANGED
        pressed = next((one for one in self._offered_buttons() if one.name == name), None)
        if pressed is None:
            self._errors[""] = NOT_POSSIBLE
        elif pressed.disabled is not None and (why := pressed.disabled(self)):
            self._errors[""] = why
        for path, message in problems:
            self._errors.setdefault(path, message)
        if self._errors:
            return None
        with_reason = self.env.transaction.doomed
        try:
            with self.env.session.begin_nested():
                return getattr(self, name)()
        except Refused as why:
            for problem in why.problems:
                self._errors.setdefault(self._place(problem), problem.message)
        except StaleDataError:
            self._errors[""] = MEANWHILE
        # The savepoint undid whatever was done, system work within it too.
        self.env.transaction.doomed = with_reason
        return None

    def _problems(self) -> Iterable[tuple[str, str]]:
        yield from self._refused.items()
        missing = list(self._missing())
        yield from missing
        if missing or self._errors or self._refused:
            return
        for f in self._fields.values():
            value = self._read(f)
            if isinstance(f, Pick) and value and f.is_editable(self):
                for one in value if f.many else [value]:
                    if self._find(f, one.id) is None:
                        yield f.name, NOT_OFFERED
            if isinstance(f, Rows):
                for row in value:
                    yield from row._own_checks()
        yield from self._own_checks()

    def _place(self, problem: Refused) -> str:
        return self._place_of(problem.about) or self._place_of(getattr(problem, "record", None))

    def _digested_state(self) -> dict[str, str]:
        from core.ui.entered import digest

        return {path: digest(text) for path, text in self._state().items()}

    def _live(self) -> set[str]:
        """Fields whose change can alter the form: those with reactions and those that a condition or domain reads."""
        before, self._reads = self._reads, set()
        for f in self._fields.values():
            f.is_editable(self)
            f.is_required(self)
            if isinstance(f, Pick):
                self._offer(f)
                self._reads |= self._offers[f.name].reads.keys()
        for one in self._buttons.values():
            if one.shown is not None:
                one.shown(self)
        found = self._reads | set(self._reactions)
        self._reads = before
        return found


def compose_wizards(
    addons: Sequence[str], declared: Mapping[str, list[type[Wizard]]] = WIZARDS
) -> dict[str, type[Wizard]]:
    """The wizards of installed addons by name ("helpdesk_return.ReverseTransfer"), each of all its layers.

    `addons` come in dependency order. Raises DeclarationError if an extension extends what is not installed.
    """
    stacks: dict[str, list[type[Wizard]]] = {}
    for addon in addons:
        for layer in declared.get(addon, ()):
            if "title" in vars(layer):
                stacks[layer._name] = [layer]
            elif layer._name in stacks:
                stacks[layer._name].append(layer)
            else:
                raise DeclarationError(f"{addon}: {layer.__qualname__} extends {layer._name}, which is not installed")
    return {name: stack[0] if len(stack) == 1 else _composed(stack) for name, stack in stacks.items()}


def _composed(stack: Sequence[type[Wizard]]) -> type[Wizard]:
    first = stack[0]
    body = {"__module__": first.__module__, "__qualname__": first.__qualname__, "__doc__": first.__doc__}
    make: Any = type(first)
    return cast("type[Wizard]", make(first.__name__, tuple(reversed(stack)), body, composed=True))


__all__ = ["Opens", "Row", "Wizard", "WIZARDS", "compose_wizards"]
