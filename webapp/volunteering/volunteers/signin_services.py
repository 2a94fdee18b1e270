"""Signing in for people who will not keep a password, safe enough for points and a name.

Two ways, both tied to a second thing. A one-time code, read out or printed at the counter by somebody who sees the
person, makes this phone a known one. From then on phone number and six digits, on that phone only.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services as accounts_services
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor
from webapp.volunteering.volunteers import queries, services
from webapp.volunteering.volunteers.models import CounterCode, Device, Pin, Volunteer

CODE_LIFE = timedelta(minutes=15)
ONE_TAP = timedelta(seconds=20)  # how far apart two posts of one press can be
CODE_DIGITS = PIN_DIGITS = 6


class WrongEntry(DomainError):
    """The same words for an unknown number, an unknown phone and wrong digits."""

    status = 422
    message = N_("没对上。再看一遍号码；还不行，到前台要一个口令。")


class EasyPin(DomainError):
    status = 422
    message = N_("这六个数字太好猜了：不要连号、重复，也不要用生日和手机尾号。")


class StaffSignIn(DomainError):
    message = N_("工作人员请用密码登录。")


def give_code(session: Session, actor: Actor, volunteer: Volunteer) -> str:
    """Shown once. A newer code ends the older ones; nobody gives one to themselves."""
    account_id = services.open_page(session, actor, volunteer)
    _only_a_volunteer(session, account_id)
    now = clock.now()
    for old in session.exec(select(CounterCode).where(*_live(volunteer.id))):
        old.ends_at = now
        session.add(old)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    row = CounterCode(
        community_id=volunteer.community_id,
        volunteer_id=volunteer.id,
        secret=_secret(volunteer.id, code),
        made_by=actor.account_id,
        made_at=now,
        ends_at=now + CODE_LIFE,
    )
    session.add(row)
    session.flush()
    history.record(session, actor, "give_counter_code", row)
    return code


def enter_by_code(session: Session, *, who: str, code: str, page: str = "") -> Volunteer:
    """The code dies with its first use, right or not for others. `page`: the token of the browser it was typed
    in. A button tapped twice posts the code twice; the browser reads only the second answer, so that lets in too."""
    for volunteer in _named(session, who):
        query = select(CounterCode).where(*_live(volunteer.id)).with_for_update()
        row = session.exec(query.execution_options(populate_existing=True)).first()
        if row is not None and hmac.compare_digest(row.secret, _secret(volunteer.id, code)):
            row.used_at, row.secret = clock.now(), _secret(volunteer.id, f"{code}:{page}")
            session.add(row)
            return _let_in(session, volunteer)
        if page and (used := _same_tap(session, volunteer, f"{code}:{page}")):
            _forget_since(session, volunteer, used)
            return _let_in(session, volunteer)
    _secret("nobody", code)
    raise WrongEntry("code")


def enter_by_pin(session: Session, *, who: str, pin: str, token: str) -> Volunteer:
    """Digits are worth something only on a phone that this person has used before."""
    device = session.exec(
        select(Device).where(Device.token_hash == vault.hashed(token), col(Device.forgotten_at).is_(None))
    ).first()
    owner = next((found for found in _named(session, who) if device and found.id == device.volunteer_id), None)
    stored = session.get(Pin, owner.id) if owner else None
    fits = accounts_services.password_fits(stored.secret if stored else accounts_services.NOBODY, pin)
    if not (fits and owner and device and stored):
        raise WrongEntry("pin")
    device.seen_at = clock.now()
    session.add(device)
    return _let_in(session, owner)


def remember(session: Session, volunteer: Volunteer, *, name: str) -> str:
    """This phone is known from now on; returns the token for its cookie, kept nowhere else."""
    token, now = secrets.token_urlsafe(32), clock.now()
    row = Device(volunteer_id=volunteer.id, token_hash=vault.hashed(token), name=name[:80], known_at=now, seen_at=now)
    session.add(row)
    session.flush()
    history.record(session, None, "know_device", row, community_id=volunteer.community_id)
    return token


def knows(session: Session, token: str) -> bool:
    """A phone is not known any more where it was forgotten, or where its row went with a restored backup."""
    query = select(Device.id).where(Device.token_hash == vault.hashed(token), col(Device.forgotten_at).is_(None))
    return session.exec(query).first() is not None


def forget(session: Session, actor: Actor | None, device: Device, *, community_id: str) -> None:
    device.forgotten_at = clock.now()
    session.add(device)
    history.record(session, actor, "forget_device", device, community_id=community_id)


def forget_by_token(session: Session, token: str) -> None:
    """Too many wrong tries on a known phone: it is a stranger again, and its owner goes to the counter."""
    device = session.exec(
        select(Device).where(Device.token_hash == vault.hashed(token), col(Device.forgotten_at).is_(None))
    ).first()
    if device is not None:
        volunteer = session.get_one(Volunteer, device.volunteer_id)
        forget(session, None, device, community_id=volunteer.community_id)


def set_pin(session: Session, actor: Actor, volunteer: Volunteer, *, pin: str) -> None:
    judge_pin(volunteer, pin)
    row = session.get(Pin, volunteer.id) or Pin(volunteer_id=volunteer.id, secret="", set_at=clock.now())
    row.secret, row.set_at = accounts_services.hash_password(pin), clock.now()
    session.add(row)
    session.flush()
    history.record(session, actor, "set_pin", row, community_id=volunteer.community_id)


def judge_pin(volunteer: Volunteer, pin: str) -> None:
    """Six digits; no run, no pair of digits, nothing of the birthday or the phone, no half said twice."""
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    birthday = volunteer.born_on.strftime("%Y%m%d") if volunteer.born_on else ""
    known = f"{birthday} {volunteer.phone or ''}"
    if len(steps) == 1 or len(set(pin)) < 3 or pin in known or pin[:3] == pin[3:]:
        raise EasyPin("pin")


def has_pin(session: Session, volunteer_id: str) -> bool:
    return session.get(Pin, volunteer_id) is not None


def _named(session: Session, who: str) -> list[Volunteer]:
    """By whole phone number, else by the number on the card."""
    found = queries.by_phone(session, who)
    if found:
        return found
    query = select(Volunteer).where(Volunteer.number == cleaning.code(who), col(Volunteer.left_on).is_(None))
    return list(session.exec(query))


def _let_in(session: Session, volunteer: Volunteer) -> Volunteer:
    account_id = services.open_page(session, None, volunteer)
    _only_a_volunteer(session, account_id)
    return volunteer


def _only_a_volunteer(session: Session, account_id: str) -> None:
    """An account that can do more than look at its own passbook needs its password."""
    if any(post.role is not Role.VOLUNTEER for post in accounts.posts_of(session, account_id, clock.today())):
        raise StaffSignIn


def _same_tap(session: Session, volunteer: Volunteer, typed: str) -> datetime | None:
    """When this code was used from this very browser a moment ago."""
    query = select(CounterCode.used_at).where(
        CounterCode.volunteer_id == volunteer.id, CounterCode.secret == _secret(volunteer.id, typed),
        col(CounterCode.used_at) > clock.now() - ONE_TAP,
    )  # fmt: skip
    return session.exec(query).first()


def _forget_since(session: Session, volunteer: Volunteer, since: datetime) -> None:
    """The first answer's token went nowhere; the phone is known by the second one."""
    query = select(Device).where(
        Device.volunteer_id == volunteer.id, Device.known_at >= since, col(Device.forgotten_at).is_(None)
    )
    for device in session.exec(query).all():
        forget(session, None, device, community_id=volunteer.community_id)


def _live(volunteer_id: str) -> tuple[Any, ...]:
    return (
        CounterCode.volunteer_id == volunteer_id,
        col(CounterCode.used_at).is_(None),
        CounterCode.ends_at > clock.now(),
    )


def _secret(volunteer_id: str, code: str) -> str:
    return vault.keyed("counter-code", f"{volunteer_id}:{code}").hex()
