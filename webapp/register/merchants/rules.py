"""GB 32100: the eighteen characters of a 统一社会信用代码."""

from __future__ import annotations

from webapp.core.text import cleaning

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_check_digit(first17: str) -> str:
    """GB 32100: weights modulo 31."""
    total = sum(CREDIT_ALPHABET.index(letter) * weight for letter, weight in zip(first17, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def tidy_code(text: str) -> str:
    return cleaning.code(text)


def is_credit_code(text: str) -> bool:
    """18 characters with the check character of GB 32100-2015."""
    code = tidy_code(text)
    if len(code) != 18 or any(letter not in CREDIT_ALPHABET for letter in code):
        return False
    return credit_check_digit(code[:17]) == code[17]
