"""Writes the template of one form: its groups, fields and tabs, each with its widget and its translated label.

Written out, a form prints in a third of the time that macros take to walk it. The markup itself stands in
`templates/form.html` and `templates/widgets/`; only what differs from form to form is made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.ui.rendering.folding import literal
from core.ui.rendering.layout import WHOLE, FieldPlace, GroupPlace, Layout, TabPlace

Gettext = Callable[[str], str]
Widget = Callable[[str], str]
"""The source of a widget's template, by its name."""

LONG = 4
"""Fields from which on a single group is set in two columns."""
FEW = 2
"""Fields up to which a first group without a title goes across."""
ANY_WIDGET = '{% include "widgets/" ~ i.widget ~ ".html" %}'
BELOW = (
    '{% if i.error %}<span class="error" id="e-[path]">{{ icon("circle-alert") }}{{ i.error|tr }}</span>'
    '{% elif i.help and i.editable %}<span class="help" id="h-[path]">{{ i.help|tr }}</span>{% endif %}'
)
FIELD = (
    '{% if "[path]" in v.shown %}{% set i = v.inputs["[path]"] %}<div class="field[whole]" id="f-[path]">'
    '{% if i.editable[labelled] %}<label for="i-[path]">[label]</label>{% else %}<span class="label">[label]</span>'
    '{% endif %}<div class="value">[widget]' + BELOW + "</div></div>{% endif %}\n"
)
BARE_FIELD = (
    '{% if "[path]" in v.shown %}{% set i = v.inputs["[path]"] %}<div class="bare" id="f-[path]">'
    '{% if i.editable[labelled] %}<label class="vh" for="i-[path]">[label]</label>{% endif %}[widget]'
    + BELOW
    + "</div>{% endif %}\n"
)
TOTAL = (
    '{% if "[path]" in v.shown %}{% set i = v.inputs["[path]"] %}<dt id="f-[path]"[sum]>[label]</dt>'
    "<dd[sum]>[widget]</dd>{% endif %}\n"
)


def source_of(layout: Layout, skeleton: str, gettext: Gettext, widget: Widget) -> str:
    """The source of a form's template. `skeleton` is form.html, which says where fields and tabs stand."""
    writer = _Writer(gettext, widget)
    written = {
        "[[fields]]": writer.groups(layout.groups),
        "[[tabs]]": writer.tabs(layout.tabs),
        "[[documents]]": literal(gettext(layout.documents)),
    }
    for mark, source in written.items():
        skeleton = skeleton.replace(mark, source)
    return skeleton


class _Writer:
    def __init__(self, gettext: Gettext, widget: Widget) -> None:
        self.gettext, self.widget = gettext, widget

    def groups(self, groups: Iterable[GroupPlace]) -> str:
        narrow: list[str] = []
        wide: list[str] = []
        halved = _halved(list(groups))
        for group in halved:
            small = [field for field in group.fields if field.widget not in WHOLE]
            large = [field for field in group.fields if field.widget in WHOLE]
            if small:
                # The one or two fields that name a record stand above the groups, over both columns.
                narrow.append(self.group(group.title, small, not narrow and len(small) <= FEW < len(halved)))
            wide += [self.field(field, FIELD) for field in large]
        written = f'<div class="fields quietly">{"".join(narrow)}</div>\n' if narrow else ""
        return written + (f'<div class="stack">{"".join(wide)}</div>\n' if wide else "")

    def group(self, title: str, fields: list[FieldPlace], across: bool) -> str:
        inside = "".join(self.field(field, FIELD) for field in fields)
        if title:
            said = literal(self.gettext(title))
            inside = f'<div class="group" role="group" aria-label="{said}"><h2>{said}</h2>{inside}</div>'
        else:
            inside = f'<div class="group{" across" if across else ""}">{inside}</div>'
        return self.when(fields, inside)

    def field(self, field: FieldPlace, template: str) -> str:
        parts = {
            "[widget]": self.widget(field.widget) if field.widget else ANY_WIDGET,
            "[whole]": " whole" if field.widget in WHOLE else "",
            # A table is named by its own label; a label element belongs to one input.
            "[labelled]": " and false" if field.widget == "rows" else "",
            "[label]": literal(self.gettext(field.label)),
            "[sum]": ' class="sum"' if field.total == "sum" else "",
            "[path]": field.path,
            "{{ apart }}": "",
        }
        for mark, text in parts.items():
            template = template.replace(mark, text)
        return template

    def tabs(self, tabs: tuple[TabPlace, ...]) -> str:
        if not tabs:
            return ""
        fields = "".join(f'("{tab.key}", ({_names(tab.fields)})), ' for tab in tabs)
        details = literal(self.gettext("Details"))
        return (
            f"{{% set opened = open_tab(v, ({fields})) %}}\n"
            f'<fieldset class="tabbed" id="tabs"><legend class="vh">{details}</legend>\n'
            f"{''.join(self.tab(tab) for tab in tabs)}</fieldset>\n"
        )

    def tab(self, tab: TabPlace) -> str:
        title = literal(self.gettext(tab.title))
        # One large field is what the tab is about: its title says enough. Several are labelled.
        totals = [field for field in tab.fields if field.total]
        alone = len(tab.fields) - len(totals) == 1 and tab.fields[0].widget in WHOLE
        small = [field for field in tab.fields if field.widget not in WHOLE and not field.total]
        large = [field for field in tab.fields if field.widget in WHOLE]
        inside = "".join(self.field(field, FIELD) for field in small)
        inside = f'<div class="fields quietly"><div class="group">{inside}</div></div>' if inside else ""
        inside += "".join(self.field(field, BARE_FIELD if alone else FIELD) for field in large)
        if totals:
            inside += f'<dl class="totals">{"".join(self.field(field, TOTAL) for field in totals)}</dl>'
        return self.when(
            tab.fields,
            f'<input type="radio" class="vh" name="_tab" value="{tab.key}" id="tab-{tab.key}"'
            f' aria-controls="pane-{tab.key}"{{% if opened == "{tab.key}" %}} checked{{% endif %}}>'
            f'<label for="tab-{tab.key}">{title}</label>'
            f'<div class="pane" id="pane-{tab.key}" role="group" aria-label="{title}">{inside}</div>\n',
        )

    def when(self, fields: Iterable[FieldPlace], source: str) -> str:
        return f"{{% if not v.shown.isdisjoint(({_names(fields)})) %}}{source}{{% endif %}}\n"


def _halved(groups: list[GroupPlace]) -> list[GroupPlace]:
    """One long group without a title stands in two columns."""
    if len(groups) != 1 or groups[0].title or len(groups[0].fields) < LONG:
        return groups
    fields = groups[0].fields
    half = (len(fields) + 1) // 2
    return [GroupPlace("", fields[:half]), GroupPlace("", fields[half:])]


def _names(fields: Iterable[FieldPlace]) -> str:
    """A tuple of paths as template source."""
    return "".join(f'"{field.path}", ' for field in fields)
