"""What a screen may show of a person without a logged reason."""

import re


def name(full: str | None) -> str:
    """王*芳, 王*, 欧**芳: first and last character stay, the middle goes; of a name of one sign nothing is left."""
    if not full:
        return ""
    full = full.strip()
    if len(full) <= 1:
        return "*"
    if len(full) == 2:
        return full[0] + "*"
    return full[0] + "*" * (len(full) - 2) + full[-1]


def phone(number: str | None) -> str:
    if not number:
        return ""
    if len(number) < 8:
        return "*" * len(number)
    return f"{number[:3]}****{number[-4:]}"


def is_masked_phone(text: str) -> bool:
    """138****5678, as `phone` writes it."""
    return re.fullmatch(r"[\d-]{3}\*{4}\d{4}", text, re.ASCII) is not None


def id_number(number: str | None) -> str:
    if not number:
        return ""
    return f"{number[0]}{'*' * (len(number) - 2)}{number[-1]}"
