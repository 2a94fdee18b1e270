from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from webapp.centre.rights import consent_rules
from webapp.centre.rights.rules import Channel, Kind, Outcome, Paper, Proof, Refusal, Way
from webapp.core.data import columns, ids


class PersonRequest(SQLModel, table=True):
    """个人信息请求. `grid_id` is the grid of the street door it came from, or the community where none is known.
    `resident_id` is whom the office matched it with, or `volunteer_id`, of a volunteer who is in no register; until
    `checked_at` nobody outside learns whether there is one."""

    __tablename__ = "person_request"
    __table_args__ = (
        UniqueConstraint("code_hash"),
        Index("ix_person_request_open", "community_id", "answered_at", "due_at"),
        Index("ix_person_request_grid", "grid_id", "answered_at"),
        Index("ix_person_request_resident", "resident_id"),
        Index("ix_person_request_volunteer", "volunteer_id"),
        CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name="answered"),
    )
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    grid_id: str = ids.ref("unit.id")
    place: str = Field(default="", max_length=80)
    kind: Kind = columns.choice(Kind)
    channel: Channel = columns.choice(Channel)
    name: str | None = columns.sealed()
    room: str | None = columns.sealed()
    phone: str | None = columns.sealed()
    words: str | None = columns.sealed()
    code_hash: str = Field(max_length=32)
    same_index: str = Field(default="", max_length=32)
    taken_by: str | None = ids.plain(nullable=True)
    asked_at: datetime
    due_at: datetime
    resident_id: str | None = ids.ref("resident.id", nullable=True)
    volunteer_id: str | None = ids.plain(nullable=True, of="volunteer.id")
    checked_at: datetime | None = None
    checked_by: str | None = ids.plain(nullable=True)
    check_way: Way | None = columns.choice(Way, nullable=True)
    paper: Paper | None = columns.choice(Paper, nullable=True)
    proof: Proof | None = columns.choice(Proof, nullable=True)
    spoken_hash: str | None = Field(default=None, max_length=32)
    spoken_until: datetime | None = None
    spoken_tries: int = 0
    outcome: Outcome | None = columns.choice(Outcome, nullable=True)
    refusal: Refusal | None = columns.choice(Refusal, nullable=True)
    answer: str | None = columns.sealed()
    answered_at: datetime | None = None
    answered_by: str | None = ids.plain(nullable=True)
    ready_until: date | None = None


class PersonConsent(SQLModel, table=True):
    """What somebody in the register agreed to: which text, how, before whom; `guardian` signs for a child."""

    __tablename__ = "person_consent"
    __table_args__ = (
        Index("uq_person_consent_open", "resident_id", "purpose", "community_id", unique=True,
              sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
    )  # fmt: skip
    id: str = ids.key()
    community_id: str = ids.ref("unit.id")
    resident_id: str = ids.ref("resident.id", index=True)
    purpose: consent_rules.Purpose = columns.choice(consent_rules.Purpose)
    version: str = Field(max_length=20)
    channel: consent_rules.Channel = columns.choice(consent_rules.Channel)
    guardian: str | None = columns.sealed()
    witness_id: str | None = ids.plain(nullable=True)
    given_at: datetime
    ended_at: datetime | None = None
