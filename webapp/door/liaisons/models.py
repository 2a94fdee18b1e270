from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class Liaison(SQLModel, table=True):
    """A term as liaison of a grid. The account, where there is one, signs in with the liaison post."""

    __table_args__ = (
        CheckConstraint("valid_to >= valid_from", name="dates"),
        Index("uq_liaison_open", "community_id", "party_id", unique=True, sqlite_where=text("ended_on IS NULL"),
              postgresql_where=text("ended_on IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id", index=True)
    party_id: str = ids.ref("party.id", index=True)
    area: str = Field(default="", max_length=120)
    household_limit: int = 30
    valid_from: date
    valid_to: date
    ended_on: date | None = None
    backup_id: str | None = ids.ref("liaison.id", nullable=True)
    round_id: str | None = ids.ref("liaison_round.id", nullable=True)


class Cover(SQLModel, table=True):
    """A household a liaison looks after. One liaison a household."""

    __tablename__ = "liaison_household"
    __table_args__ = (UniqueConstraint("community_id", "household_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    liaison_id: str = ids.ref("liaison.id", index=True)
    household_id: str = ids.plain(of="household.id")


class Round(SQLModel, table=True):
    """选定轮次: criteria with weights, fixed before the first score."""

    __tablename__ = "liaison_round"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id", index=True)
    name: str = Field(max_length=60)
    criteria: dict[str, Any] = columns.json_column()
    places: int
    opened_on: date
    decided_at: datetime | None = None
    decided_by: str | None = ids.plain(nullable=True)
    document: str = Field(default="", max_length=120)


class Candidate(SQLModel, table=True):
    """人选库. `standing` (party membership) is sealed and shown to the host only."""

    __tablename__ = "liaison_candidate"
    __table_args__ = (UniqueConstraint("round_id", "party_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("liaison_round.id", index=True)
    party_id: str = ids.ref("party.id")
    grid_id: str = ids.ref("unit.id")
    standing: str | None = columns.sealed()
    consented_on: date
    is_chosen: bool | None = None


class Score(SQLModel, table=True):
    """One scorer's marks for one candidate, 0 to 100 per criterion."""

    __tablename__ = "liaison_score"
    __table_args__ = (UniqueConstraint("candidate_id", "scorer_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    candidate_id: str = ids.ref("liaison_candidate.id", index=True)
    scorer_id: str = ids.plain()
    marks: dict[str, Any] = columns.json_column()
    scored_at: datetime
