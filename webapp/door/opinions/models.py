from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids
from webapp.core.time import clock


class RoundState(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    ASKING = "asking"
    CLOSED = "closed"
    COUNTED = "counted"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Land(StrEnum):
    """Whose ground the matter is about; a shared part of an estate makes it the owners' decision."""

    NONE = "none"
    SHARED = "shared"
    MUNICIPAL = "municipal"
    OWN = "own"


class Way(StrEnum):
    DOOR = "door"
    LINK = "link"
    PAPER = "paper"
    PHONE = "phone"


class QuestionKind(StrEnum):
    VOTE = "vote"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    WORDS = "words"


class Outcome(StrEnum):
    ANSWERED = "answered"
    NOBODY = "nobody"
    LATER = "later"
    REFUSED = "refused"
    EMPTY = "empty"
    MOVED = "moved"


class Standing(StrEnum):
    """What one household counts as; each of the frozen list is exactly one of these."""

    UNASKED = "unasked"
    NOBODY = "nobody"
    REFUSED = "refused"
    EMPTY = "empty"
    MOVED = "moved"
    AGREE = "agree"
    DISAGREE = "disagree"
    ANSWERED = "answered"


class Speaker(StrEnum):
    OWNER = "owner"
    FAMILY = "family"
    TENANT = "tenant"


class Side(StrEnum):
    HOME = "home"
    TENANT = "tenant"


class OpinionRound(SQLModel, table=True):
    """`first_closes_at` is what was announced; `closes_at` moves only by an extension said before it. `result` is the
    count as it was made; from then on pages and papers read nothing else."""

    __tablename__ = "opinion_round"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="times"),
        Index("ix_opinion_round_place", "community_id", "state"),
        Index("ix_opinion_round_due", "state", "opens_at"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    title: str = Field(max_length=60)
    why: str = columns.long_text()
    land: Land = columns.choice(Land, default=Land.NONE)
    by_owners: bool = False
    ways: list[str] = columns.json_column(default_factory=list)
    question_version: int = 1
    opens_at: datetime
    closes_at: datetime
    first_closes_at: datetime
    state: RoundState = columns.choice(RoundState, default=RoundState.DRAFT)
    host_id: str = ids.ref("account.id")
    households: int = 0
    result: dict[str, Any] = columns.json_column()
    case_id: str | None = ids.plain(nullable=True, of="grid_case.id")
    made_at: datetime = Field(default_factory=clock.now)
    opened_at: datetime | None = None
    counted_at: datetime | None = None
    published_at: datetime | None = None

    def takes(self, at: datetime) -> bool:
        """Whether an answer given then still counts when it arrives now."""
        if self.state not in (RoundState.ASKING, RoundState.CLOSED) or self.opened_at is None:
            return False
        return at <= self.closes_at

    @property
    def is_counted(self) -> bool:
        return self.state in (RoundState.COUNTED, RoundState.PUBLISHED, RoundState.ARCHIVED)

    @property
    def is_public(self) -> bool:
        return self.state in (RoundState.PUBLISHED, RoundState.ARCHIVED)


class RoundPlace(SQLModel, table=True):
    __tablename__ = "opinion_place"
    __table_args__ = (UniqueConstraint("community_id", "round_id", "entrance_id"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id", index=True)
    entrance_id: str = ids.ref("entrance.id")


class RoundQuestion(SQLModel, table=True):
    """Of one version; options are numbered from 1 in their order, as they stand on paper."""

    __tablename__ = "opinion_question"
    __table_args__ = (UniqueConstraint("community_id", "round_id", "version", "position"),)
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id")
    version: int
    position: int
    kind: QuestionKind = columns.choice(QuestionKind)
    asks: str = Field(max_length=120)
    options: list[str] = columns.json_column(default_factory=list)


class RoundLine(SQLModel, table=True):
    """One dwelling of the frozen list, with the household that lived there at opening. `area` in hundredths of a square
    metre; dwellings with the same `owner_mark` have one owner. `ballot_id` is the one valid answer."""

    __tablename__ = "opinion_line"
    __table_args__ = (
        UniqueConstraint("community_id", "round_id", "dwelling_id"),
        Index("ix_opinion_line_walk", "round_id", "building_id", "position"),
        Index("ix_opinion_line_home", "household_id", "round_id"),
        Index("ix_opinion_line_again", "grid_id", "try_at"),
        Index("ix_opinion_line_disputed", "round_id", "is_disputed"),
        Index("ix_opinion_line_tenants", "round_id", "tenant_standing"),
        CheckConstraint("area IS NULL OR area > 0", name="area"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id")
    grid_id: str = ids.ref("unit.id")
    building_id: str = ids.ref("building.id")
    entrance_id: str = ids.ref("entrance.id")
    dwelling_id: str = ids.ref("dwelling.id")
    household_id: str | None = ids.ref("household.id", nullable=True)
    label: str = Field(max_length=80)
    room: str = Field(default="", max_length=12)
    position: int = 0
    area: int | None = None
    owner_mark: str = Field(default="", max_length=20)
    standing: Standing = columns.choice(Standing, default=Standing.UNASKED)
    tenant_standing: Standing = columns.choice(Standing, default=Standing.UNASKED, name="tenant_standing")
    ballot_id: str | None = ids.plain(nullable=True)
    is_disputed: bool = False
    tries: int = 0
    try_at: datetime | None = None


class RoundTally(SQLModel, table=True):
    """The outcomes of the whole round (`place_id` is the round's id) or of one building of it, moved in the same
    transaction as the line. That they add up is the database's to refuse."""

    __tablename__ = "opinion_tally"
    __table_args__ = (
        UniqueConstraint("community_id", "round_id", "place_id"),
        Index("ix_opinion_tally_order", "round_id", "position"),
        CheckConstraint(
            "unasked + nobody + refused + empty + moved + agree + disagree + answered = total", name="adds_up"
        ),
        CheckConstraint(
            "unasked >= 0 AND nobody >= 0 AND refused >= 0 AND empty >= 0 AND moved >= 0 AND agree >= 0"
            " AND disagree >= 0 AND answered >= 0 AND disputed >= 0", name="counts",
        ),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id")
    place_id: str = ids.plain()
    place: str = Field(default="", max_length=80)
    position: int = 0
    total: int = 0
    unasked: int = 0
    nobody: int = 0
    refused: int = 0
    empty: int = 0
    moved: int = 0
    agree: int = 0
    disagree: int = 0
    answered: int = 0
    disputed: int = 0


class Ballot(SQLModel, table=True):
    """What was heard of a household at one time: an answer, or why there is none. Never changed; `voice` tells two
    people of one household apart without naming either. `is_late`: it came after counting and changed nothing."""

    __tablename__ = "opinion_ballot"
    __table_args__ = (
        Index("ix_opinion_ballot_line", "line_id", "happened_at"),
        Index("ix_opinion_ballot_knock", "visit_id"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id")
    line_id: str = ids.ref("opinion_line.id")
    outcome: Outcome = columns.choice(Outcome)
    answers: str | None = columns.sealed()
    speaker: Speaker = columns.choice(Speaker, default=Speaker.OWNER)
    way: Way = columns.choice(Way)
    voice: str = Field(default="", max_length=32)
    version: int = 1
    account_id: str | None = ids.plain(nullable=True)
    visit_id: str | None = ids.plain(nullable=True, of="visit.id")
    sheet_id: str | None = ids.plain(nullable=True)
    captured_at: datetime
    happened_at: datetime
    received_at: datetime
    is_late: bool = False
    withdrawn_at: datetime | None = None


class StandingAnswer(SQLModel, table=True):
    """The one valid answer of a household to a question, on its side; words stay sealed in the ballot."""

    __tablename__ = "opinion_answer"
    __table_args__ = (
        UniqueConstraint("community_id", "line_id", "side", "position"),
        Index("ix_opinion_answer_count", "round_id", "side", "position", "value"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    round_id: str = ids.ref("opinion_round.id")
    line_id: str = ids.ref("opinion_line.id")
    side: Side = columns.choice(Side, default=Side.HOME)
    position: int
    ballot_id: str = ids.ref("opinion_ballot.id")
    value: str = Field(default="", max_length=80)
