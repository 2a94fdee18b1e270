"""What the verbs of dispatched tasks are called in the history."""

from webapp.core.text.i18n import N_

WORDS = {  # S14
    "answer_task": N_("填了一户的任务"), "answer_task_objection": N_("答复任务退回"),
    "bring_duty_list": N_("换新事项清单"), "change_task_order": N_("任务换了一版表"),
    "export_task_answers": N_("导出任务答案"), "extend_task": N_("任务在一个网格改期"),
    "extend_task_order": N_("任务改期"),
    "import_questionnaire": N_("导入问卷"), "join_task_orders": N_("两项任务合成一次上门"),
    "object_to_task": N_("提出退回任务"), "press_task": N_("催了任务"),
    "take_back_press": N_("收回催任务"),
    "send_task_order": N_("下达任务"),
    "set_burden_limit": N_("定了每周负担上限"), "set_task_routine": N_("定了例行任务"), "sign_task": N_("签收任务"),
    "stop_task_routine": N_("停了例行任务"), "submit_task": N_("提交任务"), "verify_task": N_("核验任务"),
    "withdraw_task_answer": N_("撤回一户的任务"), "withdraw_task_order": N_("撤回任务"),
}  # fmt: skip
