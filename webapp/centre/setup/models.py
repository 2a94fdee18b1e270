from datetime import datetime

from sqlmodel import Field, SQLModel

from webapp.core.data import ids


class SetupCode(SQLModel, table=True):
    """The code printed in the terminal, by its hash; the newest counts, and only until the installation is founded."""

    __tablename__ = "setup_code"
    id: str = ids.key()
    code_hash: str = Field(max_length=64)
    made_at: datetime


class BackupProof(SQLModel, table=True):
    """A backup that was made, decrypted again, opened and checked, by somebody who wanted to see it."""

    __tablename__ = "backup_proof"
    id: str = ids.key()
    file: str = Field(max_length=120)
    size: int
    made_at: datetime
    made_by: str | None = ids.plain(nullable=True)
