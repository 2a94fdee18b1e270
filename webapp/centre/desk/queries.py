"""What waits for one person at the desk: to sign, to check, to call back, to decide, to confirm; oldest first."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from webapp.casework.cases.models import Extension, GridCase
from webapp.casework.cases.pause_models import PauseRequest
from webapp.casework.cases.rules import State as CaseState
from webapp.centre.desk import office_queries as office
from webapp.centre.desk import open_queries
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.council.promises.models import Promise, PromiseExtension
from webapp.council.promises.pause_models import ParkingRequest
from webapp.council.promises.rules import State as PromiseState
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground

SHOWN, COUNTED = 6, 99


@dataclass(frozen=True)
class Button:
    """Done in place: one button that posts; `before` and `after` stand around the row's id."""

    words: str
    before: str
    after: str
    fields: dict[str, str] = field(default_factory=dict)

    def url(self, row_id: str) -> str:
        return f"{self.before}{row_id}{self.after}"


@dataclass(frozen=True)
class Kind:
    """`ask` gives (opens at, title, detail, since, what the button acts on, community) of each waiting row."""

    key: str
    title: str
    action: Action
    ask: Callable[[Actor], Any]
    address: str
    more: str = ""
    button: Button | None = None


@dataclass(frozen=True)
class Waiting:
    row_id: str
    title: str
    detail: str
    since: datetime
    act_id: str
    community_id: str | None


@dataclass(frozen=True)
class Pile:
    kind: Kind
    count: int
    rows: list[Waiting]


def piles(session: Session, actor: Actor) -> list[Pile]:
    """Every kind that has something, in the order of the table."""
    found = []
    for kind in KINDS:
        if not actor.can(kind.action):
            continue
        rows = session.execute(kind.ask(actor.wearing(kind.action)).limit(COUNTED + 1)).all()
        if rows:
            found.append(Pile(kind, len(rows), [_waiting(*row) for row in rows[:SHOWN]]))
    return found


def _waiting(row_id: Any, title: Any, detail: Any, since: Any, act_id: Any, community_id: Any) -> Waiting:
    return Waiting(str(row_id), title or "", detail or "", since, str(act_id), community_id)


def waits_of(session: Session, actor: Actor) -> list[list[Any]]:
    """[what, how many, since which day] of each pile, the oldest first: nothing of anybody's words or name."""
    found = [(pile, min(row.since for row in pile.rows)) for pile in piles(session, actor)]
    return [
        [pile.kind.title, pile.count, clock.local(since).date().isoformat()]
        for pile, since in sorted(found, key=lambda one: one[1])
    ]


def count_waiting(session: Session, actor: Actor) -> int:
    """One number for the navigation."""
    total = 0
    for kind in KINDS:
        if actor.can(kind.action):
            some = kind.ask(actor.wearing(kind.action)).limit(COUNTED).subquery()
            total += int(session.execute(select(func.count()).select_from(some)).scalar_one())
    return total


def _cases(*states: CaseState, more: Callable[[Actor], Any] | None = None) -> Callable[[Actor], Any]:
    def ask(actor: Actor) -> Any:
        query = select(
            GridCase.id, GridCase.title, GridCase.number, GridCase.reported_at, GridCase.id,
            GridCase.community_id,
        )  # fmt: skip
        query = query.where(col(GridCase.ended_at).is_(None), col(GridCase.state).in_(states))
        query = on_ground(query, actor, col(GridCase.community_id), col(GridCase.grid_id))
        if more is not None:
            query = query.where(more(actor))
        return query.order_by(col(GridCase.reported_at), col(GridCase.id))

    return ask


def _asked_of_me(actor: Actor) -> Any:
    units = [hat.unit_id for hat in actor.hats]
    return or_(col(GridCase.asked_party_id) == actor.party_id, col(GridCase.asked_unit_id).in_(units))


def _not_my_work(actor: Actor) -> Any:
    return or_(col(GridCase.handled_by).is_(None), col(GridCase.handled_by) != actor.account_id)


def _case_time(actor: Actor) -> Any:
    query = select(
        GridCase.id, GridCase.title, Extension.reason, Extension.asked_at, GridCase.id,
        GridCase.community_id,
    )  # fmt: skip
    query = query.join(GridCase, col(GridCase.id) == Extension.case_id)
    query = query.where(col(Extension.decided_at).is_(None), col(Extension.asked_by) != actor.account_id)
    return on_ground(query, actor, col(GridCase.community_id)).order_by(col(Extension.asked_at))


def _case_pause(actor: Actor) -> Any:
    """A stop or a parking somebody else asked for, on what this person does not work on."""
    mine = select(Account.id).where(col(Account.party_id) == actor.party_id)
    query = select(
        GridCase.id, GridCase.title, PauseRequest.words, PauseRequest.asked_at, GridCase.id,
        GridCase.community_id,
    )  # fmt: skip
    query = query.join(GridCase, col(GridCase.id) == PauseRequest.case_id)
    query = query.where(col(PauseRequest.decided_at).is_(None), col(PauseRequest.asked_by).not_in(mine))
    query = query.where(or_(col(GridCase.lead_party_id).is_(None), col(GridCase.lead_party_id) != actor.party_id))
    return on_ground(query, actor, col(GridCase.community_id)).order_by(col(PauseRequest.asked_at))


def _to_confirm(actor: Actor) -> Any:
    query = select(Promise.id, Promise.deed, Promise.number, Promise.opened_at, Promise.id, Promise.community_id)
    mine = (col(Promise.owner_id) == actor.party_id) & (col(Promise.state) == PromiseState.UNCONFIRMED)
    return query.where(mine).order_by(col(Promise.opened_at))


def _to_verify(actor: Actor) -> Any:
    query = select(Promise.id, Promise.deed, Promise.number, Promise.moved_at, Promise.id, Promise.community_id)
    mine = or_(col(Promise.verifier_id) == actor.party_id, col(Promise.supervisor_id) == actor.party_id)
    return query.where(mine, col(Promise.state) == PromiseState.CHECKING).order_by(col(Promise.moved_at))


def _promise_time(actor: Actor) -> Any:
    query = select(
        Promise.id, Promise.deed, PromiseExtension.reason, PromiseExtension.asked_at, Promise.id,
        Promise.community_id,
    )  # fmt: skip
    query = query.join(Promise, col(Promise.id) == PromiseExtension.promise_id)
    mine = col(PromiseExtension.asked_by) == actor.party_id
    query = query.where(col(PromiseExtension.decided_at).is_(None), mine.is_not(True))
    return on_ground(query, actor, col(Promise.community_id)).order_by(col(PromiseExtension.asked_at))


def _parking(actor: Actor) -> Any:
    query = select(
        Promise.id, Promise.deed, ParkingRequest.reason, ParkingRequest.asked_at, Promise.id,
        Promise.community_id,
    )  # fmt: skip
    query = query.join(Promise, col(Promise.id) == ParkingRequest.promise_id)
    query = query.where(col(ParkingRequest.decided_at).is_(None), col(ParkingRequest.asked_by) != actor.party_id)
    query = query.where(col(Promise.owner_id) != actor.party_id)
    return on_ground(query, actor, col(Promise.community_id)).order_by(col(ParkingRequest.asked_at))


KINDS = (
    Kind("sign", N_("等我签收"), Action.HANDLE_CASE, _cases(CaseState.DISPATCHED, more=_asked_of_me), "/cases/",
         "/cases/?state=sent", Button(N_("签收"), "/cases/", "/work/receipt")),
    Kind("verify", N_("等核查"), Action.DIRECT_CASE, _cases(CaseState.HANDLED, more=_not_my_work), "/cases/",
         "/cases/?state=check"),
    Kind("call", N_("等回访和结案"), Action.DIRECT_CASE, _cases(CaseState.FEEDBACK, more=open_queries.to_call_or_close),
         "/cases/", "/cases/?state=check"),
    Kind("time", N_("等答复改期"), Action.DIRECT_CASE, _case_time, "/cases/", "",
         Button(N_("同意"), "/cases/", "/direction/decision", {"granted": "yes"})),
    Kind("pause", N_("等批停表、挂账"), Action.DIRECT_CASE, _case_pause, "/cases/", "",
         Button(N_("同意"), "/cases/", "/pause", {"granted": "yes"})),
    Kind("confirm", N_("等我认领"), Action.KEEP_PROMISES, _to_confirm, "/promises/", "/promises/mine",
         Button(N_("认领"), "/promises/", "/confirmation")),
    Kind("check", N_("等我验收"), Action.KEEP_PROMISES, _to_verify, "/promises/", "/promises/?state=checking"),
    Kind("more", N_("承诺等批改期"), Action.SUPERVISE_PROMISES, _promise_time, "/promises/", "/promises/"),
    Kind("parking", N_("承诺等批挂账"), Action.SUPERVISE_PROMISES, _parking, "/promises/", "/promises/",
         Button(N_("同意"), "/promises/", "/parking/decision", {"granted": "1"})),
    Kind("task", N_("等核验的任务"), Action.SEND_TASKS, office.handed_in, "/tasks/", "/orders"),
    Kind("back", N_("等答复的退回"), Action.SEND_TASKS, office.given_back, "/orders/objections#", "/orders/objections"),
    Kind("score", N_("等答复的得分申诉"), Action.JUDGE_SCORE_APPEALS, office.scores, "/assessment/periods/",
         "/assessment/"),
    Kind("star", N_("等答复的星级申诉"), Action.HEAR_APPEALS, open_queries.star_appeals, "/awards/appeals/#",
         "/awards/appeals/"),
    Kind("judge", N_("等评议的星级名单"), Action.RUN_RATINGS, open_queries.star_lists, "/awards/rounds/", "/awards/"),
    Kind("stars", N_("星级公示有异议，等答复"), Action.RUN_RATINGS, open_queries.star_objections, "/awards/rounds/"),
    Kind("contest", N_("评选公示有异议，等答复"), Action.RUN_CONTEST, open_queries.contest_objections, "/contest/"),
    Kind("listing", N_("等您看的招工和优惠"), Action.REVIEW_MARKET, open_queries.listings, "/market/desk/listings/",
         "/market/desk"),
    Kind("hours", N_("等确认时长"), Action.RUN_ACTIVITIES, office.hours, "/volunteers/", "/attendance",
         Button(N_("属实"), "/attendance/", "/confirmation")),
    Kind("points", N_("等批改积分"), Action.CORRECT_POINTS, office.corrections, "/points/", "/points",
         Button(N_("同意"), "/points/corrections/", "/approval")),
    Kind("dispute", N_("同一户说法不一，等您定"), Action.HOLD_OPINIONS, office.disputes, "/opinions/", "/opinions/"),
    Kind("lend", N_("等同意的借用"), Action.APPROVE_LOANS, office.to_lend, "/lending/people/", "/lending",
         Button(N_("同意"), "/loans/reservations/", "/approval")),
    Kind("review", N_("待核的记录"), Action.REVIEW_SYNC, office.reviews, "/sync/reviews#", "/sync/reviews"),
    Kind("rights", N_("等办的个人信息请求"), Action.TAKE_RIGHTS, office.rights, "/rights/requests/", "/rights/"),
    Kind("complaint", N_("等答复的投诉建议"), Action.ANSWER_COMPLAINTS, office.complaints, "/complaints#",
         "/complaints"),
)  # fmt: skip
