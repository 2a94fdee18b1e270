"""选填 means that it may be left blank. What must be given in some situations says in which, in its place; that nobody
is refused for a blank beside 选填 is heard during every test (`tests/blanks.py`)."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from wtforms.fields.core import UnboundField

from webapp.core.forms.forms import BaseForm

ROOT = Path(__file__).resolve().parents[2]
SAYS_WHEN = re.compile("(?<!没有)[要才](写|填|选)")


def forms(kind: type[BaseForm] = BaseForm) -> Iterator[type[BaseForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from forms(one)


def test_no_hint_says_beside_optional_when_it_must_be_given() -> None:
    for file in sorted(ROOT.glob("webapp/**/*forms.py")):
        import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    found = [one for one in forms() if one.__module__.startswith("webapp.")]
    assert len(found) > 150
    torn = {
        f"{one.__name__}.{name}: {field.kwargs['hint']}"
        for one in found
        for name, field in vars(one).items()
        if isinstance(field, UnboundField)
        and field.kwargs.get("optional") is True and SAYS_WHEN.search(field.kwargs.get("hint", ""))
    }
    assert not torn, f"what the hint says of when belongs into `optional`: {sorted(torn)}"
