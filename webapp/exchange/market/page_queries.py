"""Sentences of the micro-platform's pages, put together where the language is known."""

from typing import Any

from webapp.core.text.i18n import N_, gettext
from webapp.exchange.market import fit_rules, rules, screening_rules, wage_rules
from webapp.exchange.market.fit_rules import Said

WORDS: dict[str, Any] = {
    "slot_words": fit_rules.SLOT_WORDS, "skill_words": fit_rules.SKILL_WORDS, "limit_words": fit_rules.LIMIT_WORDS,
    "reach_words": fit_rules.REACH_WORDS, "pay_words": wage_rules.PAY_WORDS, "standing_words": rules.STANDING_WORDS,
    "sort_words": rules.SORT_WORDS, "ground_words": screening_rules.GROUND_WORDS, "yuan": wage_rules.yuan,
    "complaint_words": rules.COMPLAINT_WORDS, "consent_texts": rules.CONSENTS, "pieces": screening_rules.pieces,
}  # fmt: skip


def said(one: Said | dict[str, Any]) -> str:
    """A reason in the reader's language; kept ones come as the row holds them."""
    told = one if isinstance(one, Said) else Said(one["sentence"], tuple(one["words"]), one["amount"])
    values: dict[str, str] = {}
    if told.words:
        values["words"] = gettext(N_("、")).join(gettext(word) for word in told.words)
    if told.amount is not None:
        values["yuan"] = wage_rules.yuan(told.amount)
    return gettext(told.sentence, **values)
