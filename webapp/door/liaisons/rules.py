"""Choosing by recorded criteria: marks from at least two people, weighted, ties to the one who consented first."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from webapp.core.text.i18n import N_

SCORERS = 2
TERM_DAYS = 365
TOLD_WITHIN_DAYS = 3
CRITERIA = {"organising": N_("组织能力"), "activity": N_("平时热心")}
DEFAULT_WEIGHTS = {"organising": 50, "activity": 50}


def weighted(marks: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """The weighted mean of one set of marks, as an exact fraction, so that a tie is a tie."""
    total = sum(weights.values())
    return Fraction(sum(marks[key] * weight for key, weight in weights.items()), total)


def mean(scores: Sequence[Mapping[str, int]], weights: Mapping[str, int]) -> Fraction:
    return sum((weighted(marks, weights) for marks in scores), Fraction()) / len(scores)
