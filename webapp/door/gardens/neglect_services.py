"""By night: who has not been seen at a plot, who has moved away or died, and who is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.text import masks
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.door.gardens import queries, rules
from webapp.door.gardens.models import EndReason, Garden, Keeping, Plot, Reminder, Stage
from webapp.door.gardens.services import end_keeping
from webapp.people.notices import queries as notices
from webapp.people.notices import services as notice_services
from webapp.register.register.models import Resident

SENTENCES = {
    Stage.KEEPER: N_("%(garden)s %(n)s 号地块该养护了，请提醒认养人%(who)s。"),
    Stage.CO_KEEPER: N_("%(garden)s %(n)s 号地块还是没人养护，请找共同认养人%(who)s。"),
    Stage.NEXT: N_("%(garden)s %(n)s 号地块一直没人养护，可以交给候补的下一位。"),
}
GONE = N_("%(garden)s %(n)s 号地块的认养人%(why)s，请交给共同认养人或候补的下一位。")
WHY = {EndReason.MOVED: N_("已经搬走"), EndReason.DIED: N_("已经去世")}


@dataclass(frozen=True)
class Running:
    garden: Garden
    plot: Plot
    keeping: Keeping


def look_after(session: Session, today: date) -> int:
    """Says each stage of each neglect once, and ends what nobody is left to keep. Returns how many were said."""
    said = 0
    for one in list(_running(session)):
        reason = _gone(session, one.keeping)
        if reason is not None:
            end_keeping(session, None, one.plot, reason)
            said += _tell(session, one, GONE, f"gone:{one.keeping.id}", why=WHY[reason])
            continue
        kept = queries.kept(one.plot, one.keeping)
        assert kept is not None
        stage = rules.stage(kept, queries.seasons(session, one.garden.community_id), today)
        if stage is not None and not one.plot.rests:
            said += _remind(session, one, stage, kept.since)
    return said


def _remind(session: Session, one: Running, stage: Stage, since: date) -> int:
    known = select(Reminder.id).where(
        Reminder.keeping_id == one.keeping.id, Reminder.stage == stage, Reminder.since == since
    )
    if session.exec(known).first() is not None:
        return 0
    session.add(Reminder(community_id=one.keeping.community_id, keeping_id=one.keeping.id, stage=stage, since=since))
    session.flush()
    who = one.keeping.co_keeper if stage is Stage.CO_KEEPER else one.keeping.keeper
    _tell(session, one, SENTENCES[stage], f"care:{one.keeping.id}:{stage.value}:{since}", who=masks.name(who))
    return 1


def _tell(session: Session, one: Running, sentence: str, cause: str, **details: str) -> int:
    """The grid worker who is on the spot; where somebody has to decide, the host as well."""
    on_duty = notices.accounts_on_duty(session, one.garden.grid_id)
    if sentence in (GONE, SENTENCES[Stage.NEXT]):
        on_duty += notices.accounts_on_duty(session, one.garden.community_id)
    return notice_services.tell(
        session, on_duty, sentence, cause=cause, url=f"/gardens/{one.garden.id}/plots/{one.plot.id}",
        community_id=one.garden.community_id, garden=one.garden.name, n=one.plot.number, **details,
    )  # fmt: skip


def _gone(session: Session, keeping: Keeping) -> EndReason | None:
    """By the register; a keeper who is not in it is never thought to have left."""
    if keeping.resident_id is None:
        return None
    resident = session.get_one(Resident, keeping.resident_id)
    if resident.died_on is not None:
        return EndReason.DIED
    return EndReason.MOVED if resident.left_on is not None and resident.left_on <= clock.today() else None


def _running(session: Session) -> Iterator[Running]:
    query = (
        select(Garden, Plot, Keeping)
        .join(Plot, col(Plot.garden_id) == Garden.id)
        .join(Keeping, col(Keeping.plot_id) == Plot.id)
        .where(col(Keeping.ended_on).is_(None), col(Garden.closed_on).is_(None), col(Plot.closed_on).is_(None))
        .order_by(col(Garden.id), col(Plot.number))
    )
    for garden, plot, keeping in session.exec(query):
        yield Running(garden, plot, keeping)
