"""How long cases took: from the first word to the solution, and how much of that the clock ran."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import GridCase, Stop
from webapp.core.time import deadlines
from webapp.people.accounts.scope import Actor


class TimeTaken(NamedTuple):
    """Means over `cases` cases. Net leaves out the spans in which the clock stood for an approved reason; both are
    reported, because net alone rewards stopping the clock."""

    cases: int
    gross: timedelta
    net: timedelta


def time_taken(session: Session, actor: Actor, since: datetime, until: datetime) -> TimeTaken:
    handled = col(GridCase.handled_at).between(since, until)
    spans = select(GridCase.id, GridCase.reported_at, GridCase.handled_at).where(handled)
    stood = select(Stop.case_id, Stop.started_at, Stop.ended_at).join(GridCase, col(GridCase.id) == Stop.case_id)
    stops: dict[str, list[deadlines.Stop]] = defaultdict(list)
    for case_id, started_at, ended_at in session.exec(cases.in_reach(stood.where(handled), actor)):
        stops[case_id].append(deadlines.Stop(started_at, ended_at))
    count, gross, net = 0, timedelta(), timedelta()
    for case_id, reported_at, handled_at in session.exec(cases.in_reach(spans, actor)):
        took, ran = deadlines.gross_and_net(reported_at, handled_at, stops[case_id])
        count, gross, net = count + 1, gross + took, net + ran
    return TimeTaken(count, gross / count, net / count) if count else TimeTaken(0, gross, net)
