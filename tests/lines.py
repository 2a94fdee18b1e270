"""What the history says of one row, read past the scope of any person."""

from sqlmodel import Session, col, select

from webapp.core.trust import history
from webapp.core.trust.history import AuditLine


def lines_about(session: Session, row_id: str) -> list[AuditLine]:
    """Newest first."""
    history.settle(session)
    query = select(AuditLine).where(AuditLine.row_id == row_id).order_by(col(AuditLine.at).desc())
    return list(session.exec(query))
