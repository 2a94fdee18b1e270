"""How a request ends: a copy made ready, a field put right, a consent ended, what may go erased, a block, or a refusal
with its ground. Each act is checked against the kind, done in the register by the register's own services, and told."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.centre.rights import consent_services, holding_queries, queries, rules
from webapp.centre.rights.consent_queries import VOLUNTEER, Person
from webapp.centre.rights.holding_queries import Part, Sheet
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import Act, Kind, Outcome, Refusal
from webapp.centre.rights.services import Answered, NotDead, NotMatched, require_checked
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.trust.history import AuditLine
from webapp.core.web.errors import DomainError, NotFound
from webapp.core.web.filters import day
from webapp.people.accounts.scope import Actor
from webapp.register.register import block_services, resident_services
from webapp.register.register.forms import HIDDEN_FIELDS
from webapp.register.register.models import Resident
from webapp.volunteering.volunteers import services as volunteers

ERASABLE = {**HIDDEN_FIELDS, "work": N_("做什么工作")}
CHANGED = ("change_resident", "change_volunteer")


class WrongAct(DomainError):
    message = N_("这不是本人要办的那件事。")


class NothingChosen(DomainError):
    status = 422
    message = N_("至少选一项。")


class NumberTells(DomainError):
    status = 422
    message = N_("证件号里写着出生日期，要删就一起删。")


class NothingChanged(DomainError):
    message = N_("还没有改。先打开这个人，改好再回来。")


class TooEarly(DomainError):
    status = 422
    message = N_("没核对身份的，到期那天才能这样答复；其余理由要先核对身份。")


def make_ready(session: Session, actor: Actor, row: PersonRequest) -> None:
    """What is kept waits behind the code for some days; nothing is copied for it."""
    person = _ready_for(session, row, Act.COPY)
    row.ready_until = clock.today() + timedelta(days=rules.READY_DAYS)
    words = gettext(N_("准备好了。在这一页看、存下来，或请社区打印，到 %(day)s 为止。"), day=day(row.ready_until, True))
    _end(session, actor, row, Outcome.DONE, words, "ready_person_copy", queries.named(person))


def correct(session: Session, actor: Actor, row: PersonRequest, *, words: str) -> None:
    """Closes with what was changed; the register's own history says that something was."""
    person = _ready_for(session, row, Act.CORRECTION)
    if not changed_since(session, row):
        raise NothingChanged
    _end(session, actor, row, Outcome.DONE, words, "correct_person", queries.named(person))


def changed_since(session: Session, row: PersonRequest) -> bool:
    history.settle(session)
    person_id = row.resident_id or row.volunteer_id
    query = select(AuditLine.id).where(
        AuditLine.row_id == person_id, col(AuditLine.verb).in_(CHANGED), AuditLine.at >= row.asked_at
    )
    return person_id is not None and session.exec(query).first() is not None


def withdraw(session: Session, actor: Actor, row: PersonRequest, *, keys: Iterable[str]) -> None:
    person = _ready_for(session, row, Act.WITHDRAWAL)
    chosen = list(keys)
    if not chosen:
        raise NothingChosen(field="consents")
    titles = consent_services.end_all(session, actor, person, chosen)
    words = _ended(titles, chosen)
    _end(session, actor, row, Outcome.DONE, words, "withdraw_for_person", {"consents": len(chosen)})


def _ended(titles: list[str], keys: Iterable[str]) -> str:
    words = gettext(N_("撤回了：%(what)s。凭这些同意存的，已经删了。"), what=listed(titles))
    if any(key.startswith(VOLUNTEER) for key in keys):
        words += gettext(N_("志愿者的姓名、服务时长和积分账还留着。"))
    return words


def erase(session: Session, actor: Actor, row: PersonRequest, *, fields: Iterable[str], keys: Iterable[str]) -> None:
    """What may go, goes; what must stay is told with its reason."""
    person = _ready_for(session, row, Act.ERASURE)
    gone, chosen = [name for name in erasable(person) if name in set(fields)], list(keys)
    if not gone and not chosen:
        raise NothingChosen(field="fields")
    if isinstance(person, Resident) and "born_on" in gone and person.id_number and "id_number" not in gone:
        raise NumberTells(field="fields")
    titles = consent_services.end_all(session, actor, person, chosen)
    if gone and isinstance(person, Resident):
        resident_services.erase(session, actor, person, gone)
    words = gettext(N_("删了：%(what)s。"), what=listed(gettext(ERASABLE[name]) for name in gone)) if gone else ""
    words += _ended(titles, chosen) if titles else ""
    staying = what_stays(holding_queries.sheet(session, person))
    if staying:
        words += gettext(N_("还留着：%(what)s。"), what="；".join(part.said() for part in staying))
        words += gettext(N_("留多久，写在“我们存了什么”里。"))
    outcome = Outcome.PART if staying else Outcome.DONE
    _end(session, actor, row, outcome, words, "erase_for_person", {"fields": gone, "consents": len(chosen)})


def erasable(person: Person | None) -> dict[str, str]:
    """The register's fields that are filled. What is kept of a volunteer stands on their consent, and goes with it."""
    return {name: words for name, words in ERASABLE.items() if isinstance(person, Resident) and getattr(person, name)}


def block(session: Session, actor: Actor, row: PersonRequest) -> None:
    """A volunteer who is in no register leaves: no list offers them any more, and nobody calls."""
    person, reason = _ready_for(session, row, Act.BLOCK), gettext(N_("本人要求封存"))
    if isinstance(person, Resident):
        block_services.block(session, actor, person, reason=reason)
        words = gettext(N_("封存了：只存着，名单和查找里都没有您；社区要看得写原因，您查得到。"))
    else:
        if person.left_on is None:
            volunteers.leave(session, actor, person, on=clock.today(), reason=reason)
        words = gettext(N_("您不再是在册的志愿者：不再排班、不再联系，资料只存着，两年后抹掉电话和证件号。"))
    _end(session, actor, row, Outcome.DONE, words, "block_for_person", queries.named(person))


def refuse(session: Session, actor: Actor, row: PersonRequest, *, ground: Refusal, words: str | None) -> None:
    """Before the identity is checked there is one ground, at the end of the term, and no words: what they could tell
    would tell a stranger."""
    if row.outcome is not None:
        raise Answered
    unknown = ground is Refusal.NOT_IDENTIFIED
    if unknown == (row.checked_at is not None) or (unknown and clock.today() < clock.local(row.due_at).date()):
        raise TooEarly(field="ground")
    row.refusal = ground
    _end(session, actor, row, Outcome.REFUSED, "" if unknown else words or "", "refuse_person_request",
         {"ground": ground.value})  # fmt: skip


def open_sheet(session: Session, actor: Actor | None, row: PersonRequest) -> Sheet:
    """What is kept, in clear: for whoever holds the code, or printed for them at the counter. Every look is a line."""
    person = queries.person_of(session, row)
    if person is None or not queries.is_ready(row, clock.today()):
        raise NotFound
    made = holding_queries.sheet(session, person)
    history.record(session, actor, "open_person_sheet" if actor is None else "print_person_sheet", row)
    return made


def what_stays(sheet: Sheet, may_go: Iterable[str] = ()) -> list[Part]:
    """`may_go`: the fields that can be ticked to go, which stand in the register's lines."""
    gone = {gettext(words) for words in may_go}
    parts = [part for part in sheet.parts if part.must_stay]
    left = [part.without(gone) if part.keep in holding_queries.FIELDS else part for part in parts]
    return [part for part in left if part.lines]


def _ready_for(session: Session, row: PersonRequest, act: Act) -> Person:
    require_checked(row)
    if act not in rules.FITS[row.kind]:
        raise WrongAct
    person = queries.person_of(session, row)
    if person is None:
        raise NotMatched
    if row.kind is Kind.RELATIVE and getattr(person, "died_on", None) is None:
        raise NotDead
    return person


def _end(
    session: Session, actor: Actor, row: PersonRequest, outcome: Outcome, words: str, verb: str, told: dict[str, object]
) -> None:
    """One answer a request, also where two answer at once."""
    now = clock.now()
    session.flush()
    first = session.execute(
        update(PersonRequest)
        .where(col(PersonRequest.id) == row.id, col(PersonRequest.answered_at).is_(None))
        .values(answered_at=now, answered_by=actor.account_id, outcome=outcome, answer=words or None)
    )
    if first.rowcount != 1:  # type: ignore[attr-defined]
        raise Answered
    session.refresh(row)
    history.record(session, actor, verb, row, after={"outcome": outcome.value, **told})
