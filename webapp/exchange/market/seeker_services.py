"""Saying what one looks for, with which consent; and taking it all back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text import phone_numbers
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError, NotFound
from webapp.exchange.market import link_services, rules, seeker_queries
from webapp.exchange.market.fit_rules import Reach
from webapp.exchange.market.models import Consent, Seeker
from webapp.exchange.market.rules import Channel, Purpose
from webapp.people.accounts.scope import Actor
from webapp.register.register import queries as register
from webapp.register.register import wish_services
from webapp.register.register.models import Building, Entrance


class NothingAgreed(DomainError):
    status = 422
    message = N_("两样至少同意一样，不同意就什么都不记。")


class UnknownConsent(DomainError):
    status = 422
    message = N_("同意书换了新的，请刷新再看一遍。")


class TooYoung(DomainError):
    status = 422
    message = N_("不满 16 周岁不能找活干。")


class NoTime(DomainError):
    status = 422
    message = N_("找活要写什么时候有空。")


class NoHome(DomainError):
    status = 422
    message = N_("请选是谁家的。")


class NoContact(DomainError):
    status = 422
    message = N_("找活要留称呼和电话，两边都说行才给对方看。")


@dataclass(frozen=True)
class Wishes:
    """What somebody looks for; `wish_fen` an hour."""

    slots: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    reach: Reach = Reach.COMMUNITY
    wish_fen: int | None = None
    note: str | None = None


@dataclass(frozen=True)
class Who:
    name: str | None = None
    phone: str | None = None
    is_old_enough: bool = False


@dataclass(frozen=True)
class Agreed:
    """Versions of the texts that were on the screen, empty where nothing was agreed to; `at` the phone's own time."""

    work: str = ""
    offers: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Home:
    community_id: str
    grid_id: str
    building_id: str | None = None
    household_id: str | None = None


def enter_at_door(
    session: Session, actor: Actor, *, household_id: str, who: Who, wishes: Wishes, agreed: Agreed,
    id: str | None = None,
) -> Seeker:  # fmt: skip
    """By the grid worker in the stairwell, offline too: the same record again is the same row."""
    if id and (known := session.get(Seeker, id)):
        return known
    if not household_id:
        raise NoHome(field="household_id")
    home = register.get_household(session, actor, household_id)
    wish_services.require_unknown(session, home, who.name)
    place = Home(home.community_id, home.grid_id, home.building_id, home.id)
    return _enter(session, actor, place, who, wishes, agreed, channel=Channel.WORKER, id=id)


def enter_oneself(
    session: Session, community_id: str, *, building_id: str | None, who: Who, wishes: Wishes, agreed: Agreed,
    account_id: str | None = None, id: str | None = None,
) -> Seeker:  # fmt: skip
    if id and (known := session.get(Seeker, id)):
        return known
    place = _place(session, community_id, building_id)
    return _enter(session, None, place, who, wishes, agreed, channel=Channel.SELF, id=id, account_id=account_id)


def change(session: Session, actor: Any, seeker: Seeker, *, who: Who, wishes: Wishes, version: str = "") -> Seeker:
    """`version` of the text, where somebody who only read offers now looks for work too."""
    _check_work(who, wishes)
    if not seeker_queries.has_agreed(session, seeker.id, Purpose.WORK):
        if not version:
            raise NothingAgreed(field="agree_work")
        agree(session, actor, seeker, Purpose.WORK, version, Channel.WORKER if actor else Channel.SELF)
    _fill(seeker, who, wishes)
    session.flush()
    history.record(session, actor, "change_seeker", seeker)
    return seeker


def agree(
    session: Session, actor: Any, seeker: Seeker, purpose: Purpose, version: str, channel: Channel,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """One open consent a purpose: agreeing again is the same consent."""
    if version not in rules.CONSENTS or not version.startswith(purpose.value + "-"):
        raise UnknownConsent(field=f"agree_{purpose.value}")
    if seeker_queries.has_agreed(session, seeker.id, purpose):
        return
    session.add(
        Consent(
            community_id=seeker.community_id, seeker_id=seeker.id, purpose=purpose, version=version, channel=channel,
            witness_id=actor.account_id if actor else None, given_at=min(at or clock.now(), clock.now()),
        )
    )  # fmt: skip
    session.flush()
    history.record(session, actor, "agree_to_market", seeker, after={"version": version})


def withdraw(session: Session, actor: Any, seeker: Seeker, purpose: Purpose) -> None:
    """One tap. What was kept for this purpose is gone in the same transaction; only the consent's two dates stay."""
    query = select(Consent).where(
        Consent.seeker_id == seeker.id, Consent.purpose == purpose, col(Consent.ended_at).is_(None)
    )
    for consent in session.exec(query):
        consent.ended_at = clock.now()
    if purpose is Purpose.WORK:
        seeker.name = seeker.phone = seeker.note = None
        seeker.slots, seeker.skills, seeker.limits, seeker.wish_fen = [], [], [], None
    session.flush()
    if not seeker_queries.open_consents(session, seeker.id):
        seeker.ended_at, seeker.household_id, seeker.account_id = clock.now(), None, None
    seeker.changed_at = clock.now()
    session.flush()
    history.record(session, actor, "withdraw_from_market", seeker, after={"purpose": purpose.value})


def forget_idle(session: Session, before: datetime) -> int:
    """Both consents of whoever has been silent since then; how many people that was."""
    query = select(Seeker).where(Seeker.changed_at < before, col(Seeker.ended_at).is_(None))
    idle = list(session.exec(query))
    for seeker in idle:
        for purpose in Purpose:
            withdraw(session, None, seeker, purpose)
    return len(idle)


def _enter(
    session: Session, actor: Any, place: Home, who: Who, wishes: Wishes, agreed: Agreed, *, channel: Channel,
    id: str | None, account_id: str | None = None,
) -> Seeker:  # fmt: skip
    if not agreed.work and not agreed.offers:
        raise NothingAgreed(field="agree_work")
    if agreed.work:
        _check_work(who, wishes)
    now = clock.now()
    fresh = Seeker(
        community_id=place.community_id, grid_id=place.grid_id, building_id=place.building_id,
        household_id=place.household_id, account_id=account_id, made_at=now, changed_at=now,
        entered_by=actor.account_id if actor else None,
    )  # fmt: skip
    if id:
        fresh.id = id
    if agreed.work:
        _fill(fresh, who, wishes)
    fresh.token_hash = vault.hashed(link_services.own_token(fresh))
    session.add(fresh)
    session.flush()
    for purpose, version in ((Purpose.WORK, agreed.work), (Purpose.OFFERS, agreed.offers)):
        if version:
            agree(session, actor, fresh, purpose, version, channel, agreed.at)
    history.record(session, actor, "enter_seeker", fresh, after={"channel": channel.value})
    return fresh


def _check_work(who: Who, wishes: Wishes) -> None:
    if not who.is_old_enough:
        raise TooYoung(field="is_16")
    if not who.name:
        raise NoContact(field="name")
    if not who.phone:
        raise NoContact(field="phone")
    if not wishes.slots:
        raise NoTime(field="slots")


def _fill(seeker: Seeker, who: Who, wishes: Wishes) -> None:
    seeker.name, seeker.phone, seeker.note = who.name, phone_numbers.checked(who.phone), wishes.note
    seeker.slots, seeker.skills, seeker.limits = list(wishes.slots), list(wishes.skills), list(wishes.limits)
    seeker.reach, seeker.wish_fen, seeker.changed_at = wishes.reach, wishes.wish_fen, clock.now()


def _place(session: Session, community_id: str, building_id: str | None) -> Home:
    """The building's own grid. Without one the community stands for it: every job is as far as it is wide."""
    if building_id:
        query = select(Entrance.grid_id).join(Building, col(Building.id) == Entrance.building_id)
        grid_id = session.exec(query.where(Building.id == building_id, Building.community_id == community_id)).first()
        if grid_id is None:
            raise NotFound
        return Home(community_id, grid_id, building_id)
    return Home(community_id, community_id)
