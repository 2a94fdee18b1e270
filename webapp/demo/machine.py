"""Chapter: the machine. Last week somebody rehearsed the worst day: what a backup would lack, and who brings it."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session

from webapp.centre.machine.drill_rules import Finding
from webapp.centre.machine.models import RestoreDrill
from webapp.core.time import clock
from webapp.demo.town import Town

AGO = timedelta(days=6, hours=5)
FOUND = (
    Finding("opens", True, {"mb": 2.4}),
    Finding("rows", True, {"tables": 118, "rows": 21_406}),
    Finding("audit", True, {"lines": 1_902, "line": ""}),
    Finding("history", True, {}),
    Finding("ledger", True, {"communities": 3, "faults": 0}),
    Finding("sealed", True, {"tried": 74, "failed": 0}),
    Finding("photos", True, {"photos": 12, "missing": 0}),
)
LOST = {"visit": 31, "grid_case": 4, "attendance": 6}
COMING = {"wang": 17, "dongmei3": 8, "mingdu1": 6}


def tell(session: Session, town: Town) -> None:
    at = clock.now() - AGO
    night = clock.start_of_day(clock.local(at).date()) + timedelta(hours=2, minutes=30)
    row = RestoreDrill(
        made_at=at, made_by=town.accounts["he"], file=f"fullgrid-{night:%Y%m%dT%H%M%SZ}-5d1f0c9be27a.fgbackup",
        milliseconds=14_200, is_good=True, findings=[one.kept() for one in FOUND], lost=LOST,
        phones={town.accounts[login]: count for login, count in COMING.items()},
    )  # fmt: skip
    session.add(row)
