"""A staircase that is being asked."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from tests.register.register import homes
from tests.town import Town
from webapp.core.time import clock
from webapp.door.opinions import services
from webapp.door.opinions.models import OpinionRound, QuestionKind, RoundLine, RoundTally, Standing
from webapp.door.opinions.services import QuestionPlan, RoundPlan
from webapp.people.accounts.permissions import Action

VOTE = QuestionPlan(QuestionKind.VOTE, "楼下菜地改成微花园，您同意吗？")
FLOWERS = QuestionPlan(QuestionKind.MANY, "想种什么？", ("月季", "牡丹", "香草"))
CARE = QuestionPlan(QuestionKind.ONE, "愿意认养吗？", ("愿意", "不愿意"))
BEDS = QuestionPlan(QuestionKind.NUMBER, "能照看几块？")
WISH = QuestionPlan(QuestionKind.WORDS, "还有什么想说的？")
ALL_KINDS = (VOTE, CARE, FLOWERS, BEDS, WISH)
ROOMS = ("602", "601", "502", "501")


def plan(building_id: str, questions: Sequence[QuestionPlan] = (VOTE,), **more: Any) -> RoundPlan:
    now = clock.now()
    told = {
        "title": "3号楼楼下菜地改微花园", "why": "菜地占了绿地，大家商量怎么用好这块地。", "opens_at": now,
        "closes_at": now + timedelta(days=10), "entrance_ids": (), "building_ids": (building_id,),
        "questions": questions,
    }  # fmt: skip
    return RoundPlan(**{**told, **more})


def asked(
    session: Session, town: Town, building_id: str, questions: Sequence[QuestionPlan] = (VOTE,), **more: Any
) -> OpinionRound:
    """Drafted, announced and opened by 李; the caller has a transaction."""
    host = town.actor("li", Action.HOLD_OPINIONS)
    made = services.draft_round(session, host, town.units["community"], plan(building_id, questions, **more))
    services.announce(session, host, made)
    return services.open_round(session, host, made)


def street(session: Session, town: Town, rooms: Sequence[str] = ROOMS) -> tuple[str, list[str]]:
    """Building 3 with households in these rooms of its second entrance: (building id, household ids)."""
    building = homes.build(session, town)
    return building.id, [homes.settle(session, town, building, room=room).id for room in rooms]


def fresh(session: Session) -> None:
    """What a request wrote is read in a new transaction."""
    if not session.info.get("writing"):
        session.rollback()
    session.expire_all()


def line(session: Session, round_id: str, household_id: str) -> RoundLine:
    fresh(session)
    return session.exec(
        select(RoundLine).where(RoundLine.round_id == round_id, RoundLine.household_id == household_id)
    ).one()


def tally(session: Session, round_id: str) -> RoundTally:
    fresh(session)
    return session.exec(
        select(RoundTally).where(RoundTally.round_id == round_id, RoundTally.place_id == round_id)
    ).one()


def adds_up(session: Session, round_id: str) -> None:
    """The invariant, from the lines and from the tallies, whole and by building."""
    fresh(session)
    made = session.get_one(OpinionRound, round_id)
    lines = list(session.exec(select(RoundLine).where(RoundLine.round_id == round_id)))
    assert len(lines) == made.households
    tallies = list(session.exec(select(RoundTally).where(RoundTally.round_id == round_id)))
    for one in tallies:
        mine = [line for line in lines if one.place_id in (round_id, line.building_id)]
        assert one.total == len(mine)
        for standing in Standing:
            assert getattr(one, standing.value) == sum(line.standing is standing for line in mine), standing
        assert one.disputed == sum(line.is_disputed for line in mine)
    assert sum(one.total for one in tallies if one.place_id != round_id) == made.households
