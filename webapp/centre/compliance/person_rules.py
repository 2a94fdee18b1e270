"""Which columns speak of people, so that each must have a purpose and a term in `keeping`."""

# Columns of these names speak of people wherever they stand.
TELLING = {
    "name", "words", "contact", "contact_name", "contact_phone", "phone", "head_name", "note", "speaker", "author",
    "statement", "comment", "said", "body", "login", "sentence", "device",
}  # fmt: skip
# … but not in these: what they name is a place, a thing, a rule or the work itself.
OF_THINGS = {
    "award_revocation", "building", "calendar_day", "case_category", "contest", "contest_criteria", "council_rule",
    "council_series", "department", "earn_rule", "entrance", "goods", "liaison_round", "market_day", "merchant.name",
    "partner.name", "rating_round", "shop_order_line", "star_rule_set", "stocktake_line", "unit", "unit_version",
    "notice_channel.name", "qualification.name", "volunteer_number", "case_stop", "setting_change.name",
    "duty_entry", "api_key.name", "task_order", "task_routine",
    "tool_station", "tool_model", "tool_ticket", "garden",
}  # fmt: skip


def speaks_of_people(table: str, column: str, *, is_sealed: bool) -> bool:
    return is_sealed or (column in TELLING and not {table, f"{table}.{column}"} & OF_THINGS)
