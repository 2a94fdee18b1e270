"""Reading is an act too: one line in the history for each request that shows people, whatever the number of rows."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from webapp.core.trust import history
from webapp.people.accounts.scope import Actor


@dataclass(frozen=True)
class Seen:
    """Stands where the history expects a row: of many rows it names the kind, of one also which."""

    __tablename__: str
    id: str | None = None


def note_reading(
    session: Session, actor: Actor, verb: str, kind: str, row_ids: list[str], *, is_list: bool = False, **more: Any
) -> None:
    """`more` says what is needed to know later what was seen: which list, which columns, how it was narrowed."""
    one = row_ids[0] if len(row_ids) == 1 and not is_list else None
    after = more | ({} if one else {"rows": row_ids})
    row: Any = Seen(kind, one)
    history.record(
        session, actor, verb, row, after=after or None, community_id=actor.community_id, is_reading=True
    )  # fmt: skip
