"""Numbers, masks and the words inside the QR code. No database, no clock."""

import json
import re
import unicodedata
from typing import Any

from webapp.core.text.i18n import N_, gettext
from webapp.volunteering.certificates.models import CertificateKind, EndKind

LETTERS = {CertificateKind.HONOUR: "RY", CertificateKind.PLAQUE: "MP", CertificateKind.PROOF: "ZM"}
KIND_WORDS = {
    CertificateKind.HONOUR: N_("荣誉证书"),
    CertificateKind.PLAQUE: N_("星级志愿者门牌"),
    CertificateKind.PROOF: N_("志愿服务记录证明"),
}
END_WORDS = {EndKind.VOID: N_("作废"), EndKind.REPLACED: N_("已换发")}
VALID = N_("有效")
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STARS = ("", "一星", "二星", "三星", "四星", "五星")
HOURS = re.compile(r"([\d.]+)小时")
FIELDS = ("version", "kind", "level", "month", "name", "issuer")


def level_words(level: str) -> str:
    """What a paper says it was given for, as the reader says it; the paper itself stays as it was printed."""
    if hours := HOURS.fullmatch(level):
        return gettext(N_("%(n)s 小时"), n=hours[1])
    return gettext(level)


def check_character(text: str) -> str:
    """ISO 7064 MOD 37,36: catches every single wrong character and nearly every swap."""
    rest = 36
    for letter in text:
        rest = (rest + ALPHABET.index(letter)) % 36 or 36
        rest = rest * 2 % 37
    return ALPHABET[(37 - rest) % 36]


def number(code: str, kind: CertificateKind, year: int, seq: int) -> str:
    """Division, kind, year, sequence, check. A community's division code has twelve digits: with the district's
    six alone, two communities of one district would give the same number."""
    parts = (code, LETTERS[kind], str(year), f"{seq:06d}")
    return "-".join((*parts, check_character("".join(parts))))


def qr_words(kind: CertificateKind, level: str, month: str, masked_name: str, issuer: str) -> str:
    """What the code itself tells, without network: short, because every byte makes the squares smaller."""
    parts = ("1", LETTERS[kind], level, month.replace("-", ""), masked_name, issuer)
    return "|".join(part.replace("|", " ") for part in parts)


def signed_bytes(token: str, words: str) -> bytes:
    return f"fullgrid-certificate\n{token}\n{words}".encode()


def canonical(said: dict[str, Any]) -> str:
    """One text for one content, so that its hash means something."""
    return unicodedata.normalize("NFC", json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def hours_words(minutes: int) -> str:
    """37.5, 876: hours as people write them, down to the half; the rest of a half hour is not rounded up."""
    halves = minutes // 30
    return str(halves // 2) if halves % 2 == 0 else f"{halves // 2}.5"
