"""What is open on a worker's stairs, as the phone carries it."""

from typing import Any

from sqlmodel import Session

from webapp.casework.cases import queries as cases
from webapp.casework.cases.rules import STATE_NAMES
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.register.register import place_queries


def add_cases(session: Session, found: dict[str, dict[str, Any]], grid_ids: list[str]) -> None:
    """To each building what is open there, with its staircase where the door is known: kind, state and date, and
    nobody's name."""
    here = cases.open_in_grids(session, grid_ids) if found else []
    stairs = place_queries.entrances_by_dwelling(session, {dwelling for _, _, dwelling in here if dwelling})
    for line, building_id, dwelling_id in here:
        if building_id in found:
            found[building_id].setdefault("cases", []).append({
                "id": line.id, "title": gettext(line.category), "place": line.place,
                "state": gettext(STATE_NAMES[line.state]), "entrance_id": stairs.get(dwelling_id or "", ""),
                "due": clock.local(line.due_at).date().isoformat() if line.due_at else "",
            })  # fmt: skip
