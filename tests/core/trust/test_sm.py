"""商用密码: the published examples, one kind of keyed hash for a whole ring, and a chain that may go over to SM3."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from asn1crypto import pem, x509
from flask import Flask
from sqlmodel import Session, col, select

from tests.core.trust import rings, sm2_by_hand
from tests.core.trust.sm2_by_hand import holds
from webapp.casework.cases import receipt_rules
from webapp.centre.rights import code_rules
from webapp.core.crypto import digests, sm2
from webapp.core.crypto.ciphers import Family
from webapp.core.crypto.digests import Digest
from webapp.core.data import backup, db
from webapp.core.paper import pdf
from webapp.core.trust import history, signing, vault
from webapp.core.trust.history import AuditLine
from webapp.core.work import jobs
from webapp.council.promises import link_services as promises
from webapp.door.opinions import code_services
from webapp.door.visits import revisit_queries
from webapp.exchange.market import link_services as market
from webapp.exchange.market.models import Seeker
from webapp.volunteering.certificates import services as certificates
from webapp.volunteering.volunteers import signin_services

# What this product worked out before there was a choice, under the ring of the tests.
AS_EVER = {
    "index": "c9dc6aa5a2d4fa8c8b447008306fc0a6",
    "derived": "0ce13a87e0fb0c598575f636f506cfd06b6cb8f341b23d55ed46085a1fe1a6e5",
    "token": "S5nFGgFnY82jNb0v",
    "phone": "c73597dd1e940e8b9e8da9067337ecc1195f8387a29f7afddf3c13203ebd4dbe",
    "qr": "b2e042c7dc8c8ccb187a82531bc3b08037fd4189180d8315b7234063a966a769",
    "receipt": "5J",
    "request": "4ADE-DDCB-GN35-W7JH",
    "opinion": "364548372333",
    "note": "66962723",
    "certificate": "v6SmQ1aklyyJQeca",
    "counter": "cd5bce5096ea6fbf4f5bb0a51da70e69b3ed6bcb3575f2b53a8eb82c5bfa373a",
    "market": "4o53pwwDCi-OS-9sfFl9dFYK",
    "promise": "7ce7fed5afb3b294fa4764f1",
    "hashed": "e3316e2bafebb6103a3418e8778c0adc960d40213a03a7e7f4fcd3426ed807bf",
}


def told() -> dict[str, str]:
    return {
        "index": vault.blind_index("13812345678"),
        "derived": vault.derive("backup").hex(),
        "token": vault.token("door", "一号楼", "1门"),
        "phone": vault.derive_each("phone:1")[1]["k1"].hex(),
        "qr": signing.public_key().hex(),
        "receipt": receipt_rules._proof("ABCDEFGHJK"),
        "request": code_rules.code_of("one"),
        "opinion": code_services._code("one", 1),
        "note": revisit_queries.note_code("one", date(2026, 11, 29), 1),
        "certificate": certificates.token("one"),
        "counter": signin_services._secret("one", "123456"),
        "market": market.own_token(Seeker(id="one", community_id="one", token_turn=2)),
        "promise": promises._seal(b"said").hex(),
        "hashed": vault.hashed("a token"),
    }


@pytest.fixture
def own_ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with rings.of_file(tmp_path / "keys", monkeypatch) as folder:
        yield folder


def test_sm3_is_sm3() -> None:
    """The examples of GM/T 0004, and one of HMAC-SM3 worked out by OpenSSL's program."""
    assert digests.plain(Digest.SM3, b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert (
        digests.plain(Digest.SM3, b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    )
    made = digests.keyed(Digest.SM3, b"the-key", b"The cat")
    assert made.hex() == "8c7918528e53ec68213959b2ba701bbe9740cdd224109ab081f5f73cb69819fe"


def test_sm2_is_sm2() -> None:
    """The example of GM/T 0003.5: our reader of signatures takes it, and nothing beside it."""
    public = (
        0x09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020,
        0xCCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13,
    )
    r = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
    s = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
    assert sm2_by_hand.verified(public, b"message digest", r, s)
    assert not sm2_by_hand.verified(public, b"message digesT", r, s)
    assert not sm2_by_hand.verified(public, b"message digest", r, s + 1)


def test_what_old_installations_hold_is_worked_out_as_ever_and_differs_in_every_part_under_sm3(own_ring: Path) -> None:
    assert told() == AS_EVER
    ring = json.loads((own_ring / vault.FILE).read_text())
    (own_ring / vault.FILE).write_text(json.dumps(ring | {"hash": "sm3"}))
    vault.reload()
    assert vault.keyed("index", "abc") == digests.keyed(Digest.SM3, vault.derive("index"), b"abc")
    assert not set(told().values()) & set(AS_EVER.values())
    assert [len(value) for value in told().values()] == [len(value) for value in AS_EVER.values()]


def test_a_ring_is_chosen_before_anything_is_kept(own_ring: Path) -> None:
    assert vault.is_made_for(Family.AES) and not vault.is_sm()
    vault.choose(own_ring, Family.SM4)
    assert (vault.current_name(), vault.digest()) == ("s2", Digest.SM3) and vault.is_made_for(Family.SM4)
    vault.rotate(own_ring, Family.AES)
    assert (vault.current_name(), vault.digest()) == ("k3", Digest.SM3), "a rotation turns the sealing key alone"
    with pytest.raises(vault.VaultClosed, match="sha256、sm3"):
        vault._digest_of({"hash": "md5"})


def test_a_lost_ring_is_not_made_anew_under_a_running_process(own_ring: Path) -> None:
    (own_ring / vault.FILE).unlink()
    vault.reload()
    assert vault.current_name() == "k1" and not (own_ring / vault.FILE).exists()


def test_a_job_of_another_process_reads_what_was_chosen(app: Flask, session: Session, own_ring: Path) -> None:
    before, index = vault._OPEN, vault.blind_index("one")
    vault.choose(own_ring, Family.SM4)
    chosen = vault.blind_index("one")
    vault._OPEN = before
    assert vault.blind_index("one") == index != chosen
    with db.transaction() as writing:
        jobs.start(writing, None, "core.sweep")
    jobs.run_pending()
    assert vault.blind_index("one") == chosen


def test_a_chain_goes_over_to_sm3_with_the_key_and_every_line_tells_its_kind(session: Session, own_ring: Path) -> None:
    for family in (Family.AES, Family.SM4, Family.AES):
        vault.rotate(own_ring, family)
        with db.transaction() as writing:
            for count in range(2):
                history.record(writing, None, f"test.{count}", None)
    lines = session.exec(select(AuditLine).where(col(AuditLine.verb).startswith("test.")).order_by(AuditLine.seq)).all()  # type: ignore[arg-type]
    assert [digests.kind_of(one.hash) for one in lines] == [kind for kind in (*Digest, Digest.SHA256) for _ in "12"]
    assert max(len(one.hash) for one in lines) <= 64 and backup.first_break(db.engine()) is None
    session.expunge_all()
    chain = session.exec(select(AuditLine).where(AuditLine.chain_id == lines[0].chain_id).order_by(col(AuditLine.seq)))
    found = list(chain)
    forged = next(one for one in found if digests.kind_of(one.hash) is Digest.SM3)
    for other in ("a change", digests.marked(Digest.SHA256, b"of another kind")):
        right, forged.hash = forged.hash, other
        assert history.first_break(found) is forged
        forged.hash = right
    forged.hash = history.digest(forged, Digest.SHA256)
    assert history.first_break(found) is found[found.index(forged) + 1], "told anew, it no longer leads to the next"
    forged.hash = right
    forged.reason = "written in"
    assert history.first_break(found) is forged


def test_a_paper_is_sealed_with_sm2_and_another_reader_takes_it(own_ring: Path) -> None:
    vault.choose(own_ring, Family.SM4)
    paper = pdf.render_pdf('<html lang="zh-CN"><title>证</title><p>证', title="证")
    signed = signing.sign_pdf(paper, own_ring, reason="试")
    assert holds(signed) and signing.needs_sm2(own_ring)
    for at in (signed.index(b"stream") + 40, len(signed) - 30):
        flipped = bytearray(signed)
        flipped[at] ^= 1
        assert not holds(bytes(flipped)), at
    own = x509.Certificate.load(pem.unarmor(signing.certificate_pem(own_ring))[2])
    assert sm2_by_hand.signed_right(own["tbs_certificate"].dump(), own["signature_value"].native, own)
    assert (own_ring / signing.KEY).stat().st_mode & 0o777 == 0o600
    assert len(signing.fingerprint(own_ring).replace(" ", "")) == 64


def test_an_sm2_pair_put_in_place_signs_in_any_house(own_ring: Path) -> None:
    (own_ring / signing.KEY).write_bytes(sm2.new_key())
    pair = sm2.certificate(own_ring / signing.KEY, "东丽区/民政局", 30)
    (own_ring / signing.CERTIFICATE).write_bytes(pair)
    assert not vault.is_sm() and signing.needs_sm2(own_ring)
    assert x509.Certificate.load(pem.unarmor(pair)[2]).subject.native["common_name"] == "东丽区/民政局"
    paper = pdf.render_pdf('<html lang="zh-CN"><title>证</title><p>证', title="证")
    assert holds(signing.sign_pdf(paper, own_ring, reason="试"))


def test_without_the_program_a_sentence(own_ring: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.choose(own_ring, Family.SM4)
    monkeypatch.setattr(sm2.shutil, "which", lambda _: None)
    assert not sm2.is_there()
    with pytest.raises(sm2.NoSm2) as refused:
        signing.certificate_pem(own_ring)
    assert "apt install openssl" in refused.value.sentence()
