"""Secret addresses that outlive the row they stand in: printed and sent out, they are the same again when what was lost
is entered again."""

from itertools import count
from typing import Any

from sqlmodel import Session, select

from webapp.core.trust import vault


def unused(session: Session, column: Any, purpose: str, *parts: str) -> str:
    """Derived from the key ring and the words a person would enter again; the next one where a row has it already."""
    for turn in count(1):
        token = vault.token(purpose, *parts, str(turn))
        if session.exec(select(column).where(column == token)).first() is None:
            return token
    raise AssertionError
