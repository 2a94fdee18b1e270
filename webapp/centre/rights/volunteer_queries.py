"""A volunteer who is in no register: what is kept of them, and how the desk finds them."""

from collections.abc import Sequence

from sqlmodel import Session, col, or_, select

from webapp.core.text import phone_numbers
from webapp.core.text.i18n import N_, gettext
from webapp.core.trust import vault
from webapp.core.web.filters import day
from webapp.people.accounts.scope import Actor, within
from webapp.people.org import queries as org
from webapp.register.register.models import Resident
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Volunteer

FOUND_AT_MOST = 12


def told(session: Session, row: Volunteer) -> list[tuple[str, str]]:
    """(what, its value) in clear: it is theirs."""
    guardian = " · ".join(filter(None, (row.guardian_name, row.guardian_phone)))
    hours = gettext("%(n)s 小时", n=volunteers.confirmed_minutes(session, row.id, community_id=row.community_id) // 60)
    known = (
        (N_("出生日期"), day(row.born_on, True) if row.born_on else ""), (N_("证件号"), row.document_number),
        (N_("全国志愿者编号"), row.national_number), (N_("监护人"), guardian), (N_("服务时长"), hours),
    )  # fmt: skip
    head = (row.number, " · ".join(filter(None, (row.name, row.phone, day(row.joined_on, True)))))
    papers = volunteers.list_qualifications(session, row.id)
    return [
        head, *((gettext(what), value) for what, value in known if value),
        *((paper.name, " · ".join(filter(None, (paper.number, paper.issuer)))) for paper in papers),
    ]  # fmt: skip


def find(session: Session, actor: Actor, words: str, community_id: str) -> list[Volunteer]:
    """By the beginning of the name or its initials, by number and by whole phone; whoever left too. Who is in the
    register is found there."""
    asked = words.strip()
    if not asked:
        return []
    ways = (
        col(Volunteer.number) == asked.upper(), col(Volunteer.party_id).in_(org.named(asked, [community_id])),
        col(Volunteer.phone_index) == vault.blind_index(phone_numbers.clean(asked)),
    )  # fmt: skip
    here = select(Volunteer).where(Volunteer.community_id == community_id, or_(*ways))
    query = within(here, actor, Volunteer.community_id).order_by(col(Volunteer.number)).limit(FOUND_AT_MOST)
    rows = list(session.exec(query))
    known = _registered(session, community_id, rows)
    return [row for row in rows if row.id not in known]


def _registered(session: Session, community_id: str, rows: Sequence[Volunteer]) -> set[str]:
    names, parties = [row.name for row in rows], [row.party_id for row in rows]
    query = select(Resident).where(Resident.community_id == community_id)
    people = list(session.exec(query.where(or_(col(Resident.name).in_(names), col(Resident.party_id).in_(parties)))))
    same = {(person.name, person.phone) for person in people if person.phone}
    own = {person.party_id for person in people}
    return {row.id for row in rows if row.party_id in own or (row.name, row.phone) in same}
