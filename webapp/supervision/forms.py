from webapp.core.forms import BaseForm, LongText, Text
from webapp.core.i18n import N_


class NudgeForm(BaseForm):
    words = Text(N_("催办的话"), most=200)


class ReplyForm(BaseForm):
    reply = Text(N_("回一句"), most=300, optional=True)


class OrderForm(BaseForm):
    words = LongText(N_("要求"), most=500, optional=True)
