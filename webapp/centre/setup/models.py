from datetime import datetime

from sqlmodel import Field, SQLModel

from webapp.core.data import ids


class SetupCode(SQLModel, table=True):
    """The code printed in the terminal, by its hash; the newest counts, and only until the installation is founded."""

    __tablename__ = "setup_code"
    id: str = ids.key()
    code_hash: str = Field(max_length=64)
    made_at: datetime
