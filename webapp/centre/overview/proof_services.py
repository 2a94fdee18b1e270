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
from webapp.register.register import tally_services

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
    counted, wrong = proof_queries.miscounted(session, today)
    faults += [
        gettext("%(unit)s：页面上 %(kept)s 户，册子里 %(raw)s 户", unit=one.unit, kept=_of(one.kept), raw=_of(one.raw))
        for one in wrong[:FAULTS_SHOWN]
    ]
    if low := proof_queries.count_low_bounds(session):
        faults.append(gettext("%(n)s 件事的呼声排序上限偏低", n=low))
    took = round(1000 * (time.monotonic() - began))
    proof = FigureProof(at=clock.now(), milliseconds=took, compared=compared + counted, faults=faults, job_id=job_id)
    session.add(proof)
    session.exec(delete(FigureProof).where(col(FigureProof.at) < clock.now() - KEPT))  # type: ignore[call-overload]
    session.flush()
    return proof


def _of(counts: tuple[int, int]) -> str:
    """Homes met of homes."""
    return f"{counts[1]}/{counts[0]}"


def rebuild(session: Session, today: date) -> int:
    """Puts the kept columns of every home that disagrees back to what its visits say, and counts every tally anew.
    Returns how many homes and tallies were wrong."""
    mended = 0
    for drift in proof_queries.drifted(session, today)[1]:
        for household in proof_queries.homes_adrift(session, drift.grid_id, today):
            visits.relight(session, household)
            mended += 1
    session.flush()
    wrong = len(proof_queries.miscounted(session, today)[1])
    tally_services.rebuild(session)
    history.record(session, None, "rebuild_figures", None, after={"homes": mended, "tallies": wrong})
    return mended + wrong
