from sqlmodel import Session, col, select

from webapp.council.promises.pause_models import ParkingRequest


def open_parking(session: Session, promise_id: str) -> ParkingRequest | None:
    query = select(ParkingRequest).where(
        ParkingRequest.promise_id == promise_id, col(ParkingRequest.decided_at).is_(None)
    )
    return session.exec(query).first()
