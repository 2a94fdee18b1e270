"""The voices behind an agenda, counted from the voice rows themselves."""

from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import voice_queries
from webapp.casework.cases.models import Voice
from webapp.core.time import clock
from webapp.council.councils.agenda_rules import Asked
from webapp.council.promises import queries as promises
from webapp.people.accounts.scope import Actor

LONGEST_COUNT = 50
MOST_QUOTES = 2
SOURCE_WORDS = {
    "visit": "走访", "patrol": "巡查", "resident": "居民自己说", "relay": "联络员转述", "council": "议事会",
    "hotline": "12345", "order": "上级交办", "round": "征求意见",
}  # fmt: skip


def asked(session: Session, actor: Actor, community_id: str, since: date, until: date) -> list[Asked]:
    """Open cases of the community with the number of distinct households that voiced them in the window."""
    promised = promises.cases_with_open_promise(session, community_id)
    voiced = voice_queries.most_voiced(session, actor, community_id, clock.start_of_day(since), LONGEST_COUNT)
    harmful = voice_queries.most_voiced(
        session, actor, community_id, clock.start_of_day(since), LONGEST_COUNT, is_harmful=True
    )
    every = {one.case_id: one for one in [*voiced, *harmful]}
    return [
        Asked(
            one.case_id, one.title, one.households, clock.local(one.first_said_at).date(),
            clock.local(one.last_said_at).date(), is_harmful=one.is_harmful, is_promised=one.case_id in promised,
        )
        for one in every.values()
        if one.households
    ]  # fmt: skip


def quotes(session: Session, case_id: str) -> list[dict[str, Any]]:
    """The longest words said, without who said them."""
    query = select(Voice.words, Voice.source, Voice.said_at).where(Voice.case_id == case_id, Voice.words != "")
    said = session.exec(query.order_by(func.length(Voice.words).desc()).limit(MOST_QUOTES))
    return [
        {"words": words[:80], "source": SOURCE_WORDS.get(str(source), ""), "on": clock.local(at).date().isoformat()}
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
    return "，".join(f"{SOURCE_WORDS.get(str(source), '')} {count} 户" for source, count in parts)
