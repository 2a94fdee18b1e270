"""Shapes of what is typed about where somebody lives, whether two records are one person, and a death."""

from wtforms import validators

from webapp.core.forms.forms import BaseForm, ChoiceField, DateField, ManyField, PickField, Text
from webapp.core.text.i18n import N_, gettext, lazy
from webapp.register.persons.rules import ELSEWHERE_WORDS, FIELDS
from webapp.register.register.models import FLAG_WORDS, RELATION_WORDS

TITLES = {
    "name": N_("姓名"), "sex": N_("性别"), "born_on": N_("出生日期"), "phone": N_("电话"), "id_number": N_("身份证号"),
    "health": N_("健康情况"), "political": N_("政治面貌"), "work": N_("做什么工作"), "home": N_("现在住哪一户"),
}  # fmt: skip
KEPT, GONE = "kept", "gone"
THIS, THAT = N_("%(value)s（这一份）"), N_("%(value)s（另一份）")
RELATIONS = [(kind.value, said) for kind, said in RELATION_WORDS.items()]


class HomeForm(BaseForm):
    door = Text(N_("搬到哪一户"), most=40, hint=N_("写成 3-2-602。空着没登记的房也行，搬进去就是户主。"))
    relation = PickField(N_("和户主的关系"), RELATIONS)
    on = DateField(N_("哪天搬的"))


class TransferForm(BaseForm):
    to_id = PickField(N_("搬到哪个社区"))
    on = DateField(N_("哪天搬的"))


class AwayForm(BaseForm):
    on = DateField(N_("哪天搬走的"))


class RefusalForm(BaseForm):
    words = Text(N_("怎么知道没来"), most=200, hint=N_("比如：去看过，那一户没有这个人。"))


class ElsewhereForm(BaseForm):
    kind = ChoiceField(N_("是哪一种"), [(kind.value, said) for kind, said in ELSEWHERE_WORDS.items()])
    words = Text(N_("在哪儿"), most=80, hint=N_("本社区的写门牌 3-2-602；别处的写区、街道、社区或外省哪里。"))
    on = DateField(N_("从哪天起"))


class DeathForm(BaseForm):
    on = DateField(N_("哪天去世的"))
    words = Text(N_("怎么知道的"), most=200, optional=True, hint=N_("比如：家里人说的，看过死亡证明。"))


class ResidentDeathForm(DeathForm):
    """Of somebody who leaves a home behind."""

    flags = ManyField(
        N_("这一户还是重点户吗"), [(flag.value, said) for flag, said in FLAG_WORDS.items()], optional=True,
        hint=N_("没了这个人，还剩下的才勾着。"),
    )  # fmt: skip


class UndoForm(BaseForm):
    reason = Text(
        N_("为什么撤回"), most=200,
        rules=[validators.Length(min=2, message=lazy(N_("写一句为什么撤回。")))],
    )  # fmt: skip


def _side(name: str) -> ChoiceField:
    return ChoiceField(TITLES[name], [(KEPT, N_("这一份")), (GONE, N_("另一份"))], optional=True)


class MergeForm(BaseForm):
    name = _side("name")
    sex = _side("sex")
    born_on = _side("born_on")
    phone = _side("phone")
    id_number = _side("id_number")
    health = _side("health")
    political = _side("political")
    work = _side("work")
    home = _side("home")
    reason = Text(
        N_("凭什么认定是同一个人"), most=200, hint=N_("比如：打电话问过本人，证件看过。"),
        rules=[validators.Length(min=2, message=lazy(N_("写一句凭什么认定是同一个人。")))],
    )  # fmt: skip

    def show(self, name: str, kept: str, gone: str) -> None:
        """The values themselves are what is chosen between; masked they may look alike."""
        self[name].choices = [(KEPT, gettext(THIS, value=kept)), (GONE, gettext(THAT, value=gone))]
        self[name].data = self[name].data or KEPT

    @property
    def taken(self) -> frozenset[str]:
        return frozenset(name for name in (*FIELDS, "home") if self[name].data == GONE)
