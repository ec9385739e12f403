"""Every page opens for everybody whom it is for, with few statements, and shows nobody a record that is not for them.

What a person may read is asked of the rules themselves; that the rules are right is for the tests of the addon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from core.testing.covered import Covered
from core.testing.marks import Record
from core.testing.site import Site, brief, queries_of
from core.ui.registered import Built
from core.ui.reports import Report

MOST = 40
"""Statements of a page. One that asks for each of its rows passes this soon."""


class Look:
    """The pages of the covered addons, and those into which they put something, as everybody sees them."""

    def __init__(self, site: Site, covered: Covered) -> None:
        self.site, self.covered = site, covered
        self.addresses = site.touched(covered.names)
        self.inside = [name for name in site.people if site.works_here(name)]
        self.wrong: list[str] = []

    def mine(self, pages: dict[str, Built]) -> list[tuple[str, Built]]:
        """Those of some pages that are looked at."""
        return [(address, built) for address, built in pages.items() if address in self.addresses]

    def at(self, name: str, path: str, *, may: bool, wanted: tuple[int, ...] = (200,)) -> None:
        """Opens a page, and notes what is wrong: that it does not open, or opens, asks too often, or whom it shows."""
        with self.site.counted() as seen:
            answer = self.site.page(name, path)
        if answer.status_code not in (wanted if may and name in self.inside else (403, 404)):
            self.wrong.append(f"{name}: {path}: {brief(answer)}")
        if len(seen) > MOST:
            last = "\n".join(seen[-8:])
            self.wrong.append(f"{name}: {path}: {len(seen)} statements, at most {MOST}; the last:\n{last}")
        self.hides(name, path, answer.text)

    def hides(self, name: str, path: str, text: str) -> None:
        """Notes the records on a page that are not for whom it is shown to."""
        if hidden := {one for one in self.site.hidden(name, text) if self._counts(path, one)}:
            self.wrong.append(f"{path} shows {name} {sorted(hidden)}")

    def _counts(self, path: str, record: Record) -> bool:
        """On pages of others, what others put there is theirs to answer for."""
        if any(path.startswith(start) and record[0] == model for start, model in self.covered.known.names):
            return False
        return self.site.kernel.registry.models.info(record[0]).addon in self.covered.names


def test_every_list_opens_in_every_way(covered_site: Site, covered: Covered) -> None:
    """With each filter and group, searched, on the second page, and exported."""
    look = Look(covered_site, covered)
    for name in covered_site.people:
        for address, built in look.mine(covered_site.pages.lists):
            may = covered_site.may(name, "read", built.model)
            for query in queries_of(built) if may and name in look.inside else ["f="]:
                look.at(name, f"{address}?{query}", may=may)
            look.at(name, f"{address}/export?f=", may=may)
    assert not look.wrong, "\n".join(look.wrong)


def test_every_board_opens(covered_site: Site, covered: Covered) -> None:
    """For whoever may read what is on it."""
    look = Look(covered_site, covered)
    for name in covered_site.people:
        for address, built in look.mine(covered_site.pages.boards):
            look.at(name, f"{address}?f=", may=covered_site.may(name, "read", built.model))
    assert not look.wrong, "\n".join(look.wrong)


def test_every_form_opens_for_whoever_may_read_the_record(covered_site: Site, covered: Covered) -> None:
    """And an empty one for whoever may make one."""
    look = Look(covered_site, covered)
    for name in covered_site.people:
        for address, built in look.mine(covered_site.pages.forms):
            for id_ in covered_site.records[built.model]:
                look.at(name, f"{address}/{id_}", may=id_ in covered_site.readable(name, built.model))
            create = bool(getattr(built.page, "create", True))
            look.at(name, f"{address}/new", may=create and covered_site.may(name, "create", built.model))
    assert not look.wrong, "\n".join(look.wrong)


def test_every_document_on_paper_is_for_whoever_may_read_its_record(covered_site: Site, covered: Covered) -> None:
    """Some records have no such document and say so; who may not read one does not learn that."""
    look = Look(covered_site, covered)
    for name in covered_site.people:
        for address, built in look.mine(covered_site.pages.forms):
            for key in covered_site.pages.printouts_of(built.model):
                for id_ in covered_site.records[built.model]:
                    may = id_ in covered_site.readable(name, built.model)
                    look.at(name, f"{address}/{id_}/print/{key}/preview", may=may, wanted=(200, 422))
    assert not look.wrong, "\n".join(look.wrong)


def test_every_report_opens_for_whoever_may_read_what_it_is_made_of(covered_site: Site, covered: Covered) -> None:
    """On the screen and exported."""
    look = Look(covered_site, covered)
    for name in covered_site.people:
        for address, built in look.mine(covered_site.pages.by_address):
            if isinstance(built.page, Report):
                may = all(covered_site.may(name, "read", layer.__model__) for layer in built.page.reads)
                for path in (address, f"{address}/export"):
                    look.at(name, path, may=may)
    assert not look.wrong, "\n".join(look.wrong)


def test_every_pop_up_opens_where_its_button_stands_and_nowhere_else(covered_site: Site, covered: Covered) -> None:
    """A button that is offered leads somewhere, or says what it needs first. Pop-ups that only others open may open."""
    look, site = Look(covered_site, covered), covered_site
    for wizard in site.pages.wizards.values():
        addon, _, plain = wizard._name.partition(".")
        buttons = list(site.pages.opening(wizard._name))
        otherwise = (403, 404, 422) if buttons else (200, 403, 404, 422)
        for name in site.people if addon in covered.names else ():
            for id_ in site.records.get(wizard._on.__model__, ()):
                path = f"/wizard/{addon}/{plain}?on={id_}"
                offered = any(path in unescape(site.page(name, f"{built.address}/{id_}").text) for built, _ in buttons)
                answer = site.page(name, path)
                explains = answer.status_code == 422 and any(one in answer.text for one in covered.known.explains)
                if answer.status_code not in ((200,) if offered else otherwise) and not explains:
                    look.wrong.append(f"{name}: {path}: {brief(answer)}")
                look.hides(name, path, answer.text)
    assert not look.wrong, "\n".join(look.wrong)


def test_every_entry_of_the_menu_leads_somewhere(covered_site: Site, covered: Covered) -> None:
    """Of the entries that somebody is shown."""
    wrong = []
    for name in covered_site.people:
        home = covered_site.of(name).get("/")
        for _ in range(5):
            if home.status_code == 303:
                home = covered_site.of(name).get(home.headers["location"])
        assert home.status_code == 200, brief(home)
        for link in sorted({unescape(one) for one in re.findall(r'href="(/[a-z][^"#]*)"', home.text)}):
            if link.split("/")[1] in (*covered.names, "preferences", "apps"):
                answer = covered_site.page(name, link)
                if answer.status_code not in (200, 303):
                    wrong.append(f"{name}: {link}: {brief(answer)}")
    assert not wrong, "\n".join(wrong)


def test_the_palette_finds_nothing_that_is_hidden(covered_site: Site, covered: Covered) -> None:
    """Whatever is typed."""
    look = Look(covered_site, covered)
    for name in look.inside:
        for words in ("an", "er", "ve", "00", "s0", "‡‡"):
            answer = covered_site.of(name).get(f"/palette?q={words}")
            assert answer.status_code == 200, f"{name}: {words}: {brief(answer)}"
            look.hides(name, "/palette", answer.text)
    assert not look.wrong, "\n".join(look.wrong)


def test_the_api_gives_the_same_records(covered_site: Site, covered: Covered) -> None:
    """Those that their pages show, and no others."""
    look, site = Look(covered_site, covered), covered_site
    models = [one.name for one in site.kernel.registry.models.infos.values() if one.addon in covered.names]
    for name in site.people:
        for model in models:
            path, may = f"/api/v1/{model}", site.may(name, "read", model)
            look.at(name, path, may=may)
            if may and name in look.inside and not look.wrong:
                given = {one["id"] for one in site.page(name, path).json()["records"]}
                assert given <= site.readable(name, model), path
    assert not look.wrong, "\n".join(look.wrong)


def test_a_list_that_a_smart_button_leads_to_holds_what_it_counts(covered_site: Site, covered: Covered) -> None:
    """For whoever may read all of it."""
    look, site = Look(covered_site, covered), covered_site
    everything = {model: set(site.ids(model)) for model in {one.model for one in site.pages.by_address.values()} - {""}}
    for name, links in _links(look):
        for link in links:
            model = link["model"]
            if link["url"] and site.readable(name, model) == everything.get(model):
                found = site.page(name, link["url"]).json()
                assert found["total"] == link["count"], f"{name}: {link}"


def _links(look: Look) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(who, what the smart buttons of a record count) of the first who may read it."""
    site = look.site
    for _, built in look.mine(site.pages.forms):
        for id_ in site.records[built.model] if built.smart_buttons else ():
            name = next((one for one in look.inside if id_ in site.readable(one, built.model)), None)
            if name is not None:
                yield name, site.page(name, f"/api/v1/{built.model}/{id_}/links").json()["links"]
