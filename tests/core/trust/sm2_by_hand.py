"""Another reader of what is signed with SM2: GM/T 0003.2 in whole numbers, and a PDF's signature taken apart. It shares
no code with the program that signs; it only verifies, so it need not be quick nor of constant time."""

import re
from collections.abc import Iterator

from asn1crypto import cms, core, x509
from cryptography.hazmat.primitives import hashes

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
WHO = b"1234567812345678"
Point = tuple[int, int] | None


def sm3(said: bytes) -> bytes:
    work = hashes.Hash(hashes.SM3())
    work.update(said)
    return work.finalize()


def verified(public: tuple[int, int], said: bytes, r: int, s: int) -> bool:
    if not (0 < r < N and 0 < s < N) or (r + s) % N == 0:
        return False
    curve = b"".join(number.to_bytes(32, "big") for number in (A, B, *G, *public))
    z = sm3((len(WHO) * 8).to_bytes(2, "big") + WHO + curve)
    e = int.from_bytes(sm3(z + said), "big")
    point = _plus(_times(s, G), _times((r + s) % N, public))
    return point is not None and (e + point[0]) % N == r


def _plus(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return one or other
    (x, y), (u, v) = one, other
    if x == u and (y + v) % P == 0:
        return None
    slope = (3 * x * x + A) * pow(2 * y, -1, P) if one == other else (v - y) * pow(u - x, -1, P)
    w = (slope * slope - x - u) % P
    return w, (slope * (x - w) - y) % P


def _times(times: int, point: Point) -> Point:
    found: Point = None
    for bit in bin(times)[2:]:
        found = _plus(found, found)
        if bit == "1":
            found = _plus(found, point)
    return found


class _Pair(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.Integer


def signed_right(said: bytes, signature: bytes, certificate: x509.Certificate) -> bool:
    point = bytes(certificate.public_key["public_key"])
    public = int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:65], "big")
    r, s = _Pair.load(signature).native
    return verified(public, said, r, s)


def holds(content: bytes) -> bool:
    """A PDF whose one signature covers it to the last byte, over these bytes, by the certificate in it."""
    start, length, after, rest = _range(content)
    if start or after + rest != len(content):
        return False
    signed = cms.ContentInfo.load(bytes.fromhex(content[length + 1 : after - 1].decode()))["content"]
    (signer,), (certificate, *_) = signed["signer_infos"], signed["certificates"]
    told = {one["type"].dotted: one["values"][0] for one in signer["signed_attrs"]}
    numbers = {signer["digest_algorithm"]["algorithm"].dotted, signer["signature_algorithm"]["algorithm"].dotted}
    return (
        numbers == {"1.2.156.10197.1.401", "1.2.156.10197.1.501"}
        and told["1.2.840.113549.1.9.4"].native == sm3(content[:length] + content[after:])
        and told["1.2.840.113549.1.9.16.2.47"]["certs"][0]["cert_hash"].native == sm3(certificate.chosen.dump())
        and signed_right(signer["signed_attrs"].untag().dump(), signer["signature"].native, certificate.chosen)
    )


def _range(content: bytes) -> Iterator[int]:
    found = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", content)
    assert found
    return map(int, found.groups())
