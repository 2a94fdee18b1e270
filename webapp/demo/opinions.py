"""Opinion rounds of 冬梅轩: in spring building 3 was asked about the beds below its windows; now its neighbours are."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.demo.town import Town
from webapp.door.opinions import ballot_services, case_services, queries, services, sheet_services
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.models import Land, OpinionRound, Outcome, QuestionKind, RoundLine, Speaker, Way
from webapp.door.opinions.services import QuestionPlan, RoundPlan
from webapp.people.accounts.permissions import Action
from webapp.register.register.models import Building

SPRING = timedelta(days=262)
VOTE = QuestionPlan(QuestionKind.VOTE, "楼下菜地平整成微花园，大家认养，您同意吗？")
CARE = QuestionPlan(QuestionKind.ONE, "您家愿意认养一块吗？", ("愿意", "不愿意", "再想想"))
PLANTS = QuestionPlan(QuestionKind.MANY, "想种什么？", ("月季", "牡丹", "萱草", "香草"))
Heard = tuple[Outcome, str]
YES, NO = (Outcome.ANSWERED, "1"), (Outcome.ANSWERED, "2")
# Of thirty homes about twenty-five say yes, two no, one is never in, one refuses.
OUTCOMES: tuple[Heard, ...] = (
    YES, YES, YES, NO, YES, YES, YES, YES, (Outcome.NOBODY, ""), YES, YES, YES, YES, YES, (Outcome.REFUSED, ""),
    YES, YES, YES,
)  # fmt: skip
AREAS = ("68.40", "89.50", "92.10", "76.80")


def tell(session: Session, town: Town) -> None:
    rng = Random(town.rng.random())
    first = _ask_building_three(session, town, rng)
    _finish(session, town, first)
    _ask_the_neighbours(session, town, rng)


def _ask_building_three(session: Session, town: Town, rng: Random) -> OpinionRound:
    began = _moment(town, SPRING)
    made = _open(
        session, town, "冬梅轩3号楼楼下菜地改微花园", began, [_building(session, town, "3号楼")], (VOTE, CARE, PLANTS),
        why="3号楼楼下的绿地被圈成一块块菜地，邻里常为这个闹别扭。打算平整成微花园，谁爱种谁认养，种什么大家商量。",
    )  # fmt: skip
    lines = _lines(session, made)
    doors = "\n".join(f"{line.label} {AREAS[n % len(AREAS)]}" for n, line in enumerate(lines))
    sheet_services.tell_areas(session, town.actor("lin", Action.HOLD_OPINIONS), made, doors)
    for n, line in enumerate(one for one in lines if one.household_id):
        _hear(session, town, rng, made, line, began + timedelta(days=rng.randint(1, 9)), OUTCOMES[n % len(OUTCOMES)])
    return made


def _finish(session: Session, town: Town, made: OpinionRound) -> None:
    host = town.actor("lin", Action.HOLD_OPINIONS)
    made.closes_at = made.first_closes_at = _moment(town, SPRING - timedelta(days=10))
    for step in (services.close_round, services.count_round, services.publish_round, services.archive_round):
        step(session, host, made)
    made.counted_at, made.published_at = (_moment(town, SPRING - timedelta(days=days)) for days in (11, 12))
    session.flush()
    case_services.make_case(session, host, made)


def _ask_the_neighbours(session: Session, town: Town, rng: Random) -> None:
    """Running: 王秀英 has been through half of it, and in one flat mother and son do not agree."""
    began = _moment(town, timedelta(days=4))
    places = [_building(session, town, f"{n}号楼") for n in (1, 2, 4)]
    made = _open(
        session, town, "冬梅轩另外三栋也建微花园", began, places, (VOTE,),
        why="3号楼的微花园越建越有模样，好几栋楼来问能不能也建。同意的多，就一栋一栋商量。",
    )  # fmt: skip
    lines = [line for line in _lines(session, made) if line.household_id]
    for line in lines[: len(lines) // 2]:
        _hear(session, town, rng, made, line, began + timedelta(days=rng.randint(0, 3)), rng.choice(OUTCOMES))
    torn = next(line for line in lines[len(lines) // 2 :])
    for hours, voice, answer in ((50, "a", "1"), (53, "b", "2")):
        told = Told(Way.LINK, Outcome.ANSWERED, {"1": answer}, voice=voice, at=began + timedelta(hours=hours))
        ballot_services.record_ballot(session, None, made, torn, told)


def _open(
    session: Session, town: Town, title: str, began: datetime, buildings: list[str],
    questions: tuple[QuestionPlan, ...], *, why: str,
) -> OpinionRound:  # fmt: skip
    host = town.actor("lin", Action.HOLD_OPINIONS)
    ends = _moment(town, timedelta(days=-9))
    plan = RoundPlan(
        title=title, why=why, opens_at=began, closes_at=ends, entrance_ids=(), building_ids=buildings,
        questions=questions, land=Land.SHARED,
    )  # fmt: skip
    made = services.draft_round(session, host, town.units["dongmei"], plan)
    services.announce(session, host, made)
    services.open_round(session, host, made)
    made.made_at, made.opened_at = began - timedelta(days=3), began
    session.flush()
    return made


def _hear(
    session: Session, town: Town, rng: Random, made: OpinionRound, line: RoundLine, at: datetime, heard: Heard
) -> None:
    worker = town.actor("wang", Action.COLLECT_OPINIONS)
    outcome, answer = heard
    way = rng.choices((Way.DOOR, Way.LINK, Way.PAPER), weights=(70, 20, 10))[0] if answer else Way.DOOR
    given = {"1": answer} if answer else {}
    if answer and len(queries.questions_of(session, made)) > 1:
        given |= {"2": rng.choice("1123"), "3": ",".join(sorted(rng.sample("1234", rng.randint(1, 3))))}
    speaker = rng.choice((Speaker.OWNER, Speaker.OWNER, Speaker.FAMILY)) if answer else Speaker.OWNER
    told = Told(way, outcome, given, speaker=speaker, at=at)
    ballot_services.record_ballot(session, None if way is Way.LINK else worker, made, line, told)


def _lines(session: Session, made: OpinionRound) -> list[RoundLine]:
    query = select(RoundLine).where(RoundLine.round_id == made.id).order_by(col(RoundLine.position))
    return list(session.exec(query))


def _building(session: Session, town: Town, name: str) -> str:
    query = select(Building.id).where(
        Building.community_id == town.units["dongmei"], Building.estate == "冬梅轩", Building.name == name
    )
    return session.exec(query).one()


def _moment(town: Town, ago: timedelta) -> datetime:
    return datetime.combine(town.today - ago, time(9, 30), clock.ZONE).astimezone(clock.now().tzinfo)
