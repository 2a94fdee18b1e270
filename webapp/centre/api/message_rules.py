"""What goes over the wire, said once: pydantic checks it, and the OpenAPI document is made of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from webapp.centre.api.rules import Stage

# No control characters: no keyboard types them, and PostgreSQL refuses NUL.
PRINTED = r"^[^\x00-\x1f\x7f]*$"
ID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
# Several lines of at least one letter that is no blank.
SENTENCE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\S[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
Number = Annotated[str, StringConstraints(max_length=60, pattern=r"^[0-9A-Za-z][0-9A-Za-z._/-]*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PRINTED)]
Id = Annotated[str, StringConstraints(pattern=ID)]


class Message(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SpeakerIn(Message):
    """Whoever called. Sealed here, never given out again."""

    name: Annotated[Line, Field(max_length=40)] = ""
    phone: Annotated[str, StringConstraints(pattern=r"^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})?$")] = ""
    may_name: bool = False


class CaseIn(Message):
    number: Annotated[Number, Field(description="The sender's own number; the same number again is the same case")]
    unit_id: Annotated[Id, Field(description="A community or a grid below the key's unit")]
    category: Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[0-9A-Z_]+$")]
    words: Annotated[str, StringConstraints(min_length=2, max_length=1000, pattern=SENTENCE)]
    place: Annotated[Line, Field(max_length=120)] = ""
    urgent: bool = False
    said_at: Annotated[AwareDatetime | None, Field(strict=False)] = None
    speaker: SpeakerIn | None = None


class NumberIn(Message):
    number: Number


class CaseOut(BaseModel):
    id: Id
    number: str = Field(description="Our number, one in its community and year")
    your_number: str | None = Field(description="The number this key gave the case")
    stage: Stage
    category: str
    category_name: str
    unit_id: Id
    community_id: Id
    reported_at: datetime
    accepted_at: datetime | None
    handled_at: datetime | None
    closed_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    outcome: str | None


class CasesOut(BaseModel):
    cases: list[CaseOut]
    next: Id | None = Field(description="Give it as `after` for the next page")


class UnitOut(BaseModel):
    id: Id
    kind: str
    name: str
    code: str
    parent_id: Id | None


class UnitsOut(BaseModel):
    units: list[UnitOut]


class CountOut(BaseModel):
    unit_id: Id
    name: str
    reported: int
    ended: int
    open: int
    late: int


class CountsOut(BaseModel):
    since: datetime
    until: datetime
    counts: list[CountOut]


class Trouble(BaseModel):
    status: int
    message: str
    field: str | None = None


MODELS: tuple[type[BaseModel], ...] = (CaseIn, NumberIn, CaseOut, CasesOut, UnitsOut, CountsOut, Trouble)


def components() -> dict[str, Any]:
    from pydantic.json_schema import models_json_schema

    _, made = models_json_schema(
        [(model, "validation") for model in MODELS], ref_template="#/components/schemas/{model}"
    )
    found: dict[str, Any] = made["$defs"]
    return found
