from datetime import datetime, timedelta
from typing import Any

from webapp.core.forms.forms import (
    UNLESS_SHOWN,
    BaseForm,
    ChoiceField,
    DateField,
    IdField,
    LongText,
    ManyField,
    MomentField,
    NumberField,
    PickField,
    Text,
)
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.council.promises.rules import is_month
from webapp.council.sittings.resolution_rules import FLAG_WORDS, KIND_WORDS

ROOM_ACTS = (
    ("excused", N_("请假")),
    ("left", N_("早退")),
    ("alternate", N_("替会人来了")),
    ("proxy", N_("书面委托")),
    ("recuse", N_("回避")),
    ("unrecuse", N_("取消回避")),
)
ON_ITS_WAY = timedelta(minutes=1)
VOTE_WAYS = (("hands", N_("举手")), ("papers", N_("票决")), ("no_objection", N_("没人反对")))

NOT_COUNTED = N_("填几票，没有就填 0。")


class LineForm(BaseForm):
    """The same form for the page and for the outbox; every id comes with it."""

    id = IdField(N_("编号"), optional=True)
    meeting_id = IdField(N_("哪次会"), optional=True)
    line_id = IdField(N_("哪个议题"))
    line = Text(N_("记一句决定"), most=500)
    captured_at = MomentField(N_("什么时候写的"), optional=True)

    @property
    def typed_at(self) -> datetime | None:
        """The page's own clock, where it can be true of a request that has just come: the order of two sentences must
        not turn round because the first one's request was slow."""
        at, now = self.captured_at.data, clock.now()
        return at if at and now - ON_ITS_WAY <= at <= now else None

    @property
    def told(self) -> dict[str, Any]:
        """What keep_line takes."""
        return {
            "id": self.id.data,
            "meeting_id": self.meeting_id.data,
            "line_id": self.line_id.data,
            "line": self.line.data,
            "typed_at": self.captured_at.data,
        }


class PreviewForm(BaseForm):
    id = IdField(N_("编号"), optional=True)
    line = Text(N_("记一句决定"), optional=True, most=500)


class WordingForm(BaseForm):
    """The same form for the page and for the outbox."""

    id = IdField(N_("编号"), optional=True)
    resolution_id = IdField(N_("改的是哪一句"), optional=True)
    line = LongText(N_("这一句"), most=500, hint=N_("认领人写在 @ 后面，期限直接写，像 6.30 或 月底"))
    after_id = IdField(N_("改的是哪一版"))

    @property
    def told(self) -> dict[str, Any]:
        """What keep_wording takes."""
        return {name: self[name].data for name in ("id", "resolution_id", "line", "after_id")}


class DetailForm(BaseForm):
    kind = ChoiceField(N_("哪一类"), list(KIND_WORDS.items()))
    verifier_id = PickField(N_("谁来验收"), optional=True, hint=N_("不能是认领人自己"))
    watcher_id = PickField(N_("谁来盯"), optional=True)
    deadline = DateField(N_("什么时候办完"), optional=True)
    acceptance = Text(N_("怎么算办好"), optional=True, most=200)
    flags = ManyField(N_("要留意的"), list(FLAG_WORDS.items()), optional=True)
    funding = Text(N_("钱从哪儿来"), optional=True, most=200)
    later_month = Text(N_("哪个月再议"), optional=True, most=7, hint=N_("暂不办的填，写成 2027-03"))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.later_month.data and not is_month(self.later_month.data):
            self.fail("later_month", gettext(N_("写成 2027-03 这样的月份。")))
            return False
        return fine


class InitialsForm(BaseForm):
    who = Text(N_("姓名或首字母"), most=40)


class RoomForm(BaseForm):
    seat_id = PickField(N_("谁"))
    act = ChoiceField(N_("怎么了"), ROOM_ACTS)
    line_id = PickField(N_("哪个议题"), optional=N_("只有回避要选"))
    holder_id = PickField(N_("委托给谁"), optional=N_("只有书面委托要填"), hint=N_("受托人要在场"))
    reason = Text(N_("为什么回避"), optional=N_("只有回避要填"), most=200, hint=N_("会印进纪要"))


class VoteForm(BaseForm):
    question = Text(N_("表决什么"), most=200)
    way = ChoiceField(N_("怎么表决"), VOTE_WAYS, default="hands")
    # Hands and papers are counted, nobody against is not: the way decides. One that was not asked for is none.
    votes_for = NumberField(N_("赞成"), optional=UNLESS_SHOWN, least=0, most=500)
    votes_against = NumberField(N_("反对"), optional=UNLESS_SHOWN, least=0, most=500, default=0)
    abstained = NumberField(N_("弃权"), optional=UNLESS_SHOWN, least=0, most=500, default=0)
    resolution_id = IdField(N_("表决哪一句"), optional=True)
    replaces_id = IdField(N_("重新表决哪一次"), optional=True)
    reason = Text(N_("为什么重新表决"), optional=N_("重新表决要写"), most=200)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        missing = [one for one in self._counted if one.data is None and one.raw_data and not one.errors]
        if self.way.data == "no_objection" or not missing:
            return fine
        for one in missing:
            self.fail(one.name, gettext(NOT_COUNTED))
        return False

    @property
    def _counted(self) -> tuple[NumberField, ...]:
        return self.votes_for, self.votes_against, self.abstained


class EndForm(BaseForm):
    reason = Text(N_("为什么终止"), most=200, hint=N_("会印进纪要，公开板上也写"))


class GrantForm(BaseForm):
    answer = Text(N_("附一句"), optional=True, most=200)
