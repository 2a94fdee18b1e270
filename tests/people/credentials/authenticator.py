"""A passkey in software: one key, its own counter, answers as a browser would hand them on."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Authenticator:
    origin: str = "http://localhost"
    host: str = "localhost"
    counter: int = 0
    verifies: bool = True  # asked for the finger or the PIN
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    user: bytes = b""

    def make(self, options: dict[str, Any]) -> str:
        self.user = base64.urlsafe_b64decode(options["user"]["id"] + "==")
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        said = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(0x40) + attested})
        client = self._client("webauthn.create", options["challenge"])
        return self._told({"clientDataJSON": b64(client), "attestationObject": b64(said)})

    def get(self, options: dict[str, Any]) -> str:
        self.counter += 1
        client, data = self._client("webauthn.get", options["challenge"]), self._data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._told({
            "clientDataJSON": b64(client), "authenticatorData": b64(data), "signature": b64(signature),
            "userHandle": b64(self.user),
        })  # fmt: skip

    def _data(self, flags: int = 0) -> bytes:
        flags |= 0x01 | (0x04 if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _told(self, response: dict[str, str]) -> str:
        name = b64(self.id)
        said = {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
        return json.dumps(said)
