"""The nightly comparison, and putting right what it finds from the raw rows."""

import time
from datetime import date, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from webapp.centre.overview import proof_queries
from webapp.centre.overview.models import FigureProof
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.door.visits import services as visits

KEPT = timedelta(days=90)
FAULTS_SHOWN = 20


def compare(session: Session, today: date, *, job_id: str = "") -> FigureProof:
    """Kept figures against raw rows; the faults shown are the first few, the count is whole. Old proofs are removed."""
    began = time.monotonic()
    compared, drifts = proof_queries.drifted(session, today)
    faults = [
        gettext("%(grid)s：页面上走到 %(kept)s 户，记录里是 %(raw)s 户", grid=one.grid, kept=one.kept, raw=one.raw)
        for one in drifts[:FAULTS_SHOWN]
    ]
    if low := proof_queries.count_low_bounds(session):
        faults.append(gettext("%(n)s 件事的呼声排序上限偏低", n=low))
    took = round(1000 * (time.monotonic() - began))
    proof = FigureProof(at=clock.now(), milliseconds=took, compared=compared, faults=faults, job_id=job_id)
    session.add(proof)
    session.exec(delete(FigureProof).where(col(FigureProof.at) < clock.now() - KEPT))  # type: ignore[call-overload]
    session.flush()
    return proof


def rebuild(session: Session, today: date) -> int:
    """Puts the kept columns of every home that disagrees back to what its visits say. Returns how many."""
    mended = 0
    for drift in proof_queries.drifted(session, today)[1]:
        for household in proof_queries.homes_adrift(session, drift.grid_id, today):
            visits.relight(session, household)
            mended += 1
    session.flush()
    history.record(session, None, "rebuild_figures", None, after={"homes": mended})
    return mended
