"""https for a phone on the desk: the installation's own small authority, and a certificate for its addresses.

Browsers give service workers and encryption only to https. The authority may vouch for private addresses and local
names (and for the very host that was asked for), nothing else, so that a phone which trusts it risks little.
"""

import ipaddress
import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from webapp.core.time import clock

PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "::1/128")
LOCAL_NAMES = ("local", "lan", "home.arpa", "internal", "localhost")
AUTHORITY_DAYS, CERTIFICATE_DAYS, RENEW_DAYS = 3650, 397, 30

Key = ec.EllipticCurvePrivateKey
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Papers:
    authority: Path
    certificate: Path
    key: Path
    replaced_authority: bool


def papers(folder: Path, hosts: Iterable[str]) -> Papers:
    """Makes what is missing, no longer fits the hosts, or ends within a month."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wanted = sorted(set(hosts))
    known = (folder / "authority.pem").exists()
    fresh = not _authority_allows(folder, wanted)
    if fresh:
        _make_authority(folder, wanted)
    if fresh or not _certificate_fits(folder / "server.pem", wanted):
        _make_certificate(folder, wanted)
    return Papers(folder / "authority.pem", folder / "server.pem", folder / "server.key", known and fresh)


def own_addresses(host: str) -> list[str]:
    """The addresses a phone may use, the likeliest first. 0.0.0.0 means all this machine has."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return [host]
    found = [_outward_address(), *_addresses_of(socket.gethostname()), "127.0.0.1"]
    return list(dict.fromkeys(address for address in found if address))


def authority_for_phones(folder: Path) -> bytes:
    return _read(folder / "authority.pem").public_bytes(serialization.Encoding.DER)


def fingerprint(folder: Path) -> str:
    whole = _read(folder / "authority.pem").fingerprint(hashes.SHA256()).hex().upper()
    return " ".join(whole[at : at + 4] for at in range(0, 16, 4))


def _outward_address() -> str:
    """The address the machine would use to reach others; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(asking.getsockname()[0])


def _addresses_of(name: str) -> list[str]:
    """A machine need not know its own name: containers and fresh installations often do not."""
    try:
        return [str(place[4][0]) for place in socket.getaddrinfo(name, None, socket.AF_INET)]
    except OSError:
        return []


def _authority_allows(folder: Path, hosts: list[str]) -> bool:
    file = folder / "authority.pem"
    if not file.exists() or not (folder / "authority.key").exists():
        return False
    held = _read(file)
    if held.not_valid_after_utc < clock.now() + timedelta(days=CERTIFICATE_DAYS):
        return False
    limits = held.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return all(any(_covers(limit, host) for limit in limits) for host in hosts)


def _covers(limit: x509.GeneralName, host: str) -> bool:
    address = _address(host)
    if isinstance(limit, x509.IPAddress):
        return address is not None and isinstance(limit.value, Network) and address in limit.value
    return address is None and (host == limit.value or host.endswith("." + str(limit.value)))


def ends_at(folder: Path) -> datetime | None:
    """When the server's own certificate ends; None where there is none."""
    file = folder / "server.pem"
    return _read(file).not_valid_after_utc if file.exists() else None


def _certificate_fits(file: Path, hosts: list[str]) -> bool:
    if not file.exists() or not file.with_suffix(".key").exists():
        return False
    held = _read(file)
    names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {str(name.value) for name in names}
    return known == set(hosts) and held.not_valid_after_utc > clock.now() + timedelta(days=RENEW_DAYS)


def _make_authority(folder: Path, hosts: list[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"FullGrid {clock.today():%Y-%m-%d}")
    limits: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_network(net)) for net in PRIVATE]
    limits += [x509.DNSName(local) for local in LOCAL_NAMES]
    limits += [_network(host) for host in hosts if not any(_covers(limit, host) for limit in limits)]
    made = (
        _begin(name, name, key.public_key(), AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=limits, excluded_subtrees=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _write(folder / "authority.key", _private(key))
    _write(folder / "authority.pem", made.public_bytes(serialization.Encoding.PEM))


def _make_certificate(folder: Path, hosts: list[str]) -> None:
    authority = _read(folder / "authority.pem")
    signer = serialization.load_pem_private_key((folder / "authority.key").read_bytes(), None)
    assert isinstance(signer, Key)
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _begin(_name("FullGrid server"), authority.subject, key.public_key(), CERTIFICATE_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_exact(host) for host in hosts]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    _write(folder / "server.key", _private(key))
    chain = made.public_bytes(serialization.Encoding.PEM) + authority.public_bytes(serialization.Encoding.PEM)
    _write(folder / "server.pem", chain)


def _begin(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, days: int) -> x509.CertificateBuilder:
    start = clock.now() - timedelta(days=1)  # phones whose clock is a little behind
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs, key_cert_sign=signs, crl_sign=signs, content_commitment=False,
        key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common[:64])])


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _exact(host: str) -> x509.GeneralName:
    address = _address(host)
    return x509.DNSName(host) if address is None else x509.IPAddress(address)


def _network(host: str) -> x509.GeneralName:
    return x509.DNSName(host) if _address(host) is None else x509.IPAddress(ipaddress.ip_network(host))


def _read(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def _private(key: Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(content)
