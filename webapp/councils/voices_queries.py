"""The voices behind an agenda, counted from the voice rows themselves."""

from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.accounts.scope import Actor
from webapp.cases.models import GridCase, Urgency, Voice
from webapp.cases.rules import OPEN
from webapp.core import clock
from webapp.councils.agenda_rules import Asked
from webapp.promises import queries as promises

MOST_QUOTES = 2
SOURCE_WORDS = {
    "visit": "走访", "patrol": "巡查", "resident": "居民自己说", "relay": "联络员转述", "council": "议事会",
    "hotline": "12345", "order": "上级交办",
}  # fmt: skip


def asked(session: Session, actor: Actor, community_id: str, since: date, until: date) -> list[Asked]:
    """Open cases of the community with the number of distinct households that voiced them in the window."""
    promised = promises.cases_with_open_promise(session, community_id)
    query = (
        select(
            GridCase.id, GridCase.title, GridCase.urgency, func.count(func.distinct(Voice.household_id)),
            func.min(Voice.said_at), func.max(Voice.said_at),
        )
        .join(Voice, col(Voice.case_id) == col(GridCase.id))
        .where(
            GridCase.community_id == community_id,
            col(GridCase.state).in_(OPEN),
            col(Voice.household_id).is_not(None),
            Voice.said_at >= clock.start_of_day(since),
            Voice.said_at <= clock.end_of_day(until),
        )
        .group_by(col(GridCase.id), col(GridCase.title), col(GridCase.urgency))
    )  # fmt: skip
    return [
        Asked(
            case_id, title, households, clock.local(first).date(), clock.local(last).date(),
            is_harmful=urgency is Urgency.URGENT, is_promised=case_id in promised,
        )
        for case_id, title, urgency, households, first, last in session.exec(query)
    ]  # fmt: skip


def quotes(session: Session, case_id: str) -> list[dict[str, Any]]:
    """The longest words said, without who said them."""
    query = select(Voice.words, Voice.source, Voice.said_at).where(Voice.case_id == case_id, Voice.words != "")
    said = session.exec(query.order_by(func.length(Voice.words).desc()).limit(MOST_QUOTES))
    return [
        {"words": words[:80], "source": SOURCE_WORDS.get(source.value, ""), "on": clock.local(at).date().isoformat()}
        for words, source, at in said
    ]


def summary(session: Session, case_id: str) -> str:
    """走访时说的 41 户，征求意见时说的 25 户: how the count came together."""
    query = (
        select(Voice.source, func.count(func.distinct(Voice.household_id)))
        .where(Voice.case_id == case_id, col(Voice.household_id).is_not(None))
        .group_by(col(Voice.source))
    )
    parts = sorted(session.exec(query), key=lambda row: -row[1])
    return "，".join(f"{SOURCE_WORDS.get(source.value, '')} {count} 户" for source, count in parts)
