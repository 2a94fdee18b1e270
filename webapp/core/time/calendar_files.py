"""Calendar files and feeds (RFC 5545). Times are local wall clock with their zone, so a zone rule may change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.core.time import clock

PRODUCT = "-//FullGrid//CN"


@dataclass(frozen=True)
class Happening:
    """`sequence` grows with every change: calendars that hold an older one replace it."""

    uid: str
    title: str
    starts: datetime
    minutes: int
    place: str = ""
    words: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def write(name: str, happenings: Iterable[Happening]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", clock.ZONE.key)
    for happening in happenings:
        calendar.add_component(_event(happening))
    calendar.add_missing_timezones()
    made: bytes = calendar.to_ical()
    return made


def _event(happening: Happening):  # type: ignore[no-untyped-def]
    from icalendar import Alarm, Event

    event = Event()
    starts = happening.starts.astimezone(clock.ZONE)
    event.add("uid", happening.uid)
    event.add("dtstamp", clock.now())
    event.add("summary", happening.title)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=happening.minutes))
    event.add("sequence", happening.sequence)
    event.add("status", "CANCELLED" if happening.is_cancelled else "CONFIRMED")
    for key, value in (("location", happening.place), ("description", happening.words), ("url", happening.url)):
        if value:
            event.add(key, value)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", happening.title)
    alarm.add("trigger", timedelta(hours=-2))
    event.add_component(alarm)
    return event
