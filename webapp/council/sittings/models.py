from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.council.sittings.vote_rules import Stand


class MarkWay(StrEnum):
    QR = "qr"
    NAME = "name"
    INITIALS = "initials"
    NOTICE = "notice"


class VoteWay(StrEnum):
    HANDS = "hands"
    PAPERS = "papers"
    NO_OBJECTION = "no_objection"


class VoteResult(StrEnum):
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"


class ResolutionKind(StrEnum):
    ACT = "act"
    TELL = "tell"
    REFER = "refer"
    COVENANT = "covenant"
    LATER = "later"
    NOTE = "note"


class AttendanceMark(SQLModel, table=True):
    """One thing that happened to one seat. Where the seat stands is its last mark; nothing is overwritten."""

    __tablename__ = "attendance_mark"
    __table_args__ = (Index("ix_attendance_mark_seat", "meeting_id", "seat_id", "at"),)
    id: str = ids.key()
    community_id: str = ids.home("meeting_id")
    meeting_id: str = ids.ref("council_meeting.id")
    seat_id: str = ids.ref("council_seat.id")
    party_id: str = ids.ref("party.id")
    stand: Stand = columns.choice(Stand)
    way: MarkWay = columns.choice(MarkWay)
    at: datetime
    made_by: str | None = ids.plain(nullable=True)
    note: str = Field(default="", max_length=200)


class Recusal(SQLModel, table=True):
    __table_args__ = (Index("uq_recusal_line_seat", "line_id", "seat_id", unique=True),)
    id: str = ids.key()
    community_id: str = ids.home("line_id")
    line_id: str = ids.ref("agenda_line.id", index=True)
    seat_id: str = ids.ref("council_seat.id")
    reason: str = Field(max_length=200)
    at: datetime
    made_by: str | None = ids.plain(nullable=True)


class CouncilVote(SQLModel, table=True):
    """Closed in the moment it is recorded; a second count is a second row that names why the first fell."""

    __tablename__ = "council_vote"
    __table_args__ = (
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="hands"),
        Index(
            "uq_council_vote_replaces", "replaces_id", unique=True,
            sqlite_where=text("replaces_id IS NOT NULL"), postgresql_where=text("replaces_id IS NOT NULL"),
        ),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.home("meeting_id")
    meeting_id: str = ids.ref("council_meeting.id", index=True)
    line_id: str = ids.ref("agenda_line.id")
    resolution_id: str | None = ids.ref("resolution.id", nullable=True, index=True)
    question: str = Field(max_length=200)
    way: VoteWay = columns.choice(VoteWay)
    at: datetime
    electorate: list[dict[str, Any]] = columns.json_column(default_factory=list)
    rule_words: str = Field(max_length=200)
    quorum_present: int
    quorum_needed: int
    base: int
    needed: int
    votes_for: int
    votes_against: int
    abstained: int
    result: VoteResult = columns.choice(VoteResult)
    replaces_id: str | None = ids.ref("council_vote.id", nullable=True)
    reason: str = Field(default="", max_length=200)
    made_by: str | None = ids.plain(nullable=True)


class Resolution(SQLModel, table=True):
    """What was read from the line that stands now. A wording change rewrites these fields; the lines stay."""

    __table_args__ = (Index("ix_resolution_meeting_line", "meeting_id", "line_id"),)
    id: str = ids.key()
    meeting_id: str = ids.ref("council_meeting.id")
    community_id: str = ids.ref("unit.id", index=True)
    line_id: str = ids.ref("agenda_line.id")
    kind: ResolutionKind = columns.choice(ResolutionKind, default=ResolutionKind.ACT)
    deed: str = Field(default="", max_length=300)
    owner_id: str | None = ids.ref("party.id", nullable=True)
    watcher_id: str | None = ids.ref("party.id", nullable=True)
    verifier_id: str | None = ids.ref("party.id", nullable=True)
    deadline: date | None = None
    quantity: int | None = None
    unit: str = Field(default="", max_length=4)
    each_building: int | None = None
    acceptance: str = Field(default="", max_length=200)
    funding: str = Field(default="", max_length=200)
    later_month: str = Field(default="", max_length=7)
    flags: list[str] = columns.json_column(default_factory=list)
    present: int = 0
    needed: int = 0
    number: int | None = None
    promise_id: str | None = ids.ref("promise.id", nullable=True)
    typed_at: datetime
    received_at: datetime
    typed_by: str | None = ids.plain(nullable=True)
    final_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_by: str | None = ids.plain(nullable=True)

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None


class Wording(SQLModel, table=True):
    """One typed version of a line. `after_id` is the one its writer saw; two after the same one are a clash."""

    id: str = ids.key()
    community_id: str = ids.home("resolution_id")
    resolution_id: str = ids.ref("resolution.id", index=True)
    after_id: str | None = ids.ref("wording.id", nullable=True)
    over_id: str | None = ids.ref("wording.id", nullable=True)
    line: str = columns.long_text()
    typed_by: str | None = ids.plain(nullable=True)
    typed_by_name: str = Field(default="", max_length=80)
    typed_at: datetime


class LineDraft(SQLModel, table=True):
    """What a host has typed but not yet entered: one per host and meeting, gone when it is entered."""

    __tablename__ = "line_draft"
    __table_args__ = (UniqueConstraint("meeting_id", "account_id"),)
    id: str = ids.key()
    community_id: str = ids.home("meeting_id")
    meeting_id: str = ids.ref("council_meeting.id")
    account_id: str = ids.ref("account.id")
    line: str = columns.long_text()
    at: datetime
