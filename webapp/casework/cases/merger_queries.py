"""What was merged into a case."""

from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase


def list_merged(session: Session, case: GridCase) -> list[GridCase]:
    query = select(GridCase).where(GridCase.merged_into_id == case.id)
    return list(session.exec(query.order_by(col(GridCase.reported_at))))


def merged_below(session: Session, case: GridCase) -> list[str]:
    """Everything that was merged into it, and into those."""
    found, level = [], [case.id]
    while level:
        query = select(GridCase.id).where(col(GridCase.merged_into_id).in_(level))
        level = list(session.exec(query))
        found += level
    return found
