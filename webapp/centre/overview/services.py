from typing import Any

from sqlmodel import Session

from webapp.centre.overview.level_queries import Level
from webapp.core.trust import history
from webapp.people.accounts.scope import Actor


def record_export(session: Session, actor: Actor, level: Level, *, asked: dict[str, Any], digest: str) -> None:
    """Who took which figures, and by which question: the hash on the sheet leads back to this line."""
    history.record(
        session, actor, "export_figures", level.unit, after=asked | {"query": digest},
        community_id=level.reader.community_id,
    )  # fmt: skip
