"""A volunteer who has died, and two records that turn out to be one volunteer."""

from datetime import date

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.exchange.points import correction_services
from webapp.exchange.points.models import Passbook
from webapp.exchange.shop import queries as shop
from webapp.people.accounts.scope import Actor
from webapp.register.persons.rules import Joint, Tie
from webapp.register.register.models import Resident
from webapp.volunteering.volunteers import return_services, services
from webapp.volunteering.volunteers.models import HoursLine, Volunteer

DIED = N_("去世")
ONE_PERSON = N_("两份登记是同一个人")
TWO_PEOPLE = N_("合并撤回，是两个人")
KEPT = ("started_at", "ended_at", "minutes", "on", "title", "place", "role", "organiser", "lead_name", "method",
        "source", "lead_confirmed_by", "community_confirmed_by")  # fmt: skip


def _serving(session: Session, party_id: str | None) -> list[Volunteer]:
    if party_id is None:
        return []
    query = select(Volunteer).where(Volunteer.party_id == party_id, col(Volunteer.left_on).is_(None))
    return list(session.exec(query.order_by(col(Volunteer.id))).all())


def _foresee(session: Session, resident: Resident) -> list[str]:
    lines = []
    for one in _serving(session, resident.party_id):
        lines.append(gettext(N_("志愿者 %(number)s：记为离开，报了名的活动让出来，时长和星级留着"), number=one.number))
        book = _book(session, one.party_id, one.community_id)
        if book is not None and book.available:
            lines.append(gettext(N_("存折上还有 %(points)s 分：留在账上，家里人要问的到前台"), points=book.available))
        if shop.list_own_ready(session, one.party_id):
            lines.append(gettext(N_("有没领的兑换：到前台了结")))
    return lines


def _end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    for one in _serving(session, resident.party_id):
        services.leave(session, actor, one, on=max(on, one.joined_on), reason=gettext(DIED))


def _join(session: Session, actor: Actor, kept: str, gone: str) -> bool:
    """Points go by two entries, hours by a reversing line and a new one each; the other record leaves."""
    moved = False
    for book in session.exec(select(Passbook).where(Passbook.party_id == gone)).all():
        other = _book(session, kept, book.community_id)
        if other is not None and other.merged_into_id is None and book.merged_into_id is None:
            correction_services.merge(session, actor, other, book, reason=gettext(ONE_PERSON))
            moved = True
    for one in _serving(session, gone):
        same = [other for other in _serving(session, kept) if other.community_id == one.community_id]
        if same:
            _carry_hours(session, actor, one, same[0], gettext(ONE_PERSON))
            services.leave(session, actor, one, on=max(clock.today(), one.joined_on), reason=gettext(ONE_PERSON))
            moved = True
    return moved


def _part(session: Session, actor: Actor, kept: str, gone: str) -> None:
    for book in session.exec(select(Passbook).where(Passbook.party_id == gone)).all():
        if book.merged_into_id is not None:
            correction_services.part(session, actor, book, reason=gettext(TWO_PEOPLE))
    for one in session.exec(select(Volunteer).where(Volunteer.party_id == gone)).all():
        same = [other for other in _serving(session, kept) if other.community_id == one.community_id]
        if same and one.left_on is not None:
            return_services.welcome_back(session, actor, one)
            _carry_hours(session, actor, same[0], one, gettext(TWO_PEOPLE), only_from=one.id)


def _carry_hours(
    session: Session, actor: Actor, old: Volunteer, new: Volunteer, why: str, *, only_from: str = ""
) -> None:
    """`only_from`: only the lines that once came from that record go back to it."""
    for line in _standing(session, old):
        if only_from and line.key.split(":")[:2] != ["moved", only_from]:
            continue
        services.void_hours(session, actor, line, reason=why)
        told = services.Service(**{name: getattr(line, name) for name in KEPT if name != "on"})
        services.record_hours(session, actor, new, told, key=f"moved:{old.id}:{line.id}")


def _standing(session: Session, volunteer: Volunteer) -> list[HoursLine]:
    void = select(HoursLine.reverses_id).where(
        HoursLine.volunteer_id == volunteer.id, col(HoursLine.reverses_id).is_not(None)
    )
    query = select(HoursLine).where(
        HoursLine.volunteer_id == volunteer.id, HoursLine.minutes > 0, col(HoursLine.id).not_in(void)
    )
    return list(session.exec(query.order_by(col(HoursLine.on), col(HoursLine.id))).all())


def _book(session: Session, party_id: str, community_id: str) -> Passbook | None:
    query = select(Passbook).where(Passbook.party_id == party_id, Passbook.community_id == community_id)
    return session.exec(query).first()


TIES = (Tie("volunteer", _foresee, _end),)
JOINTS = (Joint("volunteer", _join, _part),)
