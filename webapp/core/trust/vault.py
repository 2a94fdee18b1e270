"""Sealed text: AES-256-GCM or SM4-GCM with the key's name in the value, and a blind index for exact search.

Keys live in the data folder (mode 0600) or in FULLGRID_SECRET; a value names its key, so old values
stay readable after a rotation. The blind index is an HMAC under its own key: equal input, equal index.
"""

import base64
import hmac
import json
import os
import secrets
from binascii import b2a_base64
from pathlib import Path

from webapp.core.trust.ciphers import Family, Sealer, family_of, sealer

_RING: dict[str, bytes] = {}
_CURRENT = ""
_FOLDER: Path | None = None


class VaultClosed(RuntimeError):
    pass


def open_ring(folder: Path) -> str:
    """Loads the key ring, making it at the first start. Returns the web session secret."""
    global _CURRENT, _FOLDER
    _FOLDER = folder
    ring = json.loads(ring_text(folder))
    _RING.clear()
    _RING.update({name: base64.b64decode(key) for name, key in ring["keys"].items()})
    _CURRENT = ring["current"]
    _ciphers.clear()
    _derived.clear()
    return str(ring["session"])


def rotate(folder: Path, family: Family | None = None) -> str:
    """Adds a fresh sealing key, of the current one's kind or another, and makes it the current one; old values keep
    opening."""
    file = folder / "ring.json"
    ring = json.loads(file.read_text())
    name = f"{family or family_of(ring['current'])}{len(ring['keys'])}"
    ring["keys"][name] = _fresh()
    ring["current"] = name
    write_private(file, json.dumps(ring))
    open_ring(folder)
    return name


def is_own_ring() -> bool:
    """Whether the ring is a file of ours; one given by the environment is changed where it is kept."""
    return not os.environ.get("FULLGRID_SECRET")


def reload() -> None:
    """Another process may have added a key since."""
    if _FOLDER is not None:
        open_ring(_FOLDER)


def current_name() -> str:
    return _CURRENT


def family() -> Family:
    return family_of(_CURRENT)


def seal(text: str) -> str:
    nonce = os.urandom(12)
    sealed = nonce + _cipher(_CURRENT).encrypt(nonce, text.encode(), None)
    return f"{_CURRENT}:{b2a_base64(sealed, newline=False).decode()}"


def unseal(value: str) -> str:
    name, _, body = value.partition(":")
    sealed = base64.b64decode(body)
    return _cipher(name).decrypt(sealed[:12], sealed[12:], None).decode()


def blind_index(text: str) -> str:
    return hmac.digest(_derive("index"), text.encode(), "sha256").hex()[:32]


def derive(purpose: str) -> bytes:
    """32 bytes for one purpose, stable for the life of the installation."""
    return _derive(purpose)


def token(purpose: str, *parts: str) -> str:
    """Sixteen signs nobody guesses, the same again for the same parts: what is printed outlives a lost row."""
    return base64.urlsafe_b64encode(hmac.digest(_derive(purpose), "\0".join(parts).encode(), "sha256")[:12]).decode()


def derive_each(purpose: str) -> tuple[str, dict[str, bytes]]:
    """For one purpose 32 bytes under every sealing key, by the key's name, and the name of the current one: whoever
    seals with it elsewhere (a phone) can still open what was sealed before a rotation, and after any restore."""
    if "root" not in _RING:
        raise VaultClosed("钥匙还没有装好。")
    names = [name for name in _RING if name != "root"]
    return _CURRENT, {name: hmac.digest(_RING[name], purpose.encode(), "sha256") for name in names}


_ciphers: dict[str, Sealer] = {}
_derived: dict[str, bytes] = {}


def _cipher(name: str) -> Sealer:
    if name not in _ciphers:
        if name not in _RING and _FOLDER is not None and is_own_ring():
            reload()
        if name not in _RING or name == "root":
            raise VaultClosed("没有打开这个值的钥匙。" if _RING else "钥匙还没有装好。")
        _ciphers[name] = sealer(family_of(name), _RING[name])
    return _ciphers[name]


def _derive(purpose: str) -> bytes:
    if purpose not in _derived:
        if "root" not in _RING:
            raise VaultClosed("钥匙还没有装好。")
        _derived[purpose] = hmac.digest(_RING["root"], purpose.encode(), "sha256")
    return _derived[purpose]


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def ring_text(folder: Path) -> str:
    if given := os.environ.get("FULLGRID_SECRET"):
        return given
    file = folder / "ring.json"
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
