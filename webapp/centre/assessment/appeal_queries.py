"""What an appeal can be about, and how many points each can be worth: what was taken off, or one deed not counted."""

from collections.abc import Sequence
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


def items_of(session: Session, period: ScorePeriod, appeals: Sequence[ScoreAppeal]) -> dict[str, list[Item]]:
    """By appeal, of its worker in that month: what was taken off first, then one of each deed by the table of that
    month. As many statements for a whole page of appeals as for one."""
    taken: dict[str | None, list[Item]] = {}
    for row in _taken_off(session, period, {one.party_id for one in appeals}):
        words = gettext(TAKEN, what=row.sentence, most=-row.points)
        taken.setdefault(row.party_id, []).append(Item(row.id, words, -row.points, row.deed, _back(row)))
    table = queries.table_on(session, rules.last_day(period.month))
    worth = [(deed, most) for deed, one in table.items() if (most := rules.most(deed, one.points))]
    return {one.id: taken.get(one.party_id, []) + [_missed(one, deed, most) for deed, most in worth] for one in appeals}


def _missed(appeal: ScoreAppeal, deed: Deed, most: int) -> Item:
    words = gettext(MISSED, what=gettext(rules.DEED_WORDS[deed]), most=most)
    return Item(deed.value, words, most, deed, f"appeal:{appeal.id}")


def _back(row: ScoreEntry) -> str:
    return f"restored:{row.id}"


def _taken_off(session: Session, period: ScorePeriod, parties: set[str]) -> list[ScoreEntry]:
    query = select(ScoreEntry).where(
        ScoreEntry.community_id == period.community_id, col(ScoreEntry.party_id).in_(parties),
        ScoreEntry.month == period.month, col(ScoreEntry.points) < 0,
    )  # fmt: skip
    rows = session.exec(query.order_by(col(ScoreEntry.id))).all()
    restored = queries.known_of(session, period.community_id, map(_back, rows)) if rows else set()
    return [row for row in rows if _back(row) not in restored]
