"""What the tests print: one honour with everything said."""

from typing import Any

from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db
from webapp.people.org.models import Unit
from webapp.volunteering.certificates import rules, services
from webapp.volunteering.certificates.models import Certificate, CertificateKind

BEFORE = "自2021年3月以来，您在社区护学值守、助老陪诊等志愿服务中热心奉献，累计服务876小时。评定为2026年度"


def said(**more: Any) -> dict[str, Any]:
    words = {
        "name": "赵国强", "title": "社区三星级志愿者", "level": "三星", "stars": 3, "issuer": "冬梅轩社区居民委员会",
        "date": "2026年11月24日", "basis": "依据《社区星级志愿者评定办法》", "period": "2026年度",
        "text_before": BEFORE, "text_after": "。",
    } | more  # fmt: skip
    return words | {"text": words["text_before"] + words["title"] + words["text_after"]}


def proof_said() -> dict[str, Any]:
    return {
        "name": "赵国强", "level": "876小时", "stars": 0, "issuer": "冬梅轩社区居民委员会",
        "volunteer_number": "DMX-0007",
        "joined": "2021年3月1日", "first": "2021年3月2日", "last": "2026年11月20日", "count": 1, "hours": "2",
        "services": [["2026-11-20", "护学值守", "小学北门", "志愿服务队", 120]], "left_out": 0,
        "contact": "022-24990000",
        "responsible": "李静", "handler": "钱小梅", "purpose": "", "date": "2026年11月24日",
    }  # fmt: skip


def issue(
    session: Session, town: Town, cause: str = "test:1", kind: CertificateKind = CertificateKind.HONOUR, **more: Any
) -> Certificate:
    with db.transaction(session) as writing:
        return services.issue(
            writing, None, issuer=writing.get_one(Unit, town.community), kind=kind, party_id=town.party("zhao"),
            cause=cause, said=proof_said() if kind is CertificateKind.PROOF else said(**more),
        )  # fmt: skip


def number_holds(text: str) -> bool:
    """The last character is the check of the others (ISO 7064 mod 37, 36)."""
    plain = text.upper().replace("-", "")
    letters_known = all(letter in rules.ALPHABET for letter in plain)
    return len(plain) > 1 and letters_known and rules.check_character(plain[:-1]) == plain[-1]


def read_qr_words(words: str) -> dict[str, str]:
    return dict(zip(rules.FIELDS, words.split("|"), strict=False))
