"""A whole delivery in one transaction; where a record is refused, once more with a savepoint each; where that fails,
each record in a transaction of its own. A database that cannot be reached is told as such: the phone waits."""

import logging
from collections.abc import Callable
from typing import Any

from webapp.centre.sync import rules, services
from webapp.centre.sync.rules import Sent, Unreadable
from webapp.centre.sync.services import Answer, State
from webapp.core.data import db
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import faults
from webapp.core.web.errors import SignInNeeded, Unavailable
from webapp.people.accounts.scope import Actor

log = logging.getLogger("fullgrid.sync")
UNREADABLE = N_("这条记录读不懂，没有收下。它还在手机里，可以导出交给社区。")
BUSY = N_("正忙，手机过一会儿自己再试。")
STUMBLED = N_("服务器这次没收下这一条，手机会再试。")


def take_all(who: Callable[[], Actor], raws: list[Any]) -> list[Answer]:
    """One answer for each that has an id, in any order the phone likes. `who` is asked inside the transaction, so that
    a delivery is one from the sign-in to its receipts."""
    answers: list[Answer] = []
    read: list[Sent] = []
    for raw in raws:
        try:
            read.append(rules.read_sent(raw))
        except Unreadable:
            name = str(raw.get("id", "")) if isinstance(raw, dict) else ""
            answers.append({"id": name, "state": State.REFUSED, "message": gettext(UNREADABLE), "field": None})
    return answers + _take(who, read)


def _take(who: Callable[[], Actor], read: list[Sent]) -> list[Answer]:
    if not read:
        who()
        return []
    for apart in (False, True):
        try:
            with db.transaction() as session:
                return services.keep_records(session, who(), read, apart=apart)
        except services.Apart:
            continue
        except SignInNeeded:
            raise
        except Exception as error:
            _blame_the_machine(error)
            log.warning("a delivery of %s is taken one by one", len(read), exc_info=True)
    return [_take_one(who(), sent) for sent in read]


def _take_one(actor: Actor, sent: Sent) -> Answer:
    """A record on which we stumble must not hold up its neighbours; the phone keeps it and asks again."""
    try:
        with db.transaction() as session:
            return services.keep_record(session, actor, sent)
    except Exception as error:
        _blame_the_machine(error)
        log.exception("record %s of kind %s", sent.id, sent.kind)
        return {"id": sent.id, "state": State.LATER, "message": gettext(STUMBLED)}


def _blame_the_machine(error: Exception) -> None:
    """A primary that has just changed, a full disk, a lock: not the record's fault, whatever class the driver says."""
    if (fault := faults.of(error)) is not None:
        log.warning("a delivery waits: %s", fault.__name__)
        raise Unavailable(why=gettext(BUSY)) from error
