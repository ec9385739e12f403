"""Canned answers for who writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from addons.mail.models import CannedAnswer
from addons.mail.models.templates import document_types
from core import Form, Group, List, Show


def types_of_documents(answer: CannedAnswer) -> Mapping[str, str]:
    """What a text can be for."""
    return document_types(answer.env)


canned_form = Form(
    CannedAnswer,
    "canned-answer",
    Group("", CannedAnswer.name, CannedAnswer.shortcut),
    Group("Use", Show(CannedAnswer.document_model, offers=types_of_documents), CannedAnswer.active),
    Group("", CannedAnswer.body),
)
canned_list = List(
    CannedAnswer, "canned-answers", CannedAnswer.shortcut, CannedAnswer.name, CannedAnswer.body, CannedAnswer.active,
    empty=("No canned answers", "Texts that are often written: type / and their shortcut where you write."),
)  # fmt: skip
parts: list[Any] = [canned_form, canned_list]
