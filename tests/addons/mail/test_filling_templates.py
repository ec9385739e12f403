"""Templates hold listed values and conditions. Whatever else stands in one is refused, and harmless where it is not."""

from __future__ import annotations

import time
from typing import Any

import pytest
import sqlalchemy as sa
from markupsafe import Markup

from addons.mail.filling import LONGEST, LONGEST_RESULT, LONGEST_VALUE, ONLY, fill, problem_of
from core import Refused
from core.orm.env import Env
from tests.addons.mail.conftest import helmet
from tests.core.jobs.conftest import House

VALUES = {"title": "<b>Broken</b> & bent", "customer": "Bo", "empty": ""}


@pytest.mark.req("CT-4")
@pytest.mark.parametrize(
    ("source", "html", "filled"),
    [
        ("<p>{{ title }}</p>", True, "<p>&lt;b&gt;Broken&lt;/b&gt; &amp; bent</p>"),
        ("Re: {{ title }}\n{{ customer }}", False, "Re: <b>Broken</b> & bent Bo"),
        (
            "Hello{% if customer %} {{ customer }}{% endif %}{% if empty %} never{% else %}!{% endif %}",
            False,
            "Hello Bo!",
        ),
        ("{% if customer and not empty or nothing %}yes{% endif %}", False, "yes"),
        ("[{{ unknown }}] {{ self }} {{ range }} {{ loop }}", False, "[]"),
    ],
)
def test_values_are_put_in_and_what_is_unknown_is_empty(source: str, html: bool, filled: str) -> None:
    assert problem_of(source) == ""
    assert fill(source, VALUES, html=html).strip() == filled


ATTACKS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.__class__ }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ title|attr('__class__') }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
    "{% set a = title %}{{ a }}",
    "{% include 'mail/letter.html' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% if title.__class__ %}x{% endif %}",
    "{% if range(10) %}x{% endif %}",
    "{{ lipsum(1000000) }}",
]


@pytest.mark.req("CT-4")
@pytest.mark.parametrize("source", ATTACKS)
def test_nothing_else_can_be_saved_and_nothing_comes_of_it(source: str) -> None:
    assert problem_of(source) == ONLY
    began = time.monotonic()
    assert fill(f"<{source}>", VALUES, html=True) in ("<>", "&lt;&gt;")
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("source", ["{{ title", "{% if title %}", "{% nonsense %}", "{{ }}"])
def test_a_broken_template_is_refused_with_its_line_and_never_an_error_page(source: str) -> None:
    assert problem_of(source).startswith("Line 1: ")
    assert fill(source, VALUES, html=True) == ""


def test_a_template_and_what_comes_of_it_have_a_limit() -> None:
    assert "at most" in problem_of("x" * (LONGEST + 1))
    assert len(fill("{{ a }}", {"a": "x" * 99_999}, html=False)) == LONGEST_VALUE
    assert len(fill("{{ a }}" * 2500, {"a": "x" * 99_999}, html=True)) == LONGEST_RESULT


def test_deeply_nested_conditions_end() -> None:
    source = "{% if title %}" * 1200 + "x" + "{% endif %}" * 1200
    assert fill(source[:LONGEST], VALUES, html=True) in ("", "x")


def test_markup_is_kept_and_is_the_only_thing_that_is() -> None:
    assert fill("{{ a }}{{ b }}", {"a": Markup("<i>x</i>"), "b": "<i>"}, html=True) == "<i>x</i>&lt;i&gt;"


def a_template(env: Env, **more: Any) -> Any:
    from addons.mail.models import Template

    values = {"name": "T", "document_model": "product.product", "subject": "{{ name }}", "body": "<p>{{ name }}</p>"}
    made = env.new(Template, **{**values, **more})
    env.session.flush()
    return made


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"document_model": "base.user"}, "document_model"),
        ({"document_model": "no.such"}, "document_model"),
        ({"subject": "{{ name.x }}"}, "subject"),
        ({"body": "{% for a in b %}{% endfor %}"}, "body"),
    ],
)
def test_a_template_that_cannot_be_filled_is_not_stored(desk: House, values: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(lambda env: a_template(env, **values) and None)
    assert [one.about for one in refused.value.problems] == [field]


@pytest.mark.req("XC-5")
def test_a_template_speaks_the_language_of_its_reader_where_it_can(desk: House) -> None:
    def languages(env: Env) -> list[str]:
        original = a_template(env)
        german = a_template(env, locale="de", original_id=original.id)
        env.session.expire_all()
        assert german.in_language("fr") is german
        return [original.in_language(one).locale for one in ("de", "de_AT", "fr", "en_GB", "")]

    assert desk.run(languages) == ["de", "de", "en", "en", "en"]


def test_listed_values_are_texts_and_no_secret_of_the_record(desk: House) -> None:
    from addons.base.models import Contact
    from addons.mail.values import listed, values_of

    def read(env: Env) -> tuple[dict[str, str], set[str]]:
        found = values_of(env, helmet(env), locale="de")
        return found, {one.name for one in listed(env, Contact.__model__)}

    found, of_contacts = desk.run(read)
    assert found["name"] == "Helmet"
    assert all(isinstance(one, str) for one in found.values())
    assert "notes" not in of_contacts
    assert {"name", "email", "parent"} <= of_contacts


def test_a_preview_shows_the_newest_document(desk: House) -> None:
    from addons.mail.models import Template
    from addons.mail.template_pages import preview

    def look(env: Env) -> Any:
        template = env.session.scalars(sa.select(env[Template])).first() or a_template(env)
        return preview(env, template)

    shown = desk.run(look)
    assert (shown["document"], shown["subject"], shown["body"]) == ("Helmet", "Helmet", "<p>Helmet</p>")
