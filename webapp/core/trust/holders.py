"""The key ring for the worst day: sealed for three holders, any two of whom open it.

A pair of keys is made; the public half stays here and seals the ring after every rotation without asking anybody. The
private half is split by SLIP-39 (`shamir-mnemonic`), two of three, printed, and kept nowhere: one print-out alone tells
nothing. What is sealed are the ring and the files of the small authority, so that phones need not trust anew.
"""

import base64
import json
import secrets
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.core.web.errors import DomainError

MARK = b"FULLGRIDRING1\n"
FILE = "holders.json"
NEEDED, HOLDERS = 2, 3
BESIDE = ("tls/authority.pem", "tls/authority.key", "keys/seal.key", "keys/seal.crt")


class NotAShare(DomainError):
    status = 422
    message = N_("第 %(number)s 份抄错了：少了词，或有一个词不对。请对着纸再看一遍。")


class NotAPair(DomainError):
    status = 422
    message = N_("这两份不是一套里的，或者是同一份。每张纸上印着第几套。")


class OtherRing(DomainError):
    status = 422
    message = N_("这两份打不开这个文件：文件是别的一套钥匙封的。")


@dataclass(frozen=True)
class Holding:
    """What the machine knows of the holders: which set, since when."""

    number: int
    made_on: date
    public: bytes
    tried_on: date | None = None


@dataclass(frozen=True)
class Share:
    number: int
    set_number: int
    words: list[str]
    made_on: date


def holding(root: Path) -> Holding | None:
    file = root / "keys" / FILE
    if not file.exists():
        return None
    told = json.loads(file.read_text())
    tried = date.fromisoformat(told["tried_on"]) if told["tried_on"] else None
    return Holding(told["set"], date.fromisoformat(told["made_on"]), base64.b64decode(told["public"]), tried)


def draw(root: Path) -> tuple[Holding, list[Share]]:
    """A new set; it counts once `keep` has been called, after the papers are made."""
    from shamir_mnemonic import generate_mnemonics

    before = holding(root)
    number, today = (before.number if before else 0) + 1, clock.today()
    private = X25519PrivateKey.generate()
    sets: Any = generate_mnemonics(1, [(NEEDED, HOLDERS)], private.private_bytes_raw())
    shares = [Share(place, number, words.split(), today) for place, words in enumerate(sets[0], 1)]
    return Holding(number, today, private.public_key().public_bytes_raw()), shares


def keep(root: Path, known: Holding) -> None:
    """From now on the ring is sealed for this set; the papers of the one before open nothing that is made later."""
    told = {
        "set": known.number, "made_on": known.made_on.isoformat(), "public": base64.b64encode(known.public).decode(),
        "tried_on": known.tried_on.isoformat() if known.tried_on else None,
    }  # fmt: skip
    vault.write_private(root / "keys" / FILE, json.dumps(told))


def try_out(root: Path, shares: list[str]) -> Holding:
    """Two papers as their holders typed them: they open what is sealed now, and that is this ring. Raises as
    `open_ring`."""
    known, sealed = holding(root), sealed_ring(root)
    if known is None or sealed is None or open_ring(sealed, shares)["ring"] != vault.ring_text(root / "keys"):
        raise OtherRing
    tried = replace(known, tried_on=clock.today())
    keep(root, tried)
    return tried


def sealed_ring(root: Path) -> bytes | None:
    """The ring as it is now, for the holders of the newest set; None while there are none."""
    known = holding(root)
    if known is None:
        return None
    files = {}
    for name in BESIDE:
        if (root / name).exists():
            files[name] = base64.b64encode((root / name).read_bytes()).decode()
    inside = json.dumps({"ring": vault.ring_text(root / "keys"), "files": files}).encode()
    once = X25519PrivateKey.generate()
    public, nonce = once.public_key().public_bytes_raw(), secrets.token_bytes(12)
    cipher = AESGCM(_key(once.exchange(X25519PublicKey.from_public_bytes(known.public)), public, known.public))
    return MARK + known.public + public + nonce + cipher.encrypt(nonce, inside, MARK)


def open_ring(sealed: bytes, shares: list[str]) -> dict[str, Any]:
    """{"ring": …, "files": …}. Raises NotAShare, NotAPair, OtherRing."""
    private = X25519PrivateKey.from_private_bytes(_secret(shares))
    mine = private.public_key().public_bytes_raw()
    start = len(MARK)
    theirs, once, nonce = sealed[start : start + 32], sealed[start + 32 : start + 64], sealed[start + 64 : start + 76]
    if not sealed.startswith(MARK) or theirs != mine:
        raise OtherRing
    cipher = AESGCM(_key(private.exchange(X25519PublicKey.from_public_bytes(once)), once, mine))
    try:
        found: dict[str, Any] = json.loads(cipher.decrypt(nonce, sealed[start + 76 :], MARK))
    except InvalidTag as wrong:
        raise OtherRing from wrong
    return found


def put_back(root: Path, opened: dict[str, Any]) -> list[str]:
    """Writes the ring and what came with it; what lies there now is kept under another name. Returns what was
    written."""
    stamp, written = clock.now().strftime("%Y%m%dT%H%M%SZ"), []
    contents = {"keys/ring.json": opened["ring"].encode()}
    contents |= {name: base64.b64decode(text) for name, text in opened["files"].items() if name in BESIDE}
    for name, content in contents.items():
        file = root / name
        if file.exists() and file.read_bytes() != content:
            file.rename(file.with_name(f"{file.name}.{stamp}"))
        vault.write_private(file, content)
        written.append(name)
    return written


def _secret(shares: list[str]) -> bytes:
    from shamir_mnemonic import MnemonicError, combine_mnemonics
    from shamir_mnemonic import Share as PlainShare

    clean = [" ".join(share.lower().split()) for share in shares]
    for number, share in enumerate(clean, 1):
        try:
            PlainShare.from_mnemonic(share)
        except MnemonicError as wrong:
            raise NotAShare(field=f"share{number}", number=number) from wrong
    try:
        return bytes(combine_mnemonics(clean))
    except MnemonicError as wrong:
        raise NotAPair(field="share2") from wrong


def _key(shared: bytes, once: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=once + public, info=MARK).derive(shared)
