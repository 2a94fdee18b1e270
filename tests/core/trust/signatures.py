"""Another reader of what the product signs: the checks that a phone makes, in Python."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from webapp.core.trust.signing import QR_KEY, public_key, unpack


def words_hold(words: bytes, signature: str, key: str = QR_KEY) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key(key)).verify(unpack(signature), words)
    except (InvalidSignature, ValueError):
        return False
    return True
