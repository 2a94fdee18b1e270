"""Two of three papers bring the key ring back; one tells nothing; a rotation needs no new papers."""

import io
import itertools
import json
import os
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data.backup_commands import backups_folder
from webapp.core.trust import holders, vault
from webapp.core.trust.history import AuditLine
from webapp.core.work import nightly
from webapp.people.accounts import services as accounts


@pytest.fixture
def root(app: Flask) -> Path:
    folder: Path = app.config["SETTINGS"].folder
    return folder


def papers(root: Path) -> list[str]:
    known, shares = holders.draw(root)
    holders.keep(root, known)
    return [" ".join(share.words) for share in shares]


def ring() -> dict[str, object]:
    return json.loads(os.environ["FULLGRID_SECRET"])  # type: ignore[no-any-return]


def test_any_two_open_the_ring_and_one_does_not(root: Path) -> None:
    shares = papers(root)
    sealed = holders.sealed_ring(root)
    assert sealed is not None and b"session" not in sealed
    for pair in itertools.combinations(shares, 2):
        assert json.loads(holders.open_ring(sealed, list(pair))["ring"]) == ring()
    with pytest.raises(holders.NotAPair):
        holders.open_ring(sealed, [shares[0], shares[0]])
    with pytest.raises(holders.NotAPair):
        holders.open_ring(sealed, shares[:1])


def test_a_word_copied_wrongly_is_named_by_its_paper(root: Path) -> None:
    shares = papers(root)
    sealed = holders.sealed_ring(root) or b""
    words = shares[1].split()
    wrong = " ".join([*words[:5], "academic" if words[5] != "academic" else "acid", *words[6:]])
    with pytest.raises(holders.NotAShare) as refusal:
        holders.open_ring(sealed, [shares[0], wrong])
    assert "第 2 份抄错了" in refusal.value.sentence()
    typed = [f"  {shares[0].upper()} ", shares[2].replace(" ", "\n")]
    assert holders.open_ring(sealed, typed), "capitals and odd blanks are no mistake"


def test_papers_of_two_sets_do_not_fit_and_the_old_open_nothing_new(root: Path) -> None:
    old, new = papers(root), papers(root)
    sealed = holders.sealed_ring(root) or b""
    with pytest.raises(holders.NotAPair):
        holders.open_ring(sealed, [old[0], new[1]])
    with pytest.raises(holders.OtherRing):
        holders.open_ring(sealed, old[:2])
    with pytest.raises(holders.OtherRing):
        holders.open_ring(b"something else", new[:2])
    bent = bytearray(sealed)
    bent[-1] ^= 1
    with pytest.raises(holders.OtherRing):
        holders.open_ring(bytes(bent), new[:2])


def test_a_rotation_is_sealed_for_the_same_papers(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shares, secret = papers(root), os.environ["FULLGRID_SECRET"]
    try:
        (root / "keys" / "ring.json").write_text(secret)
        monkeypatch.delenv("FULLGRID_SECRET")
        vault.rotate(root / "keys")
        opened = holders.open_ring(holders.sealed_ring(root) or b"", shares[1:])
        assert set(json.loads(opened["ring"])["keys"]) == {"root", "k1", "k2"}
    finally:
        monkeypatch.setenv("FULLGRID_SECRET", secret)
        vault.open_ring(root / "keys")


def test_the_way_back_by_command_keeps_what_was_there(app: Flask, root: Path, session: Session) -> None:
    (root / "tls").mkdir()
    (root / "tls" / "authority.pem").write_text("the small authority")
    shares = papers(root)
    nightly.back_up("")
    session.close()
    runner = app.test_cli_runner()
    assert "对的：第 1 套" in runner.invoke(args=["keys", "try"], input=f"{shares[2]}\n{shares[0]}\n").output
    (root / "tls" / "authority.pem").unlink()
    (root / "keys" / "ring.json").write_text("a ring made at the first start")
    wrong = runner.invoke(args=["keys", "restore"], input=f"{shares[0]}\nacademic acid\n")
    assert wrong.exit_code != 0 and "第 2 份抄错了" in wrong.output
    assert (root / "keys" / "ring.json").read_text() == "a ring made at the first start"
    told = runner.invoke(args=["keys", "restore"], input=f"{shares[0]}\n{shares[1]}\n")
    assert told.exit_code == 0, told.output
    assert json.loads((root / "keys" / "ring.json").read_text()) == ring()
    assert (root / "keys" / "ring.json").stat().st_mode & 0o077 == 0
    assert (root / "tls" / "authority.pem").read_text() == "the small authority"
    assert [file.read_text() for file in (root / "keys").glob("ring.json.*")] == ["a ring made at the first start"]
    again = runner.invoke(args=["keys", "restore"], input=f"{shares[0]}\n{shares[1]}\n")
    assert again.exit_code == 0 and len(list((root / "keys").glob("ring.json.*"))) == 1, "once more changes nothing"


def test_the_page_prints_three_sheets_that_scan_to_their_words(
    client: HouseClient, town: Town, root: Path, session: Session
) -> None:
    import pypdfium2
    import zxingcpp
    from pypdf import PdfReader

    client.sign_in(town.he)
    assert "还没有分给三个人" in client.get("/machine/keys/").text
    answer = client.post("/machine/keys/papers")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "no-store" in answer.headers["Cache-Control"]
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) == 3
    scanned = []
    for number in range(3):
        picture = pypdfium2.PdfDocument(answer.data)[number].render(scale=3).to_pil()
        [code] = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        scanned.append(code.text)
        printed = re.sub(r"\s+", " ", pages[number].extract_text())
        assert all(word.lower() in printed for word in code.text.split())
    assert holders.try_out(root, scanned[1:]).number == 1
    assert (backups_folder() / "ring.sealed").exists()
    assert "试过" in client.get("/machine/keys/").text
    line = session.exec(select(AuditLine).where(AuditLine.verb == "print_key_papers")).one()
    assert scanned[0].split()[0].lower() not in (line.after or "")


def test_who_may_not_and_who_has_not_shown_who_they_are(
    client: HouseClient, town: Town, root: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("li", "wang", "zhou"):
        assert client.sign_in(town.accounts[name]).post("/machine/keys/papers").status_code == 403
    client.sign_out()
    assert client.get("/machine/keys/").status_code in (302, 303)
    client.sign_in(town.he)
    from datetime import timedelta

    from webapp.core.data import db
    from webapp.people.accounts.models import SignIn

    with db.transaction() as writing:
        for row in writing.exec(select(SignIn)):
            row.proved_at = row.started_at - timedelta(hours=1)
    asked = client.post("/machine/keys/papers", headers={"Referer": "http://localhost/machine/keys/"})
    assert "/me/proof" in asked.location and holders.holding(root) is None
    assert accounts.HASHER
