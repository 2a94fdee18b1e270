"""Optimistic locking: a form carries the version it was made from; whoever saves second is first shown what changed."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError


class ChangedMeanwhile(DomainError):
    message = N_("您打开以后，别人也改了这一页。请看一下新内容，再改一次。")


class Versioned(Protocol):
    version: int
    changed_at: datetime


def check(row: Versioned, version: int) -> None:
    if row.version != version:
        raise ChangedMeanwhile()


def touch(row: Versioned) -> None:
    row.version += 1
    row.changed_at = clock.now()
