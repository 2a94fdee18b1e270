"""The first start: a code from the terminal, the district's divisions, the first account. Page and command call the
same functions."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from webapp.centre.setup import key_services, queries, rules
from webapp.centre.setup.models import SetupCode
from webapp.core.crypto.ciphers import Family
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Role
from webapp.people.credentials import recovery_services
from webapp.people.org import import_services
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, Unit, UnitVersion
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name

UNUSABLE = "!"  # no password fits it


class WrongCode(DomainError):
    status = 422
    message = N_("口令不对。它印在启动满格的那个终端窗口里，每次启动都换新的。")


class NoDistrict(DomainError):
    status = 422
    message = N_("文件里没有“%(code)s”这个区。")


class NoDivisions(DomainError):
    message = N_("先选好是哪个区。")


@dataclass(frozen=True)
class FirstAccount:
    name: str
    login: str
    password: str
    phone: str | None = None


@dataclass(frozen=True)
class Founded:
    account_id: str
    codes: list[str] = field(default_factory=list)


def make_code(session: Session) -> str:
    """A fresh code for the terminal; the one before no longer opens anything."""
    require_open(session)
    code = rules.new_code()
    session.execute(delete(SetupCode))
    session.add(SetupCode(code_hash=rules.code_hash(code), made_at=clock.now()))
    session.flush()
    return code


def check_code(session: Session, code: str) -> None:
    require_open(session)
    if not code_fits(session, code):
        raise WrongCode(field="code")


def code_fits(session: Session, code: str) -> bool:
    newest = queries.newest_code(session)
    return newest is not None and newest.code_hash == rules.code_hash(code)


def require_open(session: Session) -> None:
    """Once founded, the set-up is as absent as if it had never been there."""
    if queries.is_set_up(session):
        raise NotFound


def choose_district(session: Session, text: str, code: str) -> dict[str, int]:
    """The district's streets and communities; chosen again, the first choice goes, for nothing hangs on it yet.
    Raises NoDistrict, BadDivisions (every bad line named)."""
    require_open(session)
    if code not in {one.code for one in rules.districts(text)}:
        raise NoDistrict(field="code", code=code)
    session.execute(delete(UnitVersion))
    for kind in reversed(org.LEVELS):
        session.execute(delete(Unit).where(col(Unit.kind) == kind))
    return import_services.import_divisions(session, None, rules.one_district(text, code), on=clock.today())


def found(
    session: Session, first: FirstAccount, told: dict[Name, Any], *, keys: Path, family: Family | None = None
) -> Founded:
    """The installation, its settings and its first account, in the caller's one transaction. What it hashes and seals
    with is chosen once nobody else can found it, and before a word is kept."""
    require_open(session)
    district = queries.district(session)
    if district is None:
        raise NoDivisions
    try:
        settings.found(session, is_demo=False)
    except IntegrityError as second:
        raise NotFound from second
    key_services.choose(keys, family)
    person = org.make_party(
        session, None, kind=PartyKind.PERSON, name=first.name, community_id=None, unit_id=district.id,
        phone=first.phone,
    )  # fmt: skip
    account = accounts.open_account(
        session, None, party=person, login=first.login, password=first.password, phone=first.phone, must_change=False,
        password_hash=None if first.password else UNUSABLE,
    )  # fmt: skip
    accounts.give_post(session, None, account, role=Role.DISTRICT, unit_id=district.id, valid_from=clock.today())
    settings.change(session, None, told)
    session.execute(delete(SetupCode))
    history.record(session, None, "set_up", district)
    return Founded(account.id, recovery_services.renew_codes(session, None, account))
