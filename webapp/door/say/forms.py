from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    FileField,
    HiddenField,
    LongText,
    PhoneField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_


class SayForm(BaseForm):
    category = Text(N_("哪一类"), most=20)
    words = LongText(N_("怎么回事"), most=1000)
    photos = FileField(
        N_("照片"), optional=True, accept="image/*", render_kw={"multiple": True},
        hint=N_("最多 3 张，别拍人脸和门牌；只有办事的人看得到"),
    )  # fmt: skip
    door = Text(N_("您住几门几号"), optional=True, most=40, hint=N_("写了，才能算上您这一户"))
    name = Text(N_("怎么称呼您"), optional=True, most=20)
    phone = PhoneField(N_("电话"), optional=True, hint=N_("留了电话，办好会回访您"))
    may_name = TickField(N_("可以告诉办事的人是我说的"))
    same_as = HiddenField(N_("是不是同一件"), optional=True, most=36)


class JudgeForm(BaseForm):
    """What the person who asked says of the result."""

    is_solved = ChoiceField(N_("解决了吗"), (("yes", N_("解决了")), ("no", N_("没解决"))))
    is_satisfied = ChoiceField(N_("满意吗"), (("yes", N_("满意")), ("no", N_("不满意"))))
    words = LongText(N_("还想说什么"), optional=True, most=300)


class ReceiptForm(BaseForm):
    receipt = CodeField(N_("回执号"), most=20)
