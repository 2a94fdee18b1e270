import re
from typing import Any

from webapp.casework.questionnaires import group_rules
from webapp.core.forms.forms import BaseForm, FileField, HiddenField
from webapp.core.text.i18n import N_

ANSWER = re.compile(r"[qc]\d+(_\d+)*")


class WorkbookForm(BaseForm):
    file = FileField(
        N_("XLSForm 表格（.xlsx）"), accept=".xlsx", hint=N_("ODK、Kobo、CHT 用的那种，有 survey 和 choices")
    )


class FilledForm(BaseForm):
    """A questionnaire as it was posted: its questions go by number, whatever they are. `seen`: what the page showed."""

    seen = HiddenField(N_("看到的题"), optional=True, most=20_000)
    add = HiddenField(N_("再加一个"), optional=True, most=40)
    drop = HiddenField(N_("去掉这一个"), optional=True, most=40)

    def __init__(self, formdata: Any = None, **more: Any) -> None:
        super().__init__(formdata, **more)
        self.read_beside(formdata)

    def read_beside(self, posted: Any) -> None:
        names = list(posted) if posted else []
        self.answers = {name: posted.getlist(name) for name in names if ANSWER.fullmatch(name)}

    @property
    def only_looks(self) -> bool:
        """A group is added or taken away; nothing is handed in."""
        return bool(self.add.data or self.drop.data)

    def regrouped(self, form: dict[str, Any]) -> dict[str, list[str]]:
        """The answers after 再加一个 or 去掉这一个."""
        if ANSWER.fullmatch(self.add.data or ""):
            return group_rules.with_group(self.answers, str(self.add.data))
        if ANSWER.fullmatch(self.drop.data or ""):
            return group_rules.without_group(form, self.answers, str(self.drop.data))
        return self.answers
