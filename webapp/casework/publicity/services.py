"""Put up, object, answer, close. The caller decides what is listed and what follows."""

from collections.abc import Sequence

from sqlmodel import Session

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.publicity import queries, rules
from webapp.casework.publicity.models import Finding, NoticeKind, Objection, PublicNotice
from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor, made_before


class NoticeTooShort(DomainError):
    status = 422
    message = N_("公示至少要五个工作日。")


class NoticeRunning(DomainError):
    message = N_("公示到 %(day)s 才满，现在不能审定。")


class NoticeOver(DomainError):
    message = N_("公示已经结束，不再收异议；本人可以申诉。")


class ObjectionOpen(DomainError):
    """A decision that rests on a notice takes no effect while somebody waits for an answer."""

    message = N_("还有 %(count)s 条异议没有答复，先答复再审定。")


class AlreadyAnswered(DomainError):
    message = N_("这一条已经答复过。")


class NoticeChanged(DomainError):
    """What is decided is what hung on the wall, whoever touched the database since."""

    message = N_("公示的名单和贴出时不一样了，不能审定。请查明原因。")


def put_up(
    session: Session,
    actor: Actor,
    *,
    kind: NoticeKind,
    subject_id: str,
    unit_id: str,
    title: str,
    basis: str,
    content: Sequence[dict[str, str]],
    days: int = rules.LEAST_DAYS,
) -> PublicNotice:
    """Days are calendar days, five at the least; raises NoticeTooShort."""
    if days < rules.LEAST_DAYS:
        raise NoticeTooShort(field="notice_days")
    today = clock.today()
    made = PublicNotice(
        kind=kind, subject_id=subject_id, unit_id=unit_id, title=title[:80], basis=basis[:200], content=list(content),
        content_hash=rules.digest(content), days=days, starts_on=today, put_up_by=actor.account_id,
        ends_on=rules.last_day(catalogue.calendar(session), today, days),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "put_up_notice", made, after={"until": made.ends_on, "hash": made.content_hash})
    return made


def object_to(
    session: Session,
    notice: PublicNotice,
    *,
    words: str,
    about_id: str | None = None,
    author: str | None = None,
    contact: str | None = None,
    id: str | None = None,
) -> Objection:
    """Anyone, named or not, while the notice hangs. A page that is posted again has its receipt already."""
    if (known := made_before(session, Objection, id, notice.id, owner="notice_id")) is not None:
        return known
    if not notice.is_open(clock.today()):
        raise NoticeOver
    _require_listed(notice, about_id)
    made = Objection(
        id=id or ids.new(), notice_id=notice.id, about_id=about_id, author=author, contact=contact, words=words,
        filed_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, None, "file_objection", made)
    return made


def answer(
    session: Session,
    actor: Actor,
    objection: Objection,
    notice: PublicNotice,
    *,
    finding: Finding,
    answer: str,
    about_id: str | None = None,
) -> Objection:
    """Whoever upholds says who is struck, or that nobody is; the author's own word stands where it is dismissed."""
    if objection.finding is not None:
        raise AlreadyAnswered
    _require_listed(notice, about_id)
    objection.finding, objection.answer = finding, answer
    if finding is Finding.UPHELD or about_id is not None:
        objection.about_id = about_id
    objection.answered_at, objection.answered_by = clock.now(), actor.account_id
    session.add(objection)
    session.flush()
    history.record(session, actor, "answer_objection", objection, after={"finding": finding.value}, reason=answer[:300])
    return objection


def require_settled(session: Session, notice: PublicNotice) -> set[str]:
    """Before a decision: the notice is over, everyone has an answer, nobody touched the list. Returns whom an upheld
    objection took off it."""
    if clock.today() <= notice.ends_on:
        raise NoticeRunning(day=notice.ends_on)
    objections = queries.list_objections(session, notice)
    if waiting := sum(1 for one in objections if one.finding is None):
        raise ObjectionOpen(count=waiting)
    if rules.digest(notice.content) != notice.content_hash:
        raise NoticeChanged
    return {one.about_id for one in objections if one.finding is Finding.UPHELD and one.about_id}


def close(session: Session, actor: Actor, notice: PublicNotice, *, result: str) -> PublicNotice:
    notice.closed_at, notice.result = clock.now(), result
    session.add(notice)
    session.flush()
    history.record(session, actor, "close_notice", notice, after={"result": result})
    return notice


def _require_listed(notice: PublicNotice, about_id: str | None) -> None:
    if about_id is not None and about_id not in {line["about"] for line in notice.content}:
        raise NotFound
