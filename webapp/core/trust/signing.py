"""The site's own seals: a PAdES signature on a PDF, and a small Ed25519 one that fits into a QR code.

The PDF key (P-256, or SM2 where the house uses 商用密码) and its self-made certificate lie beside the other keys of the
data folder. A site that has a certificate from an authority puts it in their place under the same names: what it is
says how papers are signed. The QR key is derived from the vault, so it needs no file of its own and survives a move of
the installation.
"""

import datetime as dt
import io
import logging
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from webapp.core.crypto import sm2
from webapp.core.time import clock
from webapp.core.trust import vault

KEY, CERTIFICATE = "seal.key", "seal.crt"
YEARS = 20
QR_KEY = "1"
STAMP_PATIENCE = 8  # seconds
log = logging.getLogger("fullgrid.signing")


def sign_pdf(content: bytes, folder: Path, *, reason: str, site: str = "满格 FullGrid", stamp_by: str = "") -> bytes:
    """PAdES over the whole file; any later change, one byte even, breaks it. `stamp_by` is the address of a time stamp
    service (RFC 3161), which says when; where it gives none, the paper is signed without and the log says so."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.sign.timestamps import TimestampRequestError

    signer, digest = _signer(folder, site)
    about = signers.PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm=digest,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason=reason,
    )

    def signed(stamper: Any) -> bytes:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        made: Any = signers.sign_pdf(writer, about, signer=signer, timestamper=stamper)
        return bytes(made.getvalue())

    try:
        return signed(_stamper(stamp_by))
    except (TimestampRequestError, ValueError) as silent:  # a refusal is an answer that cannot be read
        if not stamp_by:
            raise
        log.warning("the time stamp service did not answer, or refused: %s", silent)
        return signed(None)


def _stamper(address: str) -> Any:
    from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

    if not address:
        return None
    return RequestsHTTPTimeStamper(address, timeout=STAMP_PATIENCE)  # type: ignore[no-untyped-call]


def fingerprint(folder: Path) -> str:
    """SHA-256 of the certificate in groups of four, to be read out and compared."""
    whole = x509.load_pem_x509_certificate(certificate_pem(folder)).fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def needs_sm2(folder: Path) -> bool:
    """Whether papers cannot be signed without OpenSSL's program."""
    file = folder / CERTIFICATE
    return sm2.is_of(file.read_bytes()) if file.exists() else vault.is_sm()


def ends_at(folder: Path) -> dt.datetime | None:
    file = folder / CERTIFICATE
    return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc if file.exists() else None


def certificate_pem(folder: Path, site: str = "满格 FullGrid") -> bytes:
    """What others need to check our signatures; made at the first asking."""
    if not (folder / CERTIFICATE).exists():
        _make_pair(folder, site)
    return (folder / CERTIFICATE).read_bytes()


def sign_words(words: bytes) -> str:
    return pack(_qr_key(QR_KEY).sign(words))


def public_key(name: str = QR_KEY) -> bytes:
    return _qr_key(name).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def pack(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def unpack(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _qr_key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(vault.derive(f"certificate-{name}"))


def _signer(folder: Path, site: str) -> tuple[Any, str]:
    """Whoever signs, and what it hashes with."""
    certificate_pem(folder, site)
    return _loaded(str(folder), (folder / CERTIFICATE).stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _loaded(folder: str, _changed: int) -> tuple[Any, str]:
    key, certificate = Path(folder) / KEY, Path(folder) / CERTIFICATE
    if sm2.is_of(certificate.read_bytes()):
        from webapp.core.crypto.sm2_signer import Sm2Signer

        return Sm2Signer(certificate, key), "sm3"
    from pyhanko.sign.signers import SimpleSigner

    return SimpleSigner.load(str(key), str(certificate)), "sha256"  # type: ignore[no-untyped-call]


def _make_pair(folder: Path, site: str) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if vault.is_sm():
        _write(folder / KEY, sm2.new_key(), 0o600)
        _write(folder / CERTIFICATE, sm2.certificate(folder / KEY, site, 365 * YEARS), 0o644)
        return
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, site), x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")])
    now = clock.now().replace(microsecond=0)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(folder / KEY, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), 0o600)
    _write(folder / CERTIFICATE, made.public_bytes(Encoding.PEM), 0o644)


def _write(file: Path, content: bytes, mode: int) -> None:
    draft = file.with_suffix(file.suffix + ".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as stream:
        stream.write(content)
        os.fsync(stream.fileno())
    draft.replace(file)
