from typing import Any

from webapp.core.forms.forms import BaseForm, DateField, LongText, ManyField, PickField, Text
from webapp.core.text.i18n import N_


class OrderForm(BaseForm):
    """What every change order says: since when, and why."""

    on = DateField(N_("从哪天起"), hint=N_("写今天或以前，马上生效；写以后的日子，到那天自己生效，之前可以撤回。"))
    reason = Text(N_("依据和理由"), most=300)

    def __init__(self, *args: Any, **kw: Any) -> None:
        """Several orders stand on one page: each field's id carries its form's name."""
        super().__init__(*args, **kw)
        for field in self:
            field.id = field.label.field_id = f"{type(self).__name__.lower()}-{field.id}"


class RenameForm(OrderForm):
    name = Text(N_("新名称"), most=80)


class ChildForm(OrderForm):
    name = Text(N_("名称"), most=80)


class SplitForm(OrderForm):
    names = LongText(N_("拆成哪几个"), most=400, hint=N_("一行一个名称，至少两个。原来管的先都归第一个，再从那里挪。"))

    @property
    def told(self) -> list[str]:
        return [line.strip()[:80] for line in (self.names.data or "").splitlines() if line.strip()]


class MergeForm(OrderForm):
    others = ManyField(N_("和哪几个合并"))
    name = Text(N_("合并以后叫什么"), most=80)


class MoveForm(OrderForm):
    entrances = ManyField(N_("挪哪几个门"))
    target_id = PickField(N_("挪到哪里"))


class TransferForm(OrderForm):
    communities = ManyField(N_("划走哪几个社区"))
    target_id = PickField(N_("划到哪个街道"))


ORDER_WORDS = {
    "rename": N_("更名"), "found": N_("新设"), "split": N_("拆分"), "merge": N_("合并"), "move": N_("挪动归属"),
    "close": N_("撤销"),
}  # fmt: skip
