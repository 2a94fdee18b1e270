from pathlib import Path
from typing import Any

from sqlmodel import Session

from webapp.centre.setup import queries
from webapp.core.crypto import sm2
from webapp.core.crypto.ciphers import Family
from webapp.core.text.i18n import N_
from webapp.core.trust import vault
from webapp.core.web.errors import DomainError
from webapp.core.work import resealing
from webapp.core.work.jobs import Job


class StillResealing(DomainError):
    message = N_("上一次换钥匙的活还没做完，做完再换。")


class NoSm2Here(DomainError):
    status = 422
    message = sm2.NoSm2.message


def choose(folder: Path, family: Family | None) -> None:
    """What a new installation seals, hashes and signs with, before anything is kept; None leaves it as the ring has
    it. Raises RingElsewhere, NoSm2Here."""
    vault.reload()  # another process may have chosen for a founding that came to nothing
    wants_sm = vault.is_sm() if family is None else family is Family.SM4
    if wants_sm and not sm2.is_there():
        raise NoSm2Here(field="sm")
    if family is None or vault.is_made_for(family):
        return
    if not vault.is_own_ring():
        raise resealing.RingElsewhere(field="sm")
    vault.choose(folder, family)


def rotate(session: Session, actor: Any, folder: Path, family: Family | None = None) -> Job:
    """A fresh key for what is sealed from now on; what was sealed before is sealed again in the background."""
    last = queries.last_resealing(session)
    if last is not None and last.is_open:
        raise StillResealing
    return resealing.turn(session, actor, folder, family)
