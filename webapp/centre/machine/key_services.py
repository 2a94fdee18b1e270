"""The key ring's three papers: drawn, printed, counted from then on, and in the history without a word of them."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from webapp.centre.machine import carry_services
from webapp.core.data.backup_commands import FOLDER
from webapp.core.paper import qr
from webapp.core.trust import history, holders
from webapp.core.trust.holders import Holding, Share


def paper(shares: list[Share], owner: str) -> dict[str, Any]:
    """What the template prints. The code holds the same words in capitals, so that it stays coarse."""
    codes = [qr.svg(" ".join(share.words).upper(), f"第 {share.number} 张", level="m") for share in shares]
    qr.modules.cache_clear()  # no word of a paper stays in this process
    return {"shares": shares, "codes": codes, "owner": owner}


def count(session: Session, actor: Any, root: Path, known: Holding) -> None:
    """The ring is sealed for the new set at once, beside the backups; the second place gets it with the next journey,
    which begins now."""
    holders.keep(root, known)
    history.record(session, actor, "print_key_papers", None, after={"set": known.number})
    carry_services.lay_ring(root / FOLDER)
    carry_services.queue_in(session)
