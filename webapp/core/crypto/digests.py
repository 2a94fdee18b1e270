"""What the house hashes with: SHA-256, or SM3 where a district has to use 商用密码. The key ring says which.

What is no secret and proves nothing keeps SHA-256 everywhere: names of files and photos, digests of rows, 校验.txt.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC


class Digest(StrEnum):
    """The value is what the ring calls it."""

    SHA256 = "sha256"
    SM3 = "sm3"


WORDS = {Digest.SHA256: "SHA-256", Digest.SM3: "SM3"}


class Sm3:
    """SM3 as `hashlib` would have it: not every Python brings it, and `cryptography` does."""

    name, digest_size, block_size = "sm3", 32, 64

    def __init__(self, said: bytes = b"", begun: hashes.Hash | None = None) -> None:
        self._work = begun or hashes.Hash(hashes.SM3())
        self.update(said)

    def update(self, said: bytes) -> None:
        self._work.update(said)

    def copy(self) -> Self:
        return type(self)(begun=self._work.copy())

    def digest(self) -> bytes:
        return self._work.copy().finalize()

    def hexdigest(self) -> str:
        return self.digest().hex()


HASHES: dict[Digest, Callable[..., Any]] = {Digest.SHA256: hashlib.sha256, Digest.SM3: Sm3}


def plain(digest: Digest, said: bytes) -> str:
    """64 signs."""
    found: str = HASHES[digest](said).hexdigest()
    return found


def keyed(digest: Digest, key: bytes, said: bytes) -> bytes:
    """HMAC: 32 bytes."""
    if digest is Digest.SHA256:
        return hmac.digest(key, said, "sha256")
    work = HMAC(key, hashes.SM3())
    work.update(said)
    return work.finalize()


def marked(digest: Digest, said: bytes) -> str:
    """A hash that says its kind, for chains whose lines need not be of one: SHA-256 is 64 hexadecimal signs, as ever;
    SM3 begins with its name."""
    if digest is Digest.SHA256:
        return hashlib.sha256(said).hexdigest()
    return f"{digest}:{urlsafe_b64encode(Sm3(said).digest()).decode()}"


def kind_of(mark: str) -> Digest:
    return Digest.SM3 if mark.startswith(f"{Digest.SM3}:") else Digest.SHA256
