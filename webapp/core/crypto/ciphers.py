"""What a key of the ring seals with: AES-256-GCM, or SM4-GCM where a district has to use 商用密码.

Both come from the same library (`cryptography`, OpenSSL), take the same nonce and give the same lengths; the key's name
says which it is for.
"""

import re
from enum import StrEnum
from typing import Protocol

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TAG, SM4_KEY = 16, 16


class Family(StrEnum):
    """The value is the first letter of a key's name in the ring."""

    AES = "k"
    SM4 = "s"


WORDS = {Family.AES: "AES-256-GCM", Family.SM4: "SM4-GCM"}


class Sealer(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


class Sm4Gcm:
    """SM4 has keys of 16 bytes: the first half of what the ring holds."""

    def __init__(self, key: bytes) -> None:
        self._algorithm = algorithms.SM4(key[:SM4_KEY])

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        work = Cipher(self._algorithm, modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(associated_data or b"")
        return work.update(data) + work.finalize() + work.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """Raises InvalidTag as AESGCM does."""
        work = Cipher(self._algorithm, modes.GCM(nonce, data[-TAG:])).decryptor()
        work.authenticate_additional_data(associated_data or b"")
        return work.update(data[:-TAG]) + work.finalize()


def family_of(name: str) -> Family:
    return Family.SM4 if re.fullmatch(r"s\d+", name) else Family.AES


def sealer(family: Family, key: bytes) -> Sealer:
    return Sm4Gcm(key) if family is Family.SM4 else AESGCM(key)
