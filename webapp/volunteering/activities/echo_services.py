"""Whoever has or gets a place hears what changed. Who cannot sign in is rung up: the names are on the roster."""

from __future__ import annotations

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.people.notices import services as notices
from webapp.volunteering.activities import queries
from webapp.volunteering.activities.models import Activity, Shift, SignUp

MOVED_UP = N_("“%(title)s”轮到您了，%(day)s开始。去不了请点“去不了了”。")
CALLED_OFF = N_("“%(title)s”%(day)s这一班取消了：%(reason)s")


def tell_moved_up(session: Session, shift: Shift, place: SignUp) -> None:
    """Waited for again and got again, it is said again."""
    cause = f"move-up:{place.id}:{place.since:%y%m%d%H%M%S}"
    _tell(session, shift, [place.volunteer_id], MOVED_UP, cause, f"/coming/shifts/{shift.id}")


def tell_called_off(session: Session, activity: Activity, reason: str) -> None:
    for shift in queries.shifts_of(session, activity.id):
        if shift.starts_at > clock.now():
            people = [named.volunteer_id for named in queries.list_signed_up(session, shift.id)]
            _tell(session, shift, people, CALLED_OFF, f"called-off:{shift.id}", "/coming", reason=reason)


def _tell(session: Session, shift: Shift, who: list[str], sentence: str, cause: str, url: str, **details: str) -> None:
    accounts = queries.accounts_of(session, who)
    title, on = session.get_one(Activity, shift.activity_id).title, clock.local(shift.starts_at)
    notices.tell(
        session, accounts, sentence, cause=cause, url=url, community_id=shift.community_id, title=title,
        day=f"{on.month}月{on.day}日 {on:%H:%M}", **details,
    )  # fmt: skip
