"""Where each table is kept when a district spreads its communities over several machines (`flask db distribute`).

SPREAD: by community, on the machine of that community, beside everything else of it. EVERYWHERE: a copy on each
machine, because rows of every community name it and it changes seldom. CENTRAL: on the one machine the product talks
to, because it belongs to a person, a street, the district or the machine itself, and no row of a community names it.

A new table stands in exactly one of them; a house test fails otherwise.
"""

# A row says its community (`community_id`; the history its chain) and may name rows of the same community only.
SPREAD = frozenset({
    # the history: a chain a community, the district's own beside them
    "audit_head", "audit_line",
    # search words of a community's rows
    "name_pair", "word_pair",
    # register
    "building", "dwelling", "entrance", "home_tally", "household", "household_member", "placement", "resident",
    "employee", "merchant", "partner", "not_same_person", "other_home", "person_act", "person_transfer",
    "export_request", "register_upload",
    # casework
    "photo", "case_act", "case_answer", "case_extension", "case_helper", "case_pause", "case_reopen_proposal",
    "case_series", "case_stop", "case_voice", "case_voice_bound", "grid_case", "case_order", "case_step",
    "task", "task_act", "task_answer", "task_objection",
    # exchange
    "correction", "earn_rule", "ledger_entry", "passbook", "points_lot", "posting", "proof", "redemption_stop",
    "allocation", "goods", "goods_price", "market_day", "offline_sale", "shop_order", "shop_order_line", "stock_move",
    "stocktake", "stocktake_line", "tool", "tool_closed_day", "tool_model", "tool_station", "tool_ticket",
    "market_complaint", "market_consent", "market_job", "market_link", "market_listing", "market_match",
    "market_offer", "market_placement", "market_placement_check", "market_push", "market_seeker", "market_suspension",
    "access_card", "tool_loan", "tool_loan_reminder", "tool_reservation", "tool_suspension",
    # door
    "care_interval", "garden", "garden_care", "garden_keeping", "garden_plot", "garden_reminder", "garden_waiting",
    "liaison", "liaison_candidate", "liaison_household", "liaison_round", "liaison_score",
    "opinion_answer", "opinion_ballot", "opinion_code", "opinion_decision", "opinion_extension", "opinion_line",
    "opinion_place", "opinion_question", "opinion_round", "opinion_sheet", "opinion_tally", "owned_area",
    "door_note", "revisit", "visit",
    # volunteering; a contest is the district's, who stands in it and what they were given is the community's
    "counter_code", "hours_line", "qualification", "volunteer", "volunteer_device", "volunteer_number",
    "volunteer_pin", "activity", "attendance", "confirmation", "demand", "demand_declined", "demand_rating",
    "department", "membership", "shift", "sign_up", "award", "award_appeal", "award_revocation", "door_consent",
    "rating_round", "round_entry", "star_application", "contest_award", "contest_recusal", "contest_result",
    "contest_withdrawal", "nomination", "score_sheet", "talent_entry", "talent_outcome",
    # council
    "agenda_line", "council_meeting", "council_seat", "council_series", "minutes", "minutes_objection",
    "minutes_signature", "part_done", "promise", "promise_extension", "promise_link", "promise_parking",
    "promise_part", "promise_reminder", "promise_step", "attendance_mark", "council_vote", "line_draft", "recusal",
    "resolution", "wording",
    # centre; a receipt is kept where the row it speaks of is, one of no community with the district's history
    "sync_clash", "sync_receipt", "sync_review", "sync_version", "api_delivery", "api_number", "plan_mark",
    "grid_difficulty", "score_appeal", "score_check", "score_entry", "score_period", "score_result",
    "person_consent", "person_request",
})  # fmt: skip

# A copy on each machine, and why.
EVERYWHERE = {
    "unit": "every row lies in one, and scope asks the tree at every statement",
    "unit_version": "what a unit was called, printed beside rows of every community",
    "unit_lineage": "joined with the tree",
    "change_order": "placements name the order that made them",
    "party": "people and offices of the district own jobs in any community; most residents have none",
    "account": "whoever wrote a row; an account serves in more than one community",
    "post": "scope: who stands above which unit",
    "case_category": "the district's catalogue; every case names a line",
    "case_ladder": "the district's steps, read beside its cases",
    "calendar_day": "the State Council's holidays",
    "council_rule": "a community's own or the district's; meetings name it",
    "star_rule_set": "a community's own or the district's; rounds name it",
    "score_rule": "the district's points for each deed; entries name it",
    "duty_entry": "a unit's list of what it may ask for; orders name it",
    "task_routine": "orders name it",
    "task_order": "sent by a street or the district to grids of many communities; tasks name it",
    "burden_limit": "read beside a grid's tasks",
    "questionnaire": "a task names its form",
    "questionnaire_version": "read beside a task's answers",
    "market_wage_floor": "a unit's floor, read beside its listings",
    "api_key": "another platform's key; numbers and deliveries name it",
    "contest_criteria": "the contest's",
    "contest": "the district's; nominations name it",
    "contest_stage": "the contest's; score sheets name it",
    "contest_judge": "the contest's; score sheets name it",
}

# On the machine the product talks to, and why.
CENTRAL = {
    "attempt": "tries at a door that is not open yet: of nobody",
    "backup_copy": "the machine's own",
    "backup_proof": "the machine's own",
    "restore_drill": "the machine's own",
    "machine_light": "the machine's own",
    "figure_proof": "the machine's own",
    "setup_code": "the machine's own",
    "installation": "the machine's own",
    "setting_change": "the district's settings, kept in memory by every process",
    "edition": "not written where rows are spread",
    "job": "the queue of all processes",
    "marked_result": "of a job",
    "column_name": "what was once read as which column, for all",
    "sync_epoch": "one for the database",
    "sync_mirror": "a person's drafts, sealed",
    "sync_phone": "a person's phones, whichever community they serve",
    "sign_in": "a person's",
    "invitation": "a person's",
    "one_time_secret": "a person's",
    "passkey": "a person's",
    "provider_link": "a person's",
    "recovery_code": "a person's",
    "saved_view": "a person's",
    "notice": "a person's, whatever community it speaks of",
    "digest_letter": "a person's",
    "digest_wish": "a person's",
    "handover": "between two people, also of a street",
    "complaint": "open to anybody, about a community or the product",
    "notice_channel": "a unit's, also a street's",
    "notice_delivery": "of a channel",
    "public_notice": "put up by any unit, asked for by anybody by its address",
    "objection": "of a notice that was put up",
    "certificate": "numbered and issued by any unit; anybody asks for one by its number or code",
    "certificate_batch": "its issuer's",
    "certificate_end": "of a certificate",
    "certificate_series": "its issuer's numbers",
}

# Unique over the whole district today and by community once spread, where no key of a whole settles the community:
# why that loses nothing.
DRAWN = "drawn at random, too long to be drawn twice"
CODE = "a short code, looked for in the whole district before it is given"
WIDENED = {
    "sync_version": "the record's id settles it",
    "sync_clash": "the record's id settles it",
    "award_appeal": "what is appealed against settles it",
    "grid_difficulty": "the grid lies in it",
    "task": "the grid lies in it",
    "council_series": DRAWN,
    "council_meeting": DRAWN,
    "promise_link": DRAWN,
    "volunteer_device": DRAWN,
    "garden_plot": DRAWN,
    "market_seeker": DRAWN,
    "market_link": DRAWN,
    "tool": CODE,
    "case_voice": CODE,
    "door_note": CODE,
    "opinion_code": CODE,
    "person_request": CODE,
    "api_number": "another platform's number of a case; looked for in the whole district before it is kept",
    "nomination": "looked for in the whole district before it is kept",
    "volunteer": "the national number is looked for in the whole district before it is kept",
}
