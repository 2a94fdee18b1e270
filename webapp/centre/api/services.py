"""A case comes in once, and each side learns the other's number."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source, Urgency
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.casework.catalogue import queries as catalogue
from webapp.centre.api import queries
from webapp.centre.api.models import ApiKey, ApiNumber
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import require_reach
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind

PASSED_ON = N_("%(number)s %(who)s转来一件，24 小时内联系一下。")
OLDEST = timedelta(days=366)


class OtherContent(DomainError):
    message = N_("这个编号已经送过，内容不一样。")


class NumberTaken(DomainError):
    message = N_("这件事或这个编号已经对上了别的。")


class NoSuchCategory(DomainError):
    status = 422
    message = N_("没有这个类别。")


class NotAPlace(DomainError):
    status = 422
    message = N_("要写社区或者网格。")


class TooOld(DomainError):
    status = 422
    message = N_("说的时间不能晚于现在，也不能早于一年前。")


def send_case(session: Session, key: ApiKey, told: dict[str, Any]) -> tuple[GridCase, bool]:
    """(case, whether it is new). Two at once with one number make one case: the table has room for one."""
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
    if (known := _known(session, key, told["number"], digest)) is not None:
        return known, False
    try:
        with session.begin_nested():
            case = _open(session, key, told)
            session.add(_number(key, case, told["number"], digest))
    except IntegrityError:
        known = _known(session, key, told["number"], digest)
        if known is None:
            raise
        return known, False
    history.record(session, queries.caller(key), "api_case_in", case, after={"number": told["number"]})
    on_duty = people.accounts_on_duty(session, case.grid_id or case.community_id)
    notices.tell(
        session, on_duty, PASSED_ON, cause=f"passed:{case.id}", url=f"/cases/{case.id}",
        community_id=case.community_id, number=case.number, who=key.name,
    )  # fmt: skip
    return case, True


def name_case(session: Session, key: ApiKey, case: GridCase, number: str) -> None:
    """The same number again is no change; another for the same case, or the same for another, is refused."""
    if (known := _numbered(session, key, number)) is not None and known.case_id == case.id:
        return
    try:
        with session.begin_nested():
            session.add(_number(key, case, number, ""))
    except IntegrityError as clash:
        raise NumberTaken("number") from clash
    history.record(session, queries.caller(key), "api_number", case, after={"number": number})


def record_reading(session: Session, key: ApiKey, what: str, rows: int) -> None:
    """Whatever leaves stands in the history, and the key's page says when it was last used."""
    key.used_at = clock.now()
    home = org.community_of(session, key.unit_id)
    history.record(session, queries.caller(key), "api_read", key, after={"what": what, "rows": rows}, community_id=home)


def _known(session: Session, key: ApiKey, number: str, digest: str) -> GridCase | None:
    known = _numbered(session, key, number)
    if known is None:
        return None
    if known.digest != digest:
        raise OtherContent("number")
    return session.get_one(GridCase, known.case_id)


def _numbered(session: Session, key: ApiKey, number: str) -> ApiNumber | None:
    return session.exec(select(ApiNumber).where(ApiNumber.key_id == key.id, ApiNumber.number == number)).first()


def _number(key: ApiKey, case: GridCase, number: str, digest: str) -> ApiNumber:
    return ApiNumber(
        community_id=case.community_id, key_id=key.id, case_id=case.id, number=number, digest=digest,
        made_at=clock.now(),
    )  # fmt: skip


def _open(session: Session, key: ApiKey, told: dict[str, Any]) -> GridCase:
    now, said_at = clock.now(), told["said_at"]
    if said_at is not None and not now - OLDEST <= said_at <= now + timedelta(minutes=5):
        raise TooOld("said_at")
    who = told["speaker"] or {}
    speaker = Speaker(
        name=who.get("name") or None, phone=who.get("phone") or None, may_name=who.get("may_name", False)
    )  # fmt: skip
    spoken = Spoken(told["words"], Source.HOTLINE, said_at=said_at, speaker=speaker)
    matter = Matter(
        category_code=_category(session, told["category"]), urgency=Urgency.URGENT if told["urgent"] else Urgency.NORMAL
    )
    return cases.open_case(session, None, place=_place(session, key, told), spoken=spoken, matter=matter)


def _category(session: Session, code: str) -> str:
    try:
        return catalogue.category_by_code(session, code, clock.today()).code
    except NotFound:
        raise NoSuchCategory("category") from None


def _place(session: Session, key: ApiKey, told: dict[str, Any]) -> Place:
    require_reach(session, queries.reach(session, key), [told["unit_id"]])
    unit = org.unit(session, told["unit_id"])
    if unit.kind is UnitKind.COMMUNITY:
        return Place(unit.id, words=told["place"])
    home = org.community_of(session, unit.id)
    if unit.kind is not UnitKind.GRID or home is None:
        raise NotAPlace("unit_id")
    return Place(home, unit.id, words=told["place"])
