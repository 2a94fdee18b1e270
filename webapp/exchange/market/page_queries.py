"""Sentences of the micro-platform's pages, put together where the language is known."""

from typing import Any

from webapp.core.text import masks
from webapp.core.text.i18n import gettext, listed
from webapp.exchange.market import fit_rules, rules, screening_rules, wage_rules
from webapp.exchange.market.fit_rules import Said

FORMS_OF_ADDRESS = ("女士", "先生", "阿姨", "师傅", "大姐", "大哥")


def called(name: str | None) -> str:
    """刘女士 is no full name and stays as it is; whoever gave one is masked like everywhere."""
    return name if name and name.endswith(FORMS_OF_ADDRESS) else masks.name(name)


def said(one: Said | dict[str, Any]) -> str:
    """A reason in the reader's language; kept ones come as the row holds them."""
    told = one if isinstance(one, Said) else Said(one["sentence"], tuple(one["words"]), one["amount"])
    values: dict[str, str] = {}
    if told.words:
        values["words"] = listed(gettext(word) for word in told.words)
    if told.amount is not None:
        values["yuan"] = wage_rules.yuan(told.amount)
    return gettext(told.sentence, **values)


WORDS: dict[str, Any] = {
    "slot_words": fit_rules.SLOT_WORDS, "skill_words": fit_rules.SKILL_WORDS, "limit_words": fit_rules.LIMIT_WORDS,
    "reach_words": fit_rules.REACH_WORDS, "pay_words": wage_rules.PAY_WORDS, "standing_words": rules.STANDING_WORDS,
    "sort_words": rules.SORT_WORDS, "ground_words": screening_rules.GROUND_WORDS, "yuan": wage_rules.yuan,
    "complaint_words": rules.COMPLAINT_WORDS, "consent_texts": rules.CONSENTS, "pieces": screening_rules.pieces,
    "called": called,
}  # fmt: skip
