"""The HTTP API: the same records, rules, forms, buttons and messages as the pages, for programs (SPEC XC-9)."""
