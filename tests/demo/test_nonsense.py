"""Nobody's nonsense is the house's fault: every form that any post meets, filled at random, never ends in a 500.

The demo is walked through as each post; each kind of page once, each kind of form several times. The dice are seeded,
so a failure names a form and what was sent, and can be sent again. `FULLGRID_SEED` throws them otherwise,
`FULLGRID_DEPTH=20` fills each form more often: every form of every post is met in either case.
"""

from collections import Counter
from typing import Any

import pytest

from tests.demo.walkers import DEEP, FIRST, Walker, walkers

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600 if DEEP else 300)]
PUBLIC: tuple[str, ...] = ()  # pages for everybody
AGAIN = 1  # fillings of a form by a further post
__all__ = ["walkers"]


def test_no_form_of_any_post_answers_nonsense_with_a_fault(walkers: list[Walker]) -> None:
    met: set[Any] = set()
    for walker in walkers:
        forms = {form.pattern: form for form in walker.forms()}
        for kind, form in forms.items():
            walker.fill(form, AGAIN if kind in met else FIRST)
        met |= set(forms)
    asked = sum((walker.asked for walker in walkers), Counter())
    faults = {kind: sent for walker in walkers for kind, sent in walker.faults.items()}
    assert not faults, "\n".join(f"{kind}\n    {sent}" for kind, sent in faults.items())
    assert len(met) > 200
    unmarked = set[str]().union(*(walker.unmarked for walker in walkers))
    bare = sorted(one for one in unmarked if not one.startswith(PUBLIC))
    assert not bare, "pages that show people and do not name their reader: " + " ".join(bare)
    assert sum(asked.values()) > (6_000 if DEEP else 1500), sum(asked.values())
    assert asked[422] > 300, "most of it was refused in words"
