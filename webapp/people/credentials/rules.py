"""The alphabet of codes (no letters that look alike), and how long a sign-in slip is valid."""

import secrets
from datetime import timedelta

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODES = 10
SLIP_DAYS = timedelta(days=14)
TRIES, WINDOW = 8, 15 * 60


def recovery_code() -> str:
    """Two groups of five: 50 bits, so that a stolen table is of no use even to whoever has years."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
