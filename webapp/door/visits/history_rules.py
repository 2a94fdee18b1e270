"""What the verbs of visits that a desk asks for are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {"request_visit": N_("请网格去走访")}
