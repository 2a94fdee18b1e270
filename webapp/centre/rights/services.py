"""A request comes in, whoever asks is identified, and the office finds whom it is about."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from webapp.casework.catalogue import queries as catalogue
from webapp.centre.rights import code_rules, queries, rules
from webapp.centre.rights.consent_queries import Person
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.queries import Place
from webapp.centre.rights.rules import Channel, Kind, Paper, Proof, Way
from webapp.core.data import ids
from webapp.core.text import cleaning, phone_numbers
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.time.deadlines import due_at_latest
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.register.register.models import Resident

ASKED = N_("收到一件个人信息请求：%(kind)s，%(day)s 前答复。")
LATE = N_("个人信息请求快到期或已过期：%(kind)s，%(day)s 前答复。")


class Answered(DomainError):
    message = N_("这件已经答复过了。")


class AlreadyChecked(DomainError):
    message = N_("身份已经核对过了。")


class NotChecked(DomainError):
    message = N_("先核对是不是本人，再办。")


class ProofMissing(DomainError):
    status = 422
    message = N_("去世亲人的信息，要看过关系证明才能办。")


class CodeMissing(DomainError):
    status = 422
    message = N_("查询码对不上。在网上提的，先看来人手里的查询码：别人也能用这个名字提一件。")


class NotMatched(DomainError):
    message = N_("先找到是哪一位。")


class NoPhone(DomainError):
    message = N_("这位没有登记电话，请当面看证件。")


class NotDead(DomainError):
    message = N_("名册里这位还在世。真去世了，先在名册里记上；不是，请不予办理。")


class NotByPhone(DomainError):
    message = N_("登记的是去世的人的电话，请当面看证件和关系证明。")


@dataclass(frozen=True)
class Wish:
    """What somebody asks, with the least that tells who they are."""

    kind: Kind
    name: str
    phone: str
    room: str
    words: str | None = None


def ask(
    session: Session, place: Place, wish: Wish, *, actor: Actor | None = None, channel: Channel = Channel.ONLINE,
    id: str | None = None,
) -> tuple[PersonRequest, str]:  # fmt: skip
    """The request and its code. The same form sent twice is one request; somebody else's id is of no use."""
    same = vault.blind_index("\0".join(("rights", wish.kind, wish.name, wish.phone, wish.room, wish.words or "")))
    known = session.get(PersonRequest, id) if id else None
    if known is not None and known.same_index == same:
        return known, code_for(known)
    now = clock.now()
    made = PersonRequest(
        id=id if id and known is None else ids.new(), community_id=place.community_id, grid_id=place.grid_id,
        place=place.words, kind=wish.kind, channel=channel, name=wish.name, room=wish.room,
        phone=phone_numbers.checked(wish.phone), words=wish.words, code_hash="", same_index=same,
        taken_by=actor.account_id if actor else None, asked_at=now, due_at=due_of(session, now),
    )  # fmt: skip
    made.code_hash = vault.blind_index(code_for(made))
    session.add(made)
    session.flush()
    history.record(session, actor, "ask_person_request", made, after={"kind": wish.kind.value, "way": channel.value})
    _tell(session, made, ASKED, "asked")
    return made, code_for(made)


def code_for(row: PersonRequest) -> str:
    return code_rules.code_of(row.id)


def check_paper(
    session: Session, actor: Actor, row: PersonRequest, *, paper: Paper, proof: Proof | None = None, code_end: str = ""
) -> None:
    """A paper was seen; which, by whom and when is kept, the paper is not. The answer goes to whoever holds the code,
    so of a request from afar the last four signs are seen too: its name alone may be anybody's idea."""
    _require_unchecked(row)
    if row.channel is Channel.ONLINE and cleaning.code(code_end) != code_for(row)[-4:]:
        raise CodeMissing(field="code_end")
    if row.kind is Kind.RELATIVE and proof is None:
        raise ProofMissing(field="proof")
    row.check_way, row.paper, row.proof = Way.PAPER, paper, proof
    _check(session, actor, row)


def match(session: Session, actor: Actor, row: PersonRequest, person: Person) -> None:
    """Nobody outside learns of it. Another match before the answer takes the first one's place, and its code away."""
    _require_open(row)
    if row.kind is Kind.RELATIVE and getattr(person, "died_on", None) is None:
        raise NotDead
    if row.check_way is Way.PHONE and row.checked_at and person.id not in (row.resident_id, row.volunteer_id):
        raise AlreadyChecked  # the number that was called was this person's
    row.resident_id = person.id if isinstance(person, Resident) else None
    row.volunteer_id, row.spoken_hash = None if row.resident_id else person.id, None
    session.flush()
    history.record(session, actor, "match_person_request", row, after=queries.named(person))


def speak_code(session: Session, actor: Actor, row: PersonRequest) -> tuple[str, str]:
    """(the number the register holds, six digits to be read out there). Seen once, and the look is written down."""
    _require_unchecked(row)
    if row.kind is Kind.RELATIVE:
        raise NotByPhone
    person = queries.person_of(session, row)
    if person is None:
        raise NotMatched
    if not person.phone:
        raise NoPhone
    digits = f"{secrets.randbelow(10**6):06d}"
    row.spoken_hash, row.spoken_tries = _spoken(row, digits), 0
    row.spoken_until, row.checked_by = clock.now() + rules.SPOKEN_LASTS, actor.account_id
    session.flush()
    history.record(session, actor, "speak_person_code", row, after=queries.named(person))
    return person.phone, digits


def hear_code(session: Session, row: PersonRequest, digits: str) -> bool:
    """What the person typed. A try is counted by the database before it is judged; the sixth finds nothing."""
    if row.checked_at is not None or row.outcome is not None:
        return False
    counted = session.execute(
        update(PersonRequest)
        .where(col(PersonRequest.id) == row.id, col(PersonRequest.spoken_tries) < rules.SPOKEN_TRIES)
        .values(spoken_tries=PersonRequest.spoken_tries + 1)
    )
    session.refresh(row)
    in_time = row.spoken_until is not None and clock.now() <= row.spoken_until
    right = row.spoken_hash is not None and row.spoken_hash == _spoken(row, digits)
    if not (counted.rowcount == 1 and in_time and right):  # type: ignore[attr-defined]
        return False
    row.check_way = Way.PHONE
    _check(session, None, row)
    return True


def due_of(session: Session, now: datetime) -> datetime:
    return due_at_latest(now, rules.TERM, catalogue.calendar(session))


def tell_late(session: Session, before: datetime) -> int:
    """Those near their term, and those past it, once each."""
    late = clock.now()
    return sum(
        _tell(session, row, LATE, "late" if row.due_at < late else "soon") for row in queries.due_soon(session, before)
    )


def require_checked(row: PersonRequest) -> None:
    _require_open(row)
    if row.checked_at is None:
        raise NotChecked


def _check(session: Session, actor: Actor | None, row: PersonRequest) -> None:
    row.checked_at, row.spoken_hash = clock.now(), None
    row.checked_by = actor.account_id if actor else row.checked_by
    session.flush()
    told = {"way": row.check_way, "paper": row.paper, "proof": row.proof}
    history.record(session, actor, "check_identity", row, after=told)


def _require_open(row: PersonRequest) -> None:
    if row.outcome is not None:
        raise Answered


def _require_unchecked(row: PersonRequest) -> None:
    _require_open(row)
    if row.checked_at is not None:
        raise AlreadyChecked


def _spoken(row: PersonRequest, digits: str) -> str:
    return vault.blind_index(f"spoken:{row.id}:{digits}")


def _tell(session: Session, row: PersonRequest, sentence: str, what: str) -> int:
    """The host of the community, and whoever walks the grid it came from."""
    on_duty = {*people.accounts_on_duty(session, row.community_id), *people.accounts_on_duty(session, row.grid_id)}
    return notices.tell(
        session, on_duty, sentence, cause=f"rights:{what}:{row.id}", url=f"/rights/requests/{row.id}",
        community_id=row.community_id, kind=rules.KIND_WORDS[row.kind], day=str(clock.local(row.due_at).date()),
    )  # fmt: skip
