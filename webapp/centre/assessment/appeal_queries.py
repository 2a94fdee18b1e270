"""What an appeal can be about, and how many points each can be worth: what was taken off, or one deed not counted."""

from typing import NamedTuple

from sqlmodel import Session, col, select

from webapp.centre.assessment import queries, rules
from webapp.centre.assessment.models import Deed, ScoreAppeal, ScoreEntry, ScorePeriod
from webapp.core.text.i18n import N_, gettext

TAKEN, MISSED = N_("扣掉的：%(what)s（%(most)s 分）"), N_("少记了一件：%(what)s（最多 %(most)s 分）")


class Item(NamedTuple):
    """`cause` names the correction for ever: what was taken off comes back once."""

    key: str
    words: str
    most: int
    deed: Deed
    cause: str


def items_of(session: Session, appeal: ScoreAppeal) -> list[Item]:
    """Of this worker and month: what was taken off first, then one of each deed by the table of that month."""
    period = session.get_one(ScorePeriod, appeal.period_id)
    taken = [
        Item(row.id, gettext(TAKEN, what=row.sentence, most=-row.points), -row.points, row.deed, f"restored:{row.id}")
        for row in _taken_off(session, appeal, period)
    ]  # fmt: skip
    table = queries.table_on(session, rules.last_day(period.month))
    worth = {deed: rules.most(deed, one.points) for deed, one in table.items()}
    missed = [
        Item(
            deed.value, gettext(MISSED, what=gettext(rules.DEED_WORDS[deed]), most=most), most, deed,
            f"appeal:{appeal.id}",
        )
        for deed, most in worth.items() if most
    ]  # fmt: skip
    return taken + missed


def _taken_off(session: Session, appeal: ScoreAppeal, period: ScorePeriod) -> list[ScoreEntry]:
    query = select(ScoreEntry).where(
        ScoreEntry.community_id == appeal.community_id, ScoreEntry.party_id == appeal.party_id,
        ScoreEntry.month == period.month, col(ScoreEntry.points) < 0,
    )  # fmt: skip
    rows = session.exec(query.order_by(col(ScoreEntry.id))).all()
    return [row for row in rows if not queries.is_known(session, appeal.community_id, f"restored:{row.id}")]
