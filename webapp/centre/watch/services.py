"""Telling the auditor of unusual reading, and writing down that somebody looked into a leak."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.centre.watch import alarm_rules, queries
from webapp.centre.watch.alarm_rules import Limits, Unusual
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.models import Account, Post, Role
from webapp.people.accounts.scope import Actor
from webapp.people.notices import services as notices
from webapp.people.org.models import Unit
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name, is_on

TOLD = {
    alarm_rules.DOORS_OPENED: N_("有人一小时里打开了 %(count)s 户（界限 %(limit)s），请看一看是不是工作需要。"),
    alarm_rules.REVEALED: N_("有人一小时里看了 %(count)s 次全部内容（界限 %(limit)s），请看一看是不是工作需要。"),
    alarm_rules.SEARCHED: N_("有人一小时里找人、翻清单 %(count)s 次（界限 %(limit)s），请看一看是不是工作需要。"),
    alarm_rules.COVERED: N_("有人在替管的网格里一小时打开了 %(count)s 户（界限 %(limit)s），请看一看是不是工作需要。"),
    alarm_rules.AT_NIGHT: N_("有人夜里导出或打印了名册里的内容，请看一看是不是工作需要。"),
}  # fmt: skip


class NobodyNamed(DomainError):
    status = 422
    message = N_("没有这个人。请写登录名，或者完整的姓名。")


class WhyMissing(DomainError):
    status = 422
    message = N_("请写一句为什么要查，至少四个字。")


def account_of(session: Session, actor: Actor, words: str) -> Account:
    """Within reach; any other answer is the same as for a name nobody has."""
    found = queries.account_named(session, actor, words.strip())
    if found is None:
        raise NobodyNamed(field="who")
    return found


def note_look(session: Session, actor: Actor, account_id: str | None, *, first: date, last: date, why: str) -> None:
    """Whoever takes the list of people along says why; it stands in the same history."""
    if len((why or "").strip()) < 4:
        raise WhyMissing(field="why")
    account = session.get(Account, account_id) if account_id else None
    if account is None:
        raise NotFound
    after = {"first": first.isoformat(), "last": last.isoformat()}
    history.record(session, actor, "trace_readings", account, after=after, reason=why.strip())


def limits(session: Session) -> Limits:
    known = settings.known(session)
    return Limits(
        doors=known[Name.READ_DOORS], reveals=known[Name.READ_REVEALS], searches=known[Name.READ_SEARCHES],
        covers=known[Name.READ_COVERS], night=is_on(known[Name.READ_NIGHT]),
    )  # fmt: skip


def look(session: Session, *, hours: int) -> int:
    """What was unusual in the last hours and is not known yet: a line in the history, a notice to whoever audits."""
    since = clock.now() - timedelta(hours=hours)
    found = alarm_rules.find(queries.everybody_since(session, since), limits(session))
    return sum(_tell(session, one) for one in found)


def _tell(session: Session, one: Unusual) -> int:
    account = session.get(Account, one.account_id)
    if account is None or queries.known_unusual(session, one.account_id, one.key):
        return 0
    after: dict[str, Any] = {"what": one.what, "count": one.count, "limit": one.limit, "at": one.at.isoformat()}
    history.record(session, None, history.UNUSUAL, account, after=after, reason=one.key)
    day = clock.local(one.at).date().isoformat()
    notices.tell(
        session, _auditors(session), TOLD[one.what], cause=f"reading:{one.account_id}:{one.key}",
        url=f"/readings/accounts/{one.account_id}?first={day}&last={day}", count=one.count, limit=one.limit,
    )  # fmt: skip
    return 1


def _auditors(session: Session) -> list[str]:
    """Whoever audits the district; where nobody holds that post, the district itself."""
    today = clock.today()
    held = (Post.valid_from <= today, col(Post.valid_to).is_(None) | (col(Post.valid_to) >= today))
    for role in (Role.AUDITOR, Role.DISTRICT):
        found = list(session.exec(select(Post.account_id).join(Unit, col(Unit.id) == Post.unit_id).where(
            Post.role == role, col(Unit.parent_id).is_(None), *held)))  # fmt: skip
        if found:
            return found
    return []
