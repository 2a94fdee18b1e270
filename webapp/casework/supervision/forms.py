from webapp.core.forms.forms import BaseForm, DateField, LongText, NumberField, Text
from webapp.core.text.i18n import N_


class NudgeForm(BaseForm):
    words = Text(N_("催办的话"), most=200)


class ReplyForm(BaseForm):
    reply = Text(N_("回一句"), most=300, optional=True)


class OrderForm(BaseForm):
    words = LongText(N_("要求"), most=500, optional=True)


class LadderForm(BaseForm):
    """All in working days."""

    valid_from = DateField(N_("从哪天起生效"))
    remind_before = NumberField(N_("到期前几个工作日提醒"), least=1, most=30)
    press_after = NumberField(N_("超期几个工作日催办"), least=1, most=60)
    order_after = NumberField(N_("超期几个工作日出督办单"), least=1, most=90)
    escalate_after = NumberField(N_("超期几个工作日上报一级"), least=1, most=120)
