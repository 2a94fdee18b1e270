"""Chapter: rights. Residents ask what is kept about them: one waits, some are answered, one is late; a volunteer
who is in no register asks too; consents given at the doors."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from webapp.centre.rights import answer_services, consent_services, queries, services, volunteer_queries
from webapp.centre.rights.consent_rules import CURRENT, Channel, Purpose
from webapp.centre.rights.consent_services import Said
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import Kind, Paper, Refusal
from webapp.centre.rights.services import Wish
from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action
from webapp.register.register import resident_services
from webapp.register.register.models import Entrance, Household, Resident
from webapp.volunteering.volunteers.models import Volunteer

# kind, who (place in the list), what they said, what became of it
STORY: tuple[tuple[Kind, int, str | None, str], ...] = (
    (Kind.SEE, 0, None, "new"),
    (Kind.CORRECT, 1, "我在物业上班，不是保安。", "matched"),
    (Kind.WITHDRAW, 2, "电话别再存了。", "checked"),
    (Kind.COPY, 3, None, "ready"),
    (Kind.ERASE, 4, "健康情况不要留。", "erased"),
    (Kind.BLOCK, 5, None, "late"),
    (Kind.CORRECT, 6, "出生年月不对。", "refused"),
)
STRANGER = Wish(Kind.SEE, "佟小满", "19900000042", "9门901")


def tell(session: Session, town: Town) -> None:
    people = _people(session, town)
    for person in people[:4]:
        _agree(session, town, person)
    for kind, at, words, end in STORY:
        _tell(session, town, people[at], kind, words, end)
    services.ask(session, queries.place_of_unit(session, town.units["dongmei"]), STRANGER)
    _tell_volunteer(session, town)


def _tell_volunteer(session: Session, town: Town) -> None:
    """In no register: found by what they enrolled with."""
    lin, community = town.actor("lin", Action.ANSWER_RIGHTS), town.units["dongmei"]
    here = select(Volunteer).where(Volunteer.community_id == community, col(Volunteer.left_on).is_(None))
    for row in session.exec(here.order_by(col(Volunteer.number).desc())):
        if row.phone and volunteer_queries.find(session, lin, row.number, community):
            wish = Wish(Kind.COPY, row.name, row.phone, "不住这里", "想要一份服务记录。")
            asked, code = services.ask(session, queries.place_of_unit(session, community), wish)
            services.check_paper(session, lin, asked, paper=Paper.ID_CARD, code_end=code[-4:])
            services.match(session, lin, asked, row)
            return


def _people(session: Session, town: Town) -> list[Resident]:
    """Grown-ups of grid 1 who left a number."""
    query = select(Resident).join(Household, col(Household.id) == Resident.household_id)
    rows = session.exec(query.where(Resident.grid_id == town.grids["dongmei"][0]).order_by(col(Household.door).desc()))
    return [row for row in rows if row.phone and row.health is None and row.party_id is None][:8]


def _agree(session: Session, town: Town, person: Resident) -> None:
    wang = town.actor("wang", Action.CHANGE_REGISTER)
    consent_services.give(session, wang, person, Said(Purpose.PHONE, CURRENT[Purpose.PHONE], Channel.FACE))


def _tell(session: Session, town: Town, person: Resident, kind: Kind, words: str | None, end: str) -> None:
    home = session.get_one(Household, person.household_id)
    token = session.get_one(Entrance, home.entrance_id).token
    wish = Wish(kind, person.name, person.phone or "", home.label[home.label.find("楼") + 1 :], words)
    row, code = services.ask(session, queries.place_of_door(session, token), wish)
    if end == "late":
        row.asked_at, row.due_at = row.asked_at - timedelta(days=24), row.due_at - timedelta(days=24)
    if end in ("new", "late"):
        return
    lin = town.actor("lin", Action.ANSWER_RIGHTS)
    services.match(session, lin, row, person)
    if end == "matched":
        return
    wang = town.actor("wang", Action.TAKE_RIGHTS)
    services.check_paper(session, wang, row, paper=Paper.ID_CARD, code_end=code[-4:])
    _end(session, town, row, person, end)


def _end(session: Session, town: Town, row: PersonRequest, person: Resident, end: str) -> None:
    lin = town.actor("lin", Action.ANSWER_RIGHTS)
    if end == "ready":
        answer_services.make_ready(session, lin, row)
    elif end == "erased":
        wang = town.actor("wang", Action.CHANGE_REGISTER)
        consent_services.give(session, wang, person, Said(Purpose.HEALTH, CURRENT[Purpose.HEALTH], Channel.PAPER))
        resident_services.change_resident(session, wang, person, version=person.version, health="膝盖做过手术")
        answer_services.erase(session, lin, row, fields=["health"], keys=[])
    elif end == "refused":
        answer_services.refuse(session, lin, row, ground=Refusal.IS_RIGHT, words="照身份证核对过，登记的一致。")
