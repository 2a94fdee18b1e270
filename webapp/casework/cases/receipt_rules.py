"""回执号: what whoever spoke without signing in follows their case by. Not to be guessed, not to be misread."""

import secrets

from webapp.core.text import cleaning
from webapp.core.trust import vault

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31 signs that nobody confuses: 10 of chance are 49 bits, 2 prove them


def new_receipt() -> str:
    """The last two signs say that the others are ours, even where the row behind them was lost."""
    code = "".join(secrets.choice(LETTERS) for _ in range(10))
    code += _proof(code)
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def is_ours(receipt: str) -> bool:
    """Twelve letters, the last two a proof of the ten before: guessing does not reach the database."""
    code = receipt.replace("-", "")
    return len(code) == 12 and _proof(code[:10]) == code[10:]


def _proof(code: str) -> str:
    made = int.from_bytes(vault.keyed("receipt", code)[:8], "big")
    return LETTERS[made % 31] + LETTERS[made // 31 % 31]


def tidy_receipt(typed: str) -> str:
    """As it is kept, however it was typed: small letters, blanks, no dashes."""
    code = "".join(sign for sign in cleaning.code(typed) if sign in LETTERS)[:12]
    return f"{code[:4]}-{code[4:8]}-{code[8:]}" if len(code) == 12 else ""
