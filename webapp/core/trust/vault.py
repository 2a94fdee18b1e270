"""Sealed text: AES-256-GCM or SM4-GCM with the key's name in the value, a blind index for exact search, and every other
keyed hash of the house.

Keys live in the data folder (mode 0600) or in FULLGRID_SECRET; a value names its key, so old values
stay readable after a rotation. The blind index is an HMAC under its own key: equal input, equal index.
What hashes (SHA-256 or SM3) is chosen with the ring and stays: what is kept only as a hash cannot be hashed again.
"""

import base64
import json
import os
import secrets
from binascii import b2a_base64
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.core.crypto import digests
from webapp.core.crypto.ciphers import Family, Sealer, family_of, sealer
from webapp.core.crypto.digests import Digest


class VaultClosed(RuntimeError):
    pass


@dataclass(frozen=True)
class Ring:
    """What the file says, and what has been worked out from it. Whoever reads the file again puts a new one here."""

    text: str
    session: str
    current: str
    digest: Digest
    keys: dict[str, bytes]
    ciphers: dict[str, Sealer] = field(default_factory=dict)
    derived: dict[str, bytes] = field(default_factory=dict)


FILE = "ring.json"
DIGESTS = {Family.AES: Digest.SHA256, Family.SM4: Digest.SM3}  # what goes with which in a ring made for it
_OPEN: Ring | None = None
_FOLDER: Path | None = None


def open_ring(folder: Path) -> str:
    """Loads the key ring, making it at the first start. Returns the web session secret."""
    global _OPEN, _FOLDER
    _FOLDER, text = folder, ring_text(folder)
    if _OPEN is None or _OPEN.text != text:
        _OPEN = _read(text)
    return _OPEN.session


def choose(folder: Path, family: Family) -> None:
    """At the founding, while nothing is kept under it yet: what this house seals and hashes with."""
    ring = json.loads(ring_text(folder))
    _write(folder, _turned(ring, family) | {"hash": DIGESTS[family]})


def rotate(folder: Path, family: Family | None = None) -> str:
    """Adds a fresh sealing key, of the current one's kind or another, and makes it the current one; old values keep
    opening."""
    ring = json.loads((folder / FILE).read_text())
    _write(folder, _turned(ring, family or family_of(ring["current"])))
    return current_name()


def is_own_ring() -> bool:
    """Whether the ring is a file of ours; one given by the environment is changed where it is kept."""
    return not os.environ.get("FULLGRID_SECRET")


def reload() -> None:
    """Another process may have changed the ring since. One that is gone is not made anew under what it still opens."""
    if _FOLDER is not None and (not is_own_ring() or (_FOLDER / FILE).exists()):
        open_ring(_FOLDER)


def current_name() -> str:
    return _ring().current


def family() -> Family:
    return family_of(_ring().current)


def digest() -> Digest:
    """What the ring was made for: keyed hashes, and what is kept of a secret instead of it."""
    return _ring().digest


def is_made_for(wanted: Family) -> bool:
    return family() is wanted and digest() is DIGESTS[wanted]


def is_sm() -> bool:
    """Whether what can still be chosen is 商用密码: a ring made for it, or one turned to SM4 since."""
    return Digest.SM3 is digest() or family() is Family.SM4


def seal(text: str) -> str:
    name, nonce = current_name(), os.urandom(12)
    sealed = nonce + _cipher(name).encrypt(nonce, text.encode(), None)
    return f"{name}:{b2a_base64(sealed, newline=False).decode()}"


def unseal(value: str) -> str:
    name, _, body = value.partition(":")
    sealed = base64.b64decode(body)
    return _cipher(name).decrypt(sealed[:12], sealed[12:], None).decode()


def keyed(purpose: str, said: str | bytes) -> bytes:
    """32 bytes that only this installation works out: the HMAC under the purpose's own key. Every code, link and index
    of the house is a piece of one."""
    return digests.keyed(digest(), derive(purpose), said.encode() if isinstance(said, str) else said)


def blind_index(text: str) -> str:
    return keyed("index", text).hex()[:32]


def token(purpose: str, *parts: str) -> str:
    """Sixteen signs nobody guesses, the same again for the same parts: what is printed outlives a lost row."""
    return base64.urlsafe_b64encode(keyed(purpose, "\0".join(parts))[:12]).decode()


def hashed(secret: str) -> str:
    """What the database keeps of a secret address, device or sign-in: enough to know it again. 64 signs."""
    return digests.plain(digest(), secret.encode())


def derive(purpose: str) -> bytes:
    """32 bytes for one purpose, stable for the life of the installation."""
    ring = _ring()
    if purpose not in ring.derived:
        ring.derived[purpose] = digests.keyed(ring.digest, ring.keys["root"], purpose.encode())
    return ring.derived[purpose]


def derive_each(purpose: str) -> tuple[str, dict[str, bytes]]:
    """For one purpose 32 bytes under every sealing key, by the key's name, and the name of the current one: whoever
    seals with it elsewhere (a phone) can still open what was sealed before a rotation, and after any restore."""
    ring = _ring()
    keys = {name: key for name, key in ring.keys.items() if name != "root"}
    return ring.current, {name: digests.keyed(ring.digest, key, purpose.encode()) for name, key in keys.items()}


def _ring() -> Ring:
    if _OPEN is None:
        raise VaultClosed("钥匙还没有装好。")
    return _OPEN


def _cipher(name: str) -> Sealer:
    ring = _ring()
    if name not in ring.ciphers:
        if name not in ring.keys and is_own_ring():
            reload()
            ring = _ring()
        if name not in ring.keys or name == "root":
            raise VaultClosed("没有打开这个值的钥匙。")
        ring.ciphers[name] = sealer(family_of(name), ring.keys[name])
    return ring.ciphers[name]


def _read(text: str) -> Ring:
    ring = json.loads(text)
    keys = {name: base64.b64decode(key) for name, key in ring["keys"].items()}
    return Ring(text, str(ring["session"]), ring["current"], _digest_of(ring), keys)


def _digest_of(ring: dict[str, Any]) -> Digest:
    """Rings from before there was a choice say nothing."""
    told = ring.get("hash", Digest.SHA256)
    if told not in set(Digest):
        raise VaultClosed(f"钥匙环里的 hash 只能是 {'、'.join(Digest)}，现在是 {told}。")
    return Digest(told)


def _turned(ring: dict[str, Any], family: Family) -> dict[str, Any]:
    name = f"{family}{len(ring['keys'])}"
    return ring | {"keys": ring["keys"] | {name: _fresh()}, "current": name}


def _write(folder: Path, ring: dict[str, Any]) -> None:
    write_private(folder / FILE, json.dumps(ring))
    open_ring(folder)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def ring_text(folder: Path) -> str:
    if given := os.environ.get("FULLGRID_SECRET"):
        return given
    file = folder / FILE
    if not file.exists():
        ring = {"current": "k1", "session": secrets.token_urlsafe(48), "keys": {"root": _fresh(), "k1": _fresh()}}
        write_private(file, json.dumps(ring))
    return file.read_text()


def write_private(file: Path, text: str | bytes) -> None:
    """Whole or not at all, readable by this account alone."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(text.encode() if isinstance(text, str) else text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
