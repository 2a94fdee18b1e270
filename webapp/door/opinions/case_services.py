"""A counted round becomes work: a case with the result in its words."""

from sqlmodel import Session, col, select

from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Spoken
from webapp.core.text.i18n import N_
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.door.opinions.models import Land, OpinionRound, RoundLine
from webapp.door.opinions.result_rules import COLUMNS
from webapp.people.accounts.scope import Actor


class NotCounted(DomainError):
    message = N_("统计以后才能转。")


def make_case(session: Session, actor: Actor, asked: OpinionRound) -> GridCase:
    """One case a round, however often it is pressed."""
    if not asked.is_counted:
        raise NotCounted
    if asked.case_id is not None:
        return session.get_one(GridCase, asked.case_id)
    first = session.exec(
        select(RoundLine).where(RoundLine.round_id == asked.id).order_by(col(RoundLine.position)).limit(1)
    ).one()
    place = Place(
        community_id=asked.community_id, grid_id=first.grid_id, building_id=first.building_id, words=asked.title
    )
    made = cases.open_case(
        session,
        actor,
        place=place,
        spoken=Spoken(summary(asked), Source.ROUND, source_id=asked.id),
        matter=Matter(category_code="OTHER" if asked.land is Land.NONE else "GREEN", title=asked.title),
    )
    asked.case_id = made.id
    session.flush()
    history.record(session, actor, "make_round_case", asked, after={"case": made.id})
    return made


def summary(asked: OpinionRound) -> str:
    """One sentence, over the frozen count."""
    counts = dict(zip(COLUMNS, asked.result["counts"], strict=True))
    silent = counts["nobody"] + counts["unasked"]
    return (
        f"征求意见“{asked.title}”：共{asked.result['total']}户，同意{counts['agree']}户，不同意{counts['disagree']}户，"
        f"其他回答{counts['answered']}户，没联系上{silent}户，拒答{counts['refused']}户，空置{counts['empty']}户，"
        f"已迁出{counts['moved']}户。"
    )
