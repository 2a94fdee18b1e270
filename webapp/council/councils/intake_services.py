"""Who sits in the council, as a list of the office."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.council.councils import queries, seat_services
from webapp.council.councils.forms import KIND_WORDS
from webapp.council.councils.models import CouncilSeat, CouncilSeries, SeatKind
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Party
from webapp.register.intake.cell_rules import choice, day, phone, text
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values

SEATS_SAID = {SeatKind(key): words for key, words in KIND_WORDS.items()}


def _survey(session: Session, community_id: str) -> Ground:
    """The community's councils by name; a sheet that names one is for that one."""
    running = select(CouncilSeries).where(
        CouncilSeries.community_id == community_id, col(CouncilSeries.closed_on).is_(None)
    )
    series = {one.name: one.id for one in session.exec(running.order_by(col(CouncilSeries.name)))}
    known = []
    for name, series_id in series.items():
        for sitter in queries.sitters(session, series_id, clock.today()):
            seat, other = sitter.seat, sitter.alternate
            known.append(Known(seat.id, {
                "council": name, "name": sitter.name, "kind": seat.kind, "title": seat.title,
                "phone": sitter.party.phone, "alternate": other.name if other else "",
                "valid_from": seat.valid_from, "valid_to": seat.valid_to,
            }))  # fmt: skip
    return Ground(community_id, known, {"council": series})


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    series = session.get_one(CouncilSeries, ground.places["council"][values["council"]])
    since = values["valid_from"] or clock.today()
    party = seat_services.party_named(
        session, actor, series, name=values["name"], kind=values["kind"], on=since, title=values["title"],
        phone=values["phone"],
    )  # fmt: skip
    seat_services.seat_member(
        session, actor, series, kind=values["kind"], party=party, valid_from=since, valid_to=values["valid_to"],
        title=values["title"], alternate_id=_alternate(session, actor, series, values, since),
    )  # fmt: skip


def _alternate(session: Session, actor: Any, series: CouncilSeries, values: Values, since: Any) -> str | None:
    if not values["alternate"]:
        return None
    found: Party = seat_services.party_named(
        session, actor, series, name=values["alternate"], kind=values["kind"], on=since
    )
    return found.id


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    """Title, alternate and end of term; another kind of seat is another seat."""
    seat = session.get_one(CouncilSeat, known_id)
    series = session.get_one(CouncilSeries, seat.series_id)
    there = next(one for one in ground.known if one.id == known_id).values | changed
    seat_services.change_seat(
        session, actor, series, seat, title=there["title"], valid_to=there["valid_to"],
        alternate_id=_alternate(session, actor, series, there, clock.today()),
    )  # fmt: skip


SEATS = Kind(
    "seats", N_("议事厅席位"), N_("按议事厅和姓名认。先建好议事厅，再导席位。"),
    (
        Field("council", N_("议事厅"), required=True, example="冬梅轩“网格+”议事厅", read=text(80, must=True),
              refers="council", width=26),
        Field("name", N_("姓名或单位"), required=True, example="孙桂芳", read=text(80, must=True)),
        Field("kind", N_("哪种席位"), choices=tuple(SEATS_SAID.values()), required=True, example="居民代表",
              read=choice(SEATS_SAID), words=SEATS_SAID, is_fixed=True),
        Field("title", N_("职务"), example="楼组长", read=text(60)),
        Field("phone", N_("电话"), example="13800138000", read=phone, is_private=True, is_fixed=True),
        Field("alternate", N_("替会人"), example="李国强", read=text(80)),
        Field("valid_from", N_("任期从"), example="2026-12-01", read=day, is_fixed=True),
        Field("valid_to", N_("任期到"), example="2029-11-30", read=day),
    ),
    lambda values: [("seat", values["council"], values["name"])], _survey, _add, _change, action=Action.HOLD_COUNCILS,
)  # fmt: skip
KINDS = (SEATS,)
