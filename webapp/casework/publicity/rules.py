"""The last day of a notice, the hash of what hangs. Pure."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Protocol

from webapp.casework.publicity.models import Finding, NoticeKind
from webapp.core.text.i18n import N_, gettext

LEAST_DAYS = 5
TITLE_WORDS = {NoticeKind.STARS: N_("星级志愿者公示"), NoticeKind.CONTEST: N_("获奖名单公示")}
ORDER_WORDS = {
    NoticeKind.STARS: N_("名单按星级和编号排，不是名次。"),
    NoticeKind.CONTEST: N_("按社区排，不分名次，不公布分数。"),
}
FINDING_WORDS = {Finding.UPHELD: N_("成立"), Finding.DISMISSED: N_("不成立")}


GRANTED = re.compile(r"授予(\d+)人")


def result_words(result: str) -> str:
    """What came of a notice, as the reader says it; the row keeps it as it was decided."""
    if said := GRANTED.fullmatch(result):
        return gettext(N_("授予 %(n)s 人"), n=said[1])
    return result


class WorkingDays(Protocol):
    def working_days_after(self, day: date) -> Iterable[date]: ...


def last_day(calendar: WorkingDays, start: date, days: int) -> date:
    """The notice's last day: `days` whole working days after the day it went up, holidays not counted."""
    return list(islice(calendar.working_days_after(start), days))[-1]


def digest(content: Sequence[Mapping[str, str]]) -> str:
    return hashlib.sha256(json.dumps(list(content), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
