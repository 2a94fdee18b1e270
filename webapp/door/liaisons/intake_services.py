"""联络员 as a list of the office: who serves where and until when."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.door.liaisons import services
from webapp.door.liaisons.models import Liaison
from webapp.people.org import queries as org
from webapp.people.org import services as org_services
from webapp.people.org.models import Party, PartyKind
from webapp.register.intake.cell_rules import day, phone, text, whole
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values
from webapp.register.register import resident_services
from webapp.register.register.models import Resident
from webapp.register.register.queries import SHOWN

WHEN_MISSING = N_("新的联络员要写任期到哪天")
TOO_SHORT = N_("任期要到今天以后")
SEVERAL = N_("名册和人员里有几个%(name)s，写上电话才分得清")
USUAL = 30


def _survey(session: Session, community_id: str) -> Ground:
    grids = org.grids_of(session, community_id)
    names = {key: name for name, key in grids.items()}
    query = (
        select(Liaison, Party)
        .join(Party, col(Party.id) == Liaison.party_id)
        .where(Liaison.community_id == community_id, col(Liaison.ended_on).is_(None))
        .order_by(col(Liaison.grid_id), col(Party.initials))
    )
    known = [
        Known(one.id, {
            "grid": names.get(one.grid_id, ""), "name": party.name, "phone": party.phone, "area": one.area,
            "valid_to": one.valid_to, "household_limit": one.household_limit,
        })
        for one, party in session.exec(query)
    ]  # fmt: skip
    places = {"grid": grids, "person": _people(session, community_id)}
    return Ground(community_id, known, places)


def _people(session: Session, community_id: str) -> dict[str, str]:
    """Name and phone, a line each, → what they are: a party (p:) or a resident who is none yet (r:)."""
    parties = session.exec(select(Party).where(
        Party.community_id == community_id, Party.kind == PartyKind.PERSON, col(Party.left_on).is_(None)
    ))  # fmt: skip
    residents = session.exec(select(Resident).where(
        Resident.community_id == community_id, col(Resident.left_on).is_(None), col(Resident.party_id).is_(None),
        SHOWN,
    ))  # fmt: skip
    found = {f"{one.name}\n{one.phone or ''}\n{one.id}": f"r:{one.id}" for one in residents}
    return found | {f"{one.name}\n{one.phone or ''}\n{one.id}": f"p:{one.id}" for one in parties}


def _meant(ground: Ground, values: Values) -> list[str]:
    """By name, and by phone where several bear it and the row gives one."""
    bearers = [(label.split("\n")[1], who) for label, who in ground.places["person"].items()
               if label.split("\n")[0] == values["name"]]  # fmt: skip
    exact = [who for number, who in bearers if values["phone"] and number == values["phone"]]
    return exact or [who for number, who in bearers if not values["phone"] or not number]


def _check(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    key = (values["grid"], values["name"])
    serves = any((one.values["grid"], one.values["name"]) == key for one in ground.known)
    if values["valid_to"] is None and not serves:
        yield "valid_to", WHEN_MISSING, {}
    elif values["valid_to"] is not None and values["valid_to"] <= clock.today():
        yield "valid_to", TOO_SHORT, {}
    if not serves and len(_meant(ground, values)) > 1:
        yield "phone", SEVERAL, {"name": values["name"]}


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    """Whoever is known already is that person; a resident becomes a party; else a new person of the community."""
    grid_id = ground.places["grid"][values["grid"]]
    kind, _, found = (next(iter(_meant(ground, values)), "")).partition(":")
    if kind == "r":
        found = resident_services.party_of_resident(session, actor, session.get_one(Resident, found)).id
    elif not kind:
        found = org_services.make_party(
            session, actor, kind=PartyKind.PERSON, name=values["name"], community_id=ground.community_id,
            unit_id=grid_id, phone=values["phone"],
        ).id  # fmt: skip
    services.appoint(
        session, actor, party_id=found, grid_id=grid_id, valid_to=values["valid_to"], area=values["area"],
        household_limit=values["household_limit"] or USUAL,
    )  # fmt: skip


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    services.change_term(session, actor, session.get_one(Liaison, known_id), **changed)


LIAISONS = Kind(
    "liaisons", N_("网格联络员"), N_("按网格和姓名认；名册里有的人就是那个人。"),
    (
        Field("grid", N_("网格"), required=True, example="第一网格", read=text(80, must=True), refers="grid"),
        Field("name", N_("姓名"), required=True, example="孙桂芳", read=text(40, must=True)),
        Field("phone", N_("电话"), example="13800138000", read=phone, is_private=True),
        Field("area", N_("管哪一片"), example="3 号楼 1、2 门", read=text(120), width=24),
        Field("valid_to", N_("任期到"), example="2027-11-30", read=day),
        Field("household_limit", N_("最多联系几户"), example="30", read=whole(1, 100)),
    ),
    lambda values: [("liaison", values["grid"], values["name"])], _survey, _add, _change, _check,
)  # fmt: skip
KINDS = (LIAISONS,)
