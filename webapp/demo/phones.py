"""Chapter: phones in the stairwell. Some with records waiting, one lost, doors to try again,
what two people changed, what somebody delivered after moving."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from webapp.centre.sync import phone_services, review_services
from webapp.centre.sync.models import SyncClash, SyncPhone
from webapp.centre.sync.review_services import FormerPost
from webapp.centre.sync.rules import Sent
from webapp.core.data import ids
from webapp.core.time import clock
from webapp.demo.town import Town
from webapp.door.visits import revisit_services, services
from webapp.door.visits.models import Outcome, Visit
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Household

# login: device, unsent, since when, last seen
PHONES = (
    ("wang", "Android · Chrome", 2, timedelta(hours=3), timedelta(minutes=40)),
    ("dongmei3", "HarmonyOS · 浏览器", 6, timedelta(days=5), timedelta(days=4)),
    ("mingdu1", "Android · Chrome", 3, timedelta(hours=6), timedelta(hours=2)),
    ("mingdu2", "HarmonyOS · 浏览器", 7, timedelta(days=5), timedelta(days=5)),
    ("mingdu3", "iPhone · Safari", 0, None, timedelta(minutes=12)),
    ("shanghu1", "Android · 微信", 1, timedelta(days=2), timedelta(days=1)),
)
LOST = "mingdu2"
KNOCKS = ((6, time(10)), (4, time(19)), (1, time(15)))
MANY_KNOCKS = ((9, time(10)), (8, time(19)), (6, time(15)), (3, time(18)), (2, time(10)))
HEARD = "楼上漏水，卫生间顶上湿了一片"
WHY = "这户不在您现在的网格里。"


def tell(session: Session, town: Town) -> None:
    phone_services.renew_epoch(session)
    for login, name, unsent, age, seen in PHONES:
        _phone(session, town, login, name, unsent, age, seen)
    homes = _homes(session, town.grids["dongmei"][0])
    missed = [home for home in homes if home.last_outcome == Outcome.NOBODY]
    for home in missed[1:4]:
        _again(session, home)
    _knock(session, town, "wang", missed[0] if missed else homes[0], KNOCKS)
    _clash(session, town, "wang", next(home for home in homes if home.is_key))
    neighbours = _homes(session, town.grids["mingdu"][0])
    _clash(session, town, "mingdu1", next(home for home in neighbours if home.is_key))
    _review(session, town, "mingdu2", neighbours[3])
    micro = [home for home in _homes(session, town.grids["shanghu"][0]) if home.micro_grid_id == _micro(town)]
    _knock(session, town, "shanghu1", micro[0], MANY_KNOCKS)


def _micro(town: Town) -> str:
    return town.units["shanghu.micro.1"]


def _homes(session: Session, grid_id: str) -> list[Household]:
    query = select(Household).where(Household.grid_id == grid_id, col(Household.moved_out_on).is_(None))
    return list(session.exec(query.order_by(col(Household.door))))


def _phone(
    session: Session, town: Town, login: str, name: str, unsent: int, age: timedelta | None, seen: timedelta
) -> None:
    actor, now = town.actor(login), clock.now()
    hat = actor.hats[0]
    phone = SyncPhone(
        device_id=town.accounts[login], account_id=actor.account_id, community_id=hat.community_id,
        unit_id=hat.unit_id, name=name, unsent=unsent, oldest_at=now - age if age else None, seen_at=now - seen,
    )  # fmt: skip
    session.add(phone)
    if login == LOST:
        phone_services.mark_lost(session, town.actor("li"), phone)


def _again(session: Session, home: Household) -> None:
    query = select(Visit).where(Visit.household_id == home.id, col(Visit.withdrawn_at).is_(None))
    newest = session.exec(query.order_by(col(Visit.happened_at).desc())).first()
    if newest is not None and newest.outcome is Outcome.NOBODY:
        revisit_services.open_try(session, newest)


def _knock(session: Session, town: Town, login: str, home: Household, knocks: tuple[tuple[int, time], ...]) -> None:
    """Closed doors at several times of day: now it is a call, then a note, then the micro-grid head."""
    for days, at in knocks:
        when = datetime.combine(town.today - timedelta(days=days), at, clock.ZONE)
        services.record_visit(
            session, town.actor(login, Action.RECORD_VISIT), services.Knock(home.id, Outcome.NOBODY), id=None,
            captured_at=when,
        )  # fmt: skip


def _review(session: Session, town: Town, login: str, home: Household) -> None:
    """Heard before the move to another grid, delivered after it."""
    actor, now = town.actor(login), clock.now()
    fields = {
        "household_id": [home.id], "outcome": ["something"], "topic": ["need"], "need": ["REPAIR"], "words": [HEARD],
    }  # fmt: skip
    sent = Sent(id=ids.new(), kind="visit", version=1, fields=fields, captured_at=now - timedelta(days=2))
    old = FormerPost(home.grid_id, home.community_id, clock.local(sent.captured_at).date())
    review_services.keep_for_review(session, actor, old, sent, now - timedelta(hours=1), why=WHY)


def _clash(session: Session, town: Town, login: str, home: Household) -> None:
    session.add(
        SyncClash(record_id=home.id, community_id=home.community_id, unit_id=home.grid_id, subject_kind="household",
                  subject_id=home.id, line="note", base=json.dumps(""), account_id=town.accounts[login],
                  theirs=json.dumps(home.note or "白天女儿在家", ensure_ascii=False),
                  mine=json.dumps("下午三点以后在家，先打电话", ensure_ascii=False),
                  captured_at=clock.now() - timedelta(hours=5))
    )  # fmt: skip
