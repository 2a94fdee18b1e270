"""What the verbs of the tool station are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {
    "add_tool": N_("工具上架"),
    "add_tool_model": N_("添了一样工具"),
    "change_tool_model": N_("改了一样工具"),
    "change_tool_station": N_("改了工具站点"),
    "close_tool_station_day": N_("工具站点闭站一天"),
    "close_tool_ticket": N_("维修单办完"),
    "find_tool": N_("遗失的工具找回"),
    "inspect_tool": N_("检查了工具"),
    "lose_tool": N_("工具记遗失"),
    "open_tool_station": N_("开了工具站点"),
    "open_tool_ticket": N_("开了维修单"),
    "retire_tool": N_("工具报废"),
}
