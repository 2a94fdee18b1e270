"""What whoever looks after the machine wants to see, and the backup that is proved on the spot."""

from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from webapp.centre.machine.models import BackupProof
from webapp.core.data import backup
from webapp.core.time import clock, generations
from webapp.core.trust import history
from webapp.core.web import faults
from webapp.core.web.errors import Unavailable


def prove(engine: Engine, folder: Path, say: Any) -> Path:
    """Makes a backup and opens it again as a restore would: decrypted, unpacked, checked. Outside any transaction."""
    try:
        made = backup.make(engine, folder, say)
        backup.prove(made, folder)
    except (backup.BackupRefused, OSError) as refused:  # the first would end the process: it is meant for a terminal
        raise Unavailable(why=faults.told(refused)) from refused
    for hook in backup.AFTER_BACKUP:
        hook(folder)
    return made


def record_proof(session: Session, actor: Any, made: Path) -> BackupProof:
    proof = BackupProof(
        file=made.name, size=made.stat().st_size, made_at=clock.now(), made_by=actor.account_id if actor else None
    )
    session.add(proof)
    session.flush()
    history.record(session, actor, "prove_backup", proof, after={"file": proof.file, "bytes": proof.size})
    return proof


def recent(folder: Path, limit: int = 8) -> list[tuple[str, int]]:
    """(name, bytes) of the newest backups."""
    return [(file.name, file.stat().st_size) for file in generations.listed(folder)[:limit]]
