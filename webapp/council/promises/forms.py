from typing import Any

from webapp.core.forms.forms import UNLESS_SHOWN, BaseForm, ChoiceField, DateField, FileField, LongText, PickField, Text
from webapp.core.text.i18n import N_, gettext
from webapp.council.promises.rules import DELAY_WORDS

EITHER = N_("话和照片，有一样就行")


def photo_of(field: Any) -> bytes | None:
    """What a file field brought, read once; an empty one is nothing."""
    given = field.data
    return given.read() if getattr(given, "filename", "") else None


class NoteForm(BaseForm):
    note = LongText(N_("写一句"), most=500)
    photo = FileField(N_("照片"), optional=True, accept="image/*")


class ReportForm(BaseForm):
    note = LongText(N_("办得怎么样"), optional=EITHER, most=500)
    photo = FileField(N_("照片"), optional=EITHER, accept="image/*")


class ConfirmForm(BaseForm):
    """How somebody without an account said yes, noted by whoever heard or saw it."""

    way = ChoiceField(N_("怎么答应的"), (("phone", N_("电话")), ("paper", N_("纸上签字"))))
    by_words = Text(N_("谁答应的"), most=80)
    note = Text(N_("怎么说的"), most=200, hint=N_("电话写时间和原话，签字写存在哪儿"))


class TickForm(BaseForm):
    evidence = Text(N_("怎么看出办好了"), optional=EITHER, most=200)
    photo = FileField(N_("照片"), optional=EITHER, accept="image/*")
    done_on = DateField(N_("哪天办好的"))


class ReasonForm(BaseForm):
    reason = Text(N_("原因"), most=200)


class ReopenForm(BaseForm):
    reason = Text(N_("原因"), most=200)
    due = DateField(N_("新的期限"), optional=N_("原来的期限过了就要填"), hint=N_("当初的期限照旧算数"))
    owner_id = PickField(N_("换谁来办"), optional=UNLESS_SHOWN)

    def ask_for_owner(self, choices: list[tuple[str, str]]) -> None:
        """Nobody else is asked for while the owner is there: no choices."""
        if choices:
            self.owner_id.offer([("", gettext("先选一位")), *choices])
        elif "owner_id" in self:
            del self.owner_id


class VerifyForm(BaseForm):
    before = Text(N_("办之前什么样"), optional=EITHER, most=200, hint=N_("前后都要说"))
    photo_before = FileField(N_("之前的照片"), optional=EITHER, accept="image/*")
    after = Text(N_("现在什么样"), optional=EITHER, most=200)
    photo_after = FileField(N_("现在的照片"), optional=EITHER, accept="image/*")
    witnesses = Text(N_("一起看的居民"), optional=N_("工程类至少请两位住户一起看"), most=120)


class ExtensionForm(BaseForm):
    delay = ChoiceField(N_("为什么办不完"), [(key.value, words) for key, words in DELAY_WORDS.items()])
    new_due = DateField(N_("想改到哪天"))
    reason = Text(N_("说清楚一点"), most=200)


class DecisionForm(BaseForm):
    granted = ChoiceField(N_("同意吗"), (("1", N_("同意")), ("0", N_("不同意"))))
    answer = Text(N_("答复"), optional=N_("不同意要写为什么"), most=200)


class NudgeForm(BaseForm):
    words = Text(N_("催办的话"), most=200)


class OrderForm(BaseForm):
    words = LongText(N_("督办要求"), most=300)


class TransferForm(BaseForm):
    owner_id = PickField(N_("转给谁"))
    reason = Text(N_("原因"), most=200)


class ParkForm(BaseForm):
    review_month = Text(N_("哪个月再看"), most=7, hint=N_("写成 2027-03"))
    reason = Text(N_("原因"), most=200)


class LinkForm(BaseForm):
    """What a person sees who came by a one-time link."""

    yes = ChoiceField(N_("能办吗"), (("1", N_("能，我认领")), ("0", N_("办不了"))), default="1")
    note = LongText(N_("想说的"), optional=N_("办不了的话，写一句为什么"), most=300)


class DoneForm(BaseForm):
    note = LongText(N_("办得怎么样"), optional=EITHER, most=300)
    photo = FileField(N_("照片"), optional=EITHER, accept="image/*")


class AnswerForm(BaseForm):
    answer = Text(N_("怎么回"), most=300)
