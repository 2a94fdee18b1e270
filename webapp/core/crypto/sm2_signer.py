"""How pyHanko signs with SM2: loaded where the seal is one, because pyHanko is slow to load."""

from collections.abc import Iterable
from pathlib import Path

from asn1crypto import algos, tsp, x509
from pyhanko.keys import load_cert_from_pemder
from pyhanko.sign import attributes, general
from pyhanko.sign.signers import Signer

from webapp.core.crypto import sm2

SM3, SM2_WITH_SM3 = "1.2.156.10197.1.401", "1.2.156.10197.1.501"
LONGEST = 72  # bytes of a signature: two numbers of 33 in DER

algos.DigestAlgorithmId.unmap("sha256")  # makes the second table, which is then as full as the first
algos.DigestAlgorithmId._map[SM3] = "sm3"  # pyHanko finds the hash by this name, the file gets the number
algos.DigestAlgorithmId._reverse_map["sm3"] = SM3


class Sm2Signer(Signer):
    def __init__(self, certificate: Path, key: Path) -> None:
        super().__init__(
            signing_cert=load_cert_from_pemder(str(certificate)),  # type: ignore[no-untyped-call]
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": SM2_WITH_SM3}),
        )
        self._key = key
        self.signed_attr_prov_spec = _Attributes(self.signing_cert)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return bytes(LONGEST) if dry_run else sm2.sign(data, self._key)


class _Attributes(attributes.SignedAttributeProviderSpec):
    """What PAdES wants to be signed beside the file: which certificate it was. pyHanko would name it by SHA-256."""

    def __init__(self, certificate: x509.Certificate) -> None:
        self._certificate = certificate

    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> Iterable[attributes.CMSAttributeProvider]:
        yield _Certificate(self._certificate)


class _Certificate(attributes.SigningCertificateV2Provider):
    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        return general.as_signing_certificate_v2(self.signing_cert, "sm3")
