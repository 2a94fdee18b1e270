"""Chapter: phones in the stairwell. Two with records waiting, doors to try again, one line that two people changed."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from webapp.accounts.permissions import Action
from webapp.core import clock
from webapp.demo.town import Town
from webapp.register.models import Household
from webapp.sync import phone_services
from webapp.sync.models import SyncClash, SyncPhone
from webapp.visits import revisit_services, services
from webapp.visits.models import Outcome, Visit

PHONES = (("wang", "Android · Chrome", 2, timedelta(hours=3)), ("ma", "HarmonyOS · 浏览器", 6, timedelta(days=5)))
KNOCKS = ((6, time(10)), (4, time(19)), (1, time(15)))


def tell(session: Session, town: Town) -> None:
    phone_services.renew_epoch(session)
    for login, name, unsent, age in PHONES:
        if login in town.accounts:
            _phone(session, town, login, name, unsent, age)
    homes = list(session.exec(
        select(Household)
        .where(Household.grid_id == town.grids["dongmei"][0], col(Household.moved_out_on).is_(None))
        .order_by(col(Household.door))
    ))  # fmt: skip
    missed = [home for home in homes if home.last_outcome == Outcome.NOBODY]
    for home in missed[1:4]:
        _again(session, home)
    _thrice(session, town, missed[0] if missed else homes[0])
    _clash(session, town, next(home for home in homes if home.is_key))


def _phone(session: Session, town: Town, login: str, name: str, unsent: int, age: timedelta) -> None:
    actor = town.actor(login)
    hat = actor.hats[0]
    session.add(
        SyncPhone(device_id=town.accounts[login], account_id=actor.account_id, community_id=hat.community_id,
                  unit_id=hat.unit_id, name=name, unsent=unsent, oldest_at=clock.now() - age,
                  seen_at=clock.now() - age / 2)
    )  # fmt: skip


def _again(session: Session, home: Household) -> None:
    query = select(Visit).where(Visit.household_id == home.id, col(Visit.withdrawn_at).is_(None))
    newest = session.exec(query.order_by(col(Visit.happened_at).desc())).first()
    if newest is not None:
        revisit_services.follow(session, newest)


def _thrice(session: Session, town: Town, home: Household) -> None:
    """Three closed doors at three times of day: now it is a call, then a note."""
    for days, at in KNOCKS:
        when = datetime.combine(town.today - timedelta(days=days), at, clock.ZONE)
        services.record_visit(
            session, town.actor("wang", Action.RECORD_VISIT), id=None, household_id=home.id, outcome=Outcome.NOBODY,
            captured_at=when,
        )  # fmt: skip


def _clash(session: Session, town: Town, home: Household) -> None:
    session.add(
        SyncClash(record_id=home.id, community_id=home.community_id, unit_id=home.grid_id, subject_kind="household",
                  subject_id=home.id, line="note", base=json.dumps(""), account_id=town.accounts["wang"],
                  theirs=json.dumps(home.note or "白天女儿在家", ensure_ascii=False),
                  mine=json.dumps("下午三点以后在家，先打电话", ensure_ascii=False),
                  captured_at=clock.now() - timedelta(hours=5))
    )  # fmt: skip
