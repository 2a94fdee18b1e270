from pathlib import Path
from typing import Any

from sqlmodel import Session

from webapp.centre.setup import queries
from webapp.core.text.i18n import N_
from webapp.core.trust.ciphers import Family
from webapp.core.web.errors import DomainError
from webapp.core.work import resealing
from webapp.core.work.jobs import Job


class StillResealing(DomainError):
    message = N_("上一次换钥匙的活还没做完，做完再换。")


def rotate(session: Session, actor: Any, folder: Path, family: Family | None = None) -> Job:
    """A fresh key for what is sealed from now on; what was sealed before is sealed again in the background."""
    last = queries.last_resealing(session)
    if last is not None and last.is_open:
        raise StillResealing
    return resealing.turn(session, actor, folder, family)
