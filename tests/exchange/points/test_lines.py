"""What the ledger wrote in Chinese is said in the reader's language; the ledger itself is not touched."""

import pytest
from flask import Flask

from webapp.exchange.points import line_rules
from webapp.exchange.shop import rules as shop

WRITTEN = {
    "Patrol做了 2 小时 30 分钟": "Patrol, 2 h 30 min", "Patrol做了 2 小时": "Patrol, 2 h",
    "Patrol做了 45 分钟": "Patrol, 45 min",
    shop.said([(2, "×", "Rice")]): "Exchanged for 2 ×Rice", "领走：1 ×Rice": "Taken home: 1 ×Rice",
    "取消兑换，分退回来了": "Order cancelled, points back",
    "社区取消了兑换，分退回来了：破了": "The community cancelled the order, points back: 破了",
    "过了日子没来领，分退回来了": "Not fetched in time, points back",
    "捐了 5 分给爱心池": "5 points given to the pool", "2026年3月的 8 分到期": "8 points of 2026-3 ended",
    "更正 5 分：late": "Corrected by 5 points: late", "免去欠的 5 分：ill": "5 points of debt forgiven: ill",
    "冲正“Patrol做了 2 小时”：twice": "Reversed “Patrol, 2 h”: twice",
    "同一个人的两本存折合并：one": "Two passbooks of one person joined: one",
    "两本存折分开：two": "The two passbooks parted again: two", "旧存折转入 9 分": "9 points from the old passbook",
    "旧存折转入 9 分（2024）": "9 points from the old passbook (2024)", "谢谢您": "谢谢您",
}  # fmt: skip


@pytest.mark.parametrize(("written", "english"), WRITTEN.items())
def test_a_line_is_said_in_the_readers_language(app: Flask, written: str, english: str) -> None:
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert line_rules.said(written) == english
    with app.test_request_context():
        assert line_rules.said(written) == written


def test_a_line_stored_with_other_quotation_marks_is_shown_with_ours(app: Flask) -> None:
    stored = "冲正「Patrol做了 2 小时」：twice"
    with app.test_request_context():
        assert line_rules.said(stored) == "冲正“Patrol做了 2 小时”：twice"
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert line_rules.said(stored) == "Reversed “Patrol, 2 h”: twice"
