from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import filters
from webapp.door.gardens import queries as gardens
from webapp.door.gardens import rules
from webapp.door.gardens.models import Garden
from webapp.door.gardens.queries import Bed
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor


def gardens_on_phone(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """The gardens this person tends, plot by plot; keepers by masked name, nobody's number."""
    if not actor.can(Action.TEND_GARDENS):
        return []
    return [
        {
            "id": garden.id, "name": garden.name, "place": garden.place,
            "plots": [_plot(bed, days) for bed in gardens.beds(session, garden, clock.today())],
        }
        for garden, days in _tended(session, actor)
    ]  # fmt: skip


def _tended(session: Session, actor: Actor) -> list[tuple[Garden, int]]:
    found = gardens.list_gardens(session, actor.wearing(Action.TEND_GARDENS))
    return [(one, rules.interval(gardens.seasons(session, one.community_id), clock.today())) for one in found]


def _plot(bed: Bed, days: int) -> dict[str, Any]:
    plot = bed.plot
    cared = _said(clock.local(plot.cared_at)) if plot.cared_at else ""
    return {
        "id": plot.id, "n": plot.number, "title": " ".join(filter(None, (_numbered(plot.number), plot.plants))),
        "detail": " · ".join(filter(None, (bed.masked, cared))), "kept": bed.keeping is not None,
        "status": gettext(rules.STATUS_WORDS[bed.status]), "looks": rules.TONES[bed.status],
        "days": gettext("现在这个时节，%(n)s 天养护一次", n=days),
    }  # fmt: skip


def _said(when: datetime) -> str:
    """The day itself, never 今天: it is read from the phone on another one."""
    return f"{filters.day(when.date())} {when:%H:%M}"


def _numbered(number: int) -> str:
    return gettext("%(n)s 号", n=number)
