"""回执号: what whoever spoke without signing in follows their case by. Not to be guessed, not to be misread."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31 signs that nobody confuses: 12 of them are 59 bits


def new_receipt() -> str:
    code = "".join(secrets.choice(LETTERS) for _ in range(12))
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def tidy_receipt(typed: str) -> str:
    """As it is kept, however it was typed: small letters, blanks, no dashes."""
    code = "".join(sign for sign in typed.upper() if sign in LETTERS)[:12]
    return f"{code[:4]}-{code[4:8]}-{code[8:]}" if len(code) == 12 else ""
