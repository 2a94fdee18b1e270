from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class BackupProof(SQLModel, table=True):
    """A backup that was made, decrypted again, opened and checked, by somebody who wanted to see it."""

    __tablename__ = "backup_proof"
    id: str = ids.key()
    file: str = Field(max_length=120)
    size: int
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)


class BackupCopy(SQLModel, table=True):
    """One journey to the second place: what was carried there, or why not. `trouble` is a word of `rules.TROUBLES`."""

    __tablename__ = "backup_copy"
    __table_args__ = (Index("ix_backup_copy_made", "made_at", "id"),)
    id: str = ids.key()
    made_at: datetime
    place: str = Field(max_length=200)
    file: str = Field(default="", max_length=120)
    size: int = Field(default=0, sa_type=BigInteger)
    photos: int = 0
    gone: int = 0
    milliseconds: int = 0
    trouble: str = Field(default="", max_length=40)

    @property
    def is_good(self) -> bool:
        return not self.trouble


class RestoreDrill(SQLModel, table=True):
    """One rehearsal: a backup brought back beside what is in use, and what would have been missing. `findings` are
    lines of `drill_rules`, `lost` rows by table, `phones` what each account's phones would bring again."""

    __tablename__ = "restore_drill"
    __table_args__ = (Index("ix_restore_drill_made", "made_at", "id"),)
    id: str = ids.key()
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
    file: str = Field(max_length=120)
    milliseconds: int = 0
    is_good: bool = False
    findings: list[dict[str, Any]] = columns.json_column(default_factory=list)
    lost: dict[str, int] = columns.json_column()
    phones: dict[str, int] = columns.json_column()


class MachineLight(SQLModel, table=True):
    """What was told last about one line of the page: an alert goes out when it turns red, and when it is good again."""

    __tablename__ = "machine_light"
    key: str = Field(primary_key=True, max_length=40)
    is_red: bool = False
    since: datetime
