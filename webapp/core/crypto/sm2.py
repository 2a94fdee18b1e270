"""SM2 with SM3 by OpenSSL's own program: `cryptography` brings OpenSSL's library, but no door to its SM2.

A key stays in its file: a command line shows no more than that file's name.
"""

import logging
import re
import shutil
import subprocess
from pathlib import Path

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError

CURVE = "1.2.156.10197.1.301"
SIGNER = "distid:1234567812345678"  # GM/T 0009: the name of everybody who signs under none of their own
PATIENCE = 20  # seconds
log = logging.getLogger("fullgrid.signing")


class NoSm2(DomainError):
    status = 503
    message = N_("国密印章（SM2）要用 OpenSSL 3 的程序，这台机器上没有，或者用不了。请管理员运行 apt install openssl。")


def is_there() -> bool:
    """Whether this machine has the program, and SM2 in it."""
    try:
        return bool(new_key())
    except NoSm2:
        return False


def new_key() -> bytes:
    return _openssl("genpkey", "-algorithm", "SM2")


def certificate(key: Path, name: str, days: int) -> bytes:
    """A self-made one that signs documents and nothing else."""
    shown = re.sub(r"([\\/+=])", r"\\\1", name)
    return _openssl(
        "req", "-x509", "-new", "-config", "/dev/null", "-key", str(key), "-sm3", "-sigopt", SIGNER, "-days", str(days),
        "-utf8", "-subj", f"/CN={shown}/C=CN", "-addext", "basicConstraints=critical,CA:FALSE",
        "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
    )  # fmt: skip


def sign(said: bytes, key: Path) -> bytes:
    return _openssl("pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-pkeyopt", SIGNER, "-inkey", str(key), given=said)


def is_of(certificate_pem: bytes) -> bool:
    from asn1crypto import pem, x509

    found = x509.Certificate.load(pem.unarmor(certificate_pem)[2]).public_key["algorithm"]
    return found["algorithm"].native == "ec" and found["parameters"].native == CURVE


def _openssl(*words: str, given: bytes = b"") -> bytes:
    program = shutil.which("openssl")
    if program is None:
        raise NoSm2
    try:
        done = subprocess.run(  # noqa: S603 — fixed words and files of our own, no shell
            [program, *words], input=given, capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as failed:
        log.warning("openssl %s: %s", words[0], getattr(failed, "stderr", None) or failed)
        raise NoSm2 from failed
    return done.stdout
