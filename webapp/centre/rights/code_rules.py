"""查询码: what opens a request without an account. Sixteen signs, 79 bits, the same again for the same request, so that
whoever took it may print it again; the database keeps only a hash."""

from webapp.casework.cases.receipt_rules import LETTERS
from webapp.core.text import cleaning
from webapp.core.trust import vault

SIGNS = 16


def code_of(request_id: str) -> str:
    drawn = int.from_bytes(vault.keyed("person-request", request_id), "big")
    signs = []
    for _ in range(SIGNS):
        drawn, rest = divmod(drawn, len(LETTERS))
        signs.append(LETTERS[rest])
    return grouped("".join(signs))


def tidy(typed: str) -> str:
    """As it is printed, however it was typed; empty where it cannot be one."""
    signs = "".join(sign for sign in cleaning.code(typed) if sign in LETTERS)
    return grouped(signs) if len(signs) == SIGNS else ""


def grouped(signs: str) -> str:
    return "-".join(signs[at : at + 4] for at in range(0, SIGNS, 4))
