"""What a sitting prints: who came, how they voted."""

from typing import Any

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting
from webapp.council.sittings import page_queries, queries
from webapp.council.sittings.forms import VOTE_WAYS
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import STAND_WORDS

MARK_WORDS = {
    MarkWay.QR: N_("扫码"),
    MarkWay.NAME: N_("点名"),
    MarkWay.INITIALS: N_("点名"),
    MarkWay.NOTICE: N_("主持人记下"),
}


def sheet(session: Session, meeting: CouncilMeeting) -> dict[str, Any]:
    """Before the meeting a list to sign by hand; after it, what was marked, when and how."""
    return {
        **page_queries.people(session, meeting), **_head(session, meeting),
        "marks": queries.last_marks(session, meeting.id), "stand_words": STAND_WORDS, "way_words": MARK_WORDS,
    }  # fmt: skip


def votes(session: Session, meeting: CouncilMeeting) -> dict[str, Any]:
    every = queries.votes(session, meeting.id)
    return {
        **_head(session, meeting), "meeting": meeting, "votes": every, "way_words": dict(VOTE_WAYS),
        "replaced": {vote.replaces_id for vote in every},
    }  # fmt: skip


def _head(session: Session, meeting: CouncilMeeting) -> dict[str, Any]:
    return {
        "series": councils.series_of(session, meeting),
        "rule": councils.rule_of(session, meeting),
        "people": councils.party_names(session, [meeting.host_id, meeting.recorder_id]),
    }
