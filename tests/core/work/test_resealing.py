"""A rotated key: old values open, the work behind seals them again, stops and goes on, and changes nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import text
from sqlmodel import Session

from tests.core.trust import rings
from tests.register.register import homes
from tests.town import Town
from webapp.core.crypto.ciphers import Family, Sm4Gcm
from webapp.core.data import backup, db
from webapp.core.time import generations
from webapp.core.trust import vault
from webapp.core.work import jobs, resealing
from webapp.register.register.models import Resident

RAW = text("SELECT phone, id_number, health FROM resident ORDER BY id")


@pytest.fixture
def own_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with rings.of_file(tmp_path, monkeypatch) as folder:
        yield folder


@pytest.fixture
def people(session: Session, town: Town, own_ring: Path) -> list[str]:
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        return [homes.add(session, town, home, name=f"单小{word}", phone="13920001111", health="高血压").id
                for word in "军明红"]  # fmt: skip


def names(session: Session) -> set[str]:
    session.rollback()
    return {value.partition(":")[0] for row in session.execute(RAW) for value in row if value}


def rotated(session: Session, folder: Path) -> str:
    with db.transaction() as session:
        return resealing.begin(session, None, vault.rotate(folder)).id


def test_everything_sealed_is_sealed_again_and_reads_the_same(
    session: Session, people: list[str], own_ring: Path
) -> None:
    before = session.execute(text("SELECT name, version, changed_at, phone_index FROM resident ORDER BY id")).all()
    assert names(session) == {"k1"}
    job_id = rotated(session, own_ring)
    assert session.get_one(Resident, people[0]).phone == "13920001111", "old values open before the work is done"
    jobs.run_pending()
    assert names(session) == {"k2"}
    for row in people:
        session.expire_all()
        assert session.get_one(Resident, row).health == "高血压"
    assert (
        session.execute(text("SELECT name, version, changed_at, phone_index FROM resident ORDER BY id")).all() == before
    )
    job = jobs.get_job(session, job_id)
    assert job is not None and job.state == "done" and job.done == job.total > 3


def test_again_finds_nothing_to_do(session: Session, people: list[str], own_ring: Path) -> None:
    rotated(session, own_ring)
    jobs.run_pending()
    with db.transaction() as writing:
        jobs.start(writing, None, resealing.KIND)
    jobs.run_pending()
    assert names(session) == {"k2"}


def test_it_stops_and_goes_on_from_the_rows(
    session: Session, people: list[str], own_ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resealing, "BATCH", 1)
    job_id = rotated(session, own_ring)
    calls: list[int] = []

    def cut(job: str, done: int, total: int, message: str = "") -> None:
        calls.append(done)
        if len(calls) == 3:
            raise jobs.JobCut(job)

    with monkeypatch.context() as once:
        once.setattr(jobs, "progress", cut)
        jobs.run_pending(limit=1)
    assert jobs.get_job(session, job_id).state == "queued"  # type: ignore[union-attr]
    jobs.run_pending()
    assert names(session) == {"k2"}


def test_a_process_that_knows_only_the_old_keys_looks_again(
    session: Session, people: list[str], own_ring: Path
) -> None:
    """Two processes, one ring: what the other one sealed opens here."""
    before = vault._OPEN
    vault.rotate(own_ring)
    sealed = vault.seal("只在新钥匙下")
    vault._OPEN = before
    assert vault.unseal(sealed) == "只在新钥匙下"


def test_every_sealed_column_is_found(app: Flask) -> None:
    found = {f"{table.name}.{column.name}" for table, column in resealing.sealed_columns()}
    assert {"resident.id_number", "account.phone", "setting_change.secret"} <= found and len(found) > 20


def test_the_command_queues_it_and_refuses_a_ring_kept_elsewhere(
    app: Flask, session: Session, people: list[str], own_ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = app.config["SETTINGS"].keys_folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ring.json").write_text((own_ring / "ring.json").read_text())
    assert app.test_cli_runner().invoke(args=["rotate-key"]).exit_code == 0
    jobs.run_pending()
    assert names(session) == {"k2"}
    monkeypatch.setenv("FULLGRID_SECRET", (own_ring / "ring.json").read_text())
    refused = app.test_cli_runner().invoke(args=["rotate-key"])
    assert refused.exit_code == 1 and "FULLGRID_SECRET" in refused.output


def test_from_aes_to_sm4_and_back_nothing_is_lost_on_the_way(
    session: Session, people: list[str], own_ring: Path, tmp_path: Path
) -> None:
    raw = {"k1": session.execute(text("SELECT phone FROM resident ORDER BY id")).scalars().all()}
    for family, name in ((Family.SM4, "s2"), (None, "s3"), (Family.AES, "k4")):
        with db.transaction() as writing:
            resealing.begin(writing, None, vault.rotate(own_ring, family))
        assert session.get_one(Resident, people[0]).phone == "13920001111", "before the work is done"
        jobs.run_pending()
        assert names(session) == {name}
        session.expire_all()
        assert [session.get_one(Resident, one).health for one in people] == ["高血压"] * 3
        raw[name] = session.execute(text("SELECT phone FROM resident ORDER BY id")).scalars().all()
        session.rollback()
    assert all(vault.unseal(value) == "13920001111" for values in raw.values() for value in values if value)


def test_a_backup_made_under_sm4_opens_under_aes_and_neither_is_changed_unnoticed(
    session: Session, town: Town, own_ring: Path, tmp_path: Path
) -> None:
    session.rollback()
    for family, mark in ((Family.SM4, b"FULLGRID2\n"), (Family.AES, b"FULLGRID1\n")):
        vault.rotate(own_ring, family)
        made = backup.make(db.engine(), tmp_path / "kept", lambda _: None)
        assert made.read_bytes().startswith(mark)
    for file in generations.listed(tmp_path / "kept"):
        assert backup.prove(file, tmp_path / "kept")
        content = bytearray(file.read_bytes())
        content[200] ^= 1
        file.write_bytes(content)
        with pytest.raises(backup.BackupRefused):
            backup.prove(file, tmp_path / "kept")


def test_sm4_is_sm4() -> None:
    """The example of RFC 8998, appendix A.1."""
    key, nonce = bytes.fromhex("0123456789abcdeffedcba9876543210"), bytes.fromhex("00001234567800000000abcd")
    told = bytes.fromhex("".join(two * 8 for two in ("aa", "bb", "cc", "dd", "ee", "ff", "ee", "aa")))
    more = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    sealed = Sm4Gcm(key).encrypt(nonce, told, more)
    assert sealed[-16:].hex() == "83de3541e4c2b58177e065a9bf7b62ec"
    assert Sm4Gcm(key).decrypt(nonce, sealed, more) == told
    with pytest.raises(InvalidTag):
        Sm4Gcm(key).decrypt(nonce, sealed, b"")
