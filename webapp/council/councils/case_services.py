"""A problem that came up at the council becomes a case like any other, and the agenda line names it."""

from sqlmodel import Session

from webapp.casework.cases import services as cases
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter
from webapp.casework.cases.voice_services import Spoken
from webapp.core.text.i18n import N_
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils.models import AgendaLine, CouncilMeeting, Origin
from webapp.people.accounts.scope import Actor


class LineHasCase(DomainError):
    message = N_("这个议题已经有对应的事项了。")


class LineIsNoProblem(DomainError):
    """What was carried over is promised already; what was dropped is not before this council."""

    message = N_("上次议定的事和撤下的议题，不用再开成事项。")


def open_case(
    session: Session, actor: Actor, meeting: CouncilMeeting, line: AgendaLine, *, category_id: str, words: str
) -> GridCase:
    """Carries the line's id, so that two clicks make one case."""
    if line.case_id:
        raise LineHasCase
    if line.origin is Origin.CARRIED or line.dropped_at:
        raise LineIsNoProblem
    case = cases.open_case(
        session,
        actor,
        place=cases.Place(meeting.community_id),
        spoken=Spoken(words, Source.COUNCIL, source_id=meeting.id),
        matter=Matter(category_id=category_id, title=line.title),
        id=line.id,
    )
    line.case_id = case.id
    session.add(line)
    session.flush()
    history.record(
        session, actor, "open_case_from_line", meeting, after={"case": case.number}, community_id=meeting.community_id
    )
    return case
