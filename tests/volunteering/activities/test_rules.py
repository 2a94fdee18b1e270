from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from webapp.volunteering.activities import rules
from webapp.volunteering.activities.rules import Oddity, Seen

ZONE = ZoneInfo("Asia/Shanghai")
NINE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def seen(who: str = "a", hours: float = 2, start: datetime = NINE, **more: object) -> Seen:
    values = {"recorded_by": "q", "recorded_at": start + timedelta(hours=3)} | more
    return Seen(who, start, start + timedelta(hours=hours), **values)


def test_more_than_eight_hours_a_day_is_worth_a_look() -> None:
    assert rules.long_days([seen(hours=8)], ZONE) == []
    found = rules.long_days([seen(hours=5), seen(hours=4, start=NINE + timedelta(hours=6))], ZONE)
    assert [(odd.kind, odd.who, odd.on, odd.count) for odd in found] == [
        (Oddity.LONG_DAY, "a", date(2026, 11, 21), 540)
    ]


def test_many_entries_in_the_small_hours() -> None:
    night = datetime(2026, 11, 21, 15, 1, tzinfo=UTC)
    assert rules.night_entries([seen(recorded_at=night)] * 4, ZONE) == []
    assert [odd.count for odd in rules.night_entries([seen(recorded_at=night)] * 5, ZONE)] == [5]
    assert rules.night_entries([seen()] * 50, ZONE) == []
    late = night - timedelta(hours=2)
    assert rules.night_entries([seen(start=late, recorded_at=night)] * 9, ZONE) == [], "an evening's watch written down"


def test_two_who_prove_each_others_hours() -> None:
    owner = {"acc-a": "a", "acc-b": "b"}
    rows = [seen("a", lead="acc-b"), seen("b", lead="acc-a"), seen("c", lead="acc-a")]
    assert [(odd.who, odd.other) for odd in rules.each_other(rows, owner)] == [("a", "b")]
    assert rules.each_other(rows[:1], owner) == []


def test_nearly_always_the_same_lead() -> None:
    rows = [seen("a", lead="x")] * 11 + [seen("a", lead="y")]
    assert [(odd.who, odd.other, odd.count) for odd in rules.same_pairs(rows)] == [("a", "x", 11)]
    assert rules.same_pairs([seen("a", lead="x")] * 5 + [seen("a", lead="y")] * 6) == []
    assert rules.same_pairs([seen("a", lead="x")] * 20) == [], "a small community may have one lead only"
