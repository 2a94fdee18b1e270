from typing import Any

from webapp.core.forms import BaseForm, DateField, LongText, ManyField, PickField, Text
from webapp.core.i18n import N_


class OrderForm(BaseForm):
    """What every change order says: since when, and why."""

    on = DateField(N_("从哪天起"))
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
    names = LongText(N_("拆成哪几个"), most=400, hint=N_("一行一个名称，至少两个。原来的门先归第一个，再从那里挪。"))

    @property
    def told(self) -> list[str]:
        return [line.strip()[:80] for line in (self.names.data or "").splitlines() if line.strip()]


class MergeForm(OrderForm):
    others = ManyField(N_("和哪几个合并"))
    name = Text(N_("合并以后叫什么"), most=80)


class MoveForm(OrderForm):
    entrances = ManyField(N_("挪哪几个门"))
    target_id = PickField(N_("挪到哪里"))
