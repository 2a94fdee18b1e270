import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class CertificateKind(StrEnum):
    HONOUR = "honour"
    PLAQUE = "plaque"
    PROOF = "proof"


class EndKind(StrEnum):
    VOID = "void"
    REPLACED = "replaced"


class BatchForm(StrEnum):
    ONE_FILE = "one_file"
    ZIP = "zip"


class Certificate(SQLModel, table=True):
    """`said` is everything printed on it, as text; the database refuses to change a row of this table. `issued_on` is
    the date it prints: a replacement keeps the first one's and says beside it when it was made."""

    __table_args__ = (
        UniqueConstraint("issuer_id", "year", "seq"),
        Index("ix_certificate_issued", "issuer_id", "issued_at", "id"),
        Index("ix_certificate_issued_all", "issued_at", "id"),
    )
    id: str = ids.key()
    issuer_id: str = ids.ref("unit.id", index=True)
    community_id: str | None = ids.plain(nullable=True, index=True)
    kind: CertificateKind = columns.choice(CertificateKind)
    year: int
    seq: int
    number: str = Field(max_length=40, unique=True)
    party_id: str = ids.ref("party.id", index=True)
    cause: str = Field(max_length=80, unique=True)
    design: int = 1
    said: str = columns.long_text()
    private: str | None = columns.sealed()
    said_hash: str = Field(max_length=64)
    issued_on: date
    reissued_on: date | None = None
    issued_at: datetime
    issued_by: str | None = ids.plain(nullable=True)
    token_hash: str = Field(max_length=64, unique=True)
    link: str = Field(max_length=400)

    @property
    def words(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.said)
        return read

    @property
    def hidden(self) -> dict[str, str]:
        read: dict[str, str] = json.loads(self.private or "{}")
        return read


class CertificateEnd(SQLModel, table=True):
    """作废 or 换发. The paper stays on record and its number is never given again."""

    __tablename__ = "certificate_end"
    id: str = ids.key()
    certificate_id: str = ids.ref("certificate.id", unique=True)
    issuer_id: str = ids.ref("unit.id", index=True)
    kind: EndKind = columns.choice(EndKind)
    reason: str = Field(max_length=300)
    ended_at: datetime
    ended_by: str | None = ids.plain(nullable=True)
    replacement_id: str | None = ids.ref("certificate.id", nullable=True)
    mark: str = Field(max_length=12)


class CertificateSeries(SQLModel, table=True):
    """The last number an issuer gave in a year; moved in the transaction that uses it, so there is no gap."""

    __tablename__ = "certificate_series"
    issuer_id: str = Field(primary_key=True, foreign_key="unit.id", sa_type=ids.COLUMN)  # type: ignore[call-overload]
    year: int = Field(primary_key=True)
    last: int = 0


class CertificateBatch(SQLModel, table=True):
    """Many papers in one go. Parts already drawn lie in the data folder, so that a restart goes on from there."""

    __tablename__ = "certificate_batch"
    id: str = ids.key()
    issuer_id: str = ids.ref("unit.id", index=True)
    title: str = Field(max_length=120)
    form: BatchForm = columns.choice(BatchForm)
    archive: bool = False
    certificate_ids: list[str] = columns.json_column(default_factory=list)
    job_id: str | None = ids.plain(nullable=True)
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
