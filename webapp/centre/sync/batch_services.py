"""A whole delivery in one transaction, with those of other phones that wait for the same turn; where a record of them
is refused, each delivery alone with a savepoint a record; where that fails, each record in a transaction of its own. A
database that cannot be reached is told as such: the phone waits."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from sqlmodel import Session

from webapp.centre.sync import read_services, registry, rules, services
from webapp.centre.sync.read_services import Answer, Said, State
from webapp.centre.sync.rules import Sent, Unreadable
from webapp.core.data import db
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import faults
from webapp.core.web.errors import SignInNeeded, Unavailable
from webapp.core.work.fair_lock import Turns
from webapp.core.work.gathering import Gathering, Take
from webapp.people.accounts.scope import Actor

log = logging.getLogger("fullgrid.sync")
UNREADABLE = N_("这条记录读不懂，没有收下。它还在手机里，可以导出交给社区。")
BUSY = N_("正忙，手机过一会儿自己再试。")
STUMBLED = N_("服务器这次没收下这一条，手机会再试。")
Who = Callable[[Session], Actor]


@dataclass(eq=False)
class Slip:
    """A delivery that waits for its turn, and what became of it: its answers, or what stopped it."""

    who: Who
    said: list[Said]
    answers: list[Answer] | None = None
    stop: Exception | None = None

    def __len__(self) -> int:
        return len(self.said)


GATHERINGS: WeakKeyDictionary[Turns, Gathering[Slip]] = WeakKeyDictionary()


def take_all(who: Who, raws: list[Any]) -> list[Answer]:
    """One answer for each that has an id, in any order the phone likes. `who` is asked inside the transaction, so that
    a delivery is one from the sign-in to its receipts; another thread may ask it."""
    answers: list[Answer] = []
    read: list[Sent] = []
    for raw in raws:
        try:
            read.append(rules.read_sent(raw))
        except Unreadable:
            name = str(raw.get("id", "")) if isinstance(raw, dict) else ""
            answers.append({"id": name, "state": State.REFUSED, "message": gettext(UNREADABLE), "field": None})
    return answers + _take(who, read)


def _take(who: Who, read: list[Sent]) -> list[Answer]:
    if not read:
        who(db.session())
        return []
    if len(read) > 1 and (answers := _said_again(who, read)):
        return answers
    slip = Slip(who, [read_services.read(sent) for sent in read])
    _take_among_others(slip)
    if slip.answers is not None:
        return slip.answers
    if isinstance(slip.stop, SignInNeeded):
        raise slip.stop
    if slip.stop is not None:
        _blame_the_machine(slip.stop)
    return _take_alone(who, read)


def _said_again(who: Who, read: list[Sent]) -> list[Answer]:
    """A delivery whose answer was lost comes whole again: its receipts need nobody's turn. None where anything of it is
    new or otherwise. One record alone is likelier new, and looked up in its turn."""
    session = db.session()
    try:
        return services.receipts_again(session, lambda: who(session), read)
    except SignInNeeded:
        raise
    except Exception as error:
        _blame_the_machine(error)
        raise
    finally:
        session.rollback()


def _take_among_others(slip: Slip) -> None:
    """Only where writers queue, and only what comes in numbers: kinds whose records are read and written many at once.
    PostgreSQL lets many write at the same time."""
    turns = db.turns(db.session())
    if turns is None or not all(registry.comes_many(sent.kind) for sent, _ in slip.said):
        _serve(slip, lambda: [slip])
        return
    gathering = GATHERINGS.setdefault(turns, Gathering(rules.MOST_RECORDS))
    gathering.bring(slip, partial(_serve, slip))


def _serve(own: Slip, take: Take[Slip]) -> None:
    """Kept together only when every one of them is received: whatever else there is to say is said to each alone, in
    its own language, and takes nothing of its neighbours."""
    group = [own]
    try:
        with db.transaction() as session:
            group = take()
            known = [(slip, actor) for slip in group if (actor := _sender(session, slip)) is not None]
            deliveries = [(actor, slip.said) for slip, actor in known]
            kept = services.keep_deliveries(session, deliveries, apart=False) if deliveries else []
            if len(kept) > 1 and any(one["state"] is not State.RECEIPT for answers in kept for one in answers):
                raise services.Apart
    except services.Apart:
        return
    except Exception as error:
        log.warning("%s deliveries are taken one by one", len(group), exc_info=True)
        for slip in group:
            slip.stop = slip.stop or error
    else:
        for (slip, _), answers in zip(known, kept, strict=True):
            slip.answers = answers


def _sender(session: Session, slip: Slip) -> Actor | None:
    try:
        return slip.who(session)
    except SignInNeeded as stop:
        slip.stop = stop
        return None


def _take_alone(who: Who, read: list[Sent]) -> list[Answer]:
    said = [read_services.read(sent) for sent in read]  # anew: an attempt leaves its traces on the forms
    try:
        with db.transaction() as session:
            return services.keep_deliveries(session, [(who(session), said)], apart=True)[0]
    except SignInNeeded:
        raise
    except Exception as error:
        _blame_the_machine(error)
        log.warning("a delivery of %s is taken one by one", len(read), exc_info=True)
    return [_take_one(who, sent) for sent in read]


def _take_one(who: Who, sent: Sent) -> Answer:
    """A record on which we stumble must not hold up its neighbours; the phone keeps it and asks again."""
    try:
        with db.transaction() as session:
            return services.keep_record(session, who(session), sent)
    except SignInNeeded:
        raise
    except Exception as error:
        _blame_the_machine(error)
        log.exception("record %s of kind %s", sent.id, sent.kind)
        return {"id": sent.id, "state": State.LATER, "message": gettext(STUMBLED)}


def _blame_the_machine(error: Exception) -> None:
    """A primary that has just changed, a full disk, a lock: not the record's fault, whatever class the driver says."""
    if (fault := faults.of(error)) is not None:
        log.warning("a delivery waits: %s", fault.__name__)
        raise Unavailable(why=gettext(BUSY)) from error
