"""What the verbs of the overview are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "export_figures": N_("导出总览的数"), "rebuild_figures": N_("按记录重算了总览的数"),
    "show_estate": N_("换了小区平面图"), "place_building": N_("在平面图上放好一栋楼"),
}  # fmt: skip
