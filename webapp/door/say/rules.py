"""Receipts, and the few steps a resident is told of."""

import hmac
import secrets

from webapp.core.text import cleaning
from webapp.core.text.i18n import N_

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31 signs that nobody confuses: 10 of chance are 49 bits, 2 prove them

MOST_PHOTOS = 3

# state → the step a resident sees; what happens inside the house stays inside
STEPS = {
    "reported": N_("收到了"), "accepted": N_("有人接了"), "dispatched": N_("有人接了"), "received": N_("有人接了"),
    "returned": N_("有人接了"), "handling": N_("正在办"), "parked": N_("先放一放，到日子再看"),
    "handled": N_("办好了，等核查"), "feedback": N_("办好了，会回访您"), "closed": N_("办结了"),
    "rejected": N_("没有受理"), "merged": N_("和另一件一样的事一起办"), "reopened": N_("重新办"),
}  # fmt: skip

# kind of unit → whom a resident is told; a street is named, bodies outside carry their own name
HOLDERS = {
    "grid": N_("网格员"), "micro_grid": N_("网格员"), "community": N_("社区居委会"), "street": N_("街道"),
    "district": N_("区网格中心"),
}  # fmt: skip


def new_receipt(key: bytes) -> str:
    """The last two signs say that the others are ours, even where the row behind them was lost."""
    code = "".join(secrets.choice(LETTERS) for _ in range(10))
    code += _proof(key, code)
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def is_ours(key: bytes, receipt: str) -> bool:
    code = receipt.replace("-", "")
    return len(code) == 12 and _proof(key, code[:10]) == code[10:]


def _proof(key: bytes, code: str) -> str:
    made = int.from_bytes(hmac.digest(key, code.encode(), "sha256")[:8], "big")
    return LETTERS[made % 31] + LETTERS[made // 31 % 31]


def tidy_receipt(typed: str) -> str:
    """As it is kept, however it was typed: small letters, blanks, no dashes."""
    code = "".join(sign for sign in cleaning.code(typed) if sign in LETTERS)[:12]
    return f"{code[:4]}-{code[4:8]}-{code[8:]}" if len(code) == 12 else ""
