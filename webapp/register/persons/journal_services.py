"""An act that remembers what it wrote, and how it is taken back."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from webapp.core.data import row_return
from webapp.core.data.row_journal import Written
from webapp.core.data.row_return import Judged
from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.register.persons.models import PersonAct
from webapp.register.register import tally_services
from webapp.register.register.models import Household

NOUN_OF: list[Callable[[str], str]] = []  # what a row of a table is called, hung in by create_app


class UndoneAlready(DomainError):
    message = N_("这一笔已经撤回了。")


class TooLate(DomainError):
    message = N_("过了能撤回的日子（%(until)s）。请按现在的情况改。")


class Contradicted(DomainError):
    message = N_("后来有人改过：%(what)s。先把它改回去，或按现在的情况改。")


class WhyMissing(DomainError):
    status = 422
    message = N_("写一句为什么撤回。")


def packed(written: list[Written]) -> str:
    told = json.dumps([asdict(one) for one in written], ensure_ascii=False)
    return base64.b64encode(zlib.compress(told.encode())).decode()


def written_of(act: PersonAct) -> list[Written]:
    told = json.loads(zlib.decompress(base64.b64decode(act.journal or "")).decode())
    return [Written(**one) for one in told]


def judged(session: Session, act: PersonAct) -> Judged:
    """What could go back at this moment."""
    session.refresh(act, with_for_update=True)
    if act.undone_at is not None:
        raise UndoneAlready
    if act.journal is None or clock.today() > act.until:
        raise TooLate(until=act.until)
    return row_return.judge(session, written_of(act))


def give_back(session: Session, found: Judged, *, whole: bool, core: str = "1") -> list[str]:
    """`whole`: everything or nothing; else the group `core` must go and the names of what stays are returned. What
    somebody else holds by now (a door, a plot, a copy) is known by the database, group by group."""
    stays = {group: [why.table for why in whys] for group, whys in found.stays.items()}
    groups: dict[str, list[Written]] = {}
    for one in found.goes:
        groups.setdefault(one.group, []).append(one)
    for group in reversed(list(groups)):
        try:
            with session.begin_nested():
                row_return.give_back(session, Judged(groups[group]))
        except IntegrityError:
            stays[group] = [one.table for one in groups[group]]
    if stays and (whole or core in stays):
        tables = stays.get(core) or next(iter(stays.values()))
        raise Contradicted(what=listed(dict.fromkeys(noun(table) for table in tables)))
    for home in {one.id for one in found.goes if one.table == "household"}:
        _count_again(session, home)
    return [group for group in stays if group != core]


def _count_again(session: Session, home_id: str) -> None:
    if (home := session.get(Household, home_id)) is not None:
        tally_services.touch(session, home.community_id, home.grid_id, home.micro_grid_id)


def close_act(session: Session, actor: Actor, act: PersonAct, reason: str) -> None:
    if len(reason.strip()) < 2:
        raise WhyMissing(field="reason")
    act.undone_at, act.undone_by, act.undone_why = clock.now(), actor.account_id, reason.strip()
    act.journal = None
    session.flush()


def noun(table: str) -> str:
    return next((of(table) for of in NOUN_OF), table)
