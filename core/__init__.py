"""Makegood's kernel: what addons may import, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.orm import Mapped
from starlette.responses import JSONResponse, Response

from core.cli_kernel import kernel as open_kernel
from core.hooks import hookimpl, hookspec
from core.jobs.declared import Job, errand, job
from core.jobs.errands import Errand
from core.jobs.models import QueuedJob, ScheduledJob
from core.jobs.queue import TryLater
from core.jobs.slots import Cron, Daily, Every
from core.lifecycle.doctor import Finding
from core.lifecycle.final_rows import differs, keep_rows, release_rows
from core.lifecycle.plan import Plan
from core.lifecycle.preview import InstallWarning
from core.orm.access.sessions import AccessDenied
from core.orm.audit import AuditEntry
from core.orm.changes import Change, FieldChange
from core.orm.composition import Composition as Models
from core.orm.env import Env
from core.orm.fields import (
    FieldInfo,
    boolean,
    choice,
    computed,
    day,
    decimal,
    foreign_key,
    instant,
    integer,
    json_text,
    long_text,
    many2many,
    many2one,
    measured,
    money,
    one2many,
    rich_text,
    sealed,
    text,
)
from core.orm.identity import Identity
from core.orm.layers import Model, PlainModel, check, index, reacts_to, unique
from core.orm.refused import Refused
from core.orm.sealing import SealBroken, Sealed, SealedText
from core.orm.sequences import Numbering
from core.orm.system_work import system_work
from core.orm.texts import Money, Text, joined
from core.orm.types import ExactDecimal, Instant, exact_default
from core.ui.addresses import url_of, url_to
from core.ui.asks import button, calendar, entry, form_key, number, one_of, pick, pick_many, rows, shows, tick
from core.ui.frame import Notice
from core.ui.pages import (
    Action,
    Actions,
    Board,
    Column,
    Documents,
    DocumentState,
    Filter,
    Form,
    Group,
    Into,
    Lines,
    List,
    Menu,
    OptionCards,
    Panel,
    Plain,
    Show,
    Slot,
    SmartButton,
    SmartButtons,
    State,
    StatusBar,
    Tab,
    Totals,
)
from core.ui.paper.codes import QrCode
from core.ui.paper.printouts import Printout
from core.ui.paper.setting import CannotSet
from core.ui.portal import (
    Portal,
    PortalAction,
    PortalDocument,
    PortalFact,
    PortalLink,
    PortalPage,
    PortalRow,
    PortalTable,
)
from core.ui.rendering.formats import formats_for
from core.ui.rendering.languages import translated
from core.ui.rendering.printed import in_language, printed
from core.ui.reports import Answers, AskDay, AskOne, AskRecord, Heading, Report, Table, TableRow
from core.ui.rich_text import html_depth
from core.ui.views import Crumb
from core.ui.wizard import Opens, Row, Wizard
from core.web.api.documents import record_json
from core.web.api.keys import end_api_keys
from core.web.asked import Asked, hashed
from core.web.attempts import refuse_guess, spend
from core.web.closed import Closed
from core.web.errors import HttpProblem
from core.web.house import House
from core.web.limits import Limit
from core.web.outbound import Answer, Outbound, OutboundFailed
from core.web.passwords import hash_password, is_outdated, verify_password
from core.web.printing import Printed, print_record, printouts_of
from core.web.printouts import pdf_of_record
from core.web.redirects import go_to
from core.web.routes import Route
from core.web.sessions import end_sessions, start_session
from core.web.uploads import StoredFile, served

__all__ = [
    "AccessDenied", "Action", "Actions", "Answer", "Answers", "AskDay", "AskOne", "AskRecord", "Asked", "AuditEntry",
    "Board", "CannotSet", "Change", "Closed", "Column", "Cron", "Crumb", "Daily", "Decimal", "DocumentState",
    "Documents", "Env", "Errand", "Every", "ExactDecimal", "FieldChange", "FieldInfo", "Filter", "Finding", "Form",
    "Group", "Heading", "House", "HttpProblem", "Identity", "InstallWarning", "Instant", "Into", "JSONResponse", "Job",
    "Limit", "Lines", "List", "Mapped", "Menu", "Model", "Models", "Money", "Notice", "Numbering", "Opens",
    "OptionCards", "Outbound", "OutboundFailed", "Panel", "Plain", "PlainModel", "Plan", "Portal", "PortalAction",
    "PortalDocument", "PortalFact", "PortalLink", "PortalPage", "PortalRow", "PortalTable", "Printed", "Printout",
    "QrCode", "QueuedJob", "Refused", "Report", "Response", "Route", "Row", "ScheduledJob", "SealBroken", "Sealed",
    "SealedText", "Show", "Slot", "SmartButton", "SmartButtons", "State", "StatusBar", "StoredFile", "Tab", "Table",
    "TableRow", "Text", "Totals", "TryLater", "Wizard", "boolean", "button", "calendar", "check", "choice", "computed",
    "date", "datetime", "day", "decimal", "differs", "end_api_keys", "end_sessions", "entry", "errand", "exact_default",
    "foreign_key", "form_key", "formats_for", "go_to", "hash_password", "hashed", "hookimpl", "hookspec", "html_depth",
    "in_language", "index", "instant", "integer", "is_outdated", "job", "joined", "json_text", "keep_rows", "long_text",
    "many2many", "many2one", "measured", "money", "number", "one2many", "one_of", "open_kernel", "pdf_of_record",
    "pick", "pick_many", "print_record", "printed", "printouts_of", "reacts_to", "record_json", "refuse_guess",
    "release_rows", "rich_text", "rows", "sealed", "served", "shows", "spend", "start_session", "system_work", "text",
    "tick", "translated", "unique", "url_of", "url_to", "verify_password",
]  # fmt: skip
