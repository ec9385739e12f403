"""`makegood check`: rules that every addon keeps, read from its files and never by importing it."""

from core.lifecycle.checker.findings import RULES, Finding, Rule
from core.lifecycle.checker.run import Report, check, mend

__all__ = ["RULES", "Finding", "Report", "Rule", "check", "mend"]
