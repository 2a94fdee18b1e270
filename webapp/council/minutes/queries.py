import difflib
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.council.councils.models import CouncilMeeting
from webapp.council.minutes import body_queries, redaction_rules
from webapp.council.minutes.models import Minutes, MinutesObjection, MinutesSignature, MinutesState
from webapp.council.minutes.redaction_rules import Audience
from webapp.people.accounts.scope import Actor, one, within


def of_meeting(session: Session, meeting_id: str) -> list[Minutes]:
    query = select(Minutes).where(Minutes.meeting_id == meeting_id).order_by(col(Minutes.version).desc())
    return list(session.exec(query))


def get_minutes(session: Session, actor: Actor, minutes_id: str) -> Minutes:
    query = within(select(Minutes), actor, Minutes.community_id)
    found: Minutes = one(session, query.where(Minutes.id == minutes_id))
    return found


def get_published(session: Session, series_id: str, minutes_id: str) -> Minutes:
    query = (
        select(Minutes)
        .join(CouncilMeeting, col(CouncilMeeting.id) == col(Minutes.meeting_id))
        .where(Minutes.id == minutes_id, CouncilMeeting.series_id == series_id, Minutes.state == MinutesState.PUBLISHED)
    )
    found: Minutes = one(session, query)
    return found


def published(session: Session, series_id: str, limit: int = 24) -> list[Minutes]:
    query = (
        select(Minutes)
        .join(CouncilMeeting, col(CouncilMeeting.id) == col(Minutes.meeting_id))
        .where(CouncilMeeting.series_id == series_id, Minutes.state == MinutesState.PUBLISHED)
        .order_by(col(CouncilMeeting.held_on).desc())
    )
    return list(session.exec(query.limit(limit)))


def objections(session: Session, minutes_id: str) -> list[MinutesObjection]:
    query = select(MinutesObjection).where(MinutesObjection.minutes_id == minutes_id)
    return list(session.exec(query.order_by(col(MinutesObjection.at))))


def same_objection(session: Session, minutes_id: str, party_id: str, words: str) -> MinutesObjection | None:
    every = objections(session, minutes_id)
    return next((one for one in every if (one.party_id, one.words) == (party_id, words)), None)


def get_objection(session: Session, minutes: Minutes, objection_id: str) -> MinutesObjection:
    query = select(MinutesObjection).where(
        MinutesObjection.id == objection_id, MinutesObjection.minutes_id == minutes.id
    )
    found: MinutesObjection = one(session, query)
    return found


def signatures(session: Session, minutes: Minutes) -> list[MinutesSignature]:
    """Only those that stand: a signature under other words is none."""
    query = select(MinutesSignature).where(
        MinutesSignature.minutes_id == minutes.id, MinutesSignature.body_hash == minutes.hash
    )
    return list(session.exec(query.order_by(col(MinutesSignature.at))))


def view(session: Session, minutes: Minutes, audience: Audience) -> dict[str, Any]:
    """What this reader gets: the stored body through the table of fields. All three outputs are made from this."""
    source = source_of(session, minutes)
    names = body_queries.known_names(session, minutes.community_id, source)
    return redaction_rules.redact(source, audience, names)


def source_of(session: Session, minutes: Minutes) -> dict[str, Any]:
    signed = [
        {
            "name": signature.name,
            "role": {"host": "主持人", "recorder": "记录人", "resident": "居民代表"}[signature.role],
        }
        for signature in signatures(session, minutes)
    ]
    return {
        **minutes.body, "number": minutes.number or "", "version": minutes.version, "reason": minutes.reason,
        "opening": minutes.opening, "closing": minutes.closing, "signers": signed,
        "issued_on": clock.local(minutes.final_at or minutes.made_at).date().isoformat(),
    }  # fmt: skip


def numbers_used(session: Session, community_id: str, year: int) -> int:
    query = (
        select(func.count())
        .select_from(Minutes)
        .where(
            Minutes.community_id == community_id, Minutes.version == 1, col(Minutes.number).startswith(f"〔{year}〕")
        )
    )
    return session.exec(query).one()


def changes(older: Minutes, newer: Minutes) -> list[tuple[str, str]]:
    """(mark, line): what version 2 says otherwise; marks are +, - and blank."""
    told = difflib.ndiff(_told(older), _told(newer))
    return [(line[0], line[2:]) for line in told if line[0] in "+-"]


def _told(minutes: Minutes) -> list[str]:
    lines = [minutes.opening, minutes.closing]
    for topic in minutes.body.get("topics", []):
        lines.append(topic["title"])
        lines += [f"　{one['deed']}" for one in topic["resolutions"]]
        lines += [f"　{note}" for note in topic["notes"]]
    for promise in minutes.body.get("promises", []):
        lines.append(f"{promise['deed']} {promise['owner']['name']} {promise['first_due']}")
    lines += ["、".join(person["name"] for person in minutes.body.get("present", []))]
    return [line for line in lines if line]
