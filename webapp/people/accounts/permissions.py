"""The policy on one page: what may be done, and by which posts. Rows are a second question (scope.py)."""

from enum import StrEnum

from webapp.people.accounts.models import Role

GRID_WORKER, MICRO_HEAD, LIAISON, HOST = Role.GRID_WORKER, Role.MICRO_HEAD, Role.LIAISON, Role.HOST
STREET, DISTRICT, VOLUNTEER, COUNTER = Role.STREET, Role.DISTRICT, Role.VOLUNTEER, Role.COUNTER
JUDGE, AUDITOR = Role.JUDGE, Role.AUDITOR
CENTRES = frozenset({STREET, DISTRICT})
COMMUNITY = frozenset({HOST}) | CENTRES
FIELD = frozenset({GRID_WORKER, HOST})
EVERYONE = frozenset(Role)


class Action(StrEnum):
    # everyone who is signed in
    USE_OWN_ACCOUNT = "use_own_account"
    # organisation and people
    SEE_ORGANISATION = "see_organisation"
    CHANGE_ORGANISATION = "change_organisation"
    MANAGE_ACCOUNTS = "manage_accounts"
    HAND_OVER = "hand_over"
    ANSWER_COMPLAINTS = "answer_complaints"
    SEE_HISTORY = "see_history"
    TRACE_READING = "trace_reading"
    # register
    SEE_REGISTER = "see_register"
    CHANGE_REGISTER = "change_register"
    REVEAL_SENSITIVE = "reveal_sensitive"
    MERGE_PERSONS = "merge_persons"
    IMPORT_LISTS = "import_lists"
    IMPORT_REGISTER = "import_register"
    EXPORT_REGISTER = "export_register"
    # the rights of whoever is in it
    TAKE_RIGHTS = "take_rights"
    ANSWER_RIGHTS = "answer_rights"
    # visits
    SEE_VISITS = "see_visits"
    RECORD_VISIT = "record_visit"
    # opinion rounds
    SEE_OPINIONS = "see_opinions"
    COLLECT_OPINIONS = "collect_opinions"
    HOLD_OPINIONS = "hold_opinions"
    SEE_GARDENS = "see_gardens"
    TEND_GARDENS = "tend_gardens"
    KEEP_GARDENS = "keep_gardens"
    # cases, their catalogue and supervision
    SEE_CASES = "see_cases"
    REPORT_CASE = "report_case"
    HANDLE_CASE = "handle_case"
    DIRECT_CASE = "direct_case"
    SUPERVISE_CASES = "supervise_cases"
    CHANGE_CATALOGUE = "change_catalogue"
    # tasks: duty list, orders, routines, questionnaires
    SEE_TASKS = "see_tasks"
    DO_TASKS = "do_tasks"
    SEND_TASKS = "send_tasks"
    KEEP_DUTIES = "keep_duties"
    # liaisons and notices
    RELAY_NEED = "relay_need"
    SEE_LIAISONS = "see_liaisons"
    CHOOSE_LIAISONS = "choose_liaisons"
    MANAGE_CHANNELS = "manage_channels"
    # points
    SEE_POINTS = "see_points"
    SET_EARN_RULES = "set_earn_rules"
    CORRECT_POINTS = "correct_points"
    PROVE_POINTS = "prove_points"
    IMPORT_POINTS = "import_points"
    # shop
    REDEEM = "redeem"
    SERVE_COUNTER = "serve_counter"
    KEEP_STOCK = "keep_stock"
    # tool station
    LEND_TOOLS = "lend_tools"
    KEEP_TOOLS = "keep_tools"
    APPROVE_LOANS = "approve_loans"
    SEE_TOOLS = "see_tools"
    # the micro-platform
    MATCH_WORK = "match_work"
    REVIEW_MARKET = "review_market"
    WATCH_MARKET = "watch_market"
    SET_WAGE_FLOOR = "set_wage_floor"
    # volunteers and activities
    OWN_PASSBOOK = "own_passbook"
    SEE_VOLUNTEERS = "see_volunteers"
    MANAGE_VOLUNTEERS = "manage_volunteers"
    GIVE_COUNTER_CODE = "give_counter_code"
    SEE_ACTIVITIES = "see_activities"
    RUN_ACTIVITIES = "run_activities"
    CONFIRM_SERVICE = "confirm_service"
    RAISE_DEMAND = "raise_demand"
    # certificates
    SEE_CERTIFICATES = "see_certificates"
    ISSUE_CERTIFICATES = "issue_certificates"
    # photos and the phone's outbox
    SEE_PHOTOS = "see_photos"
    ADD_PHOTOS = "add_photos"
    USE_OUTBOX = "use_outbox"
    REVIEW_SYNC = "review_sync"
    WATCH_PHONES = "watch_phones"
    # councils, promises, minutes
    SEE_COUNCILS = "see_councils"
    HOLD_COUNCILS = "hold_councils"
    SUPERVISE_PROMISES = "supervise_promises"
    KEEP_PROMISES = "keep_promises"
    # assessment
    OWN_SCORE = "own_score"
    SEE_ASSESSMENT = "see_assessment"
    SEE_SCORE_RULES = "see_score_rules"
    RUN_ASSESSMENT = "run_assessment"
    JUDGE_SCORE_APPEALS = "judge_score_appeals"
    SET_SCORE_RULES = "set_score_rules"
    # stars
    SEE_RATINGS = "see_ratings"
    RUN_RATINGS = "run_ratings"
    SET_STAR_RULES = "set_star_rules"
    HEAR_APPEALS = "hear_appeals"
    # the contest and the talent pool
    SEE_CONTEST = "see_contest"
    RUN_CONTEST = "run_contest"
    NOMINATE = "nominate"
    JUDGE_CONTEST = "judge_contest"
    # overview, checklist, settings
    SEE_OVERVIEW = "see_overview"
    SEE_CHECKLIST = "see_checklist"
    CHANGE_SETTINGS = "change_settings"
    SEE_COMPLIANCE = "see_compliance"


TABLE: dict[Action, frozenset[Role]] = {
    Action.USE_OWN_ACCOUNT: EVERYONE,
    Action.SEE_ORGANISATION: FIELD | CENTRES | {AUDITOR},
    Action.CHANGE_ORGANISATION: frozenset({DISTRICT}),
    Action.MANAGE_ACCOUNTS: COMMUNITY,
    Action.HAND_OVER: FIELD | CENTRES,
    Action.ANSWER_COMPLAINTS: COMMUNITY,
    Action.SEE_HISTORY: frozenset({AUDITOR}),
    Action.TRACE_READING: frozenset({AUDITOR, DISTRICT}),
    Action.SEE_REGISTER: FIELD | {STREET},
    Action.CHANGE_REGISTER: FIELD,
    Action.REVEAL_SENSITIVE: FIELD,
    Action.MERGE_PERSONS: frozenset({HOST}),
    Action.IMPORT_LISTS: COMMUNITY,
    Action.IMPORT_REGISTER: frozenset({HOST}),
    Action.EXPORT_REGISTER: frozenset({HOST, STREET}),
    Action.TAKE_RIGHTS: FIELD | {COUNTER},
    Action.ANSWER_RIGHTS: frozenset({HOST}),
    Action.SEE_VISITS: FIELD | CENTRES,
    Action.RECORD_VISIT: FIELD,
    Action.SEE_OPINIONS: FIELD | CENTRES,
    Action.COLLECT_OPINIONS: FIELD,
    Action.HOLD_OPINIONS: frozenset({HOST}),
    Action.SEE_GARDENS: FIELD | CENTRES,
    Action.TEND_GARDENS: FIELD,
    Action.KEEP_GARDENS: frozenset({HOST}),
    Action.SEE_CASES: FIELD | CENTRES,
    Action.REPORT_CASE: FIELD,
    Action.HANDLE_CASE: FIELD | CENTRES,
    Action.DIRECT_CASE: COMMUNITY,
    Action.SUPERVISE_CASES: COMMUNITY,
    Action.CHANGE_CATALOGUE: frozenset({DISTRICT}),
    Action.SEE_TASKS: FIELD | CENTRES,
    Action.DO_TASKS: FIELD,
    Action.SEND_TASKS: COMMUNITY,
    Action.KEEP_DUTIES: frozenset({DISTRICT}),
    Action.RELAY_NEED: FIELD | {LIAISON, MICRO_HEAD},
    Action.SEE_LIAISONS: COMMUNITY,
    Action.CHOOSE_LIAISONS: FIELD,
    Action.MANAGE_CHANNELS: COMMUNITY,
    Action.SEE_POINTS: COMMUNITY | {COUNTER, AUDITOR},
    Action.SET_EARN_RULES: frozenset({HOST}),
    Action.CORRECT_POINTS: COMMUNITY | {COUNTER},
    Action.PROVE_POINTS: COMMUNITY,
    Action.IMPORT_POINTS: frozenset({HOST}),
    Action.REDEEM: frozenset({VOLUNTEER}),
    Action.SERVE_COUNTER: frozenset({COUNTER, HOST}),
    Action.KEEP_STOCK: frozenset({COUNTER, HOST}),
    Action.LEND_TOOLS: frozenset({COUNTER, HOST}),
    Action.KEEP_TOOLS: frozenset({COUNTER, HOST}),
    Action.APPROVE_LOANS: frozenset({HOST}),
    Action.SEE_TOOLS: COMMUNITY | {COUNTER},
    Action.MATCH_WORK: FIELD,
    Action.REVIEW_MARKET: frozenset({HOST}),
    Action.WATCH_MARKET: COMMUNITY,
    Action.SET_WAGE_FLOOR: frozenset({DISTRICT}),
    Action.OWN_PASSBOOK: frozenset({VOLUNTEER}),
    Action.SEE_VOLUNTEERS: COMMUNITY | {COUNTER},
    Action.MANAGE_VOLUNTEERS: frozenset({HOST, COUNTER}),
    Action.GIVE_COUNTER_CODE: frozenset({HOST, COUNTER}),
    Action.SEE_ACTIVITIES: EVERYONE,
    Action.RUN_ACTIVITIES: frozenset({HOST, COUNTER}),
    Action.CONFIRM_SERVICE: frozenset({HOST, COUNTER, VOLUNTEER}),
    Action.RAISE_DEMAND: FIELD | {MICRO_HEAD, LIAISON, COUNTER},
    Action.SEE_CERTIFICATES: COMMUNITY | {AUDITOR},
    Action.ISSUE_CERTIFICATES: COMMUNITY,
    Action.SEE_PHOTOS: FIELD | CENTRES | {MICRO_HEAD, LIAISON},
    Action.ADD_PHOTOS: FIELD | CENTRES | {MICRO_HEAD, LIAISON},
    Action.USE_OUTBOX: FIELD | {MICRO_HEAD, LIAISON, COUNTER},
    Action.REVIEW_SYNC: FIELD,
    Action.WATCH_PHONES: COMMUNITY,
    Action.SEE_COUNCILS: FIELD | CENTRES | {AUDITOR},
    Action.HOLD_COUNCILS: frozenset({HOST}),
    Action.SUPERVISE_PROMISES: COMMUNITY,
    Action.KEEP_PROMISES: EVERYONE,
    Action.OWN_SCORE: frozenset({GRID_WORKER}),
    Action.SEE_ASSESSMENT: COMMUNITY,
    Action.SEE_SCORE_RULES: FIELD | CENTRES,
    Action.RUN_ASSESSMENT: frozenset({HOST}),
    Action.JUDGE_SCORE_APPEALS: CENTRES,
    Action.SET_SCORE_RULES: frozenset({DISTRICT}),
    Action.SEE_RATINGS: COMMUNITY | {AUDITOR},
    Action.RUN_RATINGS: frozenset({HOST}),
    Action.SET_STAR_RULES: frozenset({HOST, DISTRICT}),
    Action.HEAR_APPEALS: CENTRES,
    Action.SEE_CONTEST: CENTRES | {AUDITOR},
    Action.RUN_CONTEST: CENTRES,
    Action.NOMINATE: FIELD | {MICRO_HEAD},
    Action.JUDGE_CONTEST: frozenset({JUDGE}),
    Action.SEE_OVERVIEW: COMMUNITY,
    Action.SEE_CHECKLIST: COMMUNITY,
    Action.CHANGE_SETTINGS: frozenset({DISTRICT}),
    Action.SEE_COMPLIANCE: EVERYONE - {VOLUNTEER},
}


# Open to anybody with a session, also when the last post has ended: one's own account and what is still on one's phone.
# The table above says whose work it is, and so to whom it is offered.
FOR_ANYBODY = frozenset({Action.USE_OWN_ACCOUNT, Action.USE_OUTBOX, Action.ADD_PHOTOS})


def roles_for(action: Action) -> frozenset[Role]:
    return TABLE[action]
