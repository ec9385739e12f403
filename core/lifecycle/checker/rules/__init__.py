"""The rules, a family a file. A new family is named here: importing it declares its rules, in this order."""

# isort: off
from core.lifecycle.checker.rules import manifest, folder, imports, models, tables, rights, transactions, clock
from core.lifecycle.checker.rules import hooks, texts, templates, style, exceptions

FAMILIES = (
    manifest, folder, imports, models, tables, rights, transactions, clock, hooks, texts, templates, style, exceptions,
)  # fmt: skip
