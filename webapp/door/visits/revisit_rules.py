"""Nobody home: when and how to try again. Another time of day first; after three misses another way."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.door.visits.revisit_models import HeadAnswer, Method, Slot

MISSES_AT_THE_DOOR = 3
NOTE_LIFE = timedelta(days=14)
WAIT = {
    Method.DOOR: timedelta(days=1), Method.PHONE: timedelta(0), Method.NOTE: timedelta(0),
    Method.MICRO_HEAD: timedelta(7),
}  # fmt: skip
SLOT_WORDS = {
    Slot.MORNING: N_("上午再去"), Slot.AFTERNOON: N_("下午再去"), Slot.EVENING: N_("晚上再去"),
    Slot.WEEKEND: N_("周末再去"),
}  # fmt: skip
METHOD_WORDS = {
    Method.DOOR: N_("再去一次"), Method.PHONE: N_("打电话问"), Method.NOTE: N_("留条，带回复码"),
    Method.MICRO_HEAD: N_("请微网格长问"),
}  # fmt: skip
IN_WORDS = {
    Slot.MORNING: N_("上午"), Slot.AFTERNOON: N_("下午"), Slot.EVENING: N_("晚上"), Slot.WEEKEND: N_("周末"),
}  # fmt: skip
ANSWER_WORDS = {
    HeadAnswer.MET: N_("碰上了，家里有人"), HeadAnswer.NOT_MET: N_("也没碰上"), HeadAnswer.MOVED: N_("搬走了"),
}  # fmt: skip
ORDER = (Slot.EVENING, Slot.WEEKEND, Slot.MORNING, Slot.AFTERNOON)


def slot_of(moment: datetime) -> Slot:
    local = clock.local(moment)
    if local.weekday() >= 5:
        return Slot.WEEKEND
    if local.time() < time(12):
        return Slot.MORNING
    return Slot.AFTERNOON if local.time() < time(17, 30) else Slot.EVENING


def tries(missed: Iterable[datetime]) -> int:
    """Knocks at the same time of the same day are one try: three taps in a second say no more than one."""
    return len({(clock.local(moment).date(), slot_of(moment)) for moment in missed})


def next_slot(tried: list[Slot]) -> Slot:
    """A time of day at which nobody has knocked yet; evenings first, that is when people are in."""
    return next((slot for slot in ORDER if slot not in tried), ORDER[0])


def next_method(misses: int, *, has_phone: bool) -> Method:
    """Door, door, then: a call where a number is known, a note, the micro-grid head."""
    if misses < MISSES_AT_THE_DOOR:
        return Method.DOOR
    later = [Method.PHONE, Method.NOTE, Method.MICRO_HEAD] if has_phone else [Method.NOTE, Method.MICRO_HEAD]
    return later[min(misses - MISSES_AT_THE_DOOR, len(later) - 1)]


def due_on(today: date, method: Method, slot: Slot | None) -> date:
    """Tomorrow at the earliest for a door, on the next Saturday for a weekend; a call or a note at once."""
    day = today + WAIT[method]
    if slot is Slot.WEEKEND:
        return day + timedelta(days=(5 - day.weekday()) % 7 if day.weekday() < 5 else 0)
    if method is Method.DOOR and day.weekday() >= 5:
        return day + timedelta(days=7 - day.weekday())
    return day
