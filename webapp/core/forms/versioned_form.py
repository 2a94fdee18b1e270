"""A form on something that others change too: different fields merge, the same field shows both values.

The form carries the version it was made from and what each field said then. Whoever saves second is shown what the
first one wrote beside the own text; saving once more is a choice made with open eyes.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from webapp.core.forms.fields import HiddenField
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import N_, gettext

MEANWHILE = N_("您打开以后，别人也改了这一页。请看一下新内容，再存一次。")
THEIRS = N_("别人刚改成“%(theirs)s”。再存一次就用您的；要用别人的，照着改好再存。")
NOTHING, YES, NO = N_("没有写"), N_("是"), N_("不是")


class Secret(NamedTuple):
    """A value that the page does not show: told apart by its mark, named by its mask."""

    mark: str
    mask: str


class VersionedForm(BaseForm):
    version = HiddenField(N_("打开时的版本"), optional=True)
    base = HiddenField(N_("打开时的样子"), optional=True, most=20_000)

    @property
    def seen(self) -> int:
        """The version the person looked at; a form without one never matches."""
        text = str(self.version.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    @property
    def before(self) -> dict[str, Any]:
        try:
            base = json.loads(str(self.base.data or "{}"))
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}

    def stand_on(self, now: Mapping[str, Any], version: int) -> None:
        """From here on the form is about what stands now."""
        self.version.data = str(version)
        self.base.data = json.dumps({name: kept(value) for name, value in now.items()}, ensure_ascii=False)

    def meets(self, now: Mapping[str, Any], version: int) -> bool:
        """Whether it may be saved over `now`; what only the others changed is taken over from them."""
        if self.seen == version:
            return True
        before, looked = self.before, self.seen > 0
        clashes = [name for name, theirs in now.items() if not self._agrees(name, before.get(name, ...), theirs)]
        self.stand_on(now, version)
        for name in clashes:
            self.fail(name, gettext(THEIRS, theirs=self._words(name, now[name])))
        if clashes or not looked:
            self.form_errors.append(gettext(MEANWHILE))
        return looked and not clashes

    def _agrees(self, name: str, was: Any, theirs: Any) -> bool:
        mine, now = kept(self[name].data), kept(theirs)
        if isinstance(theirs, Secret):
            return not (mine or self._forgets(name)) or was == now
        if isinstance(now, list):
            self._take(name, together(was, mine or [], now))
        elif mine == was:
            self._take(name, theirs)
        return mine in (was, now) or now == was or isinstance(now, list)

    def _forgets(self, name: str) -> bool:
        return "forget" in self and name in (self["forget"].data or [])

    def _take(self, name: str, value: Any) -> None:
        field = self[name]
        field.data = value
        field.raw_data = [str(part) for part in value] if isinstance(value, list) else [str(value or "")]

    def _words(self, name: str, value: Any) -> str:
        if isinstance(value, Secret):
            return value.mask or gettext(NOTHING)
        if isinstance(value, bool):
            return gettext(YES if value else NO)
        offered = {str(choice.value): str(choice.label) for choice in getattr(self[name], "choices", None) or ()}
        return offered.get(str(value), str(value or gettext(NOTHING)))


def kept(value: Any) -> Any:
    """As it stands in JSON; blank is nothing."""
    if isinstance(value, Secret):
        return value.mark
    if isinstance(value, list):
        return sorted(str(part) for part in value)
    return value.isoformat() if isinstance(value, date) else value or None if not isinstance(value, bool) else value


def together(was: Any, mine: list[str], theirs: list[str]) -> list[str]:
    """Each tick is a line of its own: what one added and the other took away both hold."""
    known = set(was) if isinstance(was, list) else set(theirs)
    return sorted((set(theirs) | (set(mine) - known)) - (known - set(mine)))
