"""What surrounds the ballots: codes on slips, sheets of paper, what was decided and put off, and who owns how much."""

from datetime import datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock
from webapp.door.opinions.models import Side


class RoundCode(SQLModel, table=True):
    """A household's way in without signing in. Kept only as an index; a slip printed again is a second code, and both
    lead to the same line."""

    __tablename__ = "opinion_code"
    __table_args__ = (UniqueConstraint("code_index"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id", index=True)
    line_id: str = ids.ref("opinion_line.id", index=True)
    code_index: str = Field(max_length=32)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime = Field(default_factory=clock.now)


class RoundSheet(SQLModel, table=True):
    """One entry of a building's signed sheet at a desk; its picture is a photo of the subject "opinion_sheet"."""

    __tablename__ = "opinion_sheet"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id", index=True)
    building_id: str = ids.ref("building.id")
    account_id: str = ids.ref("account.id")
    entered: int = 0
    entered_at: datetime = Field(default_factory=clock.now)


class RoundExtension(SQLModel, table=True):
    __tablename__ = "opinion_extension"
    __table_args__ = (CheckConstraint("closes_at > closed_at", name="later"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id", index=True)
    closed_at: datetime
    closes_at: datetime
    reason: str = Field(max_length=200)
    said_by: str = ids.ref("account.id")
    said_at: datetime = Field(default_factory=clock.now)


class BallotDecision(SQLModel, table=True):
    """Two of one household said different things by themselves; the host says which counts, and why."""

    __tablename__ = "opinion_decision"
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id")
    line_id: str = ids.ref("opinion_line.id", index=True)
    ballot_id: str = ids.ref("opinion_ballot.id")
    side: Side = columns.choice(Side, default=Side.HOME)
    reason: str = Field(max_length=200)
    decided_by: str = ids.ref("account.id")
    decided_at: datetime = Field(default_factory=clock.now)


class OwnedArea(SQLModel, table=True):
    """What the owners' register says of a dwelling; rounds copy it into their list."""

    __tablename__ = "owned_area"
    __table_args__ = (
        UniqueConstraint("community_id", "dwelling_id"),
        CheckConstraint("area > 0", name="area"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    dwelling_id: str = ids.ref("dwelling.id")
    area: int
    owner_mark: str = Field(default="", max_length=20)
    told_at: datetime = Field(default_factory=clock.now)
