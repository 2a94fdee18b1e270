from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from webapp.core.data import columns, ids


class Passkey(SQLModel, table=True):
    """A key that a phone, a computer or a stick keeps; here lies its public half. The counter only rises."""

    __table_args__ = (UniqueConstraint("credential_id"),)
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    credential_id: str = Field(max_length=400)
    public_key: str = Field(max_length=1000)
    counter: int = 0
    label: str = Field(default="", max_length=40)
    made_at: datetime
    used_at: datetime | None = None


class OneTimeSecret(SQLModel, table=True):
    """The secret an authenticator app shares with us; in force once the first code from it has been seen."""

    __tablename__ = "one_time_secret"
    __table_args__ = (UniqueConstraint("account_id"),)
    id: str = ids.key()
    account_id: str = ids.ref("account.id")
    secret: str | None = columns.sealed()
    made_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0


class RecoveryCode(SQLModel, table=True):
    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("account_id", "code_index"),)
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    code_index: str = Field(max_length=32)
    made_at: datetime
    used_at: datetime | None = None


class Invitation(SQLModel, table=True):
    """A link on a printed slip: whoever holds it chooses the account's password, once, within its days."""

    __table_args__ = (UniqueConstraint("token_hash"),)
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    token_hash: str = Field(max_length=64)
    made_by: str | None = ids.plain(nullable=True)
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None = None


class ProviderLink(SQLModel, table=True):
    """Who somebody is at the district's own platform; said once by them, and by nobody else. Holds no name."""

    __tablename__ = "provider_link"
    __table_args__ = (UniqueConstraint("provider", "subject"), UniqueConstraint("provider", "account_id"))
    id: str = ids.key()
    account_id: str = ids.ref("account.id", index=True)
    provider: str = Field(max_length=200)
    subject: str = Field(max_length=255)
    made_at: datetime
