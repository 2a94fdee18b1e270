"""Files of residents leave with two consents: one person asks, another allows, the first takes it once within a day."""

from datetime import timedelta

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor, require_reach
from webapp.people.org import queries as org
from webapp.register.intake import queries
from webapp.register.intake.models import ExportRequest

KEPT_FOR = timedelta(days=1)
MOST = 2500


class TooWide(DomainError):
    status = 422
    message = N_("一次只能导出一个网格或一个社区。")


class TooManyPeople(DomainError):
    """Half of what the criminal law counts as serious when data was got on duty."""

    status = 422
    message = N_("超过 %(most)s 人，请按网格分开申请。")


class SecondPersonNeeded(DomainError):
    status = 403
    message = N_("自己的申请要由另一个人批。")


class AlreadyDecided(DomainError):
    message = N_("这个申请已经有结果了。")


class NotAllowedYet(DomainError):
    message = N_("还没有人批准，或批准已经过了一天。")


class TakenBefore(DomainError):
    """One approval, one file."""

    message = N_("这份名册已经取过一次，再要请重新申请。")


def ask_export(session: Session, actor: Actor, *, unit_id: str, reason: str, with_phone: bool) -> ExportRequest:
    """For one grid or one community, never more people than the law counts as a serious number."""
    require_reach(session, actor, [unit_id])
    community_id = org.community_of(session, unit_id)
    if community_id is None:
        raise TooWide(field="unit_id")
    if queries.count_people(session, unit_id) > MOST:
        raise TooManyPeople(field="unit_id", most=MOST)
    made = ExportRequest(
        community_id=community_id, unit_id=unit_id, reason=reason, with_phone=with_phone, asked_by=actor.account_id,
        asked_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "ask_export", made, reason=reason)
    return made


def decide_export(session: Session, actor: Actor, request: ExportRequest, *, is_allowed: bool) -> ExportRequest:
    """By another person than the one who asked."""
    if request.asked_by == actor.account_id:
        raise SecondPersonNeeded
    if request.decided_by is not None:
        raise AlreadyDecided
    request.decided_by, request.decided_at, request.is_allowed = actor.account_id, clock.now(), is_allowed
    session.flush()
    history.record(session, actor, "decide_export", request, after={"is_allowed": is_allowed})
    return request


def take_export(session: Session, actor: Actor, request: ExportRequest, *, row_count: int) -> None:
    """Marks the one taking; the file itself is written from queries by the route."""
    if request.asked_by != actor.account_id:
        raise NotFound
    if not request.is_allowed or request.decided_at is None or request.decided_at < clock.now() - KEPT_FOR:
        raise NotAllowedYet
    if request.taken_at is not None:
        raise TakenBefore
    request.taken_at, request.row_count = clock.now(), row_count
    session.flush()
    after = {"rows": row_count, "with_phone": request.with_phone}
    history.record(session, actor, "take_export", request, after=after, reason=request.reason)
