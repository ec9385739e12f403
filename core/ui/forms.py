"""The page of a record: ordinary forms on the engine that wizards use.

For the web:

    record = load(env, built, id)                    # None: not there, or not for this user
    form = RecordForm(env, built, record, trail=trail_of(query))             # record None: a new one
    form.view()                                      # GET: a FormView; nothing is written
    entered = form.read(posted_items, removing=…, adding=…)                  # POST; BadForm is a 400
    RecordForm(env, built, record, entered).view()   # …/update
    RecordForm(env, built, record, entered).save()   # True, or False: show .view() with .status (422 or 409)
    form.press(key) / form.move(value)               # the same, then an action or a stage; .go says where to next

An answer of 400 or more must roll the transaction back. Tokens are the web's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.exc import StaleDataError

from core.orm.refused import Refused
from core.orm.search import Link
from core.orm.texts import joined
from core.ui.actions import perform, refuse_action
from core.ui.addresses import with_trail
from core.ui.api_values import entered_by_api
from core.ui.choices import link_at, search_choices
from core.ui.conflicts import conflicts_of
from core.ui.entered import BadForm, entered_by_form, field_of
from core.ui.new_names import link_new_names, new_name_fields
from core.ui.option_cards import option_fields
from core.ui.placing import Path, placed
from core.ui.record_fields import LineSpec, Linked, LinkedMany
from core.ui.record_shape import LineForm, RecordShape, know_links, lines_of, new_records
from core.ui.registered import Built, Pages
from core.ui.settle import Entered
from core.ui.starting import start
from core.ui.views import Choice, FormView
from core.ui.wizard_fields import Field, Rows

ID = "record"

if TYPE_CHECKING:
    from core.lifecycle.options import OfferedOption
    from core.orm.env import Env


def load(env: Env, built: Built, id_: int) -> Any:
    """The record with all that its page shows, in a bounded number of queries; None where the user may not see it."""
    if id_ >= 2**31 or not env.may("read", built.model):
        return None
    session, cls = env.session, env.models.models[built.model]
    if session.identity_key(cls, id_) in session.identity_map:
        return session.get(cls, id_, options=loading_of(env, built))
    key = ("load", *built.fields_for(env))
    if key not in built.cache:
        built.cache[key] = sa.select(cls).where(cls.id == sa.bindparam(ID)).options(*loading_of(env, built))
    return session.scalars(built.cache[key], {ID: id_}).unique().one_or_none()


def loading_of(env: Env, built: Built) -> list[Any]:
    """The loader options with which records come with all that their page shows."""
    cls = env.models.models[built.model]
    fields = built.fields_for(env)
    # One list of links comes with the record itself; two would multiply each other's rows.
    alone = sum(isinstance(f, (LinkedMany, Rows)) for f in fields.values()) == 1
    options: list[Any] = []
    for name, f in fields.items():
        if isinstance(f, Linked) and not f.system:
            options.append(joinedload(getattr(cls, name)))
        elif isinstance(f, LinkedMany):
            options.append((joinedload if alone else selectinload)(getattr(cls, name)))
        elif isinstance(f, Rows) and isinstance(f.row, LineSpec):
            line = env.models.models[f.row.model]
            lines = selectinload(getattr(cls, name))
            inner = [joinedload(getattr(line, cell)) for cell, one in f.row._fields.items()
                     if isinstance(one, Linked) and not one.system]  # fmt: skip
            inner += [selectinload(getattr(line, cell)) for cell, one in f.row._fields.items()
                      if isinstance(one, LinkedMany)]  # fmt: skip
            options.append(lines.options(*inner) if inner else lines)
    return options


class _NotSaved(Exception):
    """Ends the savepoint of a save that is refused."""


class RecordForm(RecordShape):
    """The form of a record of `built`'s model, for the user of `env`. `record` None: one to be made.

    `offered` are the options that manifests offer on the model (`core.lifecycle.options.options_on`); `of` is what
    a new one starts from (`core.ui.starting`).
    """

    def __init__(
        self,
        env: Env,
        built: Built,
        record: Any = None,
        entered: Entered | None = None,
        *,
        offered: Sequence[OfferedOption] = (),
        trail: Sequence[str] = (),
        of: str = "",
    ) -> None:
        self._env, self.built, self.offered = env, built.without(env.transaction.left_out), tuple(offered)
        self.is_new = record is None
        self.record = record
        self.info = env.info(built.model)
        self.pages = env.registry.facet(Pages)
        self._fields = {**self.built.fields_for(env), **option_fields(env, self.built, self.offered)}
        self._fields |= new_name_fields(env.models, self._fields.values())
        self._reactions = self.info.reactions
        self._asked = entered or Entered()
        self.trail, self.of = list(self._asked.trail or trail), self._asked.of or of
        self._may_edit = env.may("create", built.model) if self.is_new else env.may_record("write", record)
        self._overlay: dict[str, str] = {}
        self._answers: dict[Any, Any] = {}
        """What conditions said of the record as it is stored."""
        self.conflicts: list[tuple[str, str, str, str]] = []
        self.stale = False
        self.status = 200
        self.go = ""
        self._ready = False
        self._sought: dict[str, str] = {}
        self._known_names: dict[str, Link] = {}
        if self.is_new and not self._may_edit:
            raise env.registry.policy.denied("create", built.model)

    # --- for the web --------------------------------------------------------------------------------------------------

    def read(self, posted: Iterable[tuple[str, str]], *, removing: str = "", adding: str = "") -> Entered:
        """What a posted form entered. Raises BadForm."""
        return entered_by_form(self._fields, posted, removing=removing, adding=adding)

    def read_api(self, body: Any, version: int | None = None) -> Entered:
        """What a document entered that was made from this version of the record. Raises BadForm and Refused."""
        return entered_by_api(self._fields, body, version=version)

    def enter(self, entered: Entered) -> RecordForm:
        """This form with what was entered."""
        return RecordForm(self.env, self.built, None if self.is_new else self.record, entered, offered=self.offered,
                          trail=self.trail)  # fmt: skip

    @property
    def address(self) -> str:
        """Where the form is posted to: without a query."""
        return f"{self.built.address}/{'new' if self.record is None or self.record.id is None else self.record.id}"

    @property
    def url(self) -> str:
        """The address of the record's page with the way that led there."""
        return with_trail(self.address, self.trail)

    def view(self) -> FormView:
        """Everything its template prints. What was entered is not kept in memory afterwards."""
        from core.ui.form_view import form_view

        self._displays = True
        around = self._around() if not self.is_new else None
        with self.env.session.no_autoflush:
            self._get_ready()
            for path, words in self._sought.items():
                search_choices(*link_at(self, path), words)
            if self._asked.fresh and self.status == 200 and (self._errors or self._refused):
                self.status = 422
            view = form_view(self, around)
        self._discard()
        return view

    def seek(self, path: str, words: str) -> None:
        """Lets `view` offer what these words find for a searched link, to somebody without a script."""
        self._sought[path] = words

    def choices(self, path: str, words: str) -> list[Choice]:
        """The choices of a link that hold these words, beyond those that the page holds. Raises BadForm."""
        with self.env.session.no_autoflush:
            self._get_ready()
            found = search_choices(*link_at(self, path), words)
        self._discard()
        return found

    def lacks(self) -> list[str]:
        """The fields that must be filled in and are empty as the form stands."""
        with self.env.session.no_autoflush:
            self._get_ready()
            found = [path for path, _ in self._missing()]
        self._discard()
        return found

    def save(self) -> bool:
        """Writes what was entered. False: `view` says why, with `status`."""
        return self._attempt(lambda: None)

    def press(self, key: str) -> bool:
        """Saves what was entered, then does what the button does; `go` is where it leads. False as with `save`."""
        action = self.built.action(key)
        if action is None or (self.is_new and not action.new):
            raise BadForm(key)

        def work() -> None:
            refuse_action(self.env, action, self.record)
            self.go = perform(self.env, action, self.record, [*self.trail, self.address]) or self.url

        # Without a changed input there is nothing to save, and a button may need no right to write. What was entered
        # before the form was last shown, for an update or with a refusal, counts as well.
        earlier = any(not field_of(self._fields, path).sticks for path in self._asked.values)
        entered = self._asked.fresh or earlier or self._asked.gone or self._asked.added
        return self._attempt(work, saving=self.is_new or bool(entered))

    def move(self, value: str) -> bool:
        """Saves what was entered, with the record at another stage. False as with `save`."""
        bar = self.built.status_bar
        if bar is None:
            raise BadForm("_stage")
        from core.ui.pages import ref_of

        name = ref_of(bar.of)[1]
        self._asked.values[name] = value
        self._asked.fresh.add(name)
        return self._attempt(lambda: None)

    def missing_addons(self) -> list[str]:
        """The addons of options that were turned on and are not installed (SPEC AS-6, AS-7)."""
        wanted = [one.option for one in self.offered if not one.installed]
        return sorted({one.addon for one in wanted if self._asked.values.get(one.field, "").strip()})

    # --- settling -----------------------------------------------------------------------------------------------------

    def _read(self, f: Field) -> Any:
        return super()._read(f) if f.kept else self._values.get(f.name, f.blank)

    def _write(self, f: Field, value: Any) -> None:
        if f.kept:
            super()._write(f, value)
        else:
            self._values[f.name] = value

    def _hold(self, rule: Callable[[Any], Any]) -> Any:
        return self._answers[rule] if not self._changes and rule in self._answers else super()._hold(rule)

    def _get_ready(self) -> None:
        if self._ready:
            return
        self._ready = True
        self._begin(self.env, self._asked.copy())
        self._prepare()
        self._names |= self._known_names
        self._originals: dict[str, list[Any]] = {}
        self._drafts: dict[str, dict[str, Any]] = {}
        if self.is_new:
            self.record = self.env.draft(self.env.models.models[self.built.model])
            if self.of:
                start(self.env, self.record, self.of)
        self._note_as_shown()
        self._settle()
        self._errors |= {path: text for path, text in self._overlay.items() if path not in self._errors}

    def _settle_rows(self, f: Rows) -> None:
        held = getattr(self.record, f.name)
        originals = self._originals.setdefault(f.name, [line for line in held if line.id is not None])
        offered = lines_of(self, f, originals, self._drafts.setdefault(f.name, {}))
        known = {line._key: line for line in self._values.get(f.name, ())}
        lines = [known.get(key) or LineForm(self, f, record, key) for key, record in offered]
        left = self._without_removed(f, lines)
        wanted = [line.record for line in left]
        for record in [one for one in held if one not in wanted]:
            held.remove(record)
        for record in [one for one in wanted if one not in held]:
            held.append(record)
        if [line._key for line in left] != list(known):
            self._changes += 1
        self._values[f.name] = left

    def _run_reaction(self, name: str) -> None:
        super()._run_reaction(name)
        for f in self._fields.values():
            if isinstance(f, Rows) and f.name in self._settled:
                self._settle_rows(f)

    def _discard(self) -> None:
        """Forgets what is only entered: at the end of a request that shows, nothing may be left to be flushed."""
        session = self.env.session
        for record in list(session.new):
            session.expunge(record)
        for record in list(session.dirty):
            session.expire(record)
        self._ready = False

    def _around(self) -> Any:
        """Buttons and counts, of the record as it is stored: an unsaved edit does not move them."""
        from core.ui.form_view import around

        return around(self) if not self._ready else None

    # --- saving -------------------------------------------------------------------------------------------------------

    def _attempt(self, work: Callable[[], None], *, saving: bool = True) -> bool:
        """Saves and works in one savepoint, so that a refusal leaves the record as it was."""
        if saving and not self._may_edit:
            raise self.env.registry.policy.denied("write", self.built.model)
        if saving and self._is_stale():
            return self._conflict()
        before = self.env.transaction.doomed
        try:
            with self.env.session.begin_nested():
                self._try(work, saving)
        except _NotSaved:
            self.env.transaction.doomed = before
            self._start_over(422)
            return False
        except StaleDataError:
            self.env.transaction.doomed = before
            self._start_over(409)
            if not self.is_new:
                self.env.session.refresh(self.record)
            return self._conflict()
        self.is_new = False
        return True

    def _try(self, work: Callable[[], None], saving: bool) -> None:
        try:
            if saving:
                with self.env.session.no_autoflush:
                    self._get_ready()
                    self._write_down()
                self.env.session.flush()
            work()
            self.env.session.flush()
        except Refused as why:
            if not saving or not self._ready:
                self._overlay = {"": joined(problem.message for problem in why.problems)}
            else:
                with self.env.session.no_autoflush:
                    self._overlay = placed(self, why)
            raise _NotSaved from None

    def _write_down(self) -> None:
        """Settled and right: into the session. Else raises Refused with everything that is wrong."""
        self._drop_blank_lines()
        wrong = {**self._refused, **self._errors}
        for path, message in self._missing():
            wrong.setdefault(path, message)
        if wrong:
            raise Refused.several(Refused(text, Path(path)) for path, text in wrong.items())
        link_new_names(self)
        know_links(self.env, new_records(self))
        if self.is_new:
            self.env.session.add(self.record)

    def _drop_blank_lines(self) -> None:
        for f in self._fields.values():
            if isinstance(f, Rows):
                for line in [
                    one for one in self._values.get(f.name, ()) if one.is_blank and one._key.startswith("new-")
                ]:
                    if int(line._key[4:]) < 9000:
                        getattr(self.record, f.name).remove(line.record)
                        self._values[f.name].remove(line)

    def _start_over(self, status: int) -> None:
        self.status, self._ready = status, False
        self._answers.clear()
        for record in list(self.env.session.new):
            self.env.session.expunge(record)
        if self.is_new:
            self.record = None

    # --- stale edits (SPEC XC-3) --------------------------------------------------------------------------------------

    def _is_stale(self) -> bool:
        version = self._asked.version
        return (
            not self.is_new
            and version is not None
            and hasattr(self.record, "version")
            and version != self.record.version
        )

    def _conflict(self) -> bool:
        self.stale, self.status = True, 409
        self.conflicts = conflicts_of(self, self._asked)
        self._asked.version = None
        return False


__all__ = ["BadForm", "RecordForm", "load", "loading_of"]
