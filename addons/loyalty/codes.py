"""Codes: random, read aloud without doubt, and typed in as one likes (SPEC CP-6).

There are no vowels, so that no code is a word, and no signs that look alike: not O and 0, I, L and 1, S and 5, Z and 2,
B and 8, G and 6. Twenty of the 21 signs that are left hold 87 random bits.
"""

from __future__ import annotations

import secrets

SIGNS = [*"34679CDFHJKMNPQRTVWXY"]
LENGTH = 20
GROUP = 4
BETWEEN = "-"


def new_code() -> str:
    """A code like "K7MR-WX9D-4TNH-C3PF-Y6VQ"."""
    return grouped("".join(secrets.choice(SIGNS) for _ in range(LENGTH)))


def new_token() -> str:
    """What a share link is called: 256 random bits."""
    return secrets.token_urlsafe(32)


def key_of(typed: str) -> str:
    """What tells a typed code from others: its letters and figures, however they are written and grouped."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:40]


def grouped(key: str) -> str:
    """A coupon's code as it is written."""
    return BETWEEN.join(key[at : at + GROUP] for at in range(0, len(key), GROUP))
