CREATE FUNCTION public.audit_line_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'audit_line only grows'; END $$;
CREATE FUNCTION public.award_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'award only grows'; END $$;
CREATE FUNCTION public.certificate_end_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'certificate_end only grows'; END $$;
CREATE FUNCTION public.certificate_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'certificate only grows'; END $$;
CREATE FUNCTION public.confirmation_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'confirmation only grows'; END $$;
CREATE FUNCTION public.contest_award_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'contest_award only grows'; END $$;
CREATE FUNCTION public.hours_line_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'hours_line only grows'; END $$;
CREATE FUNCTION public.ledger_entry_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'ledger_entry only grows'; END $$;
CREATE FUNCTION public.posting_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'posting only grows'; END $$;
CREATE FUNCTION public.promise_first_due() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the first deadline of a promise never changes' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.promise_part_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'the rows of a counted promise are not deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE FUNCTION public.score_entry_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'score_entry only grows'; END $$;
CREATE FUNCTION public.stock_move_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'stock_move only grows'; END $$;
CREATE FUNCTION public.task_act_only_grows() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'task_act only grows'; END $$;
CREATE TABLE public.access_card (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    card_hash character varying(32) NOT NULL,
    code_hash character varying(32),
    bound_at timestamp with time zone NOT NULL,
    bound_by uuid,
    ended_at timestamp with time zone,
    ended_by uuid
);
CREATE TABLE public.account (
    id uuid NOT NULL,
    party_id uuid NOT NULL,
    login character varying(60) NOT NULL,
    phone text,
    phone_index character varying(32),
    password character varying(200) NOT NULL,
    must_change boolean NOT NULL,
    closed_at timestamp with time zone,
    language character varying(5) NOT NULL,
    mode character varying(10) NOT NULL,
    hides_name boolean NOT NULL
);
CREATE TABLE public.activity (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    department_id uuid,
    title character varying(60) NOT NULL,
    act character varying(40) NOT NULL,
    venue character varying(80) NOT NULL,
    what text NOT NULL,
    risk character varying(32) NOT NULL,
    risk_text character varying(300) NOT NULL,
    is_insured boolean NOT NULL,
    policy_number character varying(60) NOT NULL,
    needs_paper character varying(32),
    least_age integer,
    is_for_children boolean NOT NULL,
    state character varying(32) NOT NULL,
    lead_account_id uuid NOT NULL,
    cancelled_why character varying(200) NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_activity_activity_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'open'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT ck_activity_risk CHECK (((risk)::text = ANY ((ARRAY['none'::character varying, 'some'::character varying, 'high'::character varying])::text[]))),
    CONSTRAINT ck_activity_skill CHECK (((needs_paper)::text = ANY ((ARRAY['law'::character varying, 'medical'::character varying, 'repair'::character varying, 'arts'::character varying, 'sports'::character varying, 'tutoring'::character varying, 'care'::character varying, 'patrol'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.agenda_line (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    "position" integer NOT NULL,
    origin character varying(32) NOT NULL,
    case_id uuid,
    title character varying(120) NOT NULL,
    households integer NOT NULL,
    grids integer NOT NULL,
    first_on date,
    last_on date,
    quotes json NOT NULL,
    summary character varying(300) NOT NULL,
    reason character varying(300) NOT NULL,
    minutes_allotted integer NOT NULL,
    discussed_at timestamp with time zone,
    dropped_at timestamp with time zone,
    dropped_reason character varying(300) NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_agenda_line_origin CHECK (((origin)::text = ANY ((ARRAY['carried'::character varying, 'voiced'::character varying, 'reserved'::character varying, 'added'::character varying])::text[])))
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.allocation (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    goods_id uuid NOT NULL,
    counter character varying(40) NOT NULL,
    account_id uuid NOT NULL,
    quantity integer NOT NULL,
    sold integer NOT NULL,
    returned integer NOT NULL,
    points_each integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    lost integer DEFAULT 0 NOT NULL,
    lost_at timestamp with time zone,
    lost_by uuid,
    CONSTRAINT ck_allocation_left CHECK (((sold >= 0) AND (returned >= 0) AND ((sold + returned) <= quantity))),
    CONSTRAINT ck_allocation_quantity CHECK ((quantity > 0))
);
CREATE TABLE public.api_delivery (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    key_id uuid NOT NULL,
    case_id uuid NOT NULL,
    event character varying(20) NOT NULL,
    body text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    tries integer NOT NULL,
    answer character varying(80) NOT NULL,
    sent_at timestamp with time zone,
    given_up_at timestamp with time zone
);
CREATE TABLE public.api_key (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    name character varying(40) NOT NULL,
    scopes json NOT NULL,
    token_hash character varying(64) NOT NULL,
    hook_url character varying(300) NOT NULL,
    hook_secret text,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid
);
CREATE TABLE public.api_number (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    key_id uuid NOT NULL,
    case_id uuid NOT NULL,
    number character varying(60) NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.attempt (
    id uuid NOT NULL,
    key character varying(120) NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.attendance (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    shift_id uuid,
    demand_id uuid,
    came_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    method character varying(32) NOT NULL,
    role character varying(40) NOT NULL,
    note character varying(200) NOT NULL,
    recorded_by uuid,
    recorded_at timestamp with time zone NOT NULL,
    credited_at timestamp with time zone,
    voided_at timestamp with time zone,
    voided_why character varying(200) NOT NULL,
    CONSTRAINT ck_attendance_cause CHECK (((shift_id IS NULL) <> (demand_id IS NULL))),
    CONSTRAINT ck_attendance_method CHECK (((method)::text = ANY ((ARRAY['qr'::character varying, 'roster'::character varying, 'paper'::character varying, 'demand'::character varying])::text[]))),
    CONSTRAINT ck_attendance_times CHECK (((left_at IS NULL) OR (left_at > came_at)))
);
CREATE TABLE public.attendance_mark (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    party_id uuid NOT NULL,
    stand character varying(32) NOT NULL,
    way character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    made_by uuid,
    note character varying(200) NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_attendance_mark_mark_way CHECK (((way)::text = ANY ((ARRAY['qr'::character varying, 'name'::character varying, 'initials'::character varying, 'notice'::character varying])::text[]))),
    CONSTRAINT ck_attendance_mark_stand CHECK (((stand)::text = ANY ((ARRAY['present'::character varying, 'late'::character varying, 'left'::character varying, 'excused'::character varying, 'absent'::character varying, 'proxy'::character varying])::text[])))
);
CREATE TABLE public.audit_head (
    chain_id uuid NOT NULL,
    seq integer NOT NULL,
    hash character varying(64) NOT NULL
);
CREATE TABLE public.audit_line (
    id uuid NOT NULL,
    chain_id uuid NOT NULL,
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    acting_for uuid,
    device character varying(80) NOT NULL,
    verb character varying(60) NOT NULL,
    kind character varying(60) NOT NULL,
    row_id uuid,
    before text,
    after text,
    reason character varying(500) NOT NULL,
    prev_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL
);
CREATE TABLE public.award (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    party_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    star integer NOT NULL,
    title character varying(40) NOT NULL,
    minutes integer NOT NULL,
    since date NOT NULL,
    year integer NOT NULL,
    basis character varying(120) NOT NULL,
    granted_on date NOT NULL,
    granted_by uuid,
    digest character varying(64) NOT NULL
);
CREATE TABLE public.award_appeal (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    subject_id uuid NOT NULL,
    party_id uuid NOT NULL,
    turn integer NOT NULL,
    words text NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    finding character varying(32),
    answer text NOT NULL,
    heard_at timestamp with time zone,
    heard_by uuid,
    CONSTRAINT ck_award_appeal_appeal_kind CHECK (((kind)::text = ANY ((ARRAY['entry'::character varying, 'revocation'::character varying])::text[]))),
    CONSTRAINT ck_award_appeal_finding CHECK (((finding)::text = ANY ((ARRAY['upheld'::character varying, 'dismissed'::character varying])::text[])))
);
CREATE TABLE public.award_revocation (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    award_id uuid NOT NULL,
    fraud text NOT NULL,
    told_on date NOT NULL,
    told_by uuid,
    appeal_until date NOT NULL,
    effective_at timestamp with time zone,
    effective_by uuid
);
CREATE TABLE public.backup_copy (
    id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    place character varying(200) NOT NULL,
    file character varying(120) NOT NULL,
    size bigint NOT NULL,
    photos integer NOT NULL,
    gone integer NOT NULL,
    milliseconds integer NOT NULL,
    trouble character varying(40) NOT NULL
);
CREATE TABLE public.backup_proof (
    id uuid NOT NULL,
    file character varying(120) NOT NULL,
    size integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid
);
CREATE TABLE public.building (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    estate character varying(40) NOT NULL,
    name character varying(40) NOT NULL,
    code character varying(30) NOT NULL,
    address character varying(120) NOT NULL,
    initials character varying(120) NOT NULL COLLATE pg_catalog."C",
    floors integer NOT NULL,
    use character varying(32) NOT NULL,
    state character varying(32) NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_building_building_use CHECK (((use)::text = ANY ((ARRAY['residential'::character varying, 'shop'::character varying, 'office'::character varying, 'factory'::character varying, 'warehouse'::character varying])::text[]))),
    CONSTRAINT ck_building_place_state CHECK (((state)::text = ANY ((ARRAY['in_use'::character varying, 'empty'::character varying, 'demolished'::character varying])::text[])))
);
CREATE TABLE public.burden_limit (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    minutes integer NOT NULL,
    document character varying(120) NOT NULL,
    valid_from date NOT NULL,
    made_by uuid,
    CONSTRAINT ck_burden_limit_minutes CHECK ((minutes > 0))
);
CREATE TABLE public.calendar_day (
    day date NOT NULL,
    is_working boolean NOT NULL,
    name character varying(40) NOT NULL,
    document character varying(80) NOT NULL
);
CREATE TABLE public.care_interval (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    month integer NOT NULL,
    days integer NOT NULL,
    CONSTRAINT ck_care_interval_days CHECK (((days >= 1) AND (days <= 120))),
    CONSTRAINT ck_care_interval_month CHECK (((month >= 1) AND (month <= 12)))
);
CREATE TABLE public.case_act (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    verb character varying(32) NOT NULL,
    from_state character varying(32),
    to_state character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    party_id uuid,
    unit_id uuid,
    reason character varying(32) NOT NULL,
    words text NOT NULL,
    CONSTRAINT ck_case_act_state CHECK (((to_state)::text = ANY ((ARRAY['reported'::character varying, 'accepted'::character varying, 'rejected'::character varying, 'merged'::character varying, 'dispatched'::character varying, 'received'::character varying, 'handling'::character varying, 'returned'::character varying, 'parked'::character varying, 'handled'::character varying, 'feedback'::character varying, 'closed'::character varying, 'reopened'::character varying])::text[]))),
    CONSTRAINT ck_case_act_verb CHECK (((verb)::text = ANY ((ARRAY['report'::character varying, 'accept'::character varying, 'reject'::character varying, 'merge'::character varying, 'take'::character varying, 'dispatch'::character varying, 'sign'::character varying, 'send_back'::character varying, 'park'::character varying, 'unpark'::character varying, 'finish'::character varying, 'pass'::character varying, 'rework'::character varying, 'close'::character varying, 'reopen'::character varying, 'separate'::character varying, 'speak'::character varying, 'contact'::character varying, 'note'::character varying, 'invite'::character varying, 'reclassify'::character varying, 'stop'::character varying, 'resume'::character varying, 'ask_extension'::character varying, 'grant_extension'::character varying, 'refuse_extension'::character varying, 'call_back'::character varying, 'tell'::character varying, 'propose_reopen'::character varying, 'keep_closed'::character varying, 'press'::character varying, 'escalate'::character varying])::text[])))
);
CREATE TABLE public.case_answer (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    voice_id uuid,
    kind character varying(32) NOT NULL,
    is_reached boolean NOT NULL,
    is_solved boolean,
    is_satisfied boolean,
    words text NOT NULL,
    account_id uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_case_answer_answer_kind CHECK (((kind)::text = ANY ((ARRAY['contact'::character varying, 'told'::character varying, 'call_back'::character varying])::text[])))
);
CREATE TABLE public.case_category (
    id uuid NOT NULL,
    code character varying(20) NOT NULL,
    kind character varying(32) NOT NULL,
    name character varying(40) NOT NULL,
    level integer NOT NULL,
    limit_amount integer NOT NULL,
    limit_unit character varying(32) NOT NULL,
    contact_hours integer NOT NULL,
    evidence character varying(32) NOT NULL,
    is_harmful boolean NOT NULL,
    "position" integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT ck_case_category_category_kind CHECK (((kind)::text = ANY ((ARRAY['hazard'::character varying, 'need'::character varying])::text[]))),
    CONSTRAINT ck_case_category_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_case_category_evidence CHECK (((evidence)::text = ANY ((ARRAY['none'::character varying, 'words'::character varying, 'photo'::character varying])::text[]))),
    CONSTRAINT ck_case_category_level CHECK (((level >= 1) AND (level <= 4))),
    CONSTRAINT ck_case_category_limit CHECK ((limit_amount > 0)),
    CONSTRAINT ck_case_category_time_unit CHECK (((limit_unit)::text = ANY ((ARRAY['day'::character varying, 'working_day'::character varying, 'working_hour'::character varying, 'hour'::character varying])::text[])))
);
CREATE TABLE public.case_extension (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    until date NOT NULL,
    due_before timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    is_granted boolean
);
CREATE TABLE public.case_helper (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    party_id uuid NOT NULL,
    invited_by uuid,
    invited_at timestamp with time zone NOT NULL
);
CREATE TABLE public.case_ladder (
    id uuid NOT NULL,
    valid_from date NOT NULL,
    remind_before integer NOT NULL,
    press_after integer NOT NULL,
    order_after integer NOT NULL,
    escalate_after integer NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_case_ladder_positive CHECK (((remind_before > 0) AND (press_after > 0))),
    CONSTRAINT ck_case_ladder_rising CHECK (((press_after < order_after) AND (order_after < escalate_after)))
);
CREATE TABLE public.case_order (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    step_id uuid,
    year integer NOT NULL,
    serial integer NOT NULL,
    snapshot json NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.case_pause (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reason character varying(32) NOT NULL,
    words text NOT NULL,
    review_on date,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    is_granted boolean,
    answer character varying(500) NOT NULL,
    CONSTRAINT ck_case_pause_stop_reason CHECK (((reason)::text = ANY ((ARRAY['waiting'::character varying, 'force'::character varying, 'parked'::character varying])::text[])))
);
CREATE TABLE public.case_reopen_proposal (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    cause character varying(32) NOT NULL,
    households integer NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    is_reopened boolean,
    CONSTRAINT ck_case_reopen_proposal_proposal_cause CHECK (((cause)::text = ANY ((ARRAY['voiced'::character varying, 'unsolved'::character varying])::text[])))
);
CREATE TABLE public.case_series (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL
);
CREATE TABLE public.case_step (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    step character varying(32) NOT NULL,
    turn integer NOT NULL,
    at timestamp with time zone NOT NULL,
    acknowledged_at timestamp with time zone,
    acknowledged_by uuid,
    reply character varying(300) NOT NULL,
    CONSTRAINT ck_case_step_ladder_step CHECK (((step)::text = ANY ((ARRAY['remind'::character varying, 'due'::character varying, 'press'::character varying, 'order'::character varying, 'escalate'::character varying])::text[])))
);
CREATE TABLE public.case_stop (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    reason character varying(32) NOT NULL,
    words text NOT NULL,
    approved_by uuid,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    due_before timestamp with time zone,
    CONSTRAINT ck_case_stop_stop_reason CHECK (((reason)::text = ANY ((ARRAY['waiting'::character varying, 'force'::character varying, 'parked'::character varying])::text[])))
);
CREATE TABLE public.case_voice (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    case_id uuid NOT NULL,
    first_case_id uuid NOT NULL,
    household_id uuid,
    month character varying(7) NOT NULL,
    source character varying(32) NOT NULL,
    source_id uuid,
    words text NOT NULL,
    may_name boolean NOT NULL,
    speaker text,
    phone text,
    door text,
    relayed_by uuid,
    receipt character varying(16),
    said_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_case_voice_source CHECK (((source)::text = ANY ((ARRAY['visit'::character varying, 'patrol'::character varying, 'resident'::character varying, 'relay'::character varying, 'council'::character varying, 'hotline'::character varying, 'order'::character varying, 'round'::character varying])::text[])))
);
CREATE TABLE public.case_voice_bound (
    case_id uuid NOT NULL,
    community_id uuid NOT NULL,
    rank integer NOT NULL
);
CREATE TABLE public.certificate (
    id uuid NOT NULL,
    issuer_id uuid NOT NULL,
    community_id uuid,
    kind character varying(32) NOT NULL,
    year integer NOT NULL,
    seq integer NOT NULL,
    number character varying(40) NOT NULL,
    party_id uuid NOT NULL,
    cause character varying(80) NOT NULL,
    design integer NOT NULL,
    said text NOT NULL,
    private text,
    said_hash character varying(64) NOT NULL,
    issued_on date NOT NULL,
    reissued_on date,
    issued_at timestamp with time zone NOT NULL,
    issued_by uuid,
    token_hash character varying(64) NOT NULL,
    link character varying(400) NOT NULL,
    CONSTRAINT ck_certificate_certificate_kind CHECK (((kind)::text = ANY ((ARRAY['honour'::character varying, 'plaque'::character varying, 'proof'::character varying])::text[])))
);
CREATE TABLE public.certificate_batch (
    id uuid NOT NULL,
    issuer_id uuid NOT NULL,
    title character varying(120) NOT NULL,
    form character varying(32) NOT NULL,
    archive boolean NOT NULL,
    certificate_ids json NOT NULL,
    job_id uuid,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    CONSTRAINT ck_certificate_batch_batch_form CHECK (((form)::text = ANY ((ARRAY['one_file'::character varying, 'zip'::character varying])::text[])))
);
CREATE TABLE public.certificate_end (
    id uuid NOT NULL,
    certificate_id uuid NOT NULL,
    issuer_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    reason character varying(300) NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    ended_by uuid,
    replacement_id uuid,
    mark character varying(12) NOT NULL,
    CONSTRAINT ck_certificate_end_end_kind CHECK (((kind)::text = ANY ((ARRAY['void'::character varying, 'replaced'::character varying])::text[])))
);
CREATE TABLE public.certificate_series (
    issuer_id uuid NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL
);
CREATE TABLE public.change_order (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    state character varying(32) NOT NULL,
    unit_id uuid,
    asked json NOT NULL,
    trouble json NOT NULL,
    community_id uuid,
    number character varying(40) NOT NULL,
    reason character varying(300) NOT NULL,
    effective_on date NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT ck_change_order_change_state CHECK (((state)::text = ANY ((ARRAY['planned'::character varying, 'in_force'::character varying, 'withdrawn'::character varying, 'refused'::character varying])::text[]))),
    CONSTRAINT ck_change_order_order_kind CHECK (((kind)::text = ANY ((ARRAY['found'::character varying, 'rename'::character varying, 'split'::character varying, 'merge'::character varying, 'move'::character varying, 'close'::character varying])::text[])))
);
CREATE TABLE public.column_name (
    id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    heading character varying(80) NOT NULL,
    key character varying(40) NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.complaint (
    id uuid NOT NULL,
    community_id uuid,
    account_id uuid,
    words text NOT NULL,
    contact text,
    receipt character varying(16) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    answer text,
    answered_at timestamp with time zone
);
CREATE TABLE public.confirmation (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    attendance_id uuid NOT NULL,
    side character varying(32) NOT NULL,
    account_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_confirmation_side CHECK (((side)::text = ANY ((ARRAY['lead'::character varying, 'community'::character varying])::text[])))
);
CREATE TABLE public.contest (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    year integer NOT NULL,
    name character varying(80) NOT NULL,
    title character varying(40) NOT NULL,
    quota integer NOT NULL,
    criteria_id uuid NOT NULL,
    state character varying(32) NOT NULL,
    closes_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    result_hash character varying(64) NOT NULL,
    decided_on date,
    decided_by uuid,
    CONSTRAINT ck_contest_contest_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'judging'::character varying, 'tallied'::character varying, 'notice'::character varying, 'decided'::character varying])::text[]))),
    CONSTRAINT ck_contest_quota CHECK ((quota > 0))
);
CREATE TABLE public.contest_award (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    community_id uuid NOT NULL,
    contest_id uuid NOT NULL,
    nomination_id uuid NOT NULL,
    party_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    year integer NOT NULL,
    title character varying(40) NOT NULL,
    granted_on date NOT NULL
);
CREATE TABLE public.contest_criteria (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    lines json NOT NULL,
    valid_from date NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.contest_judge (
    id uuid NOT NULL,
    contest_id uuid NOT NULL,
    account_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    relations character varying(300) NOT NULL,
    declared_at timestamp with time zone
);
CREATE TABLE public.contest_recusal (
    id uuid NOT NULL,
    contest_id uuid NOT NULL,
    judge_id uuid NOT NULL,
    nomination_id uuid NOT NULL,
    reason character varying(200) NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.contest_result (
    id uuid NOT NULL,
    contest_id uuid NOT NULL,
    nomination_id uuid NOT NULL,
    total integer NOT NULL,
    tie_break integer NOT NULL,
    by_criterion json NOT NULL,
    is_winner boolean NOT NULL,
    is_joint boolean NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.contest_stage (
    id uuid NOT NULL,
    contest_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    weight integer NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_contest_stage_stage_kind CHECK (((kind)::text = ANY ((ARRAY['written'::character varying, 'practice'::character varying, 'defence'::character varying, 'visit'::character varying])::text[])))
);
CREATE TABLE public.contest_withdrawal (
    id uuid NOT NULL,
    award_id uuid NOT NULL,
    reason character varying(300) NOT NULL,
    document character varying(80) NOT NULL,
    withdrawn_on date NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.correction (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    passbook_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    amount integer NOT NULL,
    reason character varying(200) NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    entry_id uuid,
    CONSTRAINT ck_correction_amount CHECK ((amount <> 0)),
    CONSTRAINT ck_correction_entry_kind CHECK (((kind)::text = ANY ((ARRAY['earn'::character varying, 'opening'::character varying, 'hold'::character varying, 'capture'::character varying, 'release'::character varying, 'expire'::character varying, 'donate'::character varying, 'adjust'::character varying, 'write_off'::character varying, 'move_out'::character varying, 'move_in'::character varying, 'reverse'::character varying])::text[])))
);
CREATE TABLE public.council_meeting (
    id uuid NOT NULL,
    series_id uuid NOT NULL,
    community_id uuid NOT NULL,
    plan_month character varying(7) NOT NULL,
    held_on date NOT NULL,
    starts_at time without time zone NOT NULL,
    minutes_long integer NOT NULL,
    place character varying(80) NOT NULL,
    state character varying(32) NOT NULL,
    host_id uuid NOT NULL,
    recorder_id uuid,
    rule_id uuid NOT NULL,
    sequence integer NOT NULL,
    check_in_token character varying(64) NOT NULL,
    counting json NOT NULL,
    counting_hash character varying(64) NOT NULL,
    announced_at timestamp with time zone,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    current_line_id uuid,
    reason character varying(300) NOT NULL,
    CONSTRAINT ck_council_meeting_meeting_state CHECK (((state)::text = ANY ((ARRAY['planned'::character varying, 'announced'::character varying, 'in_session'::character varying, 'closed'::character varying, 'talk'::character varying, 'cancelled'::character varying])::text[])))
);
CREATE TABLE public.council_rule (
    id uuid NOT NULL,
    community_id uuid,
    name character varying(80) NOT NULL,
    basis character varying(300) NOT NULL,
    valid_from date NOT NULL,
    quorum_top integer NOT NULL,
    quorum_bottom integer NOT NULL,
    quorum_more boolean NOT NULL,
    majority_top integer NOT NULL,
    majority_bottom integer NOT NULL,
    majority_more boolean NOT NULL,
    majority_base character varying(10) NOT NULL,
    proxies_make_quorum boolean NOT NULL,
    window_days integer NOT NULL,
    notice_days integer NOT NULL,
    agenda_places integer NOT NULL,
    reserved_places integer NOT NULL,
    objection_days integer NOT NULL
);
CREATE TABLE public.council_seat (
    id uuid NOT NULL,
    series_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    party_id uuid NOT NULL,
    alternate_id uuid,
    title character varying(60) NOT NULL,
    votes boolean NOT NULL,
    "position" integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    community_id uuid NOT NULL,
    CONSTRAINT ck_council_seat_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_council_seat_seat_kind CHECK (((kind)::text = ANY ((ARRAY['party'::character varying, 'committee'::character varying, 'grid'::character varying, 'resident'::character varying, 'partner'::character varying, 'property'::character varying, 'owners'::character varying, 'police'::character varying, 'observer'::character varying])::text[])))
);
CREATE TABLE public.council_series (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    week integer NOT NULL,
    weekday integer NOT NULL,
    starts_at time without time zone NOT NULL,
    minutes_long integer NOT NULL,
    place character varying(80) NOT NULL,
    feed_token character varying(64) NOT NULL,
    board_token character varying(64) NOT NULL,
    closed_on date,
    CONSTRAINT ck_council_series_week CHECK ((((week >= '-1'::integer) AND (week <= 5)) AND (week <> 0)))
);
CREATE TABLE public.council_vote (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    line_id uuid NOT NULL,
    resolution_id uuid,
    question character varying(200) NOT NULL,
    way character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    electorate json NOT NULL,
    rule_words character varying(200) NOT NULL,
    quorum_present integer NOT NULL,
    quorum_needed integer NOT NULL,
    base integer NOT NULL,
    needed integer NOT NULL,
    votes_for integer NOT NULL,
    votes_against integer NOT NULL,
    abstained integer NOT NULL,
    result character varying(32) NOT NULL,
    replaces_id uuid,
    reason character varying(200) NOT NULL,
    made_by uuid,
    community_id uuid NOT NULL,
    CONSTRAINT ck_council_vote_hands CHECK (((votes_for >= 0) AND (votes_against >= 0) AND (abstained >= 0))),
    CONSTRAINT ck_council_vote_vote_result CHECK (((result)::text = ANY ((ARRAY['adopted'::character varying, 'rejected'::character varying, 'no_quorum'::character varying])::text[]))),
    CONSTRAINT ck_council_vote_vote_way CHECK (((way)::text = ANY ((ARRAY['hands'::character varying, 'papers'::character varying, 'no_objection'::character varying])::text[])))
);
CREATE TABLE public.counter_code (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    secret character varying(64) NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.demand (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid,
    skill character varying(32) NOT NULL,
    words character varying(300) NOT NULL,
    asker text,
    phone text,
    venue text,
    wanted_on date,
    state character varying(32) NOT NULL,
    department_id uuid,
    volunteer_id uuid,
    raised_by uuid NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    dispatched_at timestamp with time zone,
    accepted_at timestamp with time zone,
    done_at timestamp with time zone,
    CONSTRAINT ck_demand_demand_state CHECK (((state)::text = ANY ((ARRAY['raised'::character varying, 'dispatched'::character varying, 'accepted'::character varying, 'done'::character varying, 'rated'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT ck_demand_skill CHECK (((skill)::text = ANY ((ARRAY['law'::character varying, 'medical'::character varying, 'repair'::character varying, 'arts'::character varying, 'sports'::character varying, 'tutoring'::character varying, 'care'::character varying, 'patrol'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.demand_declined (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    demand_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.demand_rating (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    demand_id uuid NOT NULL,
    rated_by character varying(32) NOT NULL,
    score character varying(32) NOT NULL,
    words character varying(200) NOT NULL,
    told_by uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_demand_rating_rated_by CHECK (((rated_by)::text = ANY ((ARRAY['served'::character varying, 'volunteer'::character varying])::text[]))),
    CONSTRAINT ck_demand_rating_score CHECK (((score)::text = ANY ((ARRAY['good'::character varying, 'fair'::character varying, 'bad'::character varying])::text[]))),
    CONSTRAINT ck_demand_rating_why CHECK ((((words)::text <> ''::text) OR ((score)::text <> 'bad'::text)))
);
CREATE TABLE public.department (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    skill character varying(32) NOT NULL,
    name character varying(40) NOT NULL,
    lead_id uuid,
    deputy_id uuid,
    needs_paper boolean NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT ck_department_skill CHECK (((skill)::text = ANY ((ARRAY['law'::character varying, 'medical'::character varying, 'repair'::character varying, 'arts'::character varying, 'sports'::character varying, 'tutoring'::character varying, 'care'::character varying, 'patrol'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.digest_letter (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    day date NOT NULL,
    lines json NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    sent_at timestamp with time zone,
    tries integer NOT NULL,
    error character varying(200) NOT NULL
);
CREATE TABLE public.digest_wish (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    key text,
    secret text,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_digest_wish_channel_kind CHECK (((kind)::text = ANY ((ARRAY['wecom'::character varying, 'dingtalk'::character varying, 'feishu'::character varying, 'email'::character varying])::text[])))
);
CREATE TABLE public.door_consent (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    award_id uuid NOT NULL,
    adults integer NOT NULL,
    agreed integer NOT NULL,
    given_on date NOT NULL,
    recorded_by uuid,
    returned_on date
);
CREATE TABLE public.door_note (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    household_id uuid NOT NULL,
    account_id uuid NOT NULL,
    code_index character varying(32) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_on date NOT NULL,
    answered_at timestamp with time zone,
    visit_id uuid
);
CREATE TABLE public.duty_entry (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    code character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    basis character varying(200) NOT NULL,
    department character varying(60) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT ck_duty_entry_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
CREATE TABLE public.dwelling (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    building_id uuid NOT NULL,
    entrance_id uuid NOT NULL,
    floor integer NOT NULL,
    room character varying(12) NOT NULL,
    "position" integer NOT NULL,
    state character varying(32) NOT NULL,
    CONSTRAINT ck_dwelling_place_state CHECK (((state)::text = ANY ((ARRAY['in_use'::character varying, 'empty'::character varying, 'demolished'::character varying])::text[])))
);
CREATE TABLE public.earn_rule (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    act character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    unit character varying(32) NOT NULL,
    points integer NOT NULL,
    rounding character varying(32) NOT NULL,
    cap_once integer,
    cap_day integer,
    cap_month integer,
    months integer NOT NULL,
    evidence character varying(200) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    approved_by uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_earn_rule_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_earn_rule_earn_unit CHECK (((unit)::text = ANY ((ARRAY['hour'::character varying, 'time'::character varying, 'thing'::character varying])::text[]))),
    CONSTRAINT ck_earn_rule_points CHECK ((points > 0)),
    CONSTRAINT ck_earn_rule_rounding CHECK (((rounding)::text = ANY ((ARRAY['down'::character varying, 'nearest'::character varying, 'up'::character varying])::text[])))
);
CREATE TABLE public.edition (
    home_id uuid NOT NULL,
    lane integer NOT NULL,
    number integer NOT NULL
);
CREATE TABLE public.employee (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    name character varying(40) NOT NULL,
    job character varying(40) NOT NULL,
    phone text,
    left_on date
);
CREATE TABLE public.entrance (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    building_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    micro_grid_id uuid,
    name character varying(20) NOT NULL,
    "position" integer NOT NULL,
    token character varying(24) NOT NULL
);
CREATE TABLE public.export_request (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    reason character varying(300) NOT NULL,
    with_phone boolean NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    is_allowed boolean NOT NULL,
    taken_at timestamp with time zone,
    row_count integer NOT NULL,
    CONSTRAINT ck_export_request_two_people CHECK (((decided_by IS NULL) OR (decided_by <> asked_by)))
);
CREATE TABLE public.figure_proof (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    milliseconds integer NOT NULL,
    compared integer NOT NULL,
    faults json NOT NULL,
    job_id character varying(36) NOT NULL
);
CREATE TABLE public.garden (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    building_id uuid NOT NULL,
    round_id uuid,
    name character varying(40) NOT NULL,
    place character varying(80) NOT NULL,
    land character varying(32) NOT NULL,
    approval character varying(120) NOT NULL,
    area integer NOT NULL,
    budget integer NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    CONSTRAINT ck_garden_figures CHECK (((area > 0) AND (budget >= 0))),
    CONSTRAINT ck_garden_land CHECK (((land)::text = ANY ((ARRAY['none'::character varying, 'shared'::character varying, 'municipal'::character varying, 'own'::character varying])::text[]))),
    CONSTRAINT ck_garden_plan CHECK (((width > 0) AND (height > 0)))
);
CREATE TABLE public.garden_care (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    plot_id uuid NOT NULL,
    act character varying(32) NOT NULL,
    account_id uuid,
    captured_at timestamp with time zone NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_garden_care_care_act CHECK (((act)::text = ANY ((ARRAY['watered'::character varying, 'planted'::character varying, 'weeded'::character varying, 'pruned'::character varying, 'harvested'::character varying])::text[])))
);
CREATE TABLE public.garden_keeping (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    plot_id uuid NOT NULL,
    resident_id uuid,
    keeper text,
    phone text,
    co_keeper text,
    co_phone text,
    guardian text,
    shows_name boolean NOT NULL,
    began_on date NOT NULL,
    until date NOT NULL,
    signed_on date,
    ended_on date,
    end_reason character varying(32),
    made_by uuid,
    CONSTRAINT ck_garden_keeping_dates CHECK (((ended_on IS NULL) OR (ended_on >= began_on))),
    CONSTRAINT ck_garden_keeping_end_reason CHECK (((end_reason)::text = ANY ((ARRAY['returned'::character varying, 'moved'::character varying, 'died'::character varying, 'neglected'::character varying])::text[])))
);
CREATE TABLE public.garden_plot (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    garden_id uuid NOT NULL,
    number integer NOT NULL,
    corners json NOT NULL,
    plants character varying(60) NOT NULL,
    rests boolean NOT NULL,
    token character varying(24) NOT NULL,
    cared_at timestamp with time zone,
    closed_on date,
    CONSTRAINT ck_garden_plot_number CHECK ((number > 0))
);
CREATE TABLE public.garden_reminder (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    keeping_id uuid NOT NULL,
    stage character varying(32) NOT NULL,
    since date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_garden_reminder_stage CHECK (((stage)::text = ANY ((ARRAY['keeper'::character varying, 'co_keeper'::character varying, 'next'::character varying])::text[])))
);
CREATE TABLE public.garden_waiting (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    garden_id uuid NOT NULL,
    number integer NOT NULL,
    keeper text,
    phone text,
    registered_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone
);
CREATE TABLE public.goods (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(40) NOT NULL,
    measure character varying(8) NOT NULL,
    free integer NOT NULL,
    held integer NOT NULL,
    allotted integer NOT NULL,
    best_before date,
    is_for_adults boolean NOT NULL,
    limit_each integer,
    limit_days integer NOT NULL,
    unit_cost_cents integer,
    is_offered boolean NOT NULL,
    photo_id uuid,
    CONSTRAINT ck_goods_allotted CHECK ((allotted >= 0)),
    CONSTRAINT ck_goods_free CHECK ((free >= 0)),
    CONSTRAINT ck_goods_held CHECK ((held >= 0))
);
CREATE TABLE public.goods_price (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    goods_id uuid NOT NULL,
    points integer NOT NULL,
    valid_from date NOT NULL,
    CONSTRAINT ck_goods_price_points CHECK ((points > 0))
);
CREATE TABLE public.grid_case (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid,
    building_id uuid,
    dwelling_id uuid,
    place character varying(120) NOT NULL,
    category_id uuid NOT NULL,
    category_code character varying(20) NOT NULL,
    number character varying(20) NOT NULL,
    title character varying(60) NOT NULL,
    words text NOT NULL,
    source character varying(32) NOT NULL,
    source_id uuid,
    urgency character varying(32) NOT NULL,
    level integer NOT NULL,
    state character varying(32) NOT NULL,
    opened_by uuid,
    reported_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    lead_unit_id uuid,
    lead_party_id uuid,
    asked_unit_id uuid,
    asked_party_id uuid,
    follower_id uuid,
    contact_due_at timestamp with time zone,
    contacted_at timestamp with time zone,
    limit_amount integer NOT NULL,
    limit_unit character varying(32) NOT NULL,
    due_at timestamp with time zone,
    first_due_at timestamp with time zone,
    next_step_at timestamp with time zone,
    review_on date,
    handled_by uuid,
    handled_at timestamp with time zone,
    ended_at timestamp with time zone,
    outcome character varying(32),
    merged_into_id uuid,
    reopened_at timestamp with time zone,
    CONSTRAINT ck_grid_case_closed_with_outcome CHECK ((((state)::text <> 'closed'::text) OR (outcome IS NOT NULL))),
    CONSTRAINT ck_grid_case_due CHECK (((due_at IS NULL) OR (due_at > reported_at))),
    CONSTRAINT ck_grid_case_ended CHECK (((ended_at IS NULL) = ((state)::text <> ALL ((ARRAY['closed'::character varying, 'rejected'::character varying, 'merged'::character varying])::text[])))),
    CONSTRAINT ck_grid_case_outcome CHECK (((outcome)::text = ANY ((ARRAY['solved'::character varying, 'together'::character varying, 'explained'::character varying, 'planned'::character varying, 'out_of_reach'::character varying])::text[]))),
    CONSTRAINT ck_grid_case_review CHECK ((((state)::text <> 'parked'::text) OR (review_on IS NOT NULL))),
    CONSTRAINT ck_grid_case_source CHECK (((source)::text = ANY ((ARRAY['visit'::character varying, 'patrol'::character varying, 'resident'::character varying, 'relay'::character varying, 'council'::character varying, 'hotline'::character varying, 'order'::character varying, 'round'::character varying])::text[]))),
    CONSTRAINT ck_grid_case_state CHECK (((state)::text = ANY ((ARRAY['reported'::character varying, 'accepted'::character varying, 'rejected'::character varying, 'merged'::character varying, 'dispatched'::character varying, 'received'::character varying, 'handling'::character varying, 'returned'::character varying, 'parked'::character varying, 'handled'::character varying, 'feedback'::character varying, 'closed'::character varying, 'reopened'::character varying])::text[]))),
    CONSTRAINT ck_grid_case_time_unit CHECK (((limit_unit)::text = ANY ((ARRAY['day'::character varying, 'working_day'::character varying, 'working_hour'::character varying, 'hour'::character varying])::text[]))),
    CONSTRAINT ck_grid_case_urgency CHECK (((urgency)::text = ANY ((ARRAY['normal'::character varying, 'urgent'::character varying])::text[])))
);
CREATE TABLE public.grid_difficulty (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    year integer NOT NULL,
    level integer NOT NULL,
    households integer NOT NULL,
    key_households integer NOT NULL,
    reason character varying(200) NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_grid_difficulty_level CHECK (((level >= 1) AND (level <= 3)))
);
CREATE TABLE public.handover (
    id uuid NOT NULL,
    community_id uuid,
    unit_id uuid NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    note character varying(500) NOT NULL,
    open_count integer NOT NULL,
    open_work json NOT NULL,
    made_at timestamp with time zone NOT NULL,
    giver_signed_at timestamp with time zone,
    taker_signed_at timestamp with time zone,
    supervisor_id uuid,
    supervisor_signed_at timestamp with time zone
);
CREATE TABLE public.home_tally (
    unit_id uuid NOT NULL,
    round_from date NOT NULL,
    homes integer NOT NULL,
    met integer NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.hours_line (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    key character varying(120) NOT NULL,
    minutes integer NOT NULL,
    "on" date NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    title character varying(80) NOT NULL,
    place character varying(80) NOT NULL,
    role character varying(40) NOT NULL,
    organiser character varying(80) NOT NULL,
    lead_name character varying(80) NOT NULL,
    method character varying(20) NOT NULL,
    source character varying(80) NOT NULL,
    lead_confirmed_by uuid,
    community_confirmed_by uuid,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    reverses_id uuid,
    reason character varying(200) NOT NULL,
    CONSTRAINT ck_hours_line_minutes CHECK ((minutes <> 0))
);
CREATE TABLE public.household (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    micro_grid_id uuid,
    building_id uuid NOT NULL,
    entrance_id uuid NOT NULL,
    dwelling_id uuid NOT NULL,
    label character varying(80) NOT NULL,
    door character varying(120) NOT NULL COLLATE pg_catalog."C",
    room character varying(12) NOT NULL,
    head_name character varying(40) NOT NULL,
    flags json NOT NULL,
    is_key boolean NOT NULL,
    cadence_days integer NOT NULL,
    is_rented boolean NOT NULL,
    note character varying(500) NOT NULL,
    moved_in_on date,
    moved_out_on date,
    last_visited_at timestamp with time zone,
    last_outcome character varying(32) NOT NULL,
    next_due_on date,
    version integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_household_cadence CHECK ((cadence_days > 0))
);
CREATE TABLE public.household_member (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    household_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    relation character varying(32) NOT NULL,
    "position" integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT ck_household_member_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_household_member_relation CHECK (((relation)::text = ANY ((ARRAY['head'::character varying, 'spouse'::character varying, 'child'::character varying, 'parent'::character varying, 'other_family'::character varying, 'tenant'::character varying, 'live_in'::character varying])::text[])))
);
CREATE TABLE public.installation (
    single integer NOT NULL,
    is_demo boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_installation_single CHECK ((single = 1))
);
CREATE SEQUENCE public.installation_single_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.installation_single_seq OWNED BY public.installation.single;
CREATE TABLE public.invitation (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.job (
    id uuid NOT NULL,
    kind character varying(60) NOT NULL,
    args json NOT NULL,
    state character varying(32) NOT NULL,
    done integer NOT NULL,
    total integer NOT NULL,
    message text NOT NULL,
    result_ref character varying(200) NOT NULL,
    slot character varying(40),
    community_id uuid,
    made_by uuid,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    tries integer NOT NULL,
    holder character varying(36) NOT NULL,
    held_until timestamp with time zone,
    CONSTRAINT ck_job_job_state CHECK (((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying, 'done'::character varying, 'failed'::character varying])::text[])))
);
CREATE TABLE public.ledger_entry (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    passbook_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    key character varying(120) NOT NULL,
    amount integer NOT NULL,
    change integer NOT NULL,
    sentence character varying(200) NOT NULL,
    source character varying(80) NOT NULL,
    act character varying(40) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    rule_id uuid,
    made_by uuid,
    approved_by uuid,
    reverses_id uuid,
    ends_id uuid,
    CONSTRAINT ck_ledger_entry_amount CHECK ((amount > 0)),
    CONSTRAINT ck_ledger_entry_entry_kind CHECK (((kind)::text = ANY ((ARRAY['earn'::character varying, 'opening'::character varying, 'hold'::character varying, 'capture'::character varying, 'release'::character varying, 'expire'::character varying, 'donate'::character varying, 'adjust'::character varying, 'write_off'::character varying, 'move_out'::character varying, 'move_in'::character varying, 'reverse'::character varying])::text[])))
);
CREATE TABLE public.liaison (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    party_id uuid NOT NULL,
    area character varying(120) NOT NULL,
    household_limit integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    ended_on date,
    backup_id uuid,
    round_id uuid,
    CONSTRAINT ck_liaison_dates CHECK ((valid_to >= valid_from))
);
CREATE TABLE public.liaison_candidate (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    party_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    standing text,
    consented_on date NOT NULL,
    is_chosen boolean
);
CREATE TABLE public.liaison_household (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    liaison_id uuid NOT NULL,
    household_id uuid NOT NULL
);
CREATE TABLE public.liaison_round (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    name character varying(60) NOT NULL,
    criteria json NOT NULL,
    places integer NOT NULL,
    opened_on date NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    document character varying(120) NOT NULL
);
CREATE TABLE public.liaison_score (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    candidate_id uuid NOT NULL,
    scorer_id uuid NOT NULL,
    marks json NOT NULL,
    scored_at timestamp with time zone NOT NULL
);
CREATE TABLE public.line_draft (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    account_id uuid NOT NULL,
    line text NOT NULL,
    at timestamp with time zone NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.machine_light (
    key character varying(40) NOT NULL,
    is_red boolean NOT NULL,
    since timestamp with time zone NOT NULL
);
CREATE TABLE public.marked_result (
    id uuid NOT NULL,
    job_id uuid NOT NULL,
    row_id uuid NOT NULL,
    title character varying(120) NOT NULL,
    is_done boolean NOT NULL,
    refusal character varying(300) NOT NULL,
    details json NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.market_complaint (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    listing_id uuid,
    case_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    is_upheld boolean,
    decided_at timestamp with time zone,
    decided_by uuid,
    note character varying(300) NOT NULL,
    CONSTRAINT ck_market_complaint_complaint_kind CHECK (((kind)::text = ANY ((ARRAY['unpaid'::character varying, 'false_offer'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.market_consent (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    seeker_id uuid NOT NULL,
    purpose character varying(32) NOT NULL,
    version character varying(20) NOT NULL,
    channel character varying(32) NOT NULL,
    witness_id uuid,
    given_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT ck_market_consent_channel CHECK (((channel)::text = ANY ((ARRAY['self'::character varying, 'worker'::character varying])::text[]))),
    CONSTRAINT ck_market_consent_purpose CHECK (((purpose)::text = ANY ((ARRAY['work'::character varying, 'offers'::character varying])::text[])))
);
CREATE TABLE public.market_day (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    "on" date NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    venue character varying(80) NOT NULL,
    note character varying(200) NOT NULL,
    cancelled_at timestamp with time zone
);
CREATE TABLE public.market_job (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    building_id uuid,
    place character varying(60) NOT NULL,
    pay_fen integer NOT NULL,
    pay_unit character varying(32) NOT NULL,
    hours integer NOT NULL,
    days integer NOT NULL,
    head_count integer NOT NULL,
    slots json NOT NULL,
    skills json NOT NULL,
    demands json NOT NULL,
    CONSTRAINT ck_market_job_amounts CHECK (((pay_fen > 0) AND (head_count > 0))),
    CONSTRAINT ck_market_job_pay_unit CHECK (((pay_unit)::text = ANY ((ARRAY['hour'::character varying, 'day'::character varying, 'month'::character varying])::text[])))
);
CREATE TABLE public.market_link (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    listing_id uuid,
    match_id uuid,
    purpose character varying(32) NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT ck_market_link_link_purpose CHECK (((purpose)::text = ANY ((ARRAY['write'::character varying, 'confirm'::character varying, 'reply'::character varying])::text[])))
);
CREATE TABLE public.market_listing (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    sort character varying(32) NOT NULL,
    title character varying(40) NOT NULL,
    words text NOT NULL,
    insists character varying(200) NOT NULL,
    state character varying(32) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    confirm_by date,
    ends_on date,
    review_words character varying(300) NOT NULL,
    reviewed_by uuid,
    published_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT ck_market_listing_shown CHECK ((((state)::text <> 'published'::text) OR ((confirm_by IS NOT NULL) AND (ends_on IS NOT NULL)))),
    CONSTRAINT ck_market_listing_sort CHECK (((sort)::text = ANY ((ARRAY['job'::character varying, 'offer'::character varying])::text[]))),
    CONSTRAINT ck_market_listing_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'review'::character varying, 'sent_back'::character varying, 'published'::character varying, 'paused'::character varying, 'filled'::character varying, 'taken_down'::character varying])::text[])))
);
CREATE TABLE public.market_match (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    seeker_id uuid NOT NULL,
    reasons json NOT NULL,
    misses json NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    seeker_says boolean,
    seeker_at timestamp with time zone,
    shop_says boolean,
    shop_at timestamp with time zone,
    disclosed_at timestamp with time zone,
    CONSTRAINT ck_market_match_both_said_yes CHECK (((disclosed_at IS NULL) OR (seeker_says AND shop_says)))
);
CREATE TABLE public.market_offer (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    before_fen integer,
    after_fen integer,
    terms character varying(120) NOT NULL,
    valid_to date NOT NULL
);
CREATE TABLE public.market_placement (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    match_id uuid NOT NULL,
    started_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid
);
CREATE TABLE public.market_placement_check (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    placement_id uuid NOT NULL,
    after_days integer NOT NULL,
    still_there boolean,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid
);
CREATE TABLE public.market_push (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    listing_id uuid NOT NULL,
    seeker_id uuid NOT NULL,
    week character varying(8) NOT NULL,
    place integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_market_push_weekly_cap CHECK (((place >= 1) AND (place <= 2)))
);
CREATE TABLE public.market_seeker (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    building_id uuid,
    household_id uuid,
    name text,
    phone text,
    note text,
    reach character varying(32) NOT NULL,
    slots json NOT NULL,
    skills json NOT NULL,
    limits json NOT NULL,
    wish_fen integer,
    token_hash character varying(64),
    token_turn integer NOT NULL,
    account_id uuid,
    entered_by uuid,
    made_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT ck_market_seeker_reach CHECK (((reach)::text = ANY ((ARRAY['building'::character varying, 'grid'::character varying, 'community'::character varying])::text[])))
);
CREATE TABLE public.market_suspension (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by uuid,
    lift_words character varying(300) NOT NULL
);
CREATE TABLE public.market_wage_floor (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    valid_from date NOT NULL,
    hour_fen integer NOT NULL,
    month_fen integer NOT NULL,
    document character varying(120) NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_market_wage_floor_amounts CHECK (((hour_fen > 0) AND (month_fen > 0)))
);
CREATE TABLE public.membership (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    department_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    since timestamp with time zone NOT NULL,
    left_at timestamp with time zone
);
CREATE TABLE public.merchant (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    building_id uuid,
    party_id uuid,
    name character varying(120) NOT NULL COLLATE pg_catalog."C",
    pinyin character varying(120) NOT NULL COLLATE pg_catalog."C",
    initials character varying(120) NOT NULL COLLATE pg_catalog."C",
    trade character varying(40) NOT NULL,
    shop_no character varying(30) NOT NULL,
    credit_code character varying(18) NOT NULL,
    contact_name character varying(40) NOT NULL,
    phone text,
    phone_tail_index character varying(32),
    closed_on date,
    version integer NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.minutes (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    version integer NOT NULL,
    number character varying(40),
    state character varying(32) NOT NULL,
    body json NOT NULL,
    opening text NOT NULL,
    closing text NOT NULL,
    hash character varying(64) NOT NULL,
    reason character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    review_until date,
    final_at timestamp with time zone,
    published_at timestamp with time zone,
    CONSTRAINT ck_minutes_minutes_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'review'::character varying, 'final'::character varying, 'published'::character varying, 'replaced'::character varying])::text[])))
);
CREATE TABLE public.minutes_objection (
    id uuid NOT NULL,
    minutes_id uuid NOT NULL,
    party_id uuid NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    answer character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    answered_by uuid,
    community_id uuid NOT NULL
);
CREATE TABLE public.minutes_signature (
    id uuid NOT NULL,
    minutes_id uuid NOT NULL,
    role character varying(32) NOT NULL,
    party_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    body_hash character varying(64) NOT NULL,
    made_by uuid,
    community_id uuid NOT NULL,
    CONSTRAINT ck_minutes_signature_signer_role CHECK (((role)::text = ANY ((ARRAY['host'::character varying, 'recorder'::character varying, 'resident'::character varying])::text[])))
);
CREATE TABLE public.name_pair (
    community_id uuid NOT NULL,
    pair character varying(8) NOT NULL,
    row_id uuid NOT NULL
);
CREATE TABLE public.nomination (
    id uuid NOT NULL,
    contest_id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid,
    party_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    by_kind character varying(32) NOT NULL,
    statement text NOT NULL,
    sex character varying(32) NOT NULL,
    served_since date,
    may_name boolean NOT NULL,
    nominated_by uuid,
    filed_at timestamp with time zone NOT NULL,
    is_eligible boolean,
    eligibility_note character varying(300) NOT NULL,
    CONSTRAINT ck_nomination_nominated_by CHECK (((by_kind)::text = ANY ((ARRAY['self'::character varying, 'unit'::character varying, 'residents'::character varying])::text[]))),
    CONSTRAINT ck_nomination_sex CHECK (((sex)::text = ANY ((ARRAY['female'::character varying, 'male'::character varying, 'unknown'::character varying])::text[])))
);
CREATE TABLE public.not_same_person (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    said_by uuid,
    said_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_not_same_person_order CHECK ((first_id < second_id))
);
CREATE TABLE public.notice (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    community_id uuid,
    sentence character varying(200) NOT NULL,
    details json NOT NULL,
    url character varying(200) NOT NULL,
    cause character varying(120) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone
);
CREATE TABLE public.notice_channel (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    name character varying(40) NOT NULL,
    key text,
    secret text,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT ck_notice_channel_channel_kind CHECK (((kind)::text = ANY ((ARRAY['wecom'::character varying, 'dingtalk'::character varying, 'feishu'::character varying, 'email'::character varying])::text[])))
);
CREATE TABLE public.notice_delivery (
    id uuid NOT NULL,
    channel_id uuid NOT NULL,
    sentence character varying(200) NOT NULL,
    details json NOT NULL,
    url character varying(200) NOT NULL,
    cause character varying(120) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    tries integer NOT NULL,
    sent_at timestamp with time zone,
    error character varying(200) NOT NULL
);
CREATE TABLE public.objection (
    id uuid NOT NULL,
    notice_id uuid NOT NULL,
    about_id uuid,
    author text,
    contact text,
    words text NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    finding character varying(32),
    answer text NOT NULL,
    answered_at timestamp with time zone,
    answered_by uuid,
    CONSTRAINT ck_objection_finding CHECK (((finding)::text = ANY ((ARRAY['upheld'::character varying, 'dismissed'::character varying])::text[])))
);
CREATE TABLE public.offline_sale (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    allocation_id uuid NOT NULL,
    party_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    quantity integer NOT NULL,
    points integer NOT NULL,
    sold_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    made_by uuid NOT NULL,
    CONSTRAINT ck_offline_sale_quantity CHECK ((quantity > 0))
);
CREATE TABLE public.one_time_secret (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    secret text,
    made_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    last_step integer NOT NULL
);
CREATE TABLE public.opinion_answer (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    line_id uuid NOT NULL,
    side character varying(32) NOT NULL,
    "position" integer NOT NULL,
    ballot_id uuid NOT NULL,
    value character varying(80) NOT NULL,
    CONSTRAINT ck_opinion_answer_side CHECK (((side)::text = ANY ((ARRAY['home'::character varying, 'tenant'::character varying])::text[])))
);
CREATE TABLE public.opinion_ballot (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    round_id uuid NOT NULL,
    line_id uuid NOT NULL,
    outcome character varying(32) NOT NULL,
    answers text,
    speaker character varying(32) NOT NULL,
    way character varying(32) NOT NULL,
    voice character varying(32) NOT NULL,
    version integer NOT NULL,
    account_id uuid,
    visit_id uuid,
    sheet_id uuid,
    captured_at timestamp with time zone NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    is_late boolean NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT ck_opinion_ballot_outcome CHECK (((outcome)::text = ANY ((ARRAY['answered'::character varying, 'nobody'::character varying, 'later'::character varying, 'refused'::character varying, 'empty'::character varying, 'moved'::character varying])::text[]))),
    CONSTRAINT ck_opinion_ballot_speaker CHECK (((speaker)::text = ANY ((ARRAY['owner'::character varying, 'family'::character varying, 'tenant'::character varying])::text[]))),
    CONSTRAINT ck_opinion_ballot_way CHECK (((way)::text = ANY ((ARRAY['door'::character varying, 'link'::character varying, 'paper'::character varying, 'phone'::character varying])::text[])))
);
CREATE TABLE public.opinion_code (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    line_id uuid NOT NULL,
    code_index character varying(32) NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.opinion_decision (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    line_id uuid NOT NULL,
    ballot_id uuid NOT NULL,
    side character varying(32) NOT NULL,
    reason character varying(200) NOT NULL,
    decided_by uuid NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_opinion_decision_side CHECK (((side)::text = ANY ((ARRAY['home'::character varying, 'tenant'::character varying])::text[])))
);
CREATE TABLE public.opinion_extension (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    said_by uuid NOT NULL,
    said_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_opinion_extension_later CHECK ((closes_at > closed_at))
);
CREATE TABLE public.opinion_line (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    building_id uuid NOT NULL,
    entrance_id uuid NOT NULL,
    dwelling_id uuid NOT NULL,
    household_id uuid,
    label character varying(80) NOT NULL,
    room character varying(12) NOT NULL,
    "position" integer NOT NULL,
    area integer,
    owner_mark character varying(20) NOT NULL,
    standing character varying(32) NOT NULL,
    tenant_standing character varying(32) NOT NULL,
    ballot_id uuid,
    is_disputed boolean NOT NULL,
    tries integer NOT NULL,
    try_at timestamp with time zone,
    CONSTRAINT ck_opinion_line_area CHECK (((area IS NULL) OR (area > 0))),
    CONSTRAINT ck_opinion_line_standing CHECK (((standing)::text = ANY ((ARRAY['unasked'::character varying, 'nobody'::character varying, 'refused'::character varying, 'empty'::character varying, 'moved'::character varying, 'agree'::character varying, 'disagree'::character varying, 'answered'::character varying])::text[]))),
    CONSTRAINT ck_opinion_line_tenant_standing CHECK (((tenant_standing)::text = ANY ((ARRAY['unasked'::character varying, 'nobody'::character varying, 'refused'::character varying, 'empty'::character varying, 'moved'::character varying, 'agree'::character varying, 'disagree'::character varying, 'answered'::character varying])::text[])))
);
CREATE TABLE public.opinion_place (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    entrance_id uuid NOT NULL
);
CREATE TABLE public.opinion_question (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    version integer NOT NULL,
    "position" integer NOT NULL,
    kind character varying(32) NOT NULL,
    asks character varying(120) NOT NULL,
    options json NOT NULL,
    CONSTRAINT ck_opinion_question_question_kind CHECK (((kind)::text = ANY ((ARRAY['vote'::character varying, 'one'::character varying, 'many'::character varying, 'number'::character varying, 'words'::character varying])::text[])))
);
CREATE TABLE public.opinion_round (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    title character varying(60) NOT NULL,
    why text NOT NULL,
    land character varying(32) NOT NULL,
    by_owners boolean NOT NULL,
    ways json NOT NULL,
    question_version integer NOT NULL,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    first_closes_at timestamp with time zone NOT NULL,
    state character varying(32) NOT NULL,
    host_id uuid NOT NULL,
    households integer NOT NULL,
    result json NOT NULL,
    case_id uuid,
    made_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    counted_at timestamp with time zone,
    published_at timestamp with time zone,
    CONSTRAINT ck_opinion_round_land CHECK (((land)::text = ANY ((ARRAY['none'::character varying, 'shared'::character varying, 'municipal'::character varying, 'own'::character varying])::text[]))),
    CONSTRAINT ck_opinion_round_round_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'announced'::character varying, 'asking'::character varying, 'closed'::character varying, 'counted'::character varying, 'published'::character varying, 'archived'::character varying])::text[]))),
    CONSTRAINT ck_opinion_round_times CHECK ((closes_at > opens_at))
);
CREATE TABLE public.opinion_sheet (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    building_id uuid NOT NULL,
    account_id uuid NOT NULL,
    entered integer NOT NULL,
    entered_at timestamp with time zone NOT NULL
);
CREATE TABLE public.opinion_tally (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    place_id uuid NOT NULL,
    place character varying(80) NOT NULL,
    "position" integer NOT NULL,
    total integer NOT NULL,
    unasked integer NOT NULL,
    nobody integer NOT NULL,
    refused integer NOT NULL,
    empty integer NOT NULL,
    moved integer NOT NULL,
    agree integer NOT NULL,
    disagree integer NOT NULL,
    answered integer NOT NULL,
    disputed integer NOT NULL,
    CONSTRAINT ck_opinion_tally_adds_up CHECK (((((((((unasked + nobody) + refused) + empty) + moved) + agree) + disagree) + answered) = total)),
    CONSTRAINT ck_opinion_tally_counts CHECK (((unasked >= 0) AND (nobody >= 0) AND (refused >= 0) AND (empty >= 0) AND (moved >= 0) AND (agree >= 0) AND (disagree >= 0) AND (answered >= 0) AND (disputed >= 0)))
);
CREATE TABLE public.other_home (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    household_id uuid,
    kind character varying(32) NOT NULL,
    words character varying(80) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT ck_other_home_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_other_home_elsewhere_kind CHECK (((kind)::text = ANY ((ARRAY['registered'::character varying, 'second'::character varying])::text[]))),
    CONSTRAINT ck_other_home_place CHECK (((household_id IS NOT NULL) OR ((words)::text <> ''::text)))
);
CREATE TABLE public.owned_area (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    dwelling_id uuid NOT NULL,
    area integer NOT NULL,
    owner_mark character varying(20) NOT NULL,
    told_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_owned_area_area CHECK ((area > 0))
);
CREATE TABLE public.part_done (
    id uuid NOT NULL,
    part_id uuid NOT NULL,
    done_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid,
    by_words character varying(80) NOT NULL,
    evidence character varying(300) NOT NULL,
    photo_id uuid,
    withdrawn_at timestamp with time zone,
    withdrawn_reason character varying(200) NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.partner (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    party_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    kind character varying(32) NOT NULL,
    contact_name character varying(40) NOT NULL,
    phone text,
    offers character varying(200) NOT NULL,
    left_on date,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_partner_partner_kind CHECK (((kind)::text = ANY ((ARRAY['property'::character varying, 'utility'::character varying, 'school'::character varying, 'clinic'::character varying, 'company'::character varying, 'office'::character varying])::text[])))
);
CREATE TABLE public.party (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    name character varying(80) NOT NULL,
    initials character varying(40) NOT NULL,
    title character varying(60) NOT NULL,
    community_id uuid,
    unit_id uuid,
    contact_name character varying(40) NOT NULL,
    phone text,
    left_on date,
    CONSTRAINT ck_party_party_kind CHECK (((kind)::text = ANY ((ARRAY['person'::character varying, 'merchant'::character varying, 'partner'::character varying, 'department'::character varying, 'team'::character varying])::text[])))
);
CREATE TABLE public.passbook (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    party_id uuid NOT NULL,
    available integer NOT NULL,
    held integer NOT NULL,
    owed integer NOT NULL,
    number character varying(20),
    card_hash character varying(64),
    adult_on date,
    opened_at timestamp with time zone NOT NULL,
    merged_into_id uuid,
    CONSTRAINT ck_passbook_available CHECK ((available >= 0)),
    CONSTRAINT ck_passbook_held CHECK ((held >= 0)),
    CONSTRAINT ck_passbook_owed CHECK ((owed >= 0))
);
CREATE TABLE public.passkey (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    credential_id character varying(400) NOT NULL,
    public_key character varying(1000) NOT NULL,
    counter integer NOT NULL,
    label character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.person_act (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    other_id uuid,
    kind character varying(32) NOT NULL,
    "on" date NOT NULL,
    reason character varying(200) NOT NULL,
    joined json NOT NULL,
    left_over json NOT NULL,
    journal text,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    until date NOT NULL,
    undone_at timestamp with time zone,
    undone_by uuid,
    undone_why character varying(200) NOT NULL,
    CONSTRAINT ck_person_act_act_kind CHECK (((kind)::text = ANY ((ARRAY['merge'::character varying, 'death'::character varying])::text[]))),
    CONSTRAINT ck_person_act_two_records CHECK ((((kind)::text = 'merge'::text) = (other_id IS NOT NULL)))
);
CREATE TABLE public.person_consent (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    purpose character varying(32) NOT NULL,
    version character varying(20) NOT NULL,
    channel character varying(32) NOT NULL,
    guardian text,
    witness_id uuid,
    given_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT ck_person_consent_channel CHECK (((channel)::text = ANY ((ARRAY['face'::character varying, 'paper'::character varying, 'phone'::character varying])::text[]))),
    CONSTRAINT ck_person_consent_purpose CHECK (((purpose)::text = ANY ((ARRAY['phone'::character varying, 'health'::character varying, 'number'::character varying])::text[])))
);
CREATE TABLE public.person_request (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    place character varying(80) NOT NULL,
    kind character varying(32) NOT NULL,
    channel character varying(32) NOT NULL,
    name text,
    room text,
    phone text,
    words text,
    code_hash character varying(32) NOT NULL,
    same_index character varying(32) NOT NULL,
    taken_by uuid,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    resident_id uuid,
    checked_at timestamp with time zone,
    checked_by uuid,
    check_way character varying(32),
    paper character varying(32),
    proof character varying(32),
    spoken_hash character varying(32),
    spoken_until timestamp with time zone,
    spoken_tries integer NOT NULL,
    outcome character varying(32),
    refusal character varying(32),
    answer text,
    answered_at timestamp with time zone,
    answered_by uuid,
    ready_until date,
    volunteer_id uuid,
    CONSTRAINT ck_person_request_answered CHECK (((outcome IS NULL) = (answered_at IS NULL))),
    CONSTRAINT ck_person_request_channel CHECK (((channel)::text = ANY ((ARRAY['online'::character varying, 'counter'::character varying, 'door'::character varying])::text[]))),
    CONSTRAINT ck_person_request_kind CHECK (((kind)::text = ANY ((ARRAY['see'::character varying, 'copy'::character varying, 'correct'::character varying, 'withdraw'::character varying, 'erase'::character varying, 'block'::character varying, 'relative'::character varying])::text[]))),
    CONSTRAINT ck_person_request_outcome CHECK (((outcome)::text = ANY ((ARRAY['done'::character varying, 'part'::character varying, 'refused'::character varying])::text[]))),
    CONSTRAINT ck_person_request_paper CHECK (((paper)::text = ANY ((ARRAY['id_card'::character varying, 'booklet'::character varying, 'permit'::character varying, 'passport'::character varying])::text[]))),
    CONSTRAINT ck_person_request_proof CHECK (((proof)::text = ANY ((ARRAY['booklet'::character varying, 'marriage'::character varying, 'birth'::character varying, 'letter'::character varying])::text[]))),
    CONSTRAINT ck_person_request_refusal CHECK (((refusal)::text = ANY ((ARRAY['not_identified'::character varying, 'must_be_kept'::character varying, 'law_hides'::character varying, 'harms_others'::character varying, 'not_held'::character varying, 'is_right'::character varying])::text[]))),
    CONSTRAINT ck_person_request_way CHECK (((check_way)::text = ANY ((ARRAY['paper'::character varying, 'phone'::character varying])::text[])))
);
CREATE TABLE public.person_transfer (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    to_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    "on" date NOT NULL,
    state character varying(32) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    settled_at timestamp with time zone,
    settled_by uuid,
    words character varying(200) NOT NULL,
    CONSTRAINT ck_person_transfer_transfer_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'taken'::character varying, 'declined'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.photo (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    account_id uuid,
    subject_kind character varying(40) NOT NULL,
    subject_id uuid NOT NULL,
    state character varying(32) NOT NULL,
    sha character varying(64),
    source_sha character varying(64),
    width integer NOT NULL,
    height integer NOT NULL,
    size integer NOT NULL,
    expected_at timestamp with time zone NOT NULL,
    kept_at timestamp with time zone,
    why character varying(200) NOT NULL,
    CONSTRAINT ck_photo_photo_state CHECK (((state)::text = ANY ((ARRAY['expected'::character varying, 'kept'::character varying, 'refused'::character varying])::text[])))
);
CREATE TABLE public.placement (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    entrance_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    micro_grid_id uuid,
    valid_from date NOT NULL,
    valid_to date,
    order_id uuid,
    CONSTRAINT ck_placement_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);
CREATE TABLE public.plan_mark (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    photo_id uuid NOT NULL,
    building_id uuid NOT NULL,
    x integer NOT NULL,
    y integer NOT NULL,
    placed_by uuid,
    placed_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_plan_mark_on_the_picture CHECK ((((x >= 0) AND (x <= 1000)) AND ((y >= 0) AND (y <= 1000))))
);
CREATE TABLE public.points_lot (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    passbook_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    born_on date NOT NULL,
    expires_on date NOT NULL,
    amount integer NOT NULL,
    remaining integer NOT NULL,
    held integer NOT NULL,
    CONSTRAINT ck_points_lot_held CHECK ((held >= 0)),
    CONSTRAINT ck_points_lot_remaining CHECK ((remaining >= 0))
);
CREATE TABLE public.post (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    role character varying(32) NOT NULL,
    unit_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    covers_id uuid,
    valid_from date NOT NULL,
    valid_to date,
    document character varying(120) NOT NULL,
    CONSTRAINT ck_post_post_kind CHECK (((kind)::text = ANY ((ARRAY['main'::character varying, 'cover'::character varying, 'acting'::character varying])::text[]))),
    CONSTRAINT ck_post_role CHECK (((role)::text = ANY ((ARRAY['grid_worker'::character varying, 'micro_head'::character varying, 'liaison'::character varying, 'host'::character varying, 'street'::character varying, 'district'::character varying, 'volunteer'::character varying, 'counter'::character varying, 'judge'::character varying, 'auditor'::character varying])::text[])))
);
CREATE TABLE public.posting (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    account character varying(32) NOT NULL,
    passbook_id uuid,
    lot_id uuid,
    amount integer NOT NULL,
    CONSTRAINT ck_posting_amount CHECK ((amount <> 0)),
    CONSTRAINT ck_posting_ledger_account CHECK (((account)::text = ANY ((ARRAY['available'::character varying, 'held'::character varying, 'debt'::character varying, 'issued'::character varying, 'redeemed'::character varying, 'expired'::character varying, 'correction'::character varying, 'donated'::character varying, 'moved'::character varying])::text[]))),
    CONSTRAINT ck_posting_owner CHECK ((((account)::text = ANY ((ARRAY['available'::character varying, 'held'::character varying, 'debt'::character varying])::text[])) = (passbook_id IS NOT NULL)))
);
CREATE TABLE public.promise (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    series_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    case_id uuid,
    number character varying(20) NOT NULL,
    decided_on date NOT NULL,
    asked character varying(120) NOT NULL,
    households integer NOT NULL,
    deed character varying(300) NOT NULL,
    quantity integer,
    unit character varying(4) NOT NULL,
    owner_id uuid NOT NULL,
    owner_role character varying(60) NOT NULL,
    contact text,
    watcher_id uuid NOT NULL,
    supervisor_id uuid NOT NULL,
    verifier_id uuid NOT NULL,
    first_due date NOT NULL,
    due date NOT NULL,
    acceptance character varying(200) NOT NULL,
    funding character varying(200) NOT NULL,
    state character varying(32) NOT NULL,
    blocked_by character varying(200) NOT NULL,
    review_month character varying(7) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    moved_at timestamp with time zone NOT NULL,
    done_on date,
    reopened integer NOT NULL,
    extended integer NOT NULL,
    CONSTRAINT ck_promise_due_not_earlier CHECK ((due >= first_due)),
    CONSTRAINT ck_promise_other_verifier CHECK ((verifier_id <> owner_id)),
    CONSTRAINT ck_promise_state CHECK (((state)::text = ANY ((ARRAY['unconfirmed'::character varying, 'active'::character varying, 'checking'::character varying, 'rework'::character varying, 'done'::character varying, 'parked'::character varying, 'ended'::character varying])::text[])))
);
CREATE TABLE public.promise_extension (
    id uuid NOT NULL,
    promise_id uuid NOT NULL,
    delay character varying(32) NOT NULL,
    reason character varying(300) NOT NULL,
    old_due date NOT NULL,
    new_due date NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid,
    decided_at timestamp with time zone,
    decided_by uuid,
    granted boolean,
    answer character varying(200) NOT NULL,
    needs_council boolean NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_promise_extension_delay CHECK (((delay)::text = ANY ((ARRAY['weather'::character varying, 'materials'::character varying, 'money'::character varying, 'consent'::character varying, 'department'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.promise_link (
    id uuid NOT NULL,
    promise_id uuid NOT NULL,
    token_hash character varying(64) NOT NULL,
    purpose character varying(32) NOT NULL,
    sent_to character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    community_id uuid NOT NULL,
    CONSTRAINT ck_promise_link_act CHECK (((purpose)::text = ANY ((ARRAY['open'::character varying, 'confirm'::character varying, 'decline'::character varying, 'progress'::character varying, 'report'::character varying, 'pass'::character varying, 'send_back'::character varying, 'reopen'::character varying, 'transfer'::character varying, 'park'::character varying, 'resume'::character varying, 'end'::character varying, 'block'::character varying, 'nudge'::character varying, 'keep'::character varying])::text[])))
);
CREATE TABLE public.promise_parking (
    id uuid NOT NULL,
    promise_id uuid NOT NULL,
    review_month character varying(7) NOT NULL,
    reason character varying(300) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    granted boolean,
    answer character varying(200) NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.promise_part (
    id uuid NOT NULL,
    promise_id uuid NOT NULL,
    building_id uuid,
    "position" integer NOT NULL,
    place character varying(60) NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.promise_reminder (
    id uuid NOT NULL,
    promise_id uuid NOT NULL,
    rung character varying(32) NOT NULL,
    for_due date NOT NULL,
    number character varying(40) NOT NULL,
    to_id uuid NOT NULL,
    words character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    made_by uuid,
    answered_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_promise_reminder_rung CHECK (((rung)::text = ANY ((ARRAY['soon'::character varying, 'today'::character varying, 'nudge'::character varying, 'order'::character varying, 'council'::character varying, 'street'::character varying, 'silence'::character varying])::text[])))
);
CREATE TABLE public.promise_step (
    id uuid NOT NULL,
    promise_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    act character varying(32) NOT NULL,
    before character varying(20) NOT NULL,
    after character varying(20) NOT NULL,
    by_id uuid,
    by_words character varying(80) NOT NULL,
    way character varying(32),
    note character varying(500) NOT NULL,
    photo_id uuid,
    photo_before_id uuid,
    witnesses character varying(120) NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_promise_step_act CHECK (((act)::text = ANY ((ARRAY['open'::character varying, 'confirm'::character varying, 'decline'::character varying, 'progress'::character varying, 'report'::character varying, 'pass'::character varying, 'send_back'::character varying, 'reopen'::character varying, 'transfer'::character varying, 'park'::character varying, 'resume'::character varying, 'end'::character varying, 'block'::character varying, 'nudge'::character varying, 'keep'::character varying])::text[]))),
    CONSTRAINT ck_promise_step_way CHECK (((way)::text = ANY ((ARRAY['link'::character varying, 'paper'::character varying, 'phone'::character varying, 'account'::character varying, 'room'::character varying])::text[])))
);
CREATE TABLE public.proof (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    milliseconds integer NOT NULL,
    figures json NOT NULL,
    faults json NOT NULL
);
CREATE TABLE public.provider_link (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    provider character varying(200) NOT NULL,
    subject character varying(255) NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.public_notice (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    subject_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    title character varying(80) NOT NULL,
    basis character varying(200) NOT NULL,
    content json NOT NULL,
    content_hash character varying(64) NOT NULL,
    days integer NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    put_up_by uuid,
    closed_at timestamp with time zone,
    result character varying(80) NOT NULL,
    CONSTRAINT ck_public_notice_dates CHECK ((ends_on > starts_on)),
    CONSTRAINT ck_public_notice_days CHECK ((days >= 5)),
    CONSTRAINT ck_public_notice_notice_kind CHECK (((kind)::text = ANY ((ARRAY['stars'::character varying, 'contest'::character varying])::text[])))
);
CREATE TABLE public.qualification (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    skill character varying(32) NOT NULL,
    name character varying(80) NOT NULL,
    number text,
    issuer character varying(80) NOT NULL,
    valid_to date,
    checked_by uuid,
    checked_on date,
    CONSTRAINT ck_qualification_skill CHECK (((skill)::text = ANY ((ARRAY['law'::character varying, 'medical'::character varying, 'repair'::character varying, 'arts'::character varying, 'sports'::character varying, 'tutoring'::character varying, 'care'::character varying, 'patrol'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.questionnaire (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    form_key character varying(80) NOT NULL,
    title character varying(120) NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.questionnaire_version (
    id uuid NOT NULL,
    questionnaire_id uuid NOT NULL,
    number integer NOT NULL,
    label character varying(40) NOT NULL,
    compiled json NOT NULL,
    notes json NOT NULL,
    questions integer NOT NULL,
    held integer NOT NULL,
    hash character varying(64) NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.rating_round (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    rule_set_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    year integer NOT NULL,
    state character varying(32) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    as_of date,
    frozen_at timestamp with time zone,
    frozen_hash character varying(64) NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    decided_on date,
    job_id uuid,
    CONSTRAINT ck_rating_round_round_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'frozen'::character varying, 'notice'::character varying, 'decided'::character varying, 'issued'::character varying, 'archived'::character varying])::text[])))
);
CREATE TABLE public.recovery_code (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    code_index character varying(32) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.recusal (
    id uuid NOT NULL,
    line_id uuid NOT NULL,
    seat_id uuid NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    made_by uuid,
    community_id uuid NOT NULL
);
CREATE TABLE public.redemption_stop (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    reason character varying(300) NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    lifted_by uuid,
    lifted_at timestamp with time zone
);
CREATE TABLE public.register_upload (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    account_id uuid,
    kind character varying(20) NOT NULL,
    filename character varying(120) NOT NULL,
    row_count integer NOT NULL,
    heading json NOT NULL,
    problem_count integer NOT NULL,
    content text,
    report text,
    job_id uuid,
    made_at timestamp with time zone NOT NULL,
    imported_at timestamp with time zone,
    journal text,
    returned_at timestamp with time zone,
    returned_by uuid
);
CREATE TABLE public.resident (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    household_id uuid,
    party_id uuid,
    name character varying(120) NOT NULL COLLATE pg_catalog."C",
    pinyin character varying(120) NOT NULL COLLATE pg_catalog."C",
    initials character varying(120) NOT NULL COLLATE pg_catalog."C",
    sex character varying(32) NOT NULL,
    born_on date,
    phone text,
    phone_index character varying(32),
    phone_tail_index character varying(32),
    id_number text,
    id_number_index character varying(32),
    health text,
    political text,
    work character varying(80) NOT NULL,
    left_on date,
    died_on date,
    version integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    blocked_at timestamp with time zone,
    erased character varying(80) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT ck_resident_sex CHECK (((sex)::text = ANY ((ARRAY['female'::character varying, 'male'::character varying, 'unknown'::character varying])::text[])))
);
CREATE TABLE public.resolution (
    id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    community_id uuid NOT NULL,
    line_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    deed character varying(300) NOT NULL,
    owner_id uuid,
    watcher_id uuid,
    verifier_id uuid,
    deadline date,
    quantity integer,
    unit character varying(4) NOT NULL,
    each_building integer,
    acceptance character varying(200) NOT NULL,
    funding character varying(200) NOT NULL,
    later_month character varying(7) NOT NULL,
    flags json NOT NULL,
    present integer NOT NULL,
    needed integer NOT NULL,
    number integer,
    promise_id uuid,
    typed_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    typed_by uuid,
    final_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    withdrawn_by uuid,
    CONSTRAINT ck_resolution_resolution_kind CHECK (((kind)::text = ANY ((ARRAY['act'::character varying, 'tell'::character varying, 'refer'::character varying, 'covenant'::character varying, 'later'::character varying, 'note'::character varying])::text[])))
);
CREATE TABLE public.restore_drill (
    id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    file character varying(120) NOT NULL,
    milliseconds integer NOT NULL,
    is_good boolean NOT NULL,
    findings json NOT NULL,
    lost json NOT NULL,
    phones json NOT NULL
);
CREATE TABLE public.revisit (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    household_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    misses integer NOT NULL,
    method character varying(32) NOT NULL,
    slot character varying(32),
    due_on date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid,
    answer character varying(32),
    answered_at timestamp with time zone,
    answered_by uuid,
    CONSTRAINT ck_revisit_head_answer CHECK (((answer)::text = ANY ((ARRAY['met'::character varying, 'not_met'::character varying, 'moved'::character varying])::text[]))),
    CONSTRAINT ck_revisit_method CHECK (((method)::text = ANY ((ARRAY['door'::character varying, 'phone'::character varying, 'note'::character varying, 'micro_head'::character varying])::text[]))),
    CONSTRAINT ck_revisit_slot CHECK (((slot)::text = ANY ((ARRAY['morning'::character varying, 'afternoon'::character varying, 'evening'::character varying, 'weekend'::character varying])::text[])))
);
CREATE TABLE public.round_entry (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    round_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    party_id uuid NOT NULL,
    number character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    since date NOT NULL,
    minutes integer NOT NULL,
    months integer NOT NULL,
    star integer NOT NULL,
    had_star integer NOT NULL,
    proposed integer NOT NULL,
    steadiness character varying(200) NOT NULL,
    quality character varying(200) NOT NULL,
    neighbours character varying(200) NOT NULL,
    has_complaint boolean NOT NULL,
    reason character varying(300) NOT NULL,
    may_name boolean NOT NULL
);
CREATE TABLE public.saved_view (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    list_name character varying(40) NOT NULL,
    title character varying(30) NOT NULL,
    query character varying(1000) NOT NULL,
    shared_unit_id uuid,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.score_appeal (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    period_id uuid NOT NULL,
    party_id uuid NOT NULL,
    words text NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    finding character varying(32),
    points integer,
    answer text NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    CONSTRAINT ck_score_appeal_appeal_finding CHECK (((finding)::text = ANY ((ARRAY['upheld'::character varying, 'dismissed'::character varying])::text[])))
);
CREATE TABLE public.score_check (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    period_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    cause character varying(32) NOT NULL,
    holds boolean,
    words character varying(200) NOT NULL,
    looked_by uuid,
    looked_at timestamp with time zone,
    CONSTRAINT ck_score_check_check_cause CHECK (((cause)::text = ANY ((ARRAY['chance'::character varying, 'outlier'::character varying])::text[])))
);
CREATE TABLE public.score_entry (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    party_id uuid,
    month date NOT NULL,
    deed character varying(32) NOT NULL,
    points integer NOT NULL,
    cause character varying(120) NOT NULL,
    source_id uuid NOT NULL,
    source_url character varying(200) NOT NULL,
    place character varying(80) NOT NULL,
    sentence character varying(200) NOT NULL,
    rule_id uuid,
    takes_back_id uuid,
    happened_on date NOT NULL,
    earned_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_score_entry_deed CHECK (((deed)::text = ANY ((ARRAY['reported'::character varying, 'solved'::character varying, 'together'::character varying, 'quiet'::character varying, 'need_met'::character varying, 'task_done'::character varying])::text[]))),
    CONSTRAINT ck_score_entry_sign CHECK (((takes_back_id IS NULL) = (points >= 0)))
);
CREATE TABLE public.score_period (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    month date NOT NULL,
    state character varying(32) NOT NULL,
    checked_at timestamp with time zone,
    checked_by uuid,
    appeals_until date,
    confirmed_at timestamp with time zone,
    confirmed_by uuid,
    locked_at timestamp with time zone,
    CONSTRAINT ck_score_period_period_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'checking'::character varying, 'appeals'::character varying, 'confirmed'::character varying, 'locked'::character varying])::text[])))
);
CREATE TABLE public.score_result (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    period_id uuid NOT NULL,
    party_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    points integer NOT NULL,
    days_held integer NOT NULL,
    days integer NOT NULL,
    confirmed_by uuid NOT NULL,
    confirmed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.score_rule (
    id uuid NOT NULL,
    deed character varying(32) NOT NULL,
    points integer NOT NULL,
    first_share integer NOT NULL,
    day_cap integer,
    document character varying(120) NOT NULL,
    valid_from date NOT NULL,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_score_rule_deed CHECK (((deed)::text = ANY ((ARRAY['reported'::character varying, 'solved'::character varying, 'together'::character varying, 'quiet'::character varying, 'need_met'::character varying, 'task_done'::character varying])::text[]))),
    CONSTRAINT ck_score_rule_points CHECK (((points >= 0) AND (first_share >= 0) AND (first_share <= points)))
);
CREATE TABLE public.score_sheet (
    id uuid NOT NULL,
    contest_id uuid NOT NULL,
    stage_id uuid NOT NULL,
    judge_id uuid NOT NULL,
    nomination_id uuid NOT NULL,
    scores json NOT NULL,
    comment character varying(300) NOT NULL,
    locked_at timestamp with time zone,
    community_id uuid NOT NULL
);
CREATE TABLE public.setting_change (
    id uuid NOT NULL,
    name character varying(40) NOT NULL,
    value json,
    secret text,
    made_at timestamp with time zone NOT NULL,
    made_by uuid,
    document character varying(120) NOT NULL
);
CREATE TABLE public.setup_code (
    id uuid NOT NULL,
    code_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.shift (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    activity_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    places integer NOT NULL,
    served integer,
    CONSTRAINT ck_shift_places CHECK ((places > 0)),
    CONSTRAINT ck_shift_times CHECK ((ends_at > starts_at))
);
CREATE TABLE public.shop_order (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    passbook_id uuid NOT NULL,
    party_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    state character varying(32) NOT NULL,
    code character varying(8) NOT NULL,
    total integer NOT NULL,
    hold_until date NOT NULL,
    at timestamp with time zone NOT NULL,
    placed_by uuid NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    proxy_name text,
    CONSTRAINT ck_shop_order_order_state CHECK (((state)::text = ANY ((ARRAY['ready'::character varying, 'collected'::character varying, 'cancelled'::character varying, 'lapsed'::character varying, 'returned'::character varying])::text[]))),
    CONSTRAINT ck_shop_order_total CHECK ((total > 0))
);
CREATE TABLE public.shop_order_line (
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    goods_id uuid NOT NULL,
    name character varying(40) NOT NULL,
    measure character varying(8) NOT NULL,
    quantity integer NOT NULL,
    points_each integer NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_shop_order_line_quantity CHECK ((quantity > 0))
);
CREATE TABLE public.sign_in (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    token_hash character varying(64) NOT NULL,
    device character varying(80) NOT NULL,
    shared boolean NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    proved_at timestamp with time zone,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE TABLE public.sign_up (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    shift_id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    place character varying(32) NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT ck_sign_up_place CHECK (((place)::text = ANY ((ARRAY['going'::character varying, 'waiting'::character varying, 'withdrawn'::character varying])::text[])))
);
CREATE TABLE public.star_application (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    star integer NOT NULL,
    body character varying(32) NOT NULL,
    sent_on date,
    document character varying(80) NOT NULL,
    CONSTRAINT ck_star_application_body CHECK (((body)::text = ANY ((ARRAY['community'::character varying, 'street'::character varying, 'district'::character varying, 'city'::character varying, 'province'::character varying])::text[])))
);
CREATE TABLE public.star_rule_set (
    id uuid NOT NULL,
    community_id uuid,
    name character varying(80) NOT NULL,
    document character varying(80) NOT NULL,
    track character varying(32) NOT NULL,
    steps json NOT NULL,
    least_months integer NOT NULL,
    once_a_year boolean NOT NULL,
    notice_days integer NOT NULL,
    appeal_days integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_star_rule_set_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_star_rule_set_notice CHECK ((notice_days >= 5)),
    CONSTRAINT ck_star_rule_set_track CHECK (((track)::text = ANY ((ARRAY['hours'::character varying, 'review'::character varying])::text[])))
);
CREATE TABLE public.stock_move (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    goods_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    key character varying(120) NOT NULL,
    free integer NOT NULL,
    held integer NOT NULL,
    allotted integer NOT NULL,
    donor_id uuid,
    source character varying(80) NOT NULL,
    note character varying(200) NOT NULL,
    made_by uuid,
    at timestamp with time zone NOT NULL,
    CONSTRAINT ck_stock_move_move_kind CHECK (((kind)::text = ANY ((ARRAY['bought'::character varying, 'donated'::character varying, 'held'::character varying, 'freed'::character varying, 'handed'::character varying, 'returned'::character varying, 'spoilt'::character varying, 'counted'::character varying, 'allotted'::character varying, 'sold_offline'::character varying, 'allotment_back'::character varying])::text[])))
);
CREATE TABLE public.stocktake (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    begun_by uuid NOT NULL,
    closed_at timestamp with time zone,
    closed_by uuid
);
CREATE TABLE public.stocktake_line (
    id uuid NOT NULL,
    stocktake_id uuid NOT NULL,
    goods_id uuid NOT NULL,
    expected integer NOT NULL,
    counted integer NOT NULL,
    note character varying(120) NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT ck_stocktake_line_counted CHECK ((counted >= 0))
);
CREATE TABLE public.sync_clash (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    community_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    subject_kind character varying(40) NOT NULL,
    subject_id uuid NOT NULL,
    line character varying(60) NOT NULL,
    base text,
    theirs text,
    mine text,
    account_id uuid NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    chose_mine boolean
);
CREATE TABLE public.sync_epoch (
    id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.sync_mirror (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    sealed text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.sync_phone (
    id uuid NOT NULL,
    device_id uuid NOT NULL,
    account_id uuid NOT NULL,
    community_id uuid,
    unit_id uuid,
    name character varying(80) NOT NULL,
    unsent integer NOT NULL,
    oldest_at timestamp with time zone,
    seen_at timestamp with time zone NOT NULL,
    lost_at timestamp with time zone,
    lost_by uuid,
    wiped_at timestamp with time zone
);
CREATE TABLE public.sync_receipt (
    id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    version integer NOT NULL,
    hash character varying(64) NOT NULL,
    account_id uuid NOT NULL,
    community_id uuid NOT NULL,
    captured_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    corrected_at timestamp with time zone,
    review boolean NOT NULL,
    body text
);
CREATE TABLE public.sync_review (
    id uuid NOT NULL,
    kind character varying(40) NOT NULL,
    version integer NOT NULL,
    account_id uuid NOT NULL,
    community_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    body text,
    captured_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    why character varying(300) NOT NULL,
    state character varying(32) NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    note character varying(300) NOT NULL,
    CONSTRAINT ck_sync_review_review_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'taken'::character varying, 'set_aside'::character varying])::text[])))
);
CREATE TABLE public.sync_version (
    id uuid NOT NULL,
    record_id uuid NOT NULL,
    account_id uuid NOT NULL,
    community_id uuid NOT NULL,
    hash character varying(64) NOT NULL,
    body text,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.talent_entry (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    community_id uuid NOT NULL,
    award_id uuid NOT NULL,
    party_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    consent_on date NOT NULL,
    consent_text character varying(20) NOT NULL,
    strengths character varying(300) NOT NULL,
    plan character varying(300) NOT NULL,
    mentor character varying(80) NOT NULL,
    valid_to date NOT NULL,
    left_on date
);
CREATE TABLE public.talent_outcome (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    "on" date NOT NULL,
    document character varying(80) NOT NULL,
    recorded_by uuid,
    community_id uuid NOT NULL,
    CONSTRAINT ck_talent_outcome_outcome_kind CHECK (((kind)::text = ANY ((ARRAY['committee'::character varying, 'street'::character varying, 'other'::character varying])::text[])))
);
CREATE TABLE public.task (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    order_id uuid NOT NULL,
    routine_id uuid,
    state character varying(32) NOT NULL,
    assignee_id uuid,
    total integer NOT NULL,
    done integer NOT NULL,
    due_at timestamp with time zone NOT NULL,
    first_due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    signed_at timestamp with time zone,
    submitted_at timestamp with time zone,
    finished_at timestamp with time zone,
    captured_at timestamp with time zone,
    CONSTRAINT ck_task_counts CHECK (((done >= 0) AND (total >= 0))),
    CONSTRAINT ck_task_state CHECK (((state)::text = ANY ((ARRAY['sent'::character varying, 'signed'::character varying, 'doing'::character varying, 'submitted'::character varying, 'done'::character varying, 'returned'::character varying, 'withdrawn'::character varying, 'missed'::character varying])::text[])))
);
CREATE TABLE public.task_act (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    task_id uuid NOT NULL,
    act character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    account_id uuid,
    reason character varying(300) NOT NULL,
    due_before timestamp with time zone,
    due_after timestamp with time zone,
    CONSTRAINT ck_task_act_act CHECK (((act)::text = ANY ((ARRAY['send'::character varying, 'sign'::character varying, 'answer'::character varying, 'submit'::character varying, 'confirm'::character varying, 'rework'::character varying, 'object'::character varying, 'refuse'::character varying, 'return'::character varying, 'raise'::character varying, 'extend'::character varying, 'reassign'::character varying, 'join'::character varying, 'change'::character varying, 'press'::character varying, 'withdraw'::character varying, 'miss'::character varying])::text[])))
);
CREATE TABLE public.task_answer (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    task_id uuid NOT NULL,
    household_id uuid,
    account_id uuid NOT NULL,
    form_id uuid,
    visit_id uuid,
    answers text,
    captured_at timestamp with time zone NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone
);
CREATE TABLE public.task_objection (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    task_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    code character varying(32) NOT NULL,
    reason character varying(300) NOT NULL,
    until date,
    made_by uuid,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    raised_at timestamp with time zone,
    accepted boolean,
    answer character varying(300) NOT NULL,
    answered_by uuid,
    answered_at timestamp with time zone,
    CONSTRAINT ck_task_objection_objection_code CHECK (((code)::text = ANY ((ARRAY['not_ours'::character varying, 'held_already'::character varying, 'no_basis'::character varying, 'too_much'::character varying, 'more_time'::character varying])::text[])))
);
CREATE TABLE public.task_order (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    year integer NOT NULL,
    serial integer NOT NULL,
    routine_id uuid,
    slot character varying(12),
    duty_id uuid,
    emergency character varying(20) NOT NULL,
    document character varying(80) NOT NULL,
    title character varying(60) NOT NULL,
    words text NOT NULL,
    urgency character varying(32) NOT NULL,
    evidence character varying(32) NOT NULL,
    homes character varying(32) NOT NULL,
    minutes integer NOT NULL,
    points integer NOT NULL,
    form_id uuid,
    version integer NOT NULL,
    joined_id uuid,
    reason character varying(300) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    made_by uuid,
    withdrawn_at timestamp with time zone,
    withdrawn_why character varying(300) NOT NULL,
    CONSTRAINT ck_task_order_basis CHECK (((duty_id IS NOT NULL) OR ((emergency)::text <> ''::text))),
    CONSTRAINT ck_task_order_evidence CHECK (((evidence)::text = ANY ((ARRAY['none'::character varying, 'check'::character varying])::text[]))),
    CONSTRAINT ck_task_order_homes CHECK (((homes)::text = ANY ((ARRAY['none'::character varying, 'all'::character varying, 'key'::character varying, 'rented'::character varying])::text[]))),
    CONSTRAINT ck_task_order_minutes CHECK ((minutes >= 0)),
    CONSTRAINT ck_task_order_urgency CHECK (((urgency)::text = ANY ((ARRAY['normal'::character varying, 'urgent'::character varying])::text[])))
);
CREATE TABLE public.task_routine (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    duty_id uuid NOT NULL,
    title character varying(60) NOT NULL,
    words text NOT NULL,
    cycle character varying(32) NOT NULL,
    days integer NOT NULL,
    grid_kind character varying(32) NOT NULL,
    homes character varying(32) NOT NULL,
    minutes integer NOT NULL,
    points integer NOT NULL,
    evidence character varying(32) NOT NULL,
    form_id uuid,
    starts_on date NOT NULL,
    stopped_on date,
    made_by uuid,
    CONSTRAINT ck_task_routine_cycle CHECK (((cycle)::text = ANY ((ARRAY['daily'::character varying, 'weekly'::character varying, 'last_working_day'::character varying, 'monthly'::character varying, 'quarterly'::character varying])::text[]))),
    CONSTRAINT ck_task_routine_days CHECK ((days > 0)),
    CONSTRAINT ck_task_routine_evidence CHECK (((evidence)::text = ANY ((ARRAY['none'::character varying, 'check'::character varying])::text[]))),
    CONSTRAINT ck_task_routine_grid_kind CHECK (((grid_kind)::text = ANY ((ARRAY['any'::character varying, 'homes'::character varying, 'shops'::character varying])::text[]))),
    CONSTRAINT ck_task_routine_homes CHECK (((homes)::text = ANY ((ARRAY['none'::character varying, 'all'::character varying, 'key'::character varying, 'rented'::character varying])::text[])))
);
CREATE TABLE public.tool (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    model_id uuid NOT NULL,
    station_id uuid NOT NULL,
    number character varying(6) NOT NULL,
    state character varying(32) NOT NULL,
    inspected_on date,
    inspect_by date,
    since date NOT NULL,
    ended_on date,
    end_why character varying(200) NOT NULL,
    CONSTRAINT ck_tool_tool_state CHECK (((state)::text = ANY ((ARRAY['new'::character varying, 'in_use'::character varying, 'repair'::character varying, 'lost'::character varying, 'retired'::character varying])::text[])))
);
CREATE TABLE public.tool_closed_day (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    station_id uuid NOT NULL,
    "on" date NOT NULL,
    why character varying(80) NOT NULL
);
CREATE TABLE public.tool_loan (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    tool_id uuid NOT NULL,
    model_id uuid NOT NULL,
    station_id uuid NOT NULL,
    resident_id uuid,
    household_id uuid,
    proxy_name text,
    out_at timestamp with time zone NOT NULL,
    out_by uuid,
    due_on date NOT NULL,
    renewals integer NOT NULL,
    need_seen boolean NOT NULL,
    safety_read boolean NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    "end" character varying(32),
    back_station_id uuid,
    in_box boolean NOT NULL,
    late_days integer NOT NULL,
    missing json NOT NULL,
    words character varying(200) NOT NULL,
    checked_at timestamp with time zone,
    checked_by uuid,
    CONSTRAINT ck_tool_loan_counts CHECK (((renewals >= 0) AND (late_days >= 0))),
    CONSTRAINT ck_tool_loan_loan_end CHECK ((("end")::text = ANY ((ARRAY['back'::character varying, 'lost'::character varying])::text[])))
);
CREATE TABLE public.tool_loan_reminder (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    loan_id uuid NOT NULL,
    rung character varying(32) NOT NULL,
    due_on date NOT NULL,
    told_at timestamp with time zone,
    told_by uuid,
    CONSTRAINT ck_tool_loan_reminder_rung CHECK (((rung)::text = ANY ((ARRAY['day_before'::character varying, 'due_day'::character varying, 'day_after'::character varying, 'week_after'::character varying])::text[])))
);
CREATE TABLE public.tool_model (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    name character varying(40) NOT NULL,
    initials character varying(120) NOT NULL COLLATE pg_catalog."C",
    kind character varying(32) NOT NULL,
    value_cents integer NOT NULL,
    safety_note text NOT NULL,
    accessories json NOT NULL,
    loan_days integer NOT NULL,
    care_days integer,
    renewals integer NOT NULL,
    limit_each integer NOT NULL,
    needs_approval boolean NOT NULL,
    inspect_months integer,
    ended_on date,
    CONSTRAINT ck_tool_model_terms CHECK (((loan_days > 0) AND (limit_each > 0) AND (renewals >= 0))),
    CONSTRAINT ck_tool_model_tool_kind CHECK (((kind)::text = ANY ((ARRAY['power'::character varying, 'hand'::character varying, 'aid'::character varying, 'home'::character varying])::text[])))
);
CREATE TABLE public.tool_reservation (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    model_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    need_seen boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid,
    state character varying(32) NOT NULL,
    approved_at timestamp with time zone,
    approved_by uuid,
    tool_id uuid,
    ready_at timestamp with time zone,
    ready_until date,
    told_at timestamp with time zone,
    told_by uuid,
    ended_at timestamp with time zone,
    CONSTRAINT ck_tool_reservation_ready CHECK ((((state)::text <> 'ready'::text) OR ((tool_id IS NOT NULL) AND (ready_until IS NOT NULL)))),
    CONSTRAINT ck_tool_reservation_reservation_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'ready'::character varying, 'collected'::character varying, 'cancelled'::character varying, 'lapsed'::character varying])::text[])))
);
CREATE TABLE public.tool_station (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    name character varying(40) NOT NULL,
    venue character varying(80) NOT NULL,
    phone character varying(20) NOT NULL,
    weekdays json NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    has_box boolean NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    CONSTRAINT ck_tool_station_hours CHECK ((opens < closes))
);
CREATE TABLE public.tool_suspension (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    resident_id uuid NOT NULL,
    loan_id uuid,
    why character varying(200) NOT NULL,
    since date NOT NULL,
    until date NOT NULL,
    made_by uuid,
    lifted_at timestamp with time zone,
    lifted_by uuid,
    CONSTRAINT ck_tool_suspension_days CHECK ((until >= since))
);
CREATE TABLE public.tool_ticket (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    tool_id uuid NOT NULL,
    loan_id uuid,
    words character varying(200) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid,
    closed_at timestamp with time zone,
    closed_by uuid,
    "end" character varying(32),
    cost_cents integer NOT NULL,
    CONSTRAINT ck_tool_ticket_ticket_end CHECK ((("end")::text = ANY ((ARRAY['repaired'::character varying, 'retired'::character varying])::text[])))
);
CREATE TABLE public.unit (
    id uuid NOT NULL,
    kind character varying(32) NOT NULL,
    name character varying(80) NOT NULL,
    code character varying(20) NOT NULL,
    parent_id uuid,
    path character varying(120) NOT NULL,
    "position" integer NOT NULL,
    duty_phone character varying(20),
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT ck_unit_dates CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT ck_unit_unit_kind CHECK (((kind)::text = ANY ((ARRAY['district'::character varying, 'street'::character varying, 'community'::character varying, 'grid'::character varying, 'micro_grid'::character varying])::text[])))
);
CREATE TABLE public.unit_lineage (
    id uuid NOT NULL,
    before_id uuid NOT NULL,
    after_id uuid NOT NULL,
    order_id uuid NOT NULL
);
CREATE TABLE public.unit_version (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    name character varying(80) NOT NULL,
    code character varying(20) NOT NULL,
    parent_id uuid,
    valid_from date NOT NULL,
    valid_to date,
    order_id uuid
);
CREATE TABLE public.visit (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid NOT NULL,
    building_id uuid NOT NULL,
    household_id uuid NOT NULL,
    account_id uuid NOT NULL,
    outcome character varying(32) NOT NULL,
    means character varying(32) NOT NULL,
    topic character varying(32),
    category character varying(40) NOT NULL,
    words text,
    case_id uuid,
    captured_at timestamp with time zone NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT ck_visit_means CHECK (((means)::text = ANY ((ARRAY['door'::character varying, 'phone'::character varying, 'note'::character varying])::text[]))),
    CONSTRAINT ck_visit_outcome CHECK (((outcome)::text = ANY ((ARRAY['fine'::character varying, 'something'::character varying, 'nobody'::character varying, 'declined'::character varying])::text[]))),
    CONSTRAINT ck_visit_topic CHECK (((topic)::text = ANY ((ARRAY['need'::character varying, 'hazard'::character varying, 'change'::character varying])::text[])))
);
CREATE TABLE public.volunteer (
    id uuid NOT NULL,
    community_id uuid NOT NULL,
    grid_id uuid,
    party_id uuid NOT NULL,
    account_id uuid,
    number character varying(20) NOT NULL,
    national_number text,
    national_index character varying(32),
    document_number text,
    name character varying(80) NOT NULL,
    phone text,
    phone_index character varying(32),
    born_on date,
    skills json NOT NULL,
    joined_on date NOT NULL,
    left_on date,
    consent_on date NOT NULL,
    consent_text character varying(20) NOT NULL,
    guardian_name text,
    guardian_phone text,
    CONSTRAINT ck_volunteer_dates CHECK (((left_on IS NULL) OR (left_on >= joined_on)))
);
CREATE TABLE public.volunteer_device (
    id uuid NOT NULL,
    volunteer_id uuid NOT NULL,
    token_hash character varying(64) NOT NULL,
    name character varying(80) NOT NULL,
    known_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    forgotten_at timestamp with time zone,
    community_id uuid NOT NULL
);
CREATE TABLE public.volunteer_number (
    community_id uuid NOT NULL,
    last integer NOT NULL
);
CREATE TABLE public.volunteer_pin (
    volunteer_id uuid NOT NULL,
    secret character varying(200) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    community_id uuid NOT NULL
);
CREATE TABLE public.word_pair (
    kind character varying(12) NOT NULL,
    community_id uuid NOT NULL,
    pair character varying(8) NOT NULL,
    row_id uuid NOT NULL
);
CREATE TABLE public.wording (
    id uuid NOT NULL,
    resolution_id uuid NOT NULL,
    after_id uuid,
    over_id uuid,
    line text NOT NULL,
    typed_by uuid,
    typed_by_name character varying(80) NOT NULL,
    typed_at timestamp with time zone NOT NULL,
    community_id uuid NOT NULL
);
ALTER TABLE ONLY public.installation ALTER COLUMN single SET DEFAULT nextval('public.installation_single_seq'::regclass);
INSERT INTO public.account VALUES ('01a23037-4842-7c2e-9b5a-abc5bbcbe8e6', '01a23037-4838-7fe1-bce8-1fcbbb3d4b59', 'wang', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-484b-7124-9be5-1a70dd183857', '01a23037-484a-711a-8452-527e69d454ad', 'ma', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-484d-75b0-9341-59e4c7951d4f', '01a23037-484c-77ae-8879-6c0037cb29f8', 'li', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-484f-78d0-82de-018d7ca16568', '01a23037-484e-7bde-b67a-e21513cda1d2', 'zhao', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-4851-7a83-bd46-91c7f89d8dff', '01a23037-4850-7e05-ac6b-36e6a590da39', 'chen', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-4853-7d3c-b192-74e9e089a42f', '01a23037-4852-7ebf-a7ff-301f650064fd', 'he', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-4856-70eb-aef6-e167e3de6e9c', '01a23037-4855-7545-8291-0ef130b9ce85', 'qian', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-4857-7ec7-8568-bbc70f5a86cc', '01a23037-4857-7339-883f-3ca85e7d8188', 'sun', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-4859-7e3a-a606-a26b257d4466', '01a23037-4859-724d-bc3c-7dfca57d93bb', 'zhou', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-485b-7d31-b070-5bd2e1802ff2', '01a23037-485b-7154-85b0-5925d2e12e09', 'wu', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-485d-7b5e-bfc5-e3f40f581782', '01a23037-485d-703e-8524-9e9a78617316', 'zheng', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-485f-77a6-be31-3e31d839a0a9', '01a23037-485e-7d29-a0cd-ac6af5084f68', 'stranger', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.account VALUES ('01a23037-4862-7ce7-ab4b-6a9e26b89435', '01a23037-4862-7170-84be-158ffb366f80', 'far_host', NULL, NULL, '$argon2id$v=19$m=8,t=1,p=1$Lu3tIAdGT8bJyezXoVAMDA$u5rgrjVQ8HofBf9GSvvVMnhJXYkdQ90V5t7K/HULP40', false, NULL, '', '', false);
INSERT INTO public.alembic_version VALUES ('kept_bodies');
INSERT INTO public.audit_head VALUES ('01a23037-457b-7147-83fe-21a624b469b4', 7, '80b5ec20c09483b5a60b1bc3011d67141220d1d08984bf14afd3f1b63f04ec05');
INSERT INTO public.audit_head VALUES ('00000000-0000-7000-8000-000000000000', 17, '0f6ac157f1ae77832f95eee0ff4058d3a2ec9f5f34227a3e64cd1e16cbcea398');
INSERT INTO public.audit_head VALUES ('01a23037-457f-7655-9b6a-519f0a60fb8b', 2, 'e9b8a2886f8b24b0484df280921635e618e110819eb35fdb4bc0dede241f77b9');
INSERT INTO public.audit_line VALUES ('01a23037-4846-78db-8b25-cf2500d80794', '01a23037-457b-7147-83fe-21a624b469b4', 1, '2026-12-01 06:07:39.078567+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4842-7c2e-9b5a-abc5bbcbe8e6', NULL, NULL, '', '', '40b7d909bde9d5a177ae355f7731392680bcc5936f0ce694cb7dc3f87c3f452a');
INSERT INTO public.audit_line VALUES ('01a23037-4849-7dde-a0fd-e1871236eb45', '00000000-0000-7000-8000-000000000000', 1, '2026-12-01 06:07:39.081873+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4848-755a-92a4-18eb29c01612', NULL, '{"role": "grid_worker", "unit": "01a23037-457b-7df3-b867-210b202c141b"}', '', '', '9d06fbc6a6bd914dfd58b382b71389b7df8f913f599919b54764d0ac1d95a022');
INSERT INTO public.audit_line VALUES ('01a23037-484b-7782-bec9-efa959d92404', '01a23037-457b-7147-83fe-21a624b469b4', 2, '2026-12-01 06:07:39.083474+00', NULL, NULL, '', 'open_account', 'account', '01a23037-484b-7124-9be5-1a70dd183857', NULL, NULL, '', '40b7d909bde9d5a177ae355f7731392680bcc5936f0ce694cb7dc3f87c3f452a', 'd43b30550f356db773bcf70de61d14ddca4600829ddb94514be7aa368963c346');
INSERT INTO public.audit_line VALUES ('01a23037-484c-758b-8163-c616e37e7745', '00000000-0000-7000-8000-000000000000', 2, '2026-12-01 06:07:39.084351+00', NULL, NULL, '', 'give_post', 'post', '01a23037-484b-7f36-9077-75d400171627', NULL, '{"role": "grid_worker", "unit": "01a23037-457c-7aeb-ba4c-9a6561d6752f"}', '', '9d06fbc6a6bd914dfd58b382b71389b7df8f913f599919b54764d0ac1d95a022', '87f9b0da2ef32d6d2a0932f27893006ed799bd2b8d1525c177409576d6fc81e1');
INSERT INTO public.audit_line VALUES ('01a23037-484d-7baf-b0dc-02da0622b47c', '01a23037-457b-7147-83fe-21a624b469b4', 3, '2026-12-01 06:07:39.085735+00', NULL, NULL, '', 'open_account', 'account', '01a23037-484d-75b0-9341-59e4c7951d4f', NULL, NULL, '', 'd43b30550f356db773bcf70de61d14ddca4600829ddb94514be7aa368963c346', 'cba0459d40316df1b47958cda77a57664818bd2b5c75ec0f5496bfd39e0175d0');
INSERT INTO public.audit_line VALUES ('01a23037-484e-799b-a5ed-d6698cf15c02', '00000000-0000-7000-8000-000000000000', 3, '2026-12-01 06:07:39.086605+00', NULL, NULL, '', 'give_post', 'post', '01a23037-484e-7376-a507-700fd9f455cd', NULL, '{"role": "host", "unit": "01a23037-457b-7147-83fe-21a624b469b4"}', '', '87f9b0da2ef32d6d2a0932f27893006ed799bd2b8d1525c177409576d6fc81e1', '682720731e501eb739efdfea412e25cac5c802a83fe415e0da98284a8034272f');
INSERT INTO public.audit_line VALUES ('01a23037-484f-7e9f-89d4-6fdb33f73986', '01a23037-457b-7147-83fe-21a624b469b4', 4, '2026-12-01 06:07:39.087918+00', NULL, NULL, '', 'open_account', 'account', '01a23037-484f-78d0-82de-018d7ca16568', NULL, NULL, '', 'cba0459d40316df1b47958cda77a57664818bd2b5c75ec0f5496bfd39e0175d0', 'c40a8c3f1142118942db73fd812720a9bf7756259faf5c3fecf4a23ac48409cc');
INSERT INTO public.audit_line VALUES ('01a23037-4850-7c07-84f6-e8b264a3b0c1', '00000000-0000-7000-8000-000000000000', 4, '2026-12-01 06:07:39.088757+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4850-75b2-adc8-faa4a29777de', NULL, '{"role": "volunteer", "unit": "01a23037-457b-7147-83fe-21a624b469b4"}', '', '682720731e501eb739efdfea412e25cac5c802a83fe415e0da98284a8034272f', 'a3d05347e841de9876632b43e785fc257631733bdb39488d1aad3d0cba72afcb');
INSERT INTO public.audit_line VALUES ('01a23037-4852-7053-b16d-94d2ad63cf1c', '00000000-0000-7000-8000-000000000000', 5, '2026-12-01 06:07:39.090024+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4851-7a83-bd46-91c7f89d8dff', NULL, NULL, '', 'a3d05347e841de9876632b43e785fc257631733bdb39488d1aad3d0cba72afcb', '1c636b97d79c1589253be971feb33cb3c0b610bcf33fe52111aa925ac45dee40');
INSERT INTO public.audit_line VALUES ('01a23037-4852-7cdb-b81f-59cae60265c5', '00000000-0000-7000-8000-000000000000', 6, '2026-12-01 06:07:39.090807+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4852-7703-8953-57ecbe9da0d6', NULL, '{"role": "street", "unit": "01a23037-457a-7100-af68-73a3b928dec7"}', '', '1c636b97d79c1589253be971feb33cb3c0b610bcf33fe52111aa925ac45dee40', '36a77536899113333197038555e3aeb437f705cb828c29f04bf98b60c07674c5');
INSERT INTO public.audit_line VALUES ('01a23037-4854-7400-a485-383d7a291d1a', '00000000-0000-7000-8000-000000000000', 7, '2026-12-01 06:07:39.092254+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4853-7d3c-b192-74e9e089a42f', NULL, NULL, '', '36a77536899113333197038555e3aeb437f705cb828c29f04bf98b60c07674c5', '41770d2adfb1910f2f74df6806fa4eb8fe02de3c6835239b85f3b78cd0842add');
INSERT INTO public.audit_line VALUES ('01a23037-4855-7354-8de0-a64467235d9f', '00000000-0000-7000-8000-000000000000', 8, '2026-12-01 06:07:39.093212+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4854-7c32-9adc-d29b3a64a428', NULL, '{"role": "district", "unit": "01a23037-4574-76a8-8c49-e16fd89f97f7"}', '', '41770d2adfb1910f2f74df6806fa4eb8fe02de3c6835239b85f3b78cd0842add', 'f6e0d6b23506d4fa80327e866cfbfd885c8239c88cabdd4c80fdeea3106b94bc');
INSERT INTO public.audit_line VALUES ('01a23037-4856-75ed-9e4b-a510c30f3b9c', '01a23037-457b-7147-83fe-21a624b469b4', 5, '2026-12-01 06:07:39.094374+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4856-70eb-aef6-e167e3de6e9c', NULL, NULL, '', 'c40a8c3f1142118942db73fd812720a9bf7756259faf5c3fecf4a23ac48409cc', '42518aeb78068ca1b75dbb4013c04ea1361740a72881343ce26a2c6f56149cbe');
INSERT INTO public.audit_line VALUES ('01a23037-4857-715d-90e3-46efdb31e668', '00000000-0000-7000-8000-000000000000', 9, '2026-12-01 06:07:39.095089+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4856-7c2c-ba8e-453668a189f8', NULL, '{"role": "counter", "unit": "01a23037-457b-7147-83fe-21a624b469b4"}', '', 'f6e0d6b23506d4fa80327e866cfbfd885c8239c88cabdd4c80fdeea3106b94bc', '1543a5419f3c063ddc55d5597be2972cf4dd9a5af42c14f56dc818ec71c46822');
INSERT INTO public.audit_line VALUES ('01a23037-4858-7416-916a-078e78920640', '00000000-0000-7000-8000-000000000000', 10, '2026-12-01 06:07:39.096259+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4857-7ec7-8568-bbc70f5a86cc', NULL, NULL, '', '1543a5419f3c063ddc55d5597be2972cf4dd9a5af42c14f56dc818ec71c46822', '1b9f36429e84c467bf370edc204345ad82b128aa249bacad86ff9dd5344eee7f');
INSERT INTO public.audit_line VALUES ('01a23037-4859-7088-ba42-e814f0d417d9', '00000000-0000-7000-8000-000000000000', 11, '2026-12-01 06:07:39.097037+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4858-7a7b-844c-7c6a9e414a91', NULL, '{"role": "judge", "unit": "01a23037-4574-76a8-8c49-e16fd89f97f7"}', '', '1b9f36429e84c467bf370edc204345ad82b128aa249bacad86ff9dd5344eee7f', '6f427cb4382d35e2320b684274a127b4a12092469dd58ecd783e348524e61854');
INSERT INTO public.audit_line VALUES ('01a23037-485a-73b1-ad14-2bfe2ada947f', '00000000-0000-7000-8000-000000000000', 12, '2026-12-01 06:07:39.098234+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4859-7e3a-a606-a26b257d4466', NULL, NULL, '', '6f427cb4382d35e2320b684274a127b4a12092469dd58ecd783e348524e61854', 'b9af675a94d3e3a3bbe0ded595d6c91941179dacbeb85f2628e83e2a7ef8ee49');
INSERT INTO public.audit_line VALUES ('01a23037-485a-7f9f-95ac-cb673e0c027a', '00000000-0000-7000-8000-000000000000', 13, '2026-12-01 06:07:39.09898+00', NULL, NULL, '', 'give_post', 'post', '01a23037-485a-7a44-b276-62ffa6320018', NULL, '{"role": "auditor", "unit": "01a23037-4574-76a8-8c49-e16fd89f97f7"}', '', 'b9af675a94d3e3a3bbe0ded595d6c91941179dacbeb85f2628e83e2a7ef8ee49', '37d7c2610b19b703ba854503c4f2528a49633804ba7f14741ad84a08586e9e87');
INSERT INTO public.audit_line VALUES ('01a23037-485c-7271-a3c1-35da8f6693a4', '01a23037-457b-7147-83fe-21a624b469b4', 6, '2026-12-01 06:07:39.100156+00', NULL, NULL, '', 'open_account', 'account', '01a23037-485b-7d31-b070-5bd2e1802ff2', NULL, NULL, '', '42518aeb78068ca1b75dbb4013c04ea1361740a72881343ce26a2c6f56149cbe', '4fc43f18b1107b0bdc76ac14247bedd812c11ba103d7b3eae3a7e70a86f73655');
INSERT INTO public.audit_line VALUES ('01a23037-485c-7e89-8cbc-cb20ea611658', '00000000-0000-7000-8000-000000000000', 14, '2026-12-01 06:07:39.100912+00', NULL, NULL, '', 'give_post', 'post', '01a23037-485c-78cc-a155-96eed7509cea', NULL, '{"role": "micro_head", "unit": "01a23037-457d-7d67-9e17-64d5b60dd54f"}', '', '37d7c2610b19b703ba854503c4f2528a49633804ba7f14741ad84a08586e9e87', '9f8768c9b9742ae1a822530c9df829b18f6decbbd9c6c7bea0296d0639046a91');
INSERT INTO public.audit_line VALUES ('01a23037-485e-704f-8f3e-d5c2e9113f68', '01a23037-457b-7147-83fe-21a624b469b4', 7, '2026-12-01 06:07:39.102023+00', NULL, NULL, '', 'open_account', 'account', '01a23037-485d-7b5e-bfc5-e3f40f581782', NULL, NULL, '', '4fc43f18b1107b0bdc76ac14247bedd812c11ba103d7b3eae3a7e70a86f73655', '80b5ec20c09483b5a60b1bc3011d67141220d1d08984bf14afd3f1b63f04ec05');
INSERT INTO public.audit_line VALUES ('01a23037-485e-7b77-b380-2173245d41f1', '00000000-0000-7000-8000-000000000000', 15, '2026-12-01 06:07:39.10272+00', NULL, NULL, '', 'give_post', 'post', '01a23037-485e-7679-8c42-f41158d4b2b0', NULL, '{"role": "liaison", "unit": "01a23037-457b-7df3-b867-210b202c141b"}', '', '9f8768c9b9742ae1a822530c9df829b18f6decbbd9c6c7bea0296d0639046a91', 'e5560f7c22e01dfe3633cb0d8a23c8eed07b8844a2cd52d0f46808998927a9ff');
INSERT INTO public.audit_line VALUES ('01a23037-4860-743f-915f-65df8525efe5', '01a23037-457f-7655-9b6a-519f0a60fb8b', 1, '2026-12-01 06:07:39.10427+00', NULL, NULL, '', 'open_account', 'account', '01a23037-485f-77a6-be31-3e31d839a0a9', NULL, NULL, '', '', '4ca40e59b1dfbea9c0c35983d905c57ac12d49b4963a40be714230555d64352c');
INSERT INTO public.audit_line VALUES ('01a23037-4861-7fa6-83b5-aa2ea4f43bc5', '00000000-0000-7000-8000-000000000000', 16, '2026-12-01 06:07:39.105982+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4860-7a28-b161-7b98375390b2', NULL, '{"role": "grid_worker", "unit": "01a23037-4580-7257-baf4-803ca33c55d6"}', '', 'e5560f7c22e01dfe3633cb0d8a23c8eed07b8844a2cd52d0f46808998927a9ff', 'deabe5fc33336235484a852aeb8f0962c74ec2766f90a91bc9ea4ea89a1b5ba7');
INSERT INTO public.audit_line VALUES ('01a23037-4863-7210-a7ed-33ead4263b1f', '01a23037-457f-7655-9b6a-519f0a60fb8b', 2, '2026-12-01 06:07:39.107133+00', NULL, NULL, '', 'open_account', 'account', '01a23037-4862-7ce7-ab4b-6a9e26b89435', NULL, NULL, '', '4ca40e59b1dfbea9c0c35983d905c57ac12d49b4963a40be714230555d64352c', 'e9b8a2886f8b24b0484df280921635e618e110819eb35fdb4bc0dede241f77b9');
INSERT INTO public.audit_line VALUES ('01a23037-4863-7d31-be0d-968c1f44be5e', '00000000-0000-7000-8000-000000000000', 17, '2026-12-01 06:07:39.107828+00', NULL, NULL, '', 'give_post', 'post', '01a23037-4863-7817-acb6-a5f8648498c8', NULL, '{"role": "host", "unit": "01a23037-457f-7655-9b6a-519f0a60fb8b"}', '', 'deabe5fc33336235484a852aeb8f0962c74ec2766f90a91bc9ea4ea89a1b5ba7', '0f6ac157f1ae77832f95eee0ff4058d3a2ec9f5f34227a3e64cd1e16cbcea398');
INSERT INTO public.case_category VALUES ('f32901f5-8d6a-5818-a22b-e2b154d94ede', 'FIRE', 'hazard', '消防通道', 1, 24, 'hour', 2, 'photo', true, 1, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('e83c54e2-3db7-5bd4-9bd9-0324e5c00fc8', 'EBIKE', 'hazard', '电动车', 1, 2, 'working_day', 24, 'photo', true, 2, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('db3623e2-20fb-5299-91d2-85a050dbb371', 'GAS', 'hazard', '燃气', 2, 4, 'hour', 2, 'words', true, 3, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('64be278a-98e6-5f4a-bbd6-d314ee611c2d', 'FALLING', 'hazard', '高空坠物', 2, 24, 'hour', 2, 'photo', true, 4, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('54ba2008-63ce-5db6-84a8-bbcc16a60596', 'WATER', 'hazard', '积水', 1, 8, 'working_hour', 24, 'photo', false, 5, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('edc01cd6-0a7c-5ace-bbff-8a5b2339b011', 'CLUTTER', 'hazard', '楼道堆物', 1, 3, 'working_day', 24, 'photo', false, 6, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('46674546-2985-5503-a65f-5bead1f719a8', 'ROAD', 'hazard', '路面、井盖', 2, 3, 'working_day', 24, 'photo', false, 7, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('bc984a9e-3a53-512b-89f0-5fd2ec3a8f11', 'LIGHT', 'hazard', '路灯、楼道灯', 1, 5, 'working_day', 24, 'words', false, 8, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('ed9bdfff-248f-5f02-901e-925bf22bad5e', 'REPAIR', 'need', '维修', 1, 5, 'working_day', 24, 'words', false, 9, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('2e393109-d233-5f44-af27-ea546c751497', 'ELDER', 'need', '养老', 1, 7, 'day', 24, 'words', true, 10, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('6ed78c87-34cc-5627-ae85-4c361529efc8', 'JOBS', 'need', '就业', 2, 15, 'working_day', 24, 'words', false, 11, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('3c7f16b2-fcb2-54ec-b28d-bdfe9c49b35d', 'NEIGHBOUR', 'need', '邻里', 1, 7, 'day', 24, 'words', false, 12, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('9f290af7-0779-5c10-8085-759d9c88d329', 'GREEN', 'need', '环境', 1, 10, 'working_day', 24, 'words', false, 13, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('49f4cb3d-a788-5d78-b1df-4a87326a60c8', 'MOSQUITO', 'need', '蚊虫', 1, 10, 'working_day', 24, 'words', false, 14, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('0ab37669-39f9-53a7-ab4e-8c8a38d0577a', 'PARKING', 'need', '停车', 2, 15, 'working_day', 24, 'words', false, 15, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('f4a24e21-be2a-5c07-953c-27e720afd833', 'HEATING', 'need', '水电气暖', 2, 24, 'hour', 24, 'words', true, 16, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('7c4cfbea-811f-58e6-86d4-cbcbee3655a7', 'CHILD', 'need', '看孩子', 1, 10, 'working_day', 24, 'words', false, 17, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('f64390d0-565a-5751-bfd5-07cb3bea9ad0', 'POLICY', 'need', '政策、证明', 1, 5, 'working_day', 24, 'none', false, 18, '2020-01-01', NULL);
INSERT INTO public.case_category VALUES ('0b88d901-2103-5a79-8c61-b65a1d86bfce', 'OTHER', 'need', '别的事', 1, 10, 'working_day', 24, 'words', false, 19, '2020-01-01', NULL);
INSERT INTO public.case_ladder VALUES ('5058ea08-e6f7-5bb1-a7d3-f78df2a10ac5', '2020-01-01', 1, 1, 3, 5, NULL, '2020-01-01 00:00:00+00');
INSERT INTO public.edition VALUES ('00000000-0000-7000-8000-000000000000', 5, 1);
INSERT INTO public.edition VALUES ('01a23037-457b-7147-83fe-21a624b469b4', 5, 1);
INSERT INTO public.edition VALUES ('01a23037-457f-7655-9b6a-519f0a60fb8b', 5, 1);
INSERT INTO public.party VALUES ('01a23037-4838-7fe1-bce8-1fcbbb3d4b59', 'person', '王秀英', 'wxy', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-484a-711a-8452-527e69d454ad', 'person', '马超然', 'mcr', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-484c-77ae-8879-6c0037cb29f8', 'person', '李静', 'lj', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-484e-7bde-b67a-e21513cda1d2', 'person', '赵国强', 'zgq', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-4850-7e05-ac6b-36e6a590da39', 'person', '陈立', 'cl', '', NULL, NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-4852-7ebf-a7ff-301f650064fd', 'person', '何敏', 'hm', '', NULL, NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-4855-7545-8291-0ef130b9ce85', 'person', '钱小梅', 'qxm', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-4857-7339-883f-3ca85e7d8188', 'person', '孙伟', 'sw', '', NULL, NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-4859-724d-bc3c-7dfca57d93bb', 'person', '周平', 'zp', '', NULL, NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-485b-7154-85b0-5925d2e12e09', 'person', '吴霞', 'wx', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-485d-703e-8524-9e9a78617316', 'person', '郑丽', 'zl', '', '01a23037-457b-7147-83fe-21a624b469b4', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-485e-7d29-a0cd-ac6af5084f68', 'person', '冯远', 'fy', '', '01a23037-457f-7655-9b6a-519f0a60fb8b', NULL, '', NULL, NULL);
INSERT INTO public.party VALUES ('01a23037-4862-7170-84be-158ffb366f80', 'person', '褚宁', 'cn', '', '01a23037-457f-7655-9b6a-519f0a60fb8b', NULL, '', NULL, NULL);
INSERT INTO public.post VALUES ('01a23037-4848-755a-92a4-18eb29c01612', '01a23037-4842-7c2e-9b5a-abc5bbcbe8e6', 'grid_worker', '01a23037-457b-7df3-b867-210b202c141b', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-484b-7f36-9077-75d400171627', '01a23037-484b-7124-9be5-1a70dd183857', 'grid_worker', '01a23037-457c-7aeb-ba4c-9a6561d6752f', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-484e-7376-a507-700fd9f455cd', '01a23037-484d-75b0-9341-59e4c7951d4f', 'host', '01a23037-457b-7147-83fe-21a624b469b4', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4850-75b2-adc8-faa4a29777de', '01a23037-484f-78d0-82de-018d7ca16568', 'volunteer', '01a23037-457b-7147-83fe-21a624b469b4', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4852-7703-8953-57ecbe9da0d6', '01a23037-4851-7a83-bd46-91c7f89d8dff', 'street', '01a23037-457a-7100-af68-73a3b928dec7', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4854-7c32-9adc-d29b3a64a428', '01a23037-4853-7d3c-b192-74e9e089a42f', 'district', '01a23037-4574-76a8-8c49-e16fd89f97f7', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4856-7c2c-ba8e-453668a189f8', '01a23037-4856-70eb-aef6-e167e3de6e9c', 'counter', '01a23037-457b-7147-83fe-21a624b469b4', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4858-7a7b-844c-7c6a9e414a91', '01a23037-4857-7ec7-8568-bbc70f5a86cc', 'judge', '01a23037-4574-76a8-8c49-e16fd89f97f7', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-485a-7a44-b276-62ffa6320018', '01a23037-4859-7e3a-a606-a26b257d4466', 'auditor', '01a23037-4574-76a8-8c49-e16fd89f97f7', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-485c-78cc-a155-96eed7509cea', '01a23037-485b-7d31-b070-5bd2e1802ff2', 'micro_head', '01a23037-457d-7d67-9e17-64d5b60dd54f', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-485e-7679-8c42-f41158d4b2b0', '01a23037-485d-7b5e-bfc5-e3f40f581782', 'liaison', '01a23037-457b-7df3-b867-210b202c141b', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4860-7a28-b161-7b98375390b2', '01a23037-485f-77a6-be31-3e31d839a0a9', 'grid_worker', '01a23037-4580-7257-baf4-803ca33c55d6', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.post VALUES ('01a23037-4863-7817-acb6-a5f8648498c8', '01a23037-4862-7ce7-ab4b-6a9e26b89435', 'host', '01a23037-457f-7655-9b6a-519f0a60fb8b', 'main', NULL, '2025-01-01', NULL, '');
INSERT INTO public.unit VALUES ('01a23037-4574-76a8-8c49-e16fd89f97f7', 'district', '东丽区', '120110', NULL, 'd89f97f7/', 0, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457a-7100-af68-73a3b928dec7', 'street', '军粮城街道', '120110011', '01a23037-4574-76a8-8c49-e16fd89f97f7', 'd89f97f7/b928dec7/', 0, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457b-7147-83fe-21a624b469b4', 'community', '冬梅轩社区', '120110011001', '01a23037-457a-7100-af68-73a3b928dec7', 'd89f97f7/b928dec7/24b469b4/', 0, '022-24990000', '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457b-7df3-b867-210b202c141b', 'grid', '第一网格', '', '01a23037-457b-7147-83fe-21a624b469b4', 'd89f97f7/b928dec7/24b469b4/202c141b/', 1, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457c-7aeb-ba4c-9a6561d6752f', 'grid', '第二网格', '', '01a23037-457b-7147-83fe-21a624b469b4', 'd89f97f7/b928dec7/24b469b4/61d6752f/', 2, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457d-7d67-9e17-64d5b60dd54f', 'micro_grid', '1号楼微网格', '', '01a23037-457b-7df3-b867-210b202c141b', 'd89f97f7/b928dec7/24b469b4/202c141b/b60dd54f/', 1, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457e-7af6-aadb-122de8d7f28c', 'street', '华新街道', '120110012', '01a23037-4574-76a8-8c49-e16fd89f97f7', 'd89f97f7/e8d7f28c/', 0, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-457f-7655-9b6a-519f0a60fb8b', 'community', '名都园社区', '120110012001', '01a23037-457e-7af6-aadb-122de8d7f28c', 'd89f97f7/e8d7f28c/0a60fb8b/', 0, NULL, '2025-01-01', NULL);
INSERT INTO public.unit VALUES ('01a23037-4580-7257-baf4-803ca33c55d6', 'grid', '第一网格', '', '01a23037-457f-7655-9b6a-519f0a60fb8b', 'd89f97f7/e8d7f28c/0a60fb8b/a33c55d6/', 1, NULL, '2025-01-01', NULL);
INSERT INTO public.unit_version VALUES ('01a23037-4578-7d2e-bd64-68e6bd8773f2', '01a23037-4574-76a8-8c49-e16fd89f97f7', '东丽区', '120110', NULL, '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457a-7a89-bf65-30910e9dcaa7', '01a23037-457a-7100-af68-73a3b928dec7', '军粮城街道', '120110011', '01a23037-4574-76a8-8c49-e16fd89f97f7', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457b-785d-9d69-d7d7c18d0264', '01a23037-457b-7147-83fe-21a624b469b4', '冬梅轩社区', '120110011001', '01a23037-457a-7100-af68-73a3b928dec7', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457c-74a6-8da6-d883c8c41553', '01a23037-457b-7df3-b867-210b202c141b', '第一网格', '', '01a23037-457b-7147-83fe-21a624b469b4', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457d-7810-a3f8-b9bea3354fd3', '01a23037-457c-7aeb-ba4c-9a6561d6752f', '第二网格', '', '01a23037-457b-7147-83fe-21a624b469b4', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457e-74c6-a66e-8e3135bdde2b', '01a23037-457d-7d67-9e17-64d5b60dd54f', '1号楼微网格', '', '01a23037-457b-7df3-b867-210b202c141b', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457f-708d-9156-9567c0ec45b0', '01a23037-457e-7af6-aadb-122de8d7f28c', '华新街道', '120110012', '01a23037-4574-76a8-8c49-e16fd89f97f7', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-457f-7bb1-a2c0-a01c37796d38', '01a23037-457f-7655-9b6a-519f0a60fb8b', '名都园社区', '120110012001', '01a23037-457e-7af6-aadb-122de8d7f28c', '2025-01-01', NULL, NULL);
INSERT INTO public.unit_version VALUES ('01a23037-4580-77c3-ab77-0e1926c46f0a', '01a23037-4580-7257-baf4-803ca33c55d6', '第一网格', '', '01a23037-457f-7655-9b6a-519f0a60fb8b', '2025-01-01', NULL, NULL);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.access_card
    ADD CONSTRAINT pk_access_card PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT pk_account PRIMARY KEY (id);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT pk_activity PRIMARY KEY (id);
ALTER TABLE ONLY public.agenda_line
    ADD CONSTRAINT pk_agenda_line PRIMARY KEY (id);
ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT pk_allocation PRIMARY KEY (id);
ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT pk_api_delivery PRIMARY KEY (id);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT pk_api_key PRIMARY KEY (id);
ALTER TABLE ONLY public.api_number
    ADD CONSTRAINT pk_api_number PRIMARY KEY (id);
ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT pk_attempt PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT pk_attendance PRIMARY KEY (id);
ALTER TABLE ONLY public.attendance_mark
    ADD CONSTRAINT pk_attendance_mark PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT pk_audit_head PRIMARY KEY (chain_id);
ALTER TABLE ONLY public.audit_line
    ADD CONSTRAINT pk_audit_line PRIMARY KEY (id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT pk_award PRIMARY KEY (id);
ALTER TABLE ONLY public.award_appeal
    ADD CONSTRAINT pk_award_appeal PRIMARY KEY (id);
ALTER TABLE ONLY public.award_revocation
    ADD CONSTRAINT pk_award_revocation PRIMARY KEY (id);
ALTER TABLE ONLY public.backup_copy
    ADD CONSTRAINT pk_backup_copy PRIMARY KEY (id);
ALTER TABLE ONLY public.backup_proof
    ADD CONSTRAINT pk_backup_proof PRIMARY KEY (id);
ALTER TABLE ONLY public.building
    ADD CONSTRAINT pk_building PRIMARY KEY (id);
ALTER TABLE ONLY public.burden_limit
    ADD CONSTRAINT pk_burden_limit PRIMARY KEY (id);
ALTER TABLE ONLY public.calendar_day
    ADD CONSTRAINT pk_calendar_day PRIMARY KEY (day);
ALTER TABLE ONLY public.care_interval
    ADD CONSTRAINT pk_care_interval PRIMARY KEY (id);
ALTER TABLE ONLY public.case_act
    ADD CONSTRAINT pk_case_act PRIMARY KEY (id);
ALTER TABLE ONLY public.case_answer
    ADD CONSTRAINT pk_case_answer PRIMARY KEY (id);
ALTER TABLE ONLY public.case_category
    ADD CONSTRAINT pk_case_category PRIMARY KEY (id);
ALTER TABLE ONLY public.case_extension
    ADD CONSTRAINT pk_case_extension PRIMARY KEY (id);
ALTER TABLE ONLY public.case_helper
    ADD CONSTRAINT pk_case_helper PRIMARY KEY (id);
ALTER TABLE ONLY public.case_ladder
    ADD CONSTRAINT pk_case_ladder PRIMARY KEY (id);
ALTER TABLE ONLY public.case_order
    ADD CONSTRAINT pk_case_order PRIMARY KEY (id);
ALTER TABLE ONLY public.case_pause
    ADD CONSTRAINT pk_case_pause PRIMARY KEY (id);
ALTER TABLE ONLY public.case_reopen_proposal
    ADD CONSTRAINT pk_case_reopen_proposal PRIMARY KEY (id);
ALTER TABLE ONLY public.case_series
    ADD CONSTRAINT pk_case_series PRIMARY KEY (id);
ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT pk_case_step PRIMARY KEY (id);
ALTER TABLE ONLY public.case_stop
    ADD CONSTRAINT pk_case_stop PRIMARY KEY (id);
ALTER TABLE ONLY public.case_voice
    ADD CONSTRAINT pk_case_voice PRIMARY KEY (id);
ALTER TABLE ONLY public.case_voice_bound
    ADD CONSTRAINT pk_case_voice_bound PRIMARY KEY (case_id);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT pk_certificate PRIMARY KEY (id);
ALTER TABLE ONLY public.certificate_batch
    ADD CONSTRAINT pk_certificate_batch PRIMARY KEY (id);
ALTER TABLE ONLY public.certificate_end
    ADD CONSTRAINT pk_certificate_end PRIMARY KEY (id);
ALTER TABLE ONLY public.certificate_series
    ADD CONSTRAINT pk_certificate_series PRIMARY KEY (issuer_id, year);
ALTER TABLE ONLY public.change_order
    ADD CONSTRAINT pk_change_order PRIMARY KEY (id);
ALTER TABLE ONLY public.column_name
    ADD CONSTRAINT pk_column_name PRIMARY KEY (id);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT pk_complaint PRIMARY KEY (id);
ALTER TABLE ONLY public.confirmation
    ADD CONSTRAINT pk_confirmation PRIMARY KEY (id);
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT pk_contest PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT pk_contest_award PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_criteria
    ADD CONSTRAINT pk_contest_criteria PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT pk_contest_judge PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_recusal
    ADD CONSTRAINT pk_contest_recusal PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT pk_contest_result PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_stage
    ADD CONSTRAINT pk_contest_stage PRIMARY KEY (id);
ALTER TABLE ONLY public.contest_withdrawal
    ADD CONSTRAINT pk_contest_withdrawal PRIMARY KEY (id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT pk_correction PRIMARY KEY (id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT pk_council_meeting PRIMARY KEY (id);
ALTER TABLE ONLY public.council_rule
    ADD CONSTRAINT pk_council_rule PRIMARY KEY (id);
ALTER TABLE ONLY public.council_seat
    ADD CONSTRAINT pk_council_seat PRIMARY KEY (id);
ALTER TABLE ONLY public.council_series
    ADD CONSTRAINT pk_council_series PRIMARY KEY (id);
ALTER TABLE ONLY public.council_vote
    ADD CONSTRAINT pk_council_vote PRIMARY KEY (id);
ALTER TABLE ONLY public.counter_code
    ADD CONSTRAINT pk_counter_code PRIMARY KEY (id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT pk_demand PRIMARY KEY (id);
ALTER TABLE ONLY public.demand_declined
    ADD CONSTRAINT pk_demand_declined PRIMARY KEY (id);
ALTER TABLE ONLY public.demand_rating
    ADD CONSTRAINT pk_demand_rating PRIMARY KEY (id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT pk_department PRIMARY KEY (id);
ALTER TABLE ONLY public.digest_letter
    ADD CONSTRAINT pk_digest_letter PRIMARY KEY (id);
ALTER TABLE ONLY public.digest_wish
    ADD CONSTRAINT pk_digest_wish PRIMARY KEY (id);
ALTER TABLE ONLY public.door_consent
    ADD CONSTRAINT pk_door_consent PRIMARY KEY (id);
ALTER TABLE ONLY public.door_note
    ADD CONSTRAINT pk_door_note PRIMARY KEY (id);
ALTER TABLE ONLY public.duty_entry
    ADD CONSTRAINT pk_duty_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.dwelling
    ADD CONSTRAINT pk_dwelling PRIMARY KEY (id);
ALTER TABLE ONLY public.earn_rule
    ADD CONSTRAINT pk_earn_rule PRIMARY KEY (id);
ALTER TABLE ONLY public.edition
    ADD CONSTRAINT pk_edition PRIMARY KEY (home_id, lane);
ALTER TABLE ONLY public.employee
    ADD CONSTRAINT pk_employee PRIMARY KEY (id);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT pk_entrance PRIMARY KEY (id);
ALTER TABLE ONLY public.export_request
    ADD CONSTRAINT pk_export_request PRIMARY KEY (id);
ALTER TABLE ONLY public.figure_proof
    ADD CONSTRAINT pk_figure_proof PRIMARY KEY (id);
ALTER TABLE ONLY public.garden
    ADD CONSTRAINT pk_garden PRIMARY KEY (id);
ALTER TABLE ONLY public.garden_care
    ADD CONSTRAINT pk_garden_care PRIMARY KEY (id);
ALTER TABLE ONLY public.garden_keeping
    ADD CONSTRAINT pk_garden_keeping PRIMARY KEY (id);
ALTER TABLE ONLY public.garden_plot
    ADD CONSTRAINT pk_garden_plot PRIMARY KEY (id);
ALTER TABLE ONLY public.garden_reminder
    ADD CONSTRAINT pk_garden_reminder PRIMARY KEY (id);
ALTER TABLE ONLY public.garden_waiting
    ADD CONSTRAINT pk_garden_waiting PRIMARY KEY (id);
ALTER TABLE ONLY public.goods
    ADD CONSTRAINT pk_goods PRIMARY KEY (id);
ALTER TABLE ONLY public.goods_price
    ADD CONSTRAINT pk_goods_price PRIMARY KEY (id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT pk_grid_case PRIMARY KEY (id);
ALTER TABLE ONLY public.grid_difficulty
    ADD CONSTRAINT pk_grid_difficulty PRIMARY KEY (id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT pk_handover PRIMARY KEY (id);
ALTER TABLE ONLY public.home_tally
    ADD CONSTRAINT pk_home_tally PRIMARY KEY (unit_id);
ALTER TABLE ONLY public.hours_line
    ADD CONSTRAINT pk_hours_line PRIMARY KEY (id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT pk_household PRIMARY KEY (id);
ALTER TABLE ONLY public.household_member
    ADD CONSTRAINT pk_household_member PRIMARY KEY (id);
ALTER TABLE ONLY public.installation
    ADD CONSTRAINT pk_installation PRIMARY KEY (single);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT pk_invitation PRIMARY KEY (id);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT pk_job PRIMARY KEY (id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT pk_ledger_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.liaison
    ADD CONSTRAINT pk_liaison PRIMARY KEY (id);
ALTER TABLE ONLY public.liaison_candidate
    ADD CONSTRAINT pk_liaison_candidate PRIMARY KEY (id);
ALTER TABLE ONLY public.liaison_household
    ADD CONSTRAINT pk_liaison_household PRIMARY KEY (id);
ALTER TABLE ONLY public.liaison_round
    ADD CONSTRAINT pk_liaison_round PRIMARY KEY (id);
ALTER TABLE ONLY public.liaison_score
    ADD CONSTRAINT pk_liaison_score PRIMARY KEY (id);
ALTER TABLE ONLY public.line_draft
    ADD CONSTRAINT pk_line_draft PRIMARY KEY (id);
ALTER TABLE ONLY public.machine_light
    ADD CONSTRAINT pk_machine_light PRIMARY KEY (key);
ALTER TABLE ONLY public.marked_result
    ADD CONSTRAINT pk_marked_result PRIMARY KEY (id);
ALTER TABLE ONLY public.market_complaint
    ADD CONSTRAINT pk_market_complaint PRIMARY KEY (id);
ALTER TABLE ONLY public.market_consent
    ADD CONSTRAINT pk_market_consent PRIMARY KEY (id);
ALTER TABLE ONLY public.market_day
    ADD CONSTRAINT pk_market_day PRIMARY KEY (id);
ALTER TABLE ONLY public.market_job
    ADD CONSTRAINT pk_market_job PRIMARY KEY (id);
ALTER TABLE ONLY public.market_link
    ADD CONSTRAINT pk_market_link PRIMARY KEY (id);
ALTER TABLE ONLY public.market_listing
    ADD CONSTRAINT pk_market_listing PRIMARY KEY (id);
ALTER TABLE ONLY public.market_match
    ADD CONSTRAINT pk_market_match PRIMARY KEY (id);
ALTER TABLE ONLY public.market_offer
    ADD CONSTRAINT pk_market_offer PRIMARY KEY (id);
ALTER TABLE ONLY public.market_placement
    ADD CONSTRAINT pk_market_placement PRIMARY KEY (id);
ALTER TABLE ONLY public.market_placement_check
    ADD CONSTRAINT pk_market_placement_check PRIMARY KEY (id);
ALTER TABLE ONLY public.market_push
    ADD CONSTRAINT pk_market_push PRIMARY KEY (id);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT pk_market_seeker PRIMARY KEY (id);
ALTER TABLE ONLY public.market_suspension
    ADD CONSTRAINT pk_market_suspension PRIMARY KEY (id);
ALTER TABLE ONLY public.market_wage_floor
    ADD CONSTRAINT pk_market_wage_floor PRIMARY KEY (id);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT pk_membership PRIMARY KEY (id);
ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT pk_merchant PRIMARY KEY (id);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT pk_minutes PRIMARY KEY (id);
ALTER TABLE ONLY public.minutes_objection
    ADD CONSTRAINT pk_minutes_objection PRIMARY KEY (id);
ALTER TABLE ONLY public.minutes_signature
    ADD CONSTRAINT pk_minutes_signature PRIMARY KEY (id);
ALTER TABLE ONLY public.name_pair
    ADD CONSTRAINT pk_name_pair PRIMARY KEY (community_id, pair, row_id);
ALTER TABLE ONLY public.nomination
    ADD CONSTRAINT pk_nomination PRIMARY KEY (id);
ALTER TABLE ONLY public.not_same_person
    ADD CONSTRAINT pk_not_same_person PRIMARY KEY (id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT pk_notice PRIMARY KEY (id);
ALTER TABLE ONLY public.notice_channel
    ADD CONSTRAINT pk_notice_channel PRIMARY KEY (id);
ALTER TABLE ONLY public.notice_delivery
    ADD CONSTRAINT pk_notice_delivery PRIMARY KEY (id);
ALTER TABLE ONLY public.objection
    ADD CONSTRAINT pk_objection PRIMARY KEY (id);
ALTER TABLE ONLY public.offline_sale
    ADD CONSTRAINT pk_offline_sale PRIMARY KEY (id);
ALTER TABLE ONLY public.one_time_secret
    ADD CONSTRAINT pk_one_time_secret PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_answer
    ADD CONSTRAINT pk_opinion_answer PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_ballot
    ADD CONSTRAINT pk_opinion_ballot PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_code
    ADD CONSTRAINT pk_opinion_code PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_decision
    ADD CONSTRAINT pk_opinion_decision PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_extension
    ADD CONSTRAINT pk_opinion_extension PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT pk_opinion_line PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_place
    ADD CONSTRAINT pk_opinion_place PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_question
    ADD CONSTRAINT pk_opinion_question PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_round
    ADD CONSTRAINT pk_opinion_round PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_sheet
    ADD CONSTRAINT pk_opinion_sheet PRIMARY KEY (id);
ALTER TABLE ONLY public.opinion_tally
    ADD CONSTRAINT pk_opinion_tally PRIMARY KEY (id);
ALTER TABLE ONLY public.other_home
    ADD CONSTRAINT pk_other_home PRIMARY KEY (id);
ALTER TABLE ONLY public.owned_area
    ADD CONSTRAINT pk_owned_area PRIMARY KEY (id);
ALTER TABLE ONLY public.part_done
    ADD CONSTRAINT pk_part_done PRIMARY KEY (id);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT pk_partner PRIMARY KEY (id);
ALTER TABLE ONLY public.party
    ADD CONSTRAINT pk_party PRIMARY KEY (id);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT pk_passbook PRIMARY KEY (id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT pk_passkey PRIMARY KEY (id);
ALTER TABLE ONLY public.person_act
    ADD CONSTRAINT pk_person_act PRIMARY KEY (id);
ALTER TABLE ONLY public.person_consent
    ADD CONSTRAINT pk_person_consent PRIMARY KEY (id);
ALTER TABLE ONLY public.person_request
    ADD CONSTRAINT pk_person_request PRIMARY KEY (id);
ALTER TABLE ONLY public.person_transfer
    ADD CONSTRAINT pk_person_transfer PRIMARY KEY (id);
ALTER TABLE ONLY public.photo
    ADD CONSTRAINT pk_photo PRIMARY KEY (id);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT pk_placement PRIMARY KEY (id);
ALTER TABLE ONLY public.plan_mark
    ADD CONSTRAINT pk_plan_mark PRIMARY KEY (id);
ALTER TABLE ONLY public.points_lot
    ADD CONSTRAINT pk_points_lot PRIMARY KEY (id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT pk_post PRIMARY KEY (id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT pk_posting PRIMARY KEY (id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT pk_promise PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_extension
    ADD CONSTRAINT pk_promise_extension PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_link
    ADD CONSTRAINT pk_promise_link PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_parking
    ADD CONSTRAINT pk_promise_parking PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_part
    ADD CONSTRAINT pk_promise_part PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_reminder
    ADD CONSTRAINT pk_promise_reminder PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_step
    ADD CONSTRAINT pk_promise_step PRIMARY KEY (id);
ALTER TABLE ONLY public.proof
    ADD CONSTRAINT pk_proof PRIMARY KEY (id);
ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT pk_provider_link PRIMARY KEY (id);
ALTER TABLE ONLY public.public_notice
    ADD CONSTRAINT pk_public_notice PRIMARY KEY (id);
ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT pk_qualification PRIMARY KEY (id);
ALTER TABLE ONLY public.questionnaire
    ADD CONSTRAINT pk_questionnaire PRIMARY KEY (id);
ALTER TABLE ONLY public.questionnaire_version
    ADD CONSTRAINT pk_questionnaire_version PRIMARY KEY (id);
ALTER TABLE ONLY public.rating_round
    ADD CONSTRAINT pk_rating_round PRIMARY KEY (id);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT pk_recovery_code PRIMARY KEY (id);
ALTER TABLE ONLY public.recusal
    ADD CONSTRAINT pk_recusal PRIMARY KEY (id);
ALTER TABLE ONLY public.redemption_stop
    ADD CONSTRAINT pk_redemption_stop PRIMARY KEY (id);
ALTER TABLE ONLY public.register_upload
    ADD CONSTRAINT pk_register_upload PRIMARY KEY (id);
ALTER TABLE ONLY public.resident
    ADD CONSTRAINT pk_resident PRIMARY KEY (id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT pk_resolution PRIMARY KEY (id);
ALTER TABLE ONLY public.restore_drill
    ADD CONSTRAINT pk_restore_drill PRIMARY KEY (id);
ALTER TABLE ONLY public.revisit
    ADD CONSTRAINT pk_revisit PRIMARY KEY (id);
ALTER TABLE ONLY public.round_entry
    ADD CONSTRAINT pk_round_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT pk_saved_view PRIMARY KEY (id);
ALTER TABLE ONLY public.score_appeal
    ADD CONSTRAINT pk_score_appeal PRIMARY KEY (id);
ALTER TABLE ONLY public.score_check
    ADD CONSTRAINT pk_score_check PRIMARY KEY (id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT pk_score_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.score_period
    ADD CONSTRAINT pk_score_period PRIMARY KEY (id);
ALTER TABLE ONLY public.score_result
    ADD CONSTRAINT pk_score_result PRIMARY KEY (id);
ALTER TABLE ONLY public.score_rule
    ADD CONSTRAINT pk_score_rule PRIMARY KEY (id);
ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT pk_score_sheet PRIMARY KEY (id);
ALTER TABLE ONLY public.setting_change
    ADD CONSTRAINT pk_setting_change PRIMARY KEY (id);
ALTER TABLE ONLY public.setup_code
    ADD CONSTRAINT pk_setup_code PRIMARY KEY (id);
ALTER TABLE ONLY public.shift
    ADD CONSTRAINT pk_shift PRIMARY KEY (id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT pk_shop_order PRIMARY KEY (id);
ALTER TABLE ONLY public.shop_order_line
    ADD CONSTRAINT pk_shop_order_line PRIMARY KEY (id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT pk_sign_in PRIMARY KEY (id);
ALTER TABLE ONLY public.sign_up
    ADD CONSTRAINT pk_sign_up PRIMARY KEY (id);
ALTER TABLE ONLY public.star_application
    ADD CONSTRAINT pk_star_application PRIMARY KEY (id);
ALTER TABLE ONLY public.star_rule_set
    ADD CONSTRAINT pk_star_rule_set PRIMARY KEY (id);
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT pk_stock_move PRIMARY KEY (id);
ALTER TABLE ONLY public.stocktake
    ADD CONSTRAINT pk_stocktake PRIMARY KEY (id);
ALTER TABLE ONLY public.stocktake_line
    ADD CONSTRAINT pk_stocktake_line PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_clash
    ADD CONSTRAINT pk_sync_clash PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_epoch
    ADD CONSTRAINT pk_sync_epoch PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_mirror
    ADD CONSTRAINT pk_sync_mirror PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_phone
    ADD CONSTRAINT pk_sync_phone PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_receipt
    ADD CONSTRAINT pk_sync_receipt PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_review
    ADD CONSTRAINT pk_sync_review PRIMARY KEY (id);
ALTER TABLE ONLY public.sync_version
    ADD CONSTRAINT pk_sync_version PRIMARY KEY (id);
ALTER TABLE ONLY public.talent_entry
    ADD CONSTRAINT pk_talent_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.talent_outcome
    ADD CONSTRAINT pk_talent_outcome PRIMARY KEY (id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT pk_task PRIMARY KEY (id);
ALTER TABLE ONLY public.task_act
    ADD CONSTRAINT pk_task_act PRIMARY KEY (id);
ALTER TABLE ONLY public.task_answer
    ADD CONSTRAINT pk_task_answer PRIMARY KEY (id);
ALTER TABLE ONLY public.task_objection
    ADD CONSTRAINT pk_task_objection PRIMARY KEY (id);
ALTER TABLE ONLY public.task_order
    ADD CONSTRAINT pk_task_order PRIMARY KEY (id);
ALTER TABLE ONLY public.task_routine
    ADD CONSTRAINT pk_task_routine PRIMARY KEY (id);
ALTER TABLE ONLY public.tool
    ADD CONSTRAINT pk_tool PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_closed_day
    ADD CONSTRAINT pk_tool_closed_day PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT pk_tool_loan PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_loan_reminder
    ADD CONSTRAINT pk_tool_loan_reminder PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_model
    ADD CONSTRAINT pk_tool_model PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_reservation
    ADD CONSTRAINT pk_tool_reservation PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_station
    ADD CONSTRAINT pk_tool_station PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_suspension
    ADD CONSTRAINT pk_tool_suspension PRIMARY KEY (id);
ALTER TABLE ONLY public.tool_ticket
    ADD CONSTRAINT pk_tool_ticket PRIMARY KEY (id);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT pk_unit PRIMARY KEY (id);
ALTER TABLE ONLY public.unit_lineage
    ADD CONSTRAINT pk_unit_lineage PRIMARY KEY (id);
ALTER TABLE ONLY public.unit_version
    ADD CONSTRAINT pk_unit_version PRIMARY KEY (id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT pk_visit PRIMARY KEY (id);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT pk_volunteer PRIMARY KEY (id);
ALTER TABLE ONLY public.volunteer_device
    ADD CONSTRAINT pk_volunteer_device PRIMARY KEY (id);
ALTER TABLE ONLY public.volunteer_number
    ADD CONSTRAINT pk_volunteer_number PRIMARY KEY (community_id);
ALTER TABLE ONLY public.volunteer_pin
    ADD CONSTRAINT pk_volunteer_pin PRIMARY KEY (volunteer_id);
ALTER TABLE ONLY public.word_pair
    ADD CONSTRAINT pk_word_pair PRIMARY KEY (kind, community_id, pair, row_id);
ALTER TABLE ONLY public.wording
    ADD CONSTRAINT pk_wording PRIMARY KEY (id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_login UNIQUE (login);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT uq_account_phone_index UNIQUE (phone_index);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT uq_api_key_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.api_number
    ADD CONSTRAINT uq_api_number_key_id_case_id UNIQUE (key_id, case_id);
ALTER TABLE ONLY public.api_number
    ADD CONSTRAINT uq_api_number_key_id_number UNIQUE (key_id, number);
ALTER TABLE ONLY public.audit_line
    ADD CONSTRAINT uq_audit_line_chain_id_seq UNIQUE (chain_id, seq);
ALTER TABLE ONLY public.award_appeal
    ADD CONSTRAINT uq_award_appeal_kind_subject_id_turn UNIQUE (kind, subject_id, turn);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT uq_award_entry_id_star UNIQUE (entry_id, star);
ALTER TABLE ONLY public.award_revocation
    ADD CONSTRAINT uq_award_revocation_award_id UNIQUE (award_id);
ALTER TABLE ONLY public.building
    ADD CONSTRAINT uq_building_community_id_estate_name UNIQUE (community_id, estate, name);
ALTER TABLE ONLY public.burden_limit
    ADD CONSTRAINT uq_burden_limit_unit_id_valid_from UNIQUE (unit_id, valid_from);
ALTER TABLE ONLY public.care_interval
    ADD CONSTRAINT uq_care_interval_community_id_month UNIQUE (community_id, month);
ALTER TABLE ONLY public.case_category
    ADD CONSTRAINT uq_case_category_code_valid_from UNIQUE (code, valid_from);
ALTER TABLE ONLY public.case_helper
    ADD CONSTRAINT uq_case_helper_case_id_party_id UNIQUE (case_id, party_id);
ALTER TABLE ONLY public.case_ladder
    ADD CONSTRAINT uq_case_ladder_valid_from UNIQUE (valid_from);
ALTER TABLE ONLY public.case_order
    ADD CONSTRAINT uq_case_order_community_id_year_serial UNIQUE (community_id, year, serial);
ALTER TABLE ONLY public.case_series
    ADD CONSTRAINT uq_case_series_community_id_year UNIQUE (community_id, year);
ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT uq_case_step_community_id_case_id_due_at_step_turn UNIQUE (community_id, case_id, due_at, step, turn);
ALTER TABLE ONLY public.case_voice
    ADD CONSTRAINT uq_case_voice_community_id_first_case_id_household_id_month UNIQUE (community_id, first_case_id, household_id, month);
ALTER TABLE ONLY public.case_voice
    ADD CONSTRAINT uq_case_voice_receipt UNIQUE (receipt);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT uq_certificate_cause UNIQUE (cause);
ALTER TABLE ONLY public.certificate_end
    ADD CONSTRAINT uq_certificate_end_certificate_id UNIQUE (certificate_id);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT uq_certificate_issuer_id_year_seq UNIQUE (issuer_id, year, seq);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT uq_certificate_number UNIQUE (number);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT uq_certificate_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.column_name
    ADD CONSTRAINT uq_column_name_kind_heading UNIQUE (kind, heading);
ALTER TABLE ONLY public.complaint
    ADD CONSTRAINT uq_complaint_receipt UNIQUE (receipt);
ALTER TABLE ONLY public.confirmation
    ADD CONSTRAINT uq_confirmation_attendance_id_account_id UNIQUE (attendance_id, account_id);
ALTER TABLE ONLY public.confirmation
    ADD CONSTRAINT uq_confirmation_attendance_id_side UNIQUE (attendance_id, side);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT uq_contest_award_nomination_id UNIQUE (nomination_id);
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT uq_contest_judge_contest_id_account_id UNIQUE (contest_id, account_id);
ALTER TABLE ONLY public.contest_recusal
    ADD CONSTRAINT uq_contest_recusal_judge_id_nomination_id UNIQUE (judge_id, nomination_id);
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT uq_contest_result_nomination_id UNIQUE (nomination_id);
ALTER TABLE ONLY public.contest_stage
    ADD CONSTRAINT uq_contest_stage_contest_id_kind UNIQUE (contest_id, kind);
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT uq_contest_unit_id_year_name UNIQUE (unit_id, year, name);
ALTER TABLE ONLY public.contest_withdrawal
    ADD CONSTRAINT uq_contest_withdrawal_award_id UNIQUE (award_id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT uq_council_meeting_check_in_token UNIQUE (check_in_token);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT uq_council_meeting_series_id_held_on_starts_at UNIQUE (series_id, held_on, starts_at);
ALTER TABLE ONLY public.council_rule
    ADD CONSTRAINT uq_council_rule_community_id_valid_from UNIQUE (community_id, valid_from);
ALTER TABLE ONLY public.council_series
    ADD CONSTRAINT uq_council_series_board_token UNIQUE (board_token);
ALTER TABLE ONLY public.council_series
    ADD CONSTRAINT uq_council_series_feed_token UNIQUE (feed_token);
ALTER TABLE ONLY public.demand_declined
    ADD CONSTRAINT uq_demand_declined_demand_id_volunteer_id UNIQUE (demand_id, volunteer_id);
ALTER TABLE ONLY public.demand_rating
    ADD CONSTRAINT uq_demand_rating_demand_id_rated_by UNIQUE (demand_id, rated_by);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT uq_department_community_id_name UNIQUE (community_id, name);
ALTER TABLE ONLY public.digest_letter
    ADD CONSTRAINT uq_digest_letter_account_id_day UNIQUE (account_id, day);
ALTER TABLE ONLY public.digest_wish
    ADD CONSTRAINT uq_digest_wish_account_id UNIQUE (account_id);
ALTER TABLE ONLY public.door_consent
    ADD CONSTRAINT uq_door_consent_award_id UNIQUE (award_id);
ALTER TABLE ONLY public.door_note
    ADD CONSTRAINT uq_door_note_code_index UNIQUE (code_index);
ALTER TABLE ONLY public.duty_entry
    ADD CONSTRAINT uq_duty_entry_unit_id_code_valid_from UNIQUE (unit_id, code, valid_from);
ALTER TABLE ONLY public.dwelling
    ADD CONSTRAINT uq_dwelling_entrance_id_room_community_id UNIQUE (entrance_id, room, community_id);
ALTER TABLE ONLY public.earn_rule
    ADD CONSTRAINT uq_earn_rule_community_id_act_valid_from UNIQUE (community_id, act, valid_from);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT uq_entrance_community_id_building_id_name UNIQUE (community_id, building_id, name);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT uq_entrance_community_id_token UNIQUE (community_id, token);
ALTER TABLE ONLY public.garden
    ADD CONSTRAINT uq_garden_community_id_name UNIQUE (community_id, name);
ALTER TABLE ONLY public.garden_plot
    ADD CONSTRAINT uq_garden_plot_community_id_garden_id_number UNIQUE (community_id, garden_id, number);
ALTER TABLE ONLY public.garden_plot
    ADD CONSTRAINT uq_garden_plot_token UNIQUE (token);
ALTER TABLE ONLY public.garden_reminder
    ADD CONSTRAINT uq_garden_reminder_community_id_keeping_id_stage_since UNIQUE (community_id, keeping_id, stage, since);
ALTER TABLE ONLY public.garden_waiting
    ADD CONSTRAINT uq_garden_waiting_community_id_garden_id_number UNIQUE (community_id, garden_id, number);
ALTER TABLE ONLY public.goods
    ADD CONSTRAINT uq_goods_community_id_code UNIQUE (community_id, code);
ALTER TABLE ONLY public.goods_price
    ADD CONSTRAINT uq_goods_price_goods_id_valid_from UNIQUE (goods_id, valid_from);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT uq_grid_case_community_id_number UNIQUE (community_id, number);
ALTER TABLE ONLY public.grid_difficulty
    ADD CONSTRAINT uq_grid_difficulty_grid_id_year UNIQUE (grid_id, year);
ALTER TABLE ONLY public.hours_line
    ADD CONSTRAINT uq_hours_line_community_id_key UNIQUE (community_id, key);
ALTER TABLE ONLY public.hours_line
    ADD CONSTRAINT uq_hours_line_reverses_id UNIQUE (reverses_id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT uq_job_kind_slot UNIQUE (kind, slot);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT uq_ledger_entry_community_id_key UNIQUE (community_id, key);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT uq_ledger_entry_ends_id UNIQUE (ends_id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT uq_ledger_entry_reverses_id UNIQUE (reverses_id);
ALTER TABLE ONLY public.liaison_candidate
    ADD CONSTRAINT uq_liaison_candidate_round_id_party_id UNIQUE (round_id, party_id);
ALTER TABLE ONLY public.liaison_household
    ADD CONSTRAINT uq_liaison_household_community_id_household_id UNIQUE (community_id, household_id);
ALTER TABLE ONLY public.liaison_score
    ADD CONSTRAINT uq_liaison_score_candidate_id_scorer_id UNIQUE (candidate_id, scorer_id);
ALTER TABLE ONLY public.line_draft
    ADD CONSTRAINT uq_line_draft_meeting_id_account_id UNIQUE (meeting_id, account_id);
ALTER TABLE ONLY public.marked_result
    ADD CONSTRAINT uq_marked_result_job_id_row_id UNIQUE (job_id, row_id);
ALTER TABLE ONLY public.market_complaint
    ADD CONSTRAINT uq_market_complaint_community_id_case_id UNIQUE (community_id, case_id);
ALTER TABLE ONLY public.market_day
    ADD CONSTRAINT uq_market_day_community_id_on_venue UNIQUE (community_id, "on", venue);
ALTER TABLE ONLY public.market_job
    ADD CONSTRAINT uq_market_job_community_id_listing_id UNIQUE (community_id, listing_id);
ALTER TABLE ONLY public.market_link
    ADD CONSTRAINT uq_market_link_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.market_match
    ADD CONSTRAINT uq_market_match_community_id_listing_id_seeker_id UNIQUE (community_id, listing_id, seeker_id);
ALTER TABLE ONLY public.market_offer
    ADD CONSTRAINT uq_market_offer_community_id_listing_id UNIQUE (community_id, listing_id);
ALTER TABLE ONLY public.market_placement_check
    ADD CONSTRAINT uq_market_placement_check_community_id_placement_id_after_days UNIQUE (community_id, placement_id, after_days);
ALTER TABLE ONLY public.market_placement
    ADD CONSTRAINT uq_market_placement_community_id_match_id UNIQUE (community_id, match_id);
ALTER TABLE ONLY public.market_push
    ADD CONSTRAINT uq_market_push_community_id_seeker_id_listing_id UNIQUE (community_id, seeker_id, listing_id);
ALTER TABLE ONLY public.market_push
    ADD CONSTRAINT uq_market_push_community_id_seeker_id_week_place UNIQUE (community_id, seeker_id, week, place);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT uq_market_seeker_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.market_wage_floor
    ADD CONSTRAINT uq_market_wage_floor_unit_id_valid_from UNIQUE (unit_id, valid_from);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT uq_membership_department_id_volunteer_id UNIQUE (department_id, volunteer_id);
ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT uq_merchant_community_id_grid_id_name_shop_no UNIQUE (community_id, grid_id, name, shop_no);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT uq_minutes_community_id_number UNIQUE (community_id, number);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT uq_minutes_meeting_id_version UNIQUE (meeting_id, version);
ALTER TABLE ONLY public.minutes_signature
    ADD CONSTRAINT uq_minutes_signature_minutes_id_role UNIQUE (minutes_id, role);
ALTER TABLE ONLY public.nomination
    ADD CONSTRAINT uq_nomination_contest_id_party_id UNIQUE (contest_id, party_id);
ALTER TABLE ONLY public.not_same_person
    ADD CONSTRAINT uq_not_same_person_first_id_second_id UNIQUE (first_id, second_id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT uq_notice_account_id_cause UNIQUE (account_id, cause);
ALTER TABLE ONLY public.notice_delivery
    ADD CONSTRAINT uq_notice_delivery_channel_id_cause UNIQUE (channel_id, cause);
ALTER TABLE ONLY public.one_time_secret
    ADD CONSTRAINT uq_one_time_secret_account_id UNIQUE (account_id);
ALTER TABLE ONLY public.opinion_answer
    ADD CONSTRAINT uq_opinion_answer_community_id_line_id_side_position UNIQUE (community_id, line_id, side, "position");
ALTER TABLE ONLY public.opinion_code
    ADD CONSTRAINT uq_opinion_code_code_index UNIQUE (code_index);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT uq_opinion_line_community_id_round_id_dwelling_id UNIQUE (community_id, round_id, dwelling_id);
ALTER TABLE ONLY public.opinion_place
    ADD CONSTRAINT uq_opinion_place_community_id_round_id_entrance_id UNIQUE (community_id, round_id, entrance_id);
ALTER TABLE ONLY public.opinion_question
    ADD CONSTRAINT uq_opinion_question_community_id_round_id_version_position UNIQUE (community_id, round_id, version, "position");
ALTER TABLE ONLY public.opinion_tally
    ADD CONSTRAINT uq_opinion_tally_community_id_round_id_place_id UNIQUE (community_id, round_id, place_id);
ALTER TABLE ONLY public.owned_area
    ADD CONSTRAINT uq_owned_area_community_id_dwelling_id UNIQUE (community_id, dwelling_id);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT uq_partner_community_id_name UNIQUE (community_id, name);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT uq_partner_community_id_party_id UNIQUE (community_id, party_id);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT uq_passbook_community_id_card_hash UNIQUE (community_id, card_hash);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT uq_passbook_community_id_number UNIQUE (community_id, number);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT uq_passbook_community_id_party_id UNIQUE (community_id, party_id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT uq_passkey_credential_id UNIQUE (credential_id);
ALTER TABLE ONLY public.person_request
    ADD CONSTRAINT uq_person_request_code_hash UNIQUE (code_hash);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT uq_placement_community_id_entrance_id_valid_from UNIQUE (community_id, entrance_id, valid_from);
ALTER TABLE ONLY public.plan_mark
    ADD CONSTRAINT uq_plan_mark_photo_id_building_id UNIQUE (photo_id, building_id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT uq_promise_community_id_number UNIQUE (community_id, number);
ALTER TABLE ONLY public.promise_link
    ADD CONSTRAINT uq_promise_link_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.promise_part
    ADD CONSTRAINT uq_promise_part_promise_id_position UNIQUE (promise_id, "position");
ALTER TABLE ONLY public.promise_reminder
    ADD CONSTRAINT uq_promise_reminder_promise_id_rung_for_due UNIQUE (promise_id, rung, for_due);
ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT uq_provider_link_provider_account_id UNIQUE (provider, account_id);
ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT uq_provider_link_provider_subject UNIQUE (provider, subject);
ALTER TABLE ONLY public.public_notice
    ADD CONSTRAINT uq_public_notice_kind_subject_id UNIQUE (kind, subject_id);
ALTER TABLE ONLY public.questionnaire
    ADD CONSTRAINT uq_questionnaire_unit_id_form_key UNIQUE (unit_id, form_key);
ALTER TABLE ONLY public.questionnaire_version
    ADD CONSTRAINT uq_questionnaire_version_questionnaire_id_number UNIQUE (questionnaire_id, number);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT uq_recovery_code_account_id_code_index UNIQUE (account_id, code_index);
ALTER TABLE ONLY public.revisit
    ADD CONSTRAINT uq_revisit_community_id_visit_id UNIQUE (community_id, visit_id);
ALTER TABLE ONLY public.round_entry
    ADD CONSTRAINT uq_round_entry_round_id_volunteer_id UNIQUE (round_id, volunteer_id);
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT uq_saved_view_account_id_list_name_title UNIQUE (account_id, list_name, title);
ALTER TABLE ONLY public.score_check
    ADD CONSTRAINT uq_score_check_entry_id UNIQUE (entry_id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT uq_score_entry_community_id_cause UNIQUE (community_id, cause);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT uq_score_entry_takes_back_id UNIQUE (takes_back_id);
ALTER TABLE ONLY public.score_period
    ADD CONSTRAINT uq_score_period_community_id_month UNIQUE (community_id, month);
ALTER TABLE ONLY public.score_result
    ADD CONSTRAINT uq_score_result_period_id_party_id_grid_id UNIQUE (period_id, party_id, grid_id);
ALTER TABLE ONLY public.score_rule
    ADD CONSTRAINT uq_score_rule_deed_valid_from UNIQUE (deed, valid_from);
ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT uq_score_sheet_stage_id_judge_id_nomination_id UNIQUE (stage_id, judge_id, nomination_id);
ALTER TABLE ONLY public.shop_order_line
    ADD CONSTRAINT uq_shop_order_line_order_id_goods_id UNIQUE (order_id, goods_id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT uq_sign_in_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.sign_up
    ADD CONSTRAINT uq_sign_up_shift_id_volunteer_id UNIQUE (shift_id, volunteer_id);
ALTER TABLE ONLY public.star_application
    ADD CONSTRAINT uq_star_application_entry_id UNIQUE (entry_id);
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT uq_stock_move_community_id_key UNIQUE (community_id, key);
ALTER TABLE ONLY public.stocktake_line
    ADD CONSTRAINT uq_stocktake_line_stocktake_id_goods_id UNIQUE (stocktake_id, goods_id);
ALTER TABLE ONLY public.sync_clash
    ADD CONSTRAINT uq_sync_clash_record_id_line UNIQUE (record_id, line);
ALTER TABLE ONLY public.sync_phone
    ADD CONSTRAINT uq_sync_phone_device_id_account_id UNIQUE (device_id, account_id);
ALTER TABLE ONLY public.sync_version
    ADD CONSTRAINT uq_sync_version_record_id_hash UNIQUE (record_id, hash);
ALTER TABLE ONLY public.talent_entry
    ADD CONSTRAINT uq_talent_entry_award_id UNIQUE (award_id);
ALTER TABLE ONLY public.talent_outcome
    ADD CONSTRAINT uq_talent_outcome_entry_id_kind_on UNIQUE (entry_id, kind, "on");
ALTER TABLE ONLY public.task
    ADD CONSTRAINT uq_task_order_id_grid_id UNIQUE (order_id, grid_id);
ALTER TABLE ONLY public.task_order
    ADD CONSTRAINT uq_task_order_routine_id_slot UNIQUE (routine_id, slot);
ALTER TABLE ONLY public.task_order
    ADD CONSTRAINT uq_task_order_unit_id_year_serial UNIQUE (unit_id, year, serial);
ALTER TABLE ONLY public.tool_closed_day
    ADD CONSTRAINT uq_tool_closed_day_station_id_on UNIQUE (station_id, "on");
ALTER TABLE ONLY public.tool_loan_reminder
    ADD CONSTRAINT uq_tool_loan_reminder_loan_id_rung_due_on UNIQUE (loan_id, rung, due_on);
ALTER TABLE ONLY public.tool_model
    ADD CONSTRAINT uq_tool_model_community_id_name UNIQUE (community_id, name);
ALTER TABLE ONLY public.tool
    ADD CONSTRAINT uq_tool_number UNIQUE (number);
ALTER TABLE ONLY public.tool_station
    ADD CONSTRAINT uq_tool_station_community_id_name UNIQUE (community_id, name);
ALTER TABLE ONLY public.tool_suspension
    ADD CONSTRAINT uq_tool_suspension_loan_id UNIQUE (loan_id);
ALTER TABLE ONLY public.unit_lineage
    ADD CONSTRAINT uq_unit_lineage_before_id_after_id UNIQUE (before_id, after_id);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT uq_unit_path UNIQUE (path);
ALTER TABLE ONLY public.unit_version
    ADD CONSTRAINT uq_unit_version_unit_id_valid_from UNIQUE (unit_id, valid_from);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT uq_volunteer_community_id_number UNIQUE (community_id, number);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT uq_volunteer_community_id_party_id UNIQUE (community_id, party_id);
ALTER TABLE ONLY public.volunteer_device
    ADD CONSTRAINT uq_volunteer_device_token_hash UNIQUE (token_hash);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT uq_volunteer_national_index UNIQUE (national_index);
CREATE INDEX ix_access_card_resident_id ON public.access_card USING btree (resident_id);
CREATE INDEX ix_account_party_id ON public.account USING btree (party_id);
CREATE INDEX ix_act_case ON public.case_act USING btree (case_id, at, id);
CREATE INDEX ix_activity_community_state ON public.activity USING btree (community_id, state);
CREATE INDEX ix_activity_made ON public.activity USING btree (community_id, made_at, id);
CREATE INDEX ix_activity_made_all ON public.activity USING btree (made_at, id);
CREATE INDEX ix_agenda_line_meeting_id ON public.agenda_line USING btree (meeting_id);
CREATE INDEX ix_allocation_account_id ON public.allocation USING btree (account_id);
CREATE INDEX ix_allocation_community_id ON public.allocation USING btree (community_id);
CREATE INDEX ix_answer_case ON public.case_answer USING btree (case_id, at);
CREATE INDEX ix_answer_community ON public.case_answer USING btree (community_id, kind, at);
CREATE INDEX ix_api_delivery_case_id ON public.api_delivery USING btree (case_id);
CREATE INDEX ix_api_delivery_key ON public.api_delivery USING btree (key_id, made_at);
CREATE INDEX ix_api_key_unit_id ON public.api_key USING btree (unit_id);
CREATE INDEX ix_api_number_case_id ON public.api_number USING btree (case_id);
CREATE INDEX ix_api_number_community_id ON public.api_number USING btree (community_id);
CREATE INDEX ix_attempt_key ON public.attempt USING btree (key);
CREATE INDEX ix_attendance_credited ON public.attendance USING btree (community_id, came_at, id) WHERE ((credited_at IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX ix_attendance_credited_all ON public.attendance USING btree (came_at, id) WHERE ((credited_at IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX ix_attendance_demand_id ON public.attendance USING btree (demand_id);
CREATE INDEX ix_attendance_left ON public.attendance USING btree (community_id, came_at) WHERE ((left_at IS NOT NULL) AND (voided_at IS NULL));
CREATE INDEX ix_attendance_mark_seat ON public.attendance_mark USING btree (meeting_id, seat_id, at);
CREATE INDEX ix_attendance_open ON public.attendance USING btree (community_id, came_at) WHERE (credited_at IS NULL);
CREATE INDEX ix_attendance_volunteer_came ON public.attendance USING btree (volunteer_id, came_at);
CREATE INDEX ix_audit_line_account_id ON public.audit_line USING btree (account_id);
CREATE INDEX ix_audit_line_row_id ON public.audit_line USING btree (row_id);
CREATE INDEX ix_audit_line_unusual ON public.audit_line USING btree (id) WHERE ((verb)::text = 'find_unusual_reading'::text);
CREATE INDEX ix_award_appeal_community_id ON public.award_appeal USING btree (community_id);
CREATE INDEX ix_award_appeal_subject_id ON public.award_appeal USING btree (subject_id);
CREATE INDEX ix_award_community_id ON public.award USING btree (community_id);
CREATE INDEX ix_award_entry_id ON public.award USING btree (entry_id);
CREATE INDEX ix_award_party_id ON public.award USING btree (party_id);
CREATE INDEX ix_award_revocation_community_id ON public.award_revocation USING btree (community_id);
CREATE INDEX ix_award_round_id ON public.award USING btree (round_id);
CREATE INDEX ix_award_volunteer_id ON public.award USING btree (volunteer_id);
CREATE INDEX ix_backup_copy_made ON public.backup_copy USING btree (made_at, id);
CREATE INDEX ix_case_answer_voice_id ON public.case_answer USING btree (voice_id);
CREATE INDEX ix_case_asked ON public.grid_case USING btree (asked_party_id) WHERE (asked_party_id IS NOT NULL);
CREATE INDEX ix_case_community_due ON public.grid_case USING btree (community_id, due_at, id);
CREATE INDEX ix_case_community_reported ON public.grid_case USING btree (community_id, reported_at, id);
CREATE INDEX ix_case_contact ON public.grid_case USING btree (contact_due_at) WHERE (contact_due_at IS NOT NULL);
CREATE INDEX ix_case_due ON public.grid_case USING btree (due_at, id);
CREATE INDEX ix_case_extension_case_id ON public.case_extension USING btree (case_id);
CREATE INDEX ix_case_grid_due ON public.grid_case USING btree (grid_id, due_at, id);
CREATE INDEX ix_case_grid_reported ON public.grid_case USING btree (grid_id, reported_at, id);
CREATE INDEX ix_case_handled ON public.grid_case USING btree (handled_at) WHERE (handled_at IS NOT NULL);
CREATE INDEX ix_case_helper_party_id ON public.case_helper USING btree (party_id);
CREATE INDEX ix_case_late ON public.grid_case USING btree (due_at, id) WHERE ((ended_at IS NULL) AND (handled_at IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX ix_case_late_community ON public.grid_case USING btree (community_id, due_at, id) WHERE ((ended_at IS NULL) AND (handled_at IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX ix_case_late_grid ON public.grid_case USING btree (grid_id, due_at, id) WHERE ((ended_at IS NULL) AND (handled_at IS NULL) AND (due_at IS NOT NULL));
CREATE INDEX ix_case_lead ON public.grid_case USING btree (lead_party_id) WHERE ((ended_at IS NULL) AND (lead_party_id IS NOT NULL));
CREATE INDEX ix_case_open ON public.grid_case USING btree (community_id, reported_at, id) WHERE (ended_at IS NULL);
CREATE INDEX ix_case_open_all ON public.grid_case USING btree (reported_at, id) WHERE (ended_at IS NULL);
CREATE INDEX ix_case_open_grid ON public.grid_case USING btree (grid_id, reported_at, id) WHERE (ended_at IS NULL);
CREATE INDEX ix_case_open_state ON public.grid_case USING btree (community_id, state, reported_at, id) WHERE (ended_at IS NULL);
CREATE INDEX ix_case_open_state_all ON public.grid_case USING btree (state, reported_at, id) WHERE (ended_at IS NULL);
CREATE INDEX ix_case_open_state_grid ON public.grid_case USING btree (grid_id, state, reported_at, id) WHERE (ended_at IS NULL);
CREATE INDEX ix_case_order_case_id ON public.case_order USING btree (case_id);
CREATE INDEX ix_case_pause_case_id ON public.case_pause USING btree (case_id);
CREATE INDEX ix_case_pause_waiting ON public.case_pause USING btree (community_id, asked_at) WHERE (decided_at IS NULL);
CREATE INDEX ix_case_place ON public.grid_case USING btree (community_id, category_code, building_id);
CREATE INDEX ix_case_reopen_proposal_case_id ON public.case_reopen_proposal USING btree (case_id);
CREATE INDEX ix_case_reopened ON public.grid_case USING btree (reopened_at) WHERE (reopened_at IS NOT NULL);
CREATE INDEX ix_case_reported ON public.grid_case USING btree (reported_at, id);
CREATE INDEX ix_case_step ON public.grid_case USING btree (next_step_at) WHERE (next_step_at IS NOT NULL);
CREATE INDEX ix_case_step_case_id ON public.case_step USING btree (case_id);
CREATE INDEX ix_case_stop_case_id ON public.case_stop USING btree (case_id);
CREATE INDEX ix_case_voice_household_id ON public.case_voice USING btree (household_id);
CREATE INDEX ix_certificate_batch_issuer_id ON public.certificate_batch USING btree (issuer_id);
CREATE INDEX ix_certificate_community_id ON public.certificate USING btree (community_id);
CREATE INDEX ix_certificate_end_issuer_id ON public.certificate_end USING btree (issuer_id);
CREATE INDEX ix_certificate_issued ON public.certificate USING btree (issuer_id, issued_at, id);
CREATE INDEX ix_certificate_issued_all ON public.certificate USING btree (issued_at, id);
CREATE INDEX ix_certificate_issuer_id ON public.certificate USING btree (issuer_id);
CREATE INDEX ix_certificate_party_id ON public.certificate USING btree (party_id);
CREATE INDEX ix_change_order_due ON public.change_order USING btree (state, effective_on);
CREATE INDEX ix_change_order_unit_id ON public.change_order USING btree (unit_id);
CREATE INDEX ix_complaint_community_id ON public.complaint USING btree (community_id);
CREATE INDEX ix_contest_award_community_id ON public.contest_award USING btree (community_id);
CREATE INDEX ix_contest_award_contest_id ON public.contest_award USING btree (contest_id);
CREATE INDEX ix_contest_award_party_id ON public.contest_award USING btree (party_id);
CREATE INDEX ix_contest_award_unit_id ON public.contest_award USING btree (unit_id);
CREATE INDEX ix_contest_criteria_unit_id ON public.contest_criteria USING btree (unit_id);
CREATE INDEX ix_contest_judge_account_id ON public.contest_judge USING btree (account_id);
CREATE INDEX ix_contest_judge_contest_id ON public.contest_judge USING btree (contest_id);
CREATE INDEX ix_contest_recusal_contest_id ON public.contest_recusal USING btree (contest_id);
CREATE INDEX ix_contest_result_contest_id ON public.contest_result USING btree (contest_id);
CREATE INDEX ix_contest_stage_contest_id ON public.contest_stage USING btree (contest_id);
CREATE INDEX ix_contest_unit_id ON public.contest USING btree (unit_id);
CREATE INDEX ix_correction_community_id ON public.correction USING btree (community_id);
CREATE INDEX ix_council_meeting_community_id ON public.council_meeting USING btree (community_id);
CREATE INDEX ix_council_meeting_series_id ON public.council_meeting USING btree (series_id);
CREATE INDEX ix_council_meeting_state ON public.council_meeting USING btree (state);
CREATE INDEX ix_council_seat_party_id ON public.council_seat USING btree (party_id);
CREATE INDEX ix_council_seat_series_id ON public.council_seat USING btree (series_id);
CREATE INDEX ix_council_series_community_id ON public.council_series USING btree (community_id);
CREATE INDEX ix_council_vote_meeting_id ON public.council_vote USING btree (meeting_id);
CREATE INDEX ix_council_vote_resolution_id ON public.council_vote USING btree (resolution_id);
CREATE INDEX ix_counter_code_community_id ON public.counter_code USING btree (community_id);
CREATE INDEX ix_counter_code_volunteer_id ON public.counter_code USING btree (volunteer_id);
CREATE INDEX ix_delivery_waiting ON public.notice_delivery USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_demand_community_state ON public.demand USING btree (community_id, state, raised_at);
CREATE INDEX ix_demand_volunteer_id ON public.demand USING btree (volunteer_id);
CREATE INDEX ix_department_community_id ON public.department USING btree (community_id);
CREATE INDEX ix_digest_waiting ON public.digest_letter USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_door_consent_community_id ON public.door_consent USING btree (community_id);
CREATE INDEX ix_door_note_household ON public.door_note USING btree (household_id, made_at);
CREATE INDEX ix_dwelling_building_id ON public.dwelling USING btree (building_id);
CREATE INDEX ix_employee_grid_id ON public.employee USING btree (grid_id);
CREATE INDEX ix_employee_merchant_id ON public.employee USING btree (merchant_id);
CREATE INDEX ix_entrance_building_id ON public.entrance USING btree (building_id);
CREATE INDEX ix_entrance_grid ON public.entrance USING btree (grid_id, building_id);
CREATE INDEX ix_entrance_micro_grid_id ON public.entrance USING btree (micro_grid_id);
CREATE INDEX ix_entrance_token ON public.entrance USING btree (token);
CREATE INDEX ix_export_request_community_id ON public.export_request USING btree (community_id);
CREATE INDEX ix_figure_proof_at ON public.figure_proof USING btree (at);
CREATE INDEX ix_garden_care_plot ON public.garden_care USING btree (plot_id, happened_at);
CREATE INDEX ix_garden_grid_id ON public.garden USING btree (grid_id);
CREATE INDEX ix_goods_community_id ON public.goods USING btree (community_id);
CREATE INDEX ix_goods_price_goods_id ON public.goods_price USING btree (goods_id);
CREATE INDEX ix_grid_case_category_id ON public.grid_case USING btree (category_id);
CREATE INDEX ix_grid_case_merged_into_id ON public.grid_case USING btree (merged_into_id);
CREATE INDEX ix_grid_case_source_id ON public.grid_case USING btree (source_id);
CREATE INDEX ix_hours_line_community_on ON public.hours_line USING btree (community_id, "on");
CREATE INDEX ix_hours_line_volunteer_on ON public.hours_line USING btree (volunteer_id, "on", minutes);
CREATE INDEX ix_household_door ON public.household USING btree (community_id, door, id, moved_out_on, grid_id);
CREATE INDEX ix_household_door_all ON public.household USING btree (door, id);
CREATE INDEX ix_household_due ON public.household USING btree (community_id, next_due_on, id);
CREATE INDEX ix_household_due_all ON public.household USING btree (next_due_on, id);
CREATE INDEX ix_household_grid_door ON public.household USING btree (grid_id, door, id);
CREATE INDEX ix_household_grid_due ON public.household USING btree (grid_id, next_due_on);
CREATE INDEX ix_household_key ON public.household USING btree (grid_id, next_due_on) WHERE (is_key AND (moved_out_on IS NULL));
CREATE INDEX ix_household_key_door ON public.household USING btree (community_id, door, id) WHERE (is_key AND (moved_out_on IS NULL));
CREATE INDEX ix_household_key_door_all ON public.household USING btree (door, id) WHERE (is_key AND (moved_out_on IS NULL));
CREATE INDEX ix_household_member_household_id ON public.household_member USING btree (household_id);
CREATE INDEX ix_household_member_resident_id ON public.household_member USING btree (resident_id);
CREATE INDEX ix_household_micro ON public.household USING btree (micro_grid_id, door, id) WHERE (micro_grid_id IS NOT NULL);
CREATE INDEX ix_household_place ON public.household USING btree (building_id, entrance_id);
CREATE INDEX ix_household_room ON public.household USING btree (community_id, room);
CREATE INDEX ix_invitation_account_id ON public.invitation USING btree (account_id);
CREATE INDEX ix_job_community_id ON public.job USING btree (community_id);
CREATE INDEX ix_job_made_by ON public.job USING btree (made_by);
CREATE INDEX ix_job_waiting ON public.job USING btree (state, due_at);
CREATE INDEX ix_ledger_entry_at ON public.ledger_entry USING btree (at, id);
CREATE INDEX ix_ledger_entry_community_at ON public.ledger_entry USING btree (community_id, at);
CREATE INDEX ix_ledger_entry_passbook_at ON public.ledger_entry USING btree (passbook_id, at, id);
CREATE INDEX ix_liaison_candidate_round_id ON public.liaison_candidate USING btree (round_id);
CREATE INDEX ix_liaison_grid_id ON public.liaison USING btree (grid_id);
CREATE INDEX ix_liaison_household_liaison_id ON public.liaison_household USING btree (liaison_id);
CREATE INDEX ix_liaison_party_id ON public.liaison USING btree (party_id);
CREATE INDEX ix_liaison_round_community_id ON public.liaison_round USING btree (community_id);
CREATE INDEX ix_liaison_score_candidate_id ON public.liaison_score USING btree (candidate_id);
CREATE INDEX ix_market_complaint_case_id ON public.market_complaint USING btree (case_id);
CREATE INDEX ix_market_complaint_merchant_id ON public.market_complaint USING btree (merchant_id);
CREATE INDEX ix_market_consent_seeker_id ON public.market_consent USING btree (seeker_id);
CREATE INDEX ix_market_day_community_id ON public.market_day USING btree (community_id);
CREATE INDEX ix_market_job_listing_id ON public.market_job USING btree (listing_id);
CREATE INDEX ix_market_link_listing_id ON public.market_link USING btree (listing_id);
CREATE INDEX ix_market_link_match_id ON public.market_link USING btree (match_id);
CREATE INDEX ix_market_link_merchant_id ON public.market_link USING btree (merchant_id);
CREATE INDEX ix_market_listing_grid_id ON public.market_listing USING btree (grid_id);
CREATE INDEX ix_market_listing_shop ON public.market_listing USING btree (merchant_id, state);
CREATE INDEX ix_market_listing_shown ON public.market_listing USING btree (community_id, state, ends_on);
CREATE INDEX ix_market_match_listing_id ON public.market_match USING btree (listing_id);
CREATE INDEX ix_market_match_seeker_id ON public.market_match USING btree (seeker_id);
CREATE INDEX ix_market_offer_listing_id ON public.market_offer USING btree (listing_id);
CREATE INDEX ix_market_placement_check_placement_id ON public.market_placement_check USING btree (placement_id);
CREATE INDEX ix_market_placement_match_id ON public.market_placement USING btree (match_id);
CREATE INDEX ix_market_push_listing_id ON public.market_push USING btree (listing_id);
CREATE INDEX ix_market_seeker_account_id ON public.market_seeker USING btree (account_id);
CREATE INDEX ix_market_seeker_grid_id ON public.market_seeker USING btree (grid_id);
CREATE INDEX ix_market_seeker_home ON public.market_seeker USING btree (household_id);
CREATE INDEX ix_market_seeker_open ON public.market_seeker USING btree (community_id, ended_at);
CREATE INDEX ix_market_suspension_merchant_id ON public.market_suspension USING btree (merchant_id);
CREATE INDEX ix_meeting_day ON public.council_meeting USING btree (held_on);
CREATE INDEX ix_membership_volunteer_id ON public.membership USING btree (volunteer_id);
CREATE INDEX ix_merchant_building_id ON public.merchant USING btree (building_id);
CREATE INDEX ix_merchant_grid ON public.merchant USING btree (grid_id, name);
CREATE INDEX ix_merchant_grid_pinyin ON public.merchant USING btree (grid_id, pinyin, id);
CREATE INDEX ix_merchant_initials ON public.merchant USING btree (community_id, initials);
CREATE INDEX ix_merchant_name ON public.merchant USING btree (community_id, name);
CREATE INDEX ix_merchant_party_id ON public.merchant USING btree (party_id);
CREATE INDEX ix_merchant_pinyin ON public.merchant USING btree (community_id, pinyin);
CREATE INDEX ix_merchant_pinyin_all ON public.merchant USING btree (pinyin, id);
CREATE INDEX ix_merchant_tail ON public.merchant USING btree (community_id, phone_tail_index);
CREATE INDEX ix_minutes_community_id ON public.minutes USING btree (community_id);
CREATE INDEX ix_minutes_meeting_id ON public.minutes USING btree (meeting_id);
CREATE INDEX ix_minutes_objection_minutes_id ON public.minutes_objection USING btree (minutes_id);
CREATE INDEX ix_minutes_signature_minutes_id ON public.minutes_signature USING btree (minutes_id);
CREATE INDEX ix_name_pair_row ON public.name_pair USING btree (row_id);
CREATE INDEX ix_nomination_community_id ON public.nomination USING btree (community_id);
CREATE INDEX ix_nomination_contest_id ON public.nomination USING btree (contest_id);
CREATE INDEX ix_nomination_party_id ON public.nomination USING btree (party_id);
CREATE INDEX ix_not_same_person_community_id ON public.not_same_person USING btree (community_id);
CREATE INDEX ix_not_same_person_second_id ON public.not_same_person USING btree (second_id);
CREATE INDEX ix_notice_account ON public.notice USING btree (account_id, made_at);
CREATE INDEX ix_notice_cause ON public.notice USING btree (cause);
CREATE INDEX ix_notice_channel_unit_id ON public.notice_channel USING btree (unit_id);
CREATE INDEX ix_notice_unread ON public.notice USING btree (account_id) WHERE (read_at IS NULL);
CREATE INDEX ix_objection_notice_id ON public.objection USING btree (notice_id);
CREATE INDEX ix_offline_sale_allocation_id ON public.offline_sale USING btree (allocation_id);
CREATE INDEX ix_offline_sale_community_id ON public.offline_sale USING btree (community_id);
CREATE INDEX ix_opinion_answer_count ON public.opinion_answer USING btree (round_id, side, "position", value);
CREATE INDEX ix_opinion_ballot_knock ON public.opinion_ballot USING btree (visit_id);
CREATE INDEX ix_opinion_ballot_line ON public.opinion_ballot USING btree (line_id, happened_at);
CREATE INDEX ix_opinion_code_line_id ON public.opinion_code USING btree (line_id);
CREATE INDEX ix_opinion_code_round_id ON public.opinion_code USING btree (round_id);
CREATE INDEX ix_opinion_decision_line_id ON public.opinion_decision USING btree (line_id);
CREATE INDEX ix_opinion_extension_round_id ON public.opinion_extension USING btree (round_id);
CREATE INDEX ix_opinion_line_again ON public.opinion_line USING btree (grid_id, try_at);
CREATE INDEX ix_opinion_line_disputed ON public.opinion_line USING btree (round_id, is_disputed);
CREATE INDEX ix_opinion_line_home ON public.opinion_line USING btree (household_id, round_id);
CREATE INDEX ix_opinion_line_tenants ON public.opinion_line USING btree (round_id, tenant_standing);
CREATE INDEX ix_opinion_line_walk ON public.opinion_line USING btree (round_id, building_id, "position");
CREATE INDEX ix_opinion_place_round_id ON public.opinion_place USING btree (round_id);
CREATE INDEX ix_opinion_round_due ON public.opinion_round USING btree (state, opens_at);
CREATE INDEX ix_opinion_round_place ON public.opinion_round USING btree (community_id, state);
CREATE INDEX ix_opinion_sheet_round_id ON public.opinion_sheet USING btree (round_id);
CREATE INDEX ix_opinion_tally_order ON public.opinion_tally USING btree (round_id, "position");
CREATE INDEX ix_other_home_household_id ON public.other_home USING btree (household_id);
CREATE INDEX ix_other_home_resident_id ON public.other_home USING btree (resident_id);
CREATE INDEX ix_part_done_part_id ON public.part_done USING btree (part_id);
CREATE INDEX ix_partner_party_id ON public.partner USING btree (party_id);
CREATE INDEX ix_party_community_id ON public.party USING btree (community_id);
CREATE INDEX ix_party_community_initials ON public.party USING btree (community_id, initials);
CREATE INDEX ix_party_name ON public.party USING btree (name);
CREATE INDEX ix_passbook_community_id ON public.passbook USING btree (community_id);
CREATE INDEX ix_passbook_party_id ON public.passbook USING btree (party_id);
CREATE INDEX ix_passkey_account_id ON public.passkey USING btree (account_id);
CREATE INDEX ix_person_act_community_id ON public.person_act USING btree (community_id);
CREATE INDEX ix_person_act_grid_id ON public.person_act USING btree (grid_id);
CREATE INDEX ix_person_act_other ON public.person_act USING btree (other_id) WHERE (other_id IS NOT NULL);
CREATE INDEX ix_person_act_resident_id ON public.person_act USING btree (resident_id);
CREATE INDEX ix_person_consent_resident_id ON public.person_consent USING btree (resident_id);
CREATE INDEX ix_person_request_grid ON public.person_request USING btree (grid_id, answered_at);
CREATE INDEX ix_person_request_open ON public.person_request USING btree (community_id, answered_at, due_at);
CREATE INDEX ix_person_request_resident ON public.person_request USING btree (resident_id);
CREATE INDEX ix_person_request_volunteer ON public.person_request USING btree (volunteer_id);
CREATE INDEX ix_person_transfer_community_id ON public.person_transfer USING btree (community_id);
CREATE INDEX ix_person_transfer_resident_id ON public.person_transfer USING btree (resident_id);
CREATE INDEX ix_person_transfer_to ON public.person_transfer USING btree (to_id, state);
CREATE INDEX ix_photo_community_id ON public.photo USING btree (community_id);
CREATE INDEX ix_photo_sha ON public.photo USING btree (sha);
CREATE INDEX ix_photo_subject ON public.photo USING btree (subject_id, subject_kind);
CREATE INDEX ix_photo_unit_id ON public.photo USING btree (unit_id);
CREATE INDEX ix_placement_entrance_id ON public.placement USING btree (entrance_id);
CREATE INDEX ix_plan_mark_building_id ON public.plan_mark USING btree (building_id);
CREATE INDEX ix_plan_mark_community_id ON public.plan_mark USING btree (community_id);
CREATE INDEX ix_points_lot_due ON public.points_lot USING btree (expires_on) WHERE (remaining > 0);
CREATE INDEX ix_points_lot_entry_id ON public.points_lot USING btree (entry_id);
CREATE INDEX ix_points_lot_open ON public.points_lot USING btree (passbook_id, expires_on) WHERE (remaining > 0);
CREATE INDEX ix_post_account_id ON public.post USING btree (account_id);
CREATE INDEX ix_post_unit_role ON public.post USING btree (unit_id, role);
CREATE INDEX ix_posting_community_account ON public.posting USING btree (community_id, account, amount);
CREATE INDEX ix_posting_entry_id ON public.posting USING btree (entry_id);
CREATE INDEX ix_posting_lot ON public.posting USING btree (lot_id, account, amount);
CREATE INDEX ix_posting_passbook_account ON public.posting USING btree (passbook_id, account, amount);
CREATE INDEX ix_promise_case_id ON public.promise USING btree (case_id);
CREATE INDEX ix_promise_community_due ON public.promise USING btree (community_id, due, id);
CREATE INDEX ix_promise_decided ON public.promise USING btree (community_id, decided_on, id);
CREATE INDEX ix_promise_decided_all ON public.promise USING btree (decided_on, id);
CREATE INDEX ix_promise_due ON public.promise USING btree (community_id, state, due);
CREATE INDEX ix_promise_due_all ON public.promise USING btree (due, id);
CREATE INDEX ix_promise_extension_promise_id ON public.promise_extension USING btree (promise_id);
CREATE INDEX ix_promise_link_promise_id ON public.promise_link USING btree (promise_id);
CREATE INDEX ix_promise_meeting_id ON public.promise USING btree (meeting_id);
CREATE INDEX ix_promise_owner_id ON public.promise USING btree (owner_id);
CREATE INDEX ix_promise_parking_promise_id ON public.promise_parking USING btree (promise_id);
CREATE INDEX ix_promise_part_building_id ON public.promise_part USING btree (building_id);
CREATE INDEX ix_promise_reminder_promise_id ON public.promise_reminder USING btree (promise_id);
CREATE INDEX ix_promise_reminder_to_id ON public.promise_reminder USING btree (to_id);
CREATE INDEX ix_promise_series_id ON public.promise USING btree (series_id);
CREATE INDEX ix_promise_standing ON public.promise USING btree (community_id, due, id) WHERE ((state)::text <> ALL ((ARRAY['done'::character varying, 'ended'::character varying])::text[]));
CREATE INDEX ix_promise_standing_all ON public.promise USING btree (due, id) WHERE ((state)::text <> ALL ((ARRAY['done'::character varying, 'ended'::character varying])::text[]));
CREATE INDEX ix_promise_state ON public.promise USING btree (state);
CREATE INDEX ix_promise_step_promise ON public.promise_step USING btree (promise_id, at);
CREATE INDEX ix_promise_supervisor_id ON public.promise USING btree (supervisor_id);
CREATE INDEX ix_promise_verifier_id ON public.promise USING btree (verifier_id);
CREATE INDEX ix_promise_watcher_id ON public.promise USING btree (watcher_id);
CREATE INDEX ix_proof_community_at ON public.proof USING btree (community_id, at);
CREATE INDEX ix_provider_link_account_id ON public.provider_link USING btree (account_id);
CREATE INDEX ix_public_notice_unit_id ON public.public_notice USING btree (unit_id);
CREATE INDEX ix_qualification_community_id ON public.qualification USING btree (community_id);
CREATE INDEX ix_qualification_volunteer_id ON public.qualification USING btree (volunteer_id);
CREATE INDEX ix_rating_round_community_id ON public.rating_round USING btree (community_id);
CREATE INDEX ix_recovery_code_account_id ON public.recovery_code USING btree (account_id);
CREATE INDEX ix_recusal_line_id ON public.recusal USING btree (line_id);
CREATE INDEX ix_redemption_stop_community_id ON public.redemption_stop USING btree (community_id);
CREATE INDEX ix_register_upload_community_id ON public.register_upload USING btree (community_id);
CREATE INDEX ix_resident_grid_id ON public.resident USING btree (grid_id);
CREATE INDEX ix_resident_grid_pinyin ON public.resident USING btree (grid_id, pinyin, id);
CREATE INDEX ix_resident_household_id ON public.resident USING btree (household_id);
CREATE INDEX ix_resident_initials ON public.resident USING btree (community_id, initials);
CREATE INDEX ix_resident_name ON public.resident USING btree (community_id, name);
CREATE INDEX ix_resident_number ON public.resident USING btree (community_id, id_number_index);
CREATE INDEX ix_resident_party ON public.resident USING btree (party_id) WHERE (party_id IS NOT NULL);
CREATE INDEX ix_resident_phone ON public.resident USING btree (community_id, phone_index);
CREATE INDEX ix_resident_pinyin ON public.resident USING btree (community_id, pinyin);
CREATE INDEX ix_resident_pinyin_all ON public.resident USING btree (pinyin, id);
CREATE INDEX ix_resident_tail ON public.resident USING btree (community_id, phone_tail_index);
CREATE INDEX ix_resolution_community_id ON public.resolution USING btree (community_id);
CREATE INDEX ix_resolution_meeting_line ON public.resolution USING btree (meeting_id, line_id);
CREATE INDEX ix_restore_drill_made ON public.restore_drill USING btree (made_at, id);
CREATE INDEX ix_revisit_household ON public.revisit USING btree (household_id, closed_at);
CREATE INDEX ix_revisit_open ON public.revisit USING btree (grid_id, closed_at, due_on);
CREATE INDEX ix_revisit_waiting ON public.revisit USING btree (made_at) WHERE (closed_at IS NULL);
CREATE INDEX ix_round_entry_community_id ON public.round_entry USING btree (community_id);
CREATE INDEX ix_round_entry_party_id ON public.round_entry USING btree (party_id);
CREATE INDEX ix_round_entry_round_id ON public.round_entry USING btree (round_id);
CREATE INDEX ix_round_entry_volunteer_id ON public.round_entry USING btree (volunteer_id);
CREATE INDEX ix_saved_view_shared ON public.saved_view USING btree (shared_unit_id, list_name);
CREATE INDEX ix_score_appeal_period ON public.score_appeal USING btree (period_id);
CREATE INDEX ix_score_check_period_id ON public.score_check USING btree (period_id);
CREATE INDEX ix_score_entry_grid ON public.score_entry USING btree (grid_id, month);
CREATE INDEX ix_score_entry_month ON public.score_entry USING btree (community_id, month, id);
CREATE INDEX ix_score_entry_party ON public.score_entry USING btree (party_id, month, id);
CREATE INDEX ix_score_entry_source ON public.score_entry USING btree (source_id);
CREATE INDEX ix_score_sheet_contest_id ON public.score_sheet USING btree (contest_id);
CREATE INDEX ix_setting_change_name ON public.setting_change USING btree (name, id);
CREATE INDEX ix_shift_activity_id ON public.shift USING btree (activity_id);
CREATE INDEX ix_shift_community_starts ON public.shift USING btree (community_id, starts_at);
CREATE INDEX ix_shop_order_at ON public.shop_order USING btree (community_id, at, id);
CREATE INDEX ix_shop_order_due ON public.shop_order USING btree (hold_until) WHERE ((state)::text = 'ready'::text);
CREATE INDEX ix_shop_order_line_goods_id ON public.shop_order_line USING btree (goods_id);
CREATE INDEX ix_shop_order_line_order_id ON public.shop_order_line USING btree (order_id);
CREATE INDEX ix_shop_order_party_at ON public.shop_order USING btree (party_id, at);
CREATE INDEX ix_shop_order_passbook_id ON public.shop_order USING btree (passbook_id);
CREATE INDEX ix_shop_order_until ON public.shop_order USING btree (community_id, hold_until, id);
CREATE INDEX ix_sign_in_account_id ON public.sign_in USING btree (account_id);
CREATE INDEX ix_sign_up_volunteer_id ON public.sign_up USING btree (volunteer_id);
CREATE INDEX ix_star_application_community_id ON public.star_application USING btree (community_id);
CREATE INDEX ix_star_rule_set_community_id ON public.star_rule_set USING btree (community_id);
CREATE INDEX ix_stock_move_donor_id ON public.stock_move USING btree (donor_id);
CREATE INDEX ix_stock_move_goods_at ON public.stock_move USING btree (goods_id, at);
CREATE INDEX ix_stocktake_community_id ON public.stocktake USING btree (community_id);
CREATE INDEX ix_stocktake_line_stocktake_id ON public.stocktake_line USING btree (stocktake_id);
CREATE INDEX ix_sync_clash_open ON public.sync_clash USING btree (unit_id, decided_at);
CREATE INDEX ix_sync_clash_subject_id ON public.sync_clash USING btree (subject_id);
CREATE INDEX ix_sync_mirror_account_id ON public.sync_mirror USING btree (account_id);
CREATE INDEX ix_sync_phone_account_id ON public.sync_phone USING btree (account_id);
CREATE INDEX ix_sync_phone_community_id ON public.sync_phone USING btree (community_id);
CREATE INDEX ix_sync_phone_community_oldest ON public.sync_phone USING btree (community_id, oldest_at, id);
CREATE INDEX ix_sync_phone_community_seen ON public.sync_phone USING btree (community_id, seen_at, id);
CREATE INDEX ix_sync_phone_oldest ON public.sync_phone USING btree (oldest_at, id);
CREATE INDEX ix_sync_phone_seen_all ON public.sync_phone USING btree (seen_at, id);
CREATE INDEX ix_sync_phone_unit_id ON public.sync_phone USING btree (unit_id);
CREATE INDEX ix_sync_receipt_kept ON public.sync_receipt USING btree (received_at) WHERE (body IS NOT NULL);
CREATE INDEX ix_sync_review_open ON public.sync_review USING btree (community_id, state);
CREATE INDEX ix_sync_version_record_id ON public.sync_version USING btree (record_id);
CREATE INDEX ix_talent_entry_community_id ON public.talent_entry USING btree (community_id);
CREATE INDEX ix_talent_entry_party_id ON public.talent_entry USING btree (party_id);
CREATE INDEX ix_talent_entry_unit_id ON public.talent_entry USING btree (unit_id);
CREATE INDEX ix_talent_outcome_entry_id ON public.talent_outcome USING btree (entry_id);
CREATE INDEX ix_talent_outcome_unit_id ON public.talent_outcome USING btree (unit_id);
CREATE INDEX ix_task_act_task ON public.task_act USING btree (task_id, at);
CREATE INDEX ix_task_answer_community ON public.task_answer USING btree (community_id, happened_at);
CREATE INDEX ix_task_answer_grid ON public.task_answer USING btree (grid_id, happened_at);
CREATE INDEX ix_task_answer_household_id ON public.task_answer USING btree (household_id);
CREATE INDEX ix_task_answer_task ON public.task_answer USING btree (task_id, household_id, happened_at);
CREATE INDEX ix_task_answer_visit_id ON public.task_answer USING btree (visit_id);
CREATE INDEX ix_task_assignee_id ON public.task USING btree (assignee_id);
CREATE INDEX ix_task_community_state ON public.task USING btree (community_id, state);
CREATE INDEX ix_task_due ON public.task USING btree (community_id, due_at, id);
CREATE INDEX ix_task_due_all ON public.task USING btree (due_at, id);
CREATE INDEX ix_task_grid_due ON public.task USING btree (grid_id, due_at, id);
CREATE INDEX ix_task_grid_sent ON public.task USING btree (grid_id, sent_at, id);
CREATE INDEX ix_task_grid_state ON public.task USING btree (grid_id, state, due_at);
CREATE INDEX ix_task_objection_due ON public.task_objection USING btree (answered_at, due_at);
CREATE INDEX ix_task_objection_task_id ON public.task_objection USING btree (task_id);
CREATE INDEX ix_task_objection_unit_id ON public.task_objection USING btree (unit_id);
CREATE INDEX ix_task_open_due ON public.task USING btree (community_id, due_at, id) WHERE (finished_at IS NULL);
CREATE INDEX ix_task_open_due_all ON public.task USING btree (due_at, id) WHERE (finished_at IS NULL);
CREATE INDEX ix_task_order_form_id ON public.task_order USING btree (form_id);
CREATE INDEX ix_task_order_joined_id ON public.task_order USING btree (joined_id);
CREATE INDEX ix_task_routine_unit_id ON public.task_routine USING btree (unit_id);
CREATE INDEX ix_task_sent ON public.task USING btree (community_id, sent_at, id);
CREATE INDEX ix_task_sent_all ON public.task USING btree (sent_at, id);
CREATE INDEX ix_tool_community_id ON public.tool USING btree (community_id);
CREATE INDEX ix_tool_loan_back ON public.tool_loan USING btree (community_id, ended_at) WHERE (checked_at IS NULL);
CREATE INDEX ix_tool_loan_due ON public.tool_loan USING btree (community_id, due_on) WHERE (ended_at IS NULL);
CREATE INDEX ix_tool_loan_household_id ON public.tool_loan USING btree (household_id);
CREATE INDEX ix_tool_loan_model_id ON public.tool_loan USING btree (model_id);
CREATE INDEX ix_tool_loan_reminder_open ON public.tool_loan_reminder USING btree (community_id) WHERE (told_at IS NULL);
CREATE INDEX ix_tool_loan_resident_id ON public.tool_loan USING btree (resident_id);
CREATE INDEX ix_tool_loan_station ON public.tool_loan USING btree (station_id, due_on) WHERE (ended_at IS NULL);
CREATE INDEX ix_tool_loan_tool_out ON public.tool_loan USING btree (tool_id, out_at);
CREATE INDEX ix_tool_loan_unchecked ON public.tool_loan USING btree (tool_id) WHERE (checked_at IS NULL);
CREATE INDEX ix_tool_model ON public.tool USING btree (model_id);
CREATE INDEX ix_tool_reservation_community_id ON public.tool_reservation USING btree (community_id);
CREATE INDEX ix_tool_reservation_queue ON public.tool_reservation USING btree (model_id, state, asked_at);
CREATE INDEX ix_tool_reservation_resident_id ON public.tool_reservation USING btree (resident_id);
CREATE INDEX ix_tool_station ON public.tool USING btree (station_id);
CREATE INDEX ix_tool_suspension_community_id ON public.tool_suspension USING btree (community_id);
CREATE INDEX ix_tool_suspension_resident_id ON public.tool_suspension USING btree (resident_id);
CREATE INDEX ix_tool_ticket_tool ON public.tool_ticket USING btree (tool_id);
CREATE INDEX ix_unit_kind ON public.unit USING btree (kind);
CREATE INDEX ix_unit_lineage_after_id ON public.unit_lineage USING btree (after_id);
CREATE INDEX ix_unit_lineage_before_id ON public.unit_lineage USING btree (before_id);
CREATE INDEX ix_unit_parent_id ON public.unit USING btree (parent_id);
CREATE INDEX ix_unit_path_prefix ON public.unit USING btree (path text_pattern_ops);
CREATE INDEX ix_unit_version_unit_id ON public.unit_version USING btree (unit_id);
CREATE INDEX ix_visit_account_time ON public.visit USING btree (account_id, happened_at);
CREATE INDEX ix_visit_community_day ON public.visit USING btree (community_id, happened_at);
CREATE INDEX ix_visit_grid_time ON public.visit USING btree (grid_id, happened_at);
CREATE INDEX ix_visit_household_time ON public.visit USING btree (household_id, happened_at);
CREATE INDEX ix_visit_time ON public.visit USING btree (happened_at, id);
CREATE INDEX ix_voice_bound ON public.case_voice_bound USING btree (community_id, rank, case_id);
CREATE INDEX ix_voice_case ON public.case_voice USING btree (case_id, household_id, said_at);
CREATE INDEX ix_voice_community ON public.case_voice USING btree (community_id, said_at);
CREATE INDEX ix_voice_relayed ON public.case_voice USING btree (relayed_by, said_at);
CREATE INDEX ix_voice_said ON public.case_voice USING btree (said_at, id);
CREATE INDEX ix_volunteer_account_id ON public.volunteer USING btree (account_id);
CREATE INDEX ix_volunteer_community_id ON public.volunteer USING btree (community_id);
CREATE INDEX ix_volunteer_device_volunteer_id ON public.volunteer_device USING btree (volunteer_id);
CREATE INDEX ix_volunteer_joined ON public.volunteer USING btree (community_id, joined_on, id);
CREATE INDEX ix_volunteer_joined_all ON public.volunteer USING btree (joined_on, id);
CREATE INDEX ix_volunteer_number_all ON public.volunteer USING btree (number, id);
CREATE INDEX ix_volunteer_party_id ON public.volunteer USING btree (party_id);
CREATE INDEX ix_volunteer_phone_index ON public.volunteer USING btree (phone_index);
CREATE INDEX ix_word_pair_newest ON public.word_pair USING btree (kind, pair, row_id);
CREATE INDEX ix_wording_resolution_id ON public.wording USING btree (resolution_id);
CREATE UNIQUE INDEX uq_access_card_open ON public.access_card USING btree (community_id, card_hash) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_agenda_line_carried ON public.agenda_line USING btree (meeting_id) WHERE ((origin)::text = 'carried'::text);
CREATE UNIQUE INDEX uq_agenda_line_case ON public.agenda_line USING btree (meeting_id, case_id) WHERE ((dropped_at IS NULL) AND (case_id IS NOT NULL));
CREATE UNIQUE INDEX uq_attendance_shift ON public.attendance USING btree (shift_id, volunteer_id) WHERE ((voided_at IS NULL) AND (shift_id IS NOT NULL));
CREATE UNIQUE INDEX uq_case_extension_open ON public.case_extension USING btree (case_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX uq_case_pause_open ON public.case_pause USING btree (case_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX uq_case_reopen_open ON public.case_reopen_proposal USING btree (case_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX uq_case_stop_open ON public.case_stop USING btree (case_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_council_vote_replaces ON public.council_vote USING btree (replaces_id) WHERE (replaces_id IS NOT NULL);
CREATE UNIQUE INDEX uq_garden_keeping_open ON public.garden_keeping USING btree (plot_id, community_id) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX uq_household_member_open ON public.household_member USING btree (resident_id, community_id) WHERE (valid_to IS NULL);
CREATE UNIQUE INDEX uq_household_open ON public.household USING btree (dwelling_id, community_id) WHERE (moved_out_on IS NULL);
CREATE UNIQUE INDEX uq_liaison_open ON public.liaison USING btree (community_id, party_id) WHERE (ended_on IS NULL);
CREATE UNIQUE INDEX uq_market_consent_open ON public.market_consent USING btree (community_id, seeker_id, purpose) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_market_suspension_open ON public.market_suspension USING btree (community_id, merchant_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX uq_other_home_open ON public.other_home USING btree (resident_id, kind) WHERE (valid_to IS NULL);
CREATE UNIQUE INDEX uq_part_done_standing ON public.part_done USING btree (part_id) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX uq_person_consent_open ON public.person_consent USING btree (resident_id, purpose, community_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_person_transfer_open ON public.person_transfer USING btree (resident_id) WHERE ((state)::text = 'waiting'::text);
CREATE UNIQUE INDEX uq_promise_extension_open ON public.promise_extension USING btree (promise_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX uq_promise_parking_open ON public.promise_parking USING btree (promise_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX uq_recusal_line_seat ON public.recusal USING btree (line_id, seat_id);
CREATE UNIQUE INDEX uq_redemption_stop_open ON public.redemption_stop USING btree (community_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX uq_shop_order_code_open ON public.shop_order USING btree (community_id, code) WHERE ((state)::text = 'ready'::text);
CREATE UNIQUE INDEX uq_task_objection_open ON public.task_objection USING btree (task_id) WHERE (answered_at IS NULL);
CREATE UNIQUE INDEX uq_task_routine_open ON public.task USING btree (routine_id, grid_id) WHERE (((state)::text = ANY ((ARRAY['doing'::character varying, 'sent'::character varying, 'signed'::character varying])::text[])) AND (routine_id IS NOT NULL));
CREATE UNIQUE INDEX uq_tool_loan_open ON public.tool_loan USING btree (tool_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_tool_reservation_copy ON public.tool_reservation USING btree (tool_id) WHERE ((state)::text = 'ready'::text);
CREATE UNIQUE INDEX uq_tool_reservation_person ON public.tool_reservation USING btree (model_id, resident_id) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'ready'::character varying])::text[]));
CREATE UNIQUE INDEX uq_tool_ticket_open ON public.tool_ticket USING btree (tool_id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX uq_unit_code_open ON public.unit USING btree (code) WHERE ((valid_to IS NULL) AND ((code)::text <> ''::text));
CREATE TRIGGER audit_line_only_grows BEFORE DELETE OR UPDATE ON public.audit_line FOR EACH ROW EXECUTE FUNCTION public.audit_line_only_grows();
CREATE TRIGGER award_only_grows BEFORE DELETE OR UPDATE ON public.award FOR EACH ROW EXECUTE FUNCTION public.award_only_grows();
CREATE TRIGGER certificate_end_only_grows BEFORE DELETE OR UPDATE ON public.certificate_end FOR EACH ROW EXECUTE FUNCTION public.certificate_end_only_grows();
CREATE TRIGGER certificate_only_grows BEFORE DELETE OR UPDATE ON public.certificate FOR EACH ROW EXECUTE FUNCTION public.certificate_only_grows();
CREATE TRIGGER confirmation_only_grows BEFORE DELETE OR UPDATE ON public.confirmation FOR EACH ROW EXECUTE FUNCTION public.confirmation_only_grows();
CREATE TRIGGER contest_award_only_grows BEFORE DELETE OR UPDATE ON public.contest_award FOR EACH ROW EXECUTE FUNCTION public.contest_award_only_grows();
CREATE TRIGGER hours_line_only_grows BEFORE DELETE OR UPDATE ON public.hours_line FOR EACH ROW EXECUTE FUNCTION public.hours_line_only_grows();
CREATE TRIGGER ledger_entry_only_grows BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.ledger_entry_only_grows();
CREATE TRIGGER posting_only_grows BEFORE DELETE OR UPDATE ON public.posting FOR EACH ROW EXECUTE FUNCTION public.posting_only_grows();
CREATE TRIGGER promise_first_due BEFORE UPDATE ON public.promise FOR EACH ROW WHEN ((new.first_due IS DISTINCT FROM old.first_due)) EXECUTE FUNCTION public.promise_first_due();
CREATE TRIGGER promise_part_stays BEFORE DELETE ON public.promise_part FOR EACH ROW EXECUTE FUNCTION public.promise_part_stays();
CREATE TRIGGER score_entry_only_grows BEFORE DELETE OR UPDATE ON public.score_entry FOR EACH ROW EXECUTE FUNCTION public.score_entry_only_grows();
CREATE TRIGGER stock_move_only_grows BEFORE DELETE OR UPDATE ON public.stock_move FOR EACH ROW EXECUTE FUNCTION public.stock_move_only_grows();
CREATE TRIGGER task_act_only_grows BEFORE DELETE OR UPDATE ON public.task_act FOR EACH ROW EXECUTE FUNCTION public.task_act_only_grows();
ALTER TABLE ONLY public.access_card
    ADD CONSTRAINT fk_access_card_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.access_card
    ADD CONSTRAINT fk_access_card_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT fk_account_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT fk_activity_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT fk_activity_department_id_department FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT fk_activity_lead_account_id_account FOREIGN KEY (lead_account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT fk_activity_made_by_account FOREIGN KEY (made_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.agenda_line
    ADD CONSTRAINT fk_agenda_line_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.agenda_line
    ADD CONSTRAINT fk_agenda_line_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT fk_allocation_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT fk_allocation_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.allocation
    ADD CONSTRAINT fk_allocation_goods_id_goods FOREIGN KEY (goods_id) REFERENCES public.goods(id);
ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT fk_api_delivery_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT fk_api_delivery_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.api_delivery
    ADD CONSTRAINT fk_api_delivery_key_id_api_key FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.api_key
    ADD CONSTRAINT fk_api_key_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.api_number
    ADD CONSTRAINT fk_api_number_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.api_number
    ADD CONSTRAINT fk_api_number_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.api_number
    ADD CONSTRAINT fk_api_number_key_id_api_key FOREIGN KEY (key_id) REFERENCES public.api_key(id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_demand_id_demand FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.attendance_mark
    ADD CONSTRAINT fk_attendance_mark_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.attendance_mark
    ADD CONSTRAINT fk_attendance_mark_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.attendance_mark
    ADD CONSTRAINT fk_attendance_mark_seat_id_council_seat FOREIGN KEY (seat_id) REFERENCES public.council_seat(id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_shift_id_shift FOREIGN KEY (shift_id) REFERENCES public.shift(id);
ALTER TABLE ONLY public.attendance
    ADD CONSTRAINT fk_attendance_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.award_appeal
    ADD CONSTRAINT fk_award_appeal_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.award_appeal
    ADD CONSTRAINT fk_award_appeal_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT fk_award_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT fk_award_entry_id_round_entry FOREIGN KEY (entry_id) REFERENCES public.round_entry(id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT fk_award_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.award_revocation
    ADD CONSTRAINT fk_award_revocation_award_id_award FOREIGN KEY (award_id) REFERENCES public.award(id);
ALTER TABLE ONLY public.award_revocation
    ADD CONSTRAINT fk_award_revocation_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT fk_award_round_id_rating_round FOREIGN KEY (round_id) REFERENCES public.rating_round(id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT fk_award_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.building
    ADD CONSTRAINT fk_building_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.burden_limit
    ADD CONSTRAINT fk_burden_limit_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.care_interval
    ADD CONSTRAINT fk_care_interval_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_act
    ADD CONSTRAINT fk_case_act_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_act
    ADD CONSTRAINT fk_case_act_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_answer
    ADD CONSTRAINT fk_case_answer_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_answer
    ADD CONSTRAINT fk_case_answer_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_answer
    ADD CONSTRAINT fk_case_answer_voice_id_case_voice FOREIGN KEY (voice_id) REFERENCES public.case_voice(id);
ALTER TABLE ONLY public.case_extension
    ADD CONSTRAINT fk_case_extension_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_extension
    ADD CONSTRAINT fk_case_extension_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_helper
    ADD CONSTRAINT fk_case_helper_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_helper
    ADD CONSTRAINT fk_case_helper_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_helper
    ADD CONSTRAINT fk_case_helper_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.case_order
    ADD CONSTRAINT fk_case_order_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_order
    ADD CONSTRAINT fk_case_order_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_order
    ADD CONSTRAINT fk_case_order_step_id_case_step FOREIGN KEY (step_id) REFERENCES public.case_step(id);
ALTER TABLE ONLY public.case_pause
    ADD CONSTRAINT fk_case_pause_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_pause
    ADD CONSTRAINT fk_case_pause_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_reopen_proposal
    ADD CONSTRAINT fk_case_reopen_proposal_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_reopen_proposal
    ADD CONSTRAINT fk_case_reopen_proposal_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_series
    ADD CONSTRAINT fk_case_series_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT fk_case_step_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_step
    ADD CONSTRAINT fk_case_step_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_stop
    ADD CONSTRAINT fk_case_stop_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_stop
    ADD CONSTRAINT fk_case_stop_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_voice_bound
    ADD CONSTRAINT fk_case_voice_bound_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_voice_bound
    ADD CONSTRAINT fk_case_voice_bound_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_voice
    ADD CONSTRAINT fk_case_voice_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.case_voice
    ADD CONSTRAINT fk_case_voice_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.case_voice
    ADD CONSTRAINT fk_case_voice_first_case_id_grid_case FOREIGN KEY (first_case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.certificate_batch
    ADD CONSTRAINT fk_certificate_batch_issuer_id_unit FOREIGN KEY (issuer_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.certificate_end
    ADD CONSTRAINT fk_certificate_end_certificate_id_certificate FOREIGN KEY (certificate_id) REFERENCES public.certificate(id);
ALTER TABLE ONLY public.certificate_end
    ADD CONSTRAINT fk_certificate_end_issuer_id_unit FOREIGN KEY (issuer_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.certificate_end
    ADD CONSTRAINT fk_certificate_end_replacement_id_certificate FOREIGN KEY (replacement_id) REFERENCES public.certificate(id);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT fk_certificate_issuer_id_unit FOREIGN KEY (issuer_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.certificate
    ADD CONSTRAINT fk_certificate_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.certificate_series
    ADD CONSTRAINT fk_certificate_series_issuer_id_unit FOREIGN KEY (issuer_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.confirmation
    ADD CONSTRAINT fk_confirmation_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.confirmation
    ADD CONSTRAINT fk_confirmation_attendance_id_attendance FOREIGN KEY (attendance_id) REFERENCES public.attendance(id);
ALTER TABLE ONLY public.confirmation
    ADD CONSTRAINT fk_confirmation_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT fk_contest_award_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT fk_contest_award_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT fk_contest_award_nomination_id_nomination FOREIGN KEY (nomination_id) REFERENCES public.nomination(id);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT fk_contest_award_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.contest_award
    ADD CONSTRAINT fk_contest_award_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT fk_contest_criteria_id_contest_criteria FOREIGN KEY (criteria_id) REFERENCES public.contest_criteria(id);
ALTER TABLE ONLY public.contest_criteria
    ADD CONSTRAINT fk_contest_criteria_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT fk_contest_judge_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.contest_judge
    ADD CONSTRAINT fk_contest_judge_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.contest_recusal
    ADD CONSTRAINT fk_contest_recusal_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.contest_recusal
    ADD CONSTRAINT fk_contest_recusal_judge_id_contest_judge FOREIGN KEY (judge_id) REFERENCES public.contest_judge(id);
ALTER TABLE ONLY public.contest_recusal
    ADD CONSTRAINT fk_contest_recusal_nomination_id_nomination FOREIGN KEY (nomination_id) REFERENCES public.nomination(id);
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT fk_contest_result_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.contest_result
    ADD CONSTRAINT fk_contest_result_nomination_id_nomination FOREIGN KEY (nomination_id) REFERENCES public.nomination(id);
ALTER TABLE ONLY public.contest_stage
    ADD CONSTRAINT fk_contest_stage_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.contest
    ADD CONSTRAINT fk_contest_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.contest_withdrawal
    ADD CONSTRAINT fk_contest_withdrawal_award_id_contest_award FOREIGN KEY (award_id) REFERENCES public.contest_award(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_asked_by_account FOREIGN KEY (asked_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_decided_by_account FOREIGN KEY (decided_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_entry_id_ledger_entry FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.correction
    ADD CONSTRAINT fk_correction_passbook_id_passbook FOREIGN KEY (passbook_id) REFERENCES public.passbook(id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT fk_council_meeting_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT fk_council_meeting_host_id_party FOREIGN KEY (host_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT fk_council_meeting_recorder_id_party FOREIGN KEY (recorder_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT fk_council_meeting_rule_id_council_rule FOREIGN KEY (rule_id) REFERENCES public.council_rule(id);
ALTER TABLE ONLY public.council_meeting
    ADD CONSTRAINT fk_council_meeting_series_id_council_series FOREIGN KEY (series_id) REFERENCES public.council_series(id);
ALTER TABLE ONLY public.council_rule
    ADD CONSTRAINT fk_council_rule_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.council_seat
    ADD CONSTRAINT fk_council_seat_alternate_id_party FOREIGN KEY (alternate_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.council_seat
    ADD CONSTRAINT fk_council_seat_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.council_seat
    ADD CONSTRAINT fk_council_seat_series_id_council_series FOREIGN KEY (series_id) REFERENCES public.council_series(id);
ALTER TABLE ONLY public.council_series
    ADD CONSTRAINT fk_council_series_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.council_vote
    ADD CONSTRAINT fk_council_vote_line_id_agenda_line FOREIGN KEY (line_id) REFERENCES public.agenda_line(id);
ALTER TABLE ONLY public.council_vote
    ADD CONSTRAINT fk_council_vote_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.council_vote
    ADD CONSTRAINT fk_council_vote_replaces_id_council_vote FOREIGN KEY (replaces_id) REFERENCES public.council_vote(id);
ALTER TABLE ONLY public.council_vote
    ADD CONSTRAINT fk_council_vote_resolution_id_resolution FOREIGN KEY (resolution_id) REFERENCES public.resolution(id);
ALTER TABLE ONLY public.counter_code
    ADD CONSTRAINT fk_counter_code_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.counter_code
    ADD CONSTRAINT fk_counter_code_made_by_account FOREIGN KEY (made_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.counter_code
    ADD CONSTRAINT fk_counter_code_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT fk_demand_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.demand_declined
    ADD CONSTRAINT fk_demand_declined_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.demand_declined
    ADD CONSTRAINT fk_demand_declined_demand_id_demand FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.demand_declined
    ADD CONSTRAINT fk_demand_declined_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT fk_demand_department_id_department FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT fk_demand_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT fk_demand_raised_by_account FOREIGN KEY (raised_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.demand_rating
    ADD CONSTRAINT fk_demand_rating_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.demand_rating
    ADD CONSTRAINT fk_demand_rating_demand_id_demand FOREIGN KEY (demand_id) REFERENCES public.demand(id);
ALTER TABLE ONLY public.demand_rating
    ADD CONSTRAINT fk_demand_rating_told_by_account FOREIGN KEY (told_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT fk_demand_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT fk_department_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT fk_department_deputy_id_volunteer FOREIGN KEY (deputy_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.department
    ADD CONSTRAINT fk_department_lead_id_volunteer FOREIGN KEY (lead_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.digest_letter
    ADD CONSTRAINT fk_digest_letter_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.digest_wish
    ADD CONSTRAINT fk_digest_wish_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.door_consent
    ADD CONSTRAINT fk_door_consent_award_id_award FOREIGN KEY (award_id) REFERENCES public.award(id);
ALTER TABLE ONLY public.door_consent
    ADD CONSTRAINT fk_door_consent_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.door_note
    ADD CONSTRAINT fk_door_note_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.door_note
    ADD CONSTRAINT fk_door_note_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.door_note
    ADD CONSTRAINT fk_door_note_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.door_note
    ADD CONSTRAINT fk_door_note_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.duty_entry
    ADD CONSTRAINT fk_duty_entry_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.dwelling
    ADD CONSTRAINT fk_dwelling_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.dwelling
    ADD CONSTRAINT fk_dwelling_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.dwelling
    ADD CONSTRAINT fk_dwelling_entrance_id_entrance FOREIGN KEY (entrance_id) REFERENCES public.entrance(id);
ALTER TABLE ONLY public.dwelling
    ADD CONSTRAINT fk_dwelling_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.earn_rule
    ADD CONSTRAINT fk_earn_rule_approved_by_account FOREIGN KEY (approved_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.earn_rule
    ADD CONSTRAINT fk_earn_rule_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.employee
    ADD CONSTRAINT fk_employee_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.employee
    ADD CONSTRAINT fk_employee_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.employee
    ADD CONSTRAINT fk_employee_merchant_id_merchant FOREIGN KEY (merchant_id) REFERENCES public.merchant(id);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT fk_entrance_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT fk_entrance_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT fk_entrance_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.entrance
    ADD CONSTRAINT fk_entrance_micro_grid_id_unit FOREIGN KEY (micro_grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.export_request
    ADD CONSTRAINT fk_export_request_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.export_request
    ADD CONSTRAINT fk_export_request_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden
    ADD CONSTRAINT fk_garden_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.garden_care
    ADD CONSTRAINT fk_garden_care_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_care
    ADD CONSTRAINT fk_garden_care_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_care
    ADD CONSTRAINT fk_garden_care_plot_id_garden_plot FOREIGN KEY (plot_id) REFERENCES public.garden_plot(id);
ALTER TABLE ONLY public.garden
    ADD CONSTRAINT fk_garden_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden
    ADD CONSTRAINT fk_garden_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_keeping
    ADD CONSTRAINT fk_garden_keeping_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_keeping
    ADD CONSTRAINT fk_garden_keeping_plot_id_garden_plot FOREIGN KEY (plot_id) REFERENCES public.garden_plot(id);
ALTER TABLE ONLY public.garden_keeping
    ADD CONSTRAINT fk_garden_keeping_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.garden_plot
    ADD CONSTRAINT fk_garden_plot_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_plot
    ADD CONSTRAINT fk_garden_plot_garden_id_garden FOREIGN KEY (garden_id) REFERENCES public.garden(id);
ALTER TABLE ONLY public.garden_plot
    ADD CONSTRAINT fk_garden_plot_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_reminder
    ADD CONSTRAINT fk_garden_reminder_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_reminder
    ADD CONSTRAINT fk_garden_reminder_keeping_id_garden_keeping FOREIGN KEY (keeping_id) REFERENCES public.garden_keeping(id);
ALTER TABLE ONLY public.garden
    ADD CONSTRAINT fk_garden_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.garden_waiting
    ADD CONSTRAINT fk_garden_waiting_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.garden_waiting
    ADD CONSTRAINT fk_garden_waiting_garden_id_garden FOREIGN KEY (garden_id) REFERENCES public.garden(id);
ALTER TABLE ONLY public.goods
    ADD CONSTRAINT fk_goods_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.goods
    ADD CONSTRAINT fk_goods_photo_id_photo FOREIGN KEY (photo_id) REFERENCES public.photo(id);
ALTER TABLE ONLY public.goods_price
    ADD CONSTRAINT fk_goods_price_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.goods_price
    ADD CONSTRAINT fk_goods_price_goods_id_goods FOREIGN KEY (goods_id) REFERENCES public.goods(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_asked_party_id_party FOREIGN KEY (asked_party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_asked_unit_id_unit FOREIGN KEY (asked_unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_category_id_case_category FOREIGN KEY (category_id) REFERENCES public.case_category(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_lead_party_id_party FOREIGN KEY (lead_party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_lead_unit_id_unit FOREIGN KEY (lead_unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.grid_case
    ADD CONSTRAINT fk_grid_case_merged_into_id_grid_case FOREIGN KEY (merged_into_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.grid_difficulty
    ADD CONSTRAINT fk_grid_difficulty_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.grid_difficulty
    ADD CONSTRAINT fk_grid_difficulty_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT fk_handover_from_id_account FOREIGN KEY (from_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT fk_handover_supervisor_id_account FOREIGN KEY (supervisor_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT fk_handover_to_id_account FOREIGN KEY (to_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.handover
    ADD CONSTRAINT fk_handover_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.home_tally
    ADD CONSTRAINT fk_home_tally_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.hours_line
    ADD CONSTRAINT fk_hours_line_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.hours_line
    ADD CONSTRAINT fk_hours_line_reverses_id_hours_line FOREIGN KEY (reverses_id) REFERENCES public.hours_line(id);
ALTER TABLE ONLY public.hours_line
    ADD CONSTRAINT fk_hours_line_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT fk_household_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT fk_household_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT fk_household_dwelling_id_dwelling FOREIGN KEY (dwelling_id) REFERENCES public.dwelling(id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT fk_household_entrance_id_entrance FOREIGN KEY (entrance_id) REFERENCES public.entrance(id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT fk_household_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.household_member
    ADD CONSTRAINT fk_household_member_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.household_member
    ADD CONSTRAINT fk_household_member_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.household_member
    ADD CONSTRAINT fk_household_member_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.household
    ADD CONSTRAINT fk_household_micro_grid_id_unit FOREIGN KEY (micro_grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT fk_invitation_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT fk_ledger_entry_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT fk_ledger_entry_ends_id_ledger_entry FOREIGN KEY (ends_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT fk_ledger_entry_passbook_id_passbook FOREIGN KEY (passbook_id) REFERENCES public.passbook(id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT fk_ledger_entry_reverses_id_ledger_entry FOREIGN KEY (reverses_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT fk_ledger_entry_rule_id_earn_rule FOREIGN KEY (rule_id) REFERENCES public.earn_rule(id);
ALTER TABLE ONLY public.liaison
    ADD CONSTRAINT fk_liaison_backup_id_liaison FOREIGN KEY (backup_id) REFERENCES public.liaison(id);
ALTER TABLE ONLY public.liaison_candidate
    ADD CONSTRAINT fk_liaison_candidate_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.liaison_candidate
    ADD CONSTRAINT fk_liaison_candidate_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.liaison_candidate
    ADD CONSTRAINT fk_liaison_candidate_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.liaison_candidate
    ADD CONSTRAINT fk_liaison_candidate_round_id_liaison_round FOREIGN KEY (round_id) REFERENCES public.liaison_round(id);
ALTER TABLE ONLY public.liaison
    ADD CONSTRAINT fk_liaison_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.liaison
    ADD CONSTRAINT fk_liaison_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.liaison_household
    ADD CONSTRAINT fk_liaison_household_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.liaison_household
    ADD CONSTRAINT fk_liaison_household_liaison_id_liaison FOREIGN KEY (liaison_id) REFERENCES public.liaison(id);
ALTER TABLE ONLY public.liaison
    ADD CONSTRAINT fk_liaison_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.liaison_round
    ADD CONSTRAINT fk_liaison_round_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.liaison
    ADD CONSTRAINT fk_liaison_round_id_liaison_round FOREIGN KEY (round_id) REFERENCES public.liaison_round(id);
ALTER TABLE ONLY public.liaison_score
    ADD CONSTRAINT fk_liaison_score_candidate_id_liaison_candidate FOREIGN KEY (candidate_id) REFERENCES public.liaison_candidate(id);
ALTER TABLE ONLY public.liaison_score
    ADD CONSTRAINT fk_liaison_score_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.line_draft
    ADD CONSTRAINT fk_line_draft_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.line_draft
    ADD CONSTRAINT fk_line_draft_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.market_complaint
    ADD CONSTRAINT fk_market_complaint_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.market_complaint
    ADD CONSTRAINT fk_market_complaint_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_complaint
    ADD CONSTRAINT fk_market_complaint_listing_id_market_listing FOREIGN KEY (listing_id) REFERENCES public.market_listing(id);
ALTER TABLE ONLY public.market_complaint
    ADD CONSTRAINT fk_market_complaint_merchant_id_merchant FOREIGN KEY (merchant_id) REFERENCES public.merchant(id);
ALTER TABLE ONLY public.market_consent
    ADD CONSTRAINT fk_market_consent_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_consent
    ADD CONSTRAINT fk_market_consent_seeker_id_market_seeker FOREIGN KEY (seeker_id) REFERENCES public.market_seeker(id);
ALTER TABLE ONLY public.market_day
    ADD CONSTRAINT fk_market_day_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_job
    ADD CONSTRAINT fk_market_job_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.market_job
    ADD CONSTRAINT fk_market_job_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_job
    ADD CONSTRAINT fk_market_job_listing_id_market_listing FOREIGN KEY (listing_id) REFERENCES public.market_listing(id);
ALTER TABLE ONLY public.market_link
    ADD CONSTRAINT fk_market_link_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_link
    ADD CONSTRAINT fk_market_link_listing_id_market_listing FOREIGN KEY (listing_id) REFERENCES public.market_listing(id);
ALTER TABLE ONLY public.market_link
    ADD CONSTRAINT fk_market_link_match_id_market_match FOREIGN KEY (match_id) REFERENCES public.market_match(id);
ALTER TABLE ONLY public.market_link
    ADD CONSTRAINT fk_market_link_merchant_id_merchant FOREIGN KEY (merchant_id) REFERENCES public.merchant(id);
ALTER TABLE ONLY public.market_listing
    ADD CONSTRAINT fk_market_listing_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_listing
    ADD CONSTRAINT fk_market_listing_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_listing
    ADD CONSTRAINT fk_market_listing_merchant_id_merchant FOREIGN KEY (merchant_id) REFERENCES public.merchant(id);
ALTER TABLE ONLY public.market_match
    ADD CONSTRAINT fk_market_match_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_match
    ADD CONSTRAINT fk_market_match_listing_id_market_listing FOREIGN KEY (listing_id) REFERENCES public.market_listing(id);
ALTER TABLE ONLY public.market_match
    ADD CONSTRAINT fk_market_match_seeker_id_market_seeker FOREIGN KEY (seeker_id) REFERENCES public.market_seeker(id);
ALTER TABLE ONLY public.market_offer
    ADD CONSTRAINT fk_market_offer_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_offer
    ADD CONSTRAINT fk_market_offer_listing_id_market_listing FOREIGN KEY (listing_id) REFERENCES public.market_listing(id);
ALTER TABLE ONLY public.market_placement_check
    ADD CONSTRAINT fk_market_placement_check_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_placement_check
    ADD CONSTRAINT fk_market_placement_check_placement_id_market_placement FOREIGN KEY (placement_id) REFERENCES public.market_placement(id);
ALTER TABLE ONLY public.market_placement
    ADD CONSTRAINT fk_market_placement_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_placement
    ADD CONSTRAINT fk_market_placement_match_id_market_match FOREIGN KEY (match_id) REFERENCES public.market_match(id);
ALTER TABLE ONLY public.market_push
    ADD CONSTRAINT fk_market_push_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_push
    ADD CONSTRAINT fk_market_push_listing_id_market_listing FOREIGN KEY (listing_id) REFERENCES public.market_listing(id);
ALTER TABLE ONLY public.market_push
    ADD CONSTRAINT fk_market_push_seeker_id_market_seeker FOREIGN KEY (seeker_id) REFERENCES public.market_seeker(id);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT fk_market_seeker_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT fk_market_seeker_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT fk_market_seeker_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT fk_market_seeker_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_seeker
    ADD CONSTRAINT fk_market_seeker_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.market_suspension
    ADD CONSTRAINT fk_market_suspension_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.market_suspension
    ADD CONSTRAINT fk_market_suspension_merchant_id_merchant FOREIGN KEY (merchant_id) REFERENCES public.merchant(id);
ALTER TABLE ONLY public.market_wage_floor
    ADD CONSTRAINT fk_market_wage_floor_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT fk_membership_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT fk_membership_department_id_department FOREIGN KEY (department_id) REFERENCES public.department(id);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT fk_membership_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT fk_merchant_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT fk_merchant_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT fk_merchant_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.merchant
    ADD CONSTRAINT fk_merchant_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT fk_minutes_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.minutes
    ADD CONSTRAINT fk_minutes_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.minutes_objection
    ADD CONSTRAINT fk_minutes_objection_minutes_id_minutes FOREIGN KEY (minutes_id) REFERENCES public.minutes(id);
ALTER TABLE ONLY public.minutes_objection
    ADD CONSTRAINT fk_minutes_objection_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.minutes_signature
    ADD CONSTRAINT fk_minutes_signature_minutes_id_minutes FOREIGN KEY (minutes_id) REFERENCES public.minutes(id);
ALTER TABLE ONLY public.minutes_signature
    ADD CONSTRAINT fk_minutes_signature_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.nomination
    ADD CONSTRAINT fk_nomination_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.nomination
    ADD CONSTRAINT fk_nomination_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.nomination
    ADD CONSTRAINT fk_nomination_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.nomination
    ADD CONSTRAINT fk_nomination_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.not_same_person
    ADD CONSTRAINT fk_not_same_person_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.not_same_person
    ADD CONSTRAINT fk_not_same_person_first_id_resident FOREIGN KEY (first_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.not_same_person
    ADD CONSTRAINT fk_not_same_person_second_id_resident FOREIGN KEY (second_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT fk_notice_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.notice_channel
    ADD CONSTRAINT fk_notice_channel_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.notice_delivery
    ADD CONSTRAINT fk_notice_delivery_channel_id_notice_channel FOREIGN KEY (channel_id) REFERENCES public.notice_channel(id);
ALTER TABLE ONLY public.objection
    ADD CONSTRAINT fk_objection_notice_id_public_notice FOREIGN KEY (notice_id) REFERENCES public.public_notice(id);
ALTER TABLE ONLY public.offline_sale
    ADD CONSTRAINT fk_offline_sale_allocation_id_allocation FOREIGN KEY (allocation_id) REFERENCES public.allocation(id);
ALTER TABLE ONLY public.offline_sale
    ADD CONSTRAINT fk_offline_sale_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.offline_sale
    ADD CONSTRAINT fk_offline_sale_entry_id_ledger_entry FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.offline_sale
    ADD CONSTRAINT fk_offline_sale_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.one_time_secret
    ADD CONSTRAINT fk_one_time_secret_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.opinion_answer
    ADD CONSTRAINT fk_opinion_answer_ballot_id_opinion_ballot FOREIGN KEY (ballot_id) REFERENCES public.opinion_ballot(id);
ALTER TABLE ONLY public.opinion_answer
    ADD CONSTRAINT fk_opinion_answer_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_answer
    ADD CONSTRAINT fk_opinion_answer_line_id_opinion_line FOREIGN KEY (line_id) REFERENCES public.opinion_line(id);
ALTER TABLE ONLY public.opinion_answer
    ADD CONSTRAINT fk_opinion_answer_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_ballot
    ADD CONSTRAINT fk_opinion_ballot_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_ballot
    ADD CONSTRAINT fk_opinion_ballot_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_ballot
    ADD CONSTRAINT fk_opinion_ballot_line_id_opinion_line FOREIGN KEY (line_id) REFERENCES public.opinion_line(id);
ALTER TABLE ONLY public.opinion_ballot
    ADD CONSTRAINT fk_opinion_ballot_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_code
    ADD CONSTRAINT fk_opinion_code_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_code
    ADD CONSTRAINT fk_opinion_code_line_id_opinion_line FOREIGN KEY (line_id) REFERENCES public.opinion_line(id);
ALTER TABLE ONLY public.opinion_code
    ADD CONSTRAINT fk_opinion_code_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_decision
    ADD CONSTRAINT fk_opinion_decision_ballot_id_opinion_ballot FOREIGN KEY (ballot_id) REFERENCES public.opinion_ballot(id);
ALTER TABLE ONLY public.opinion_decision
    ADD CONSTRAINT fk_opinion_decision_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_decision
    ADD CONSTRAINT fk_opinion_decision_decided_by_account FOREIGN KEY (decided_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.opinion_decision
    ADD CONSTRAINT fk_opinion_decision_line_id_opinion_line FOREIGN KEY (line_id) REFERENCES public.opinion_line(id);
ALTER TABLE ONLY public.opinion_decision
    ADD CONSTRAINT fk_opinion_decision_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_extension
    ADD CONSTRAINT fk_opinion_extension_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_extension
    ADD CONSTRAINT fk_opinion_extension_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_extension
    ADD CONSTRAINT fk_opinion_extension_said_by_account FOREIGN KEY (said_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_dwelling_id_dwelling FOREIGN KEY (dwelling_id) REFERENCES public.dwelling(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_entrance_id_entrance FOREIGN KEY (entrance_id) REFERENCES public.entrance(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.opinion_line
    ADD CONSTRAINT fk_opinion_line_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_place
    ADD CONSTRAINT fk_opinion_place_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_place
    ADD CONSTRAINT fk_opinion_place_entrance_id_entrance FOREIGN KEY (entrance_id) REFERENCES public.entrance(id);
ALTER TABLE ONLY public.opinion_place
    ADD CONSTRAINT fk_opinion_place_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_question
    ADD CONSTRAINT fk_opinion_question_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_question
    ADD CONSTRAINT fk_opinion_question_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_round
    ADD CONSTRAINT fk_opinion_round_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_round
    ADD CONSTRAINT fk_opinion_round_host_id_account FOREIGN KEY (host_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.opinion_sheet
    ADD CONSTRAINT fk_opinion_sheet_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.opinion_sheet
    ADD CONSTRAINT fk_opinion_sheet_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.opinion_sheet
    ADD CONSTRAINT fk_opinion_sheet_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_sheet
    ADD CONSTRAINT fk_opinion_sheet_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.opinion_tally
    ADD CONSTRAINT fk_opinion_tally_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.opinion_tally
    ADD CONSTRAINT fk_opinion_tally_round_id_opinion_round FOREIGN KEY (round_id) REFERENCES public.opinion_round(id);
ALTER TABLE ONLY public.other_home
    ADD CONSTRAINT fk_other_home_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.other_home
    ADD CONSTRAINT fk_other_home_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.other_home
    ADD CONSTRAINT fk_other_home_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.owned_area
    ADD CONSTRAINT fk_owned_area_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.owned_area
    ADD CONSTRAINT fk_owned_area_dwelling_id_dwelling FOREIGN KEY (dwelling_id) REFERENCES public.dwelling(id);
ALTER TABLE ONLY public.part_done
    ADD CONSTRAINT fk_part_done_part_id_promise_part FOREIGN KEY (part_id) REFERENCES public.promise_part(id);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT fk_partner_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.partner
    ADD CONSTRAINT fk_partner_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.party
    ADD CONSTRAINT fk_party_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.party
    ADD CONSTRAINT fk_party_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT fk_passbook_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT fk_passbook_merged_into_id_passbook FOREIGN KEY (merged_into_id) REFERENCES public.passbook(id);
ALTER TABLE ONLY public.passbook
    ADD CONSTRAINT fk_passbook_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT fk_passkey_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.person_act
    ADD CONSTRAINT fk_person_act_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person_act
    ADD CONSTRAINT fk_person_act_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person_act
    ADD CONSTRAINT fk_person_act_other_id_resident FOREIGN KEY (other_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.person_act
    ADD CONSTRAINT fk_person_act_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.person_consent
    ADD CONSTRAINT fk_person_consent_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person_consent
    ADD CONSTRAINT fk_person_consent_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.person_request
    ADD CONSTRAINT fk_person_request_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person_request
    ADD CONSTRAINT fk_person_request_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person_request
    ADD CONSTRAINT fk_person_request_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.person_transfer
    ADD CONSTRAINT fk_person_transfer_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.person_transfer
    ADD CONSTRAINT fk_person_transfer_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.person_transfer
    ADD CONSTRAINT fk_person_transfer_to_id_unit FOREIGN KEY (to_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.photo
    ADD CONSTRAINT fk_photo_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT fk_placement_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT fk_placement_entrance_id_entrance FOREIGN KEY (entrance_id) REFERENCES public.entrance(id);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT fk_placement_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT fk_placement_micro_grid_id_unit FOREIGN KEY (micro_grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.placement
    ADD CONSTRAINT fk_placement_order_id_change_order FOREIGN KEY (order_id) REFERENCES public.change_order(id);
ALTER TABLE ONLY public.plan_mark
    ADD CONSTRAINT fk_plan_mark_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.plan_mark
    ADD CONSTRAINT fk_plan_mark_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.plan_mark
    ADD CONSTRAINT fk_plan_mark_photo_id_photo FOREIGN KEY (photo_id) REFERENCES public.photo(id);
ALTER TABLE ONLY public.points_lot
    ADD CONSTRAINT fk_points_lot_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.points_lot
    ADD CONSTRAINT fk_points_lot_entry_id_ledger_entry FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.points_lot
    ADD CONSTRAINT fk_points_lot_passbook_id_passbook FOREIGN KEY (passbook_id) REFERENCES public.passbook(id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT fk_post_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT fk_post_covers_id_post FOREIGN KEY (covers_id) REFERENCES public.post(id);
ALTER TABLE ONLY public.post
    ADD CONSTRAINT fk_post_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT fk_posting_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT fk_posting_entry_id_ledger_entry FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT fk_posting_lot_id_points_lot FOREIGN KEY (lot_id) REFERENCES public.points_lot(id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT fk_posting_passbook_id_passbook FOREIGN KEY (passbook_id) REFERENCES public.passbook(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_case_id_grid_case FOREIGN KEY (case_id) REFERENCES public.grid_case(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.promise_extension
    ADD CONSTRAINT fk_promise_extension_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.promise_link
    ADD CONSTRAINT fk_promise_link_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_owner_id_party FOREIGN KEY (owner_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.promise_parking
    ADD CONSTRAINT fk_promise_parking_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.promise_part
    ADD CONSTRAINT fk_promise_part_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.promise_part
    ADD CONSTRAINT fk_promise_part_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.promise_reminder
    ADD CONSTRAINT fk_promise_reminder_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.promise_reminder
    ADD CONSTRAINT fk_promise_reminder_to_id_party FOREIGN KEY (to_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_series_id_council_series FOREIGN KEY (series_id) REFERENCES public.council_series(id);
ALTER TABLE ONLY public.promise_step
    ADD CONSTRAINT fk_promise_step_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_supervisor_id_party FOREIGN KEY (supervisor_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_verifier_id_party FOREIGN KEY (verifier_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.promise
    ADD CONSTRAINT fk_promise_watcher_id_party FOREIGN KEY (watcher_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.proof
    ADD CONSTRAINT fk_proof_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.provider_link
    ADD CONSTRAINT fk_provider_link_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.public_notice
    ADD CONSTRAINT fk_public_notice_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT fk_qualification_checked_by_account FOREIGN KEY (checked_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT fk_qualification_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.qualification
    ADD CONSTRAINT fk_qualification_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.questionnaire
    ADD CONSTRAINT fk_questionnaire_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.questionnaire_version
    ADD CONSTRAINT fk_questionnaire_version_questionnaire_id_questionnaire FOREIGN KEY (questionnaire_id) REFERENCES public.questionnaire(id);
ALTER TABLE ONLY public.rating_round
    ADD CONSTRAINT fk_rating_round_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.rating_round
    ADD CONSTRAINT fk_rating_round_rule_set_id_star_rule_set FOREIGN KEY (rule_set_id) REFERENCES public.star_rule_set(id);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT fk_recovery_code_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.recusal
    ADD CONSTRAINT fk_recusal_line_id_agenda_line FOREIGN KEY (line_id) REFERENCES public.agenda_line(id);
ALTER TABLE ONLY public.recusal
    ADD CONSTRAINT fk_recusal_seat_id_council_seat FOREIGN KEY (seat_id) REFERENCES public.council_seat(id);
ALTER TABLE ONLY public.redemption_stop
    ADD CONSTRAINT fk_redemption_stop_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.register_upload
    ADD CONSTRAINT fk_register_upload_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.resident
    ADD CONSTRAINT fk_resident_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.resident
    ADD CONSTRAINT fk_resident_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.resident
    ADD CONSTRAINT fk_resident_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.resident
    ADD CONSTRAINT fk_resident_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_line_id_agenda_line FOREIGN KEY (line_id) REFERENCES public.agenda_line(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_meeting_id_council_meeting FOREIGN KEY (meeting_id) REFERENCES public.council_meeting(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_owner_id_party FOREIGN KEY (owner_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_promise_id_promise FOREIGN KEY (promise_id) REFERENCES public.promise(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_verifier_id_party FOREIGN KEY (verifier_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.resolution
    ADD CONSTRAINT fk_resolution_watcher_id_party FOREIGN KEY (watcher_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.revisit
    ADD CONSTRAINT fk_revisit_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.revisit
    ADD CONSTRAINT fk_revisit_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.revisit
    ADD CONSTRAINT fk_revisit_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.revisit
    ADD CONSTRAINT fk_revisit_visit_id_visit FOREIGN KEY (visit_id) REFERENCES public.visit(id);
ALTER TABLE ONLY public.round_entry
    ADD CONSTRAINT fk_round_entry_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.round_entry
    ADD CONSTRAINT fk_round_entry_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.round_entry
    ADD CONSTRAINT fk_round_entry_round_id_rating_round FOREIGN KEY (round_id) REFERENCES public.rating_round(id);
ALTER TABLE ONLY public.round_entry
    ADD CONSTRAINT fk_round_entry_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT fk_saved_view_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT fk_saved_view_shared_unit_id_unit FOREIGN KEY (shared_unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_appeal
    ADD CONSTRAINT fk_score_appeal_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_appeal
    ADD CONSTRAINT fk_score_appeal_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.score_appeal
    ADD CONSTRAINT fk_score_appeal_period_id_score_period FOREIGN KEY (period_id) REFERENCES public.score_period(id);
ALTER TABLE ONLY public.score_check
    ADD CONSTRAINT fk_score_check_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_check
    ADD CONSTRAINT fk_score_check_entry_id_score_entry FOREIGN KEY (entry_id) REFERENCES public.score_entry(id);
ALTER TABLE ONLY public.score_check
    ADD CONSTRAINT fk_score_check_period_id_score_period FOREIGN KEY (period_id) REFERENCES public.score_period(id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT fk_score_entry_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT fk_score_entry_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT fk_score_entry_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT fk_score_entry_rule_id_score_rule FOREIGN KEY (rule_id) REFERENCES public.score_rule(id);
ALTER TABLE ONLY public.score_entry
    ADD CONSTRAINT fk_score_entry_takes_back_id_score_entry FOREIGN KEY (takes_back_id) REFERENCES public.score_entry(id);
ALTER TABLE ONLY public.score_period
    ADD CONSTRAINT fk_score_period_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_result
    ADD CONSTRAINT fk_score_result_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_result
    ADD CONSTRAINT fk_score_result_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.score_result
    ADD CONSTRAINT fk_score_result_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.score_result
    ADD CONSTRAINT fk_score_result_period_id_score_period FOREIGN KEY (period_id) REFERENCES public.score_period(id);
ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT fk_score_sheet_contest_id_contest FOREIGN KEY (contest_id) REFERENCES public.contest(id);
ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT fk_score_sheet_judge_id_contest_judge FOREIGN KEY (judge_id) REFERENCES public.contest_judge(id);
ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT fk_score_sheet_nomination_id_nomination FOREIGN KEY (nomination_id) REFERENCES public.nomination(id);
ALTER TABLE ONLY public.score_sheet
    ADD CONSTRAINT fk_score_sheet_stage_id_contest_stage FOREIGN KEY (stage_id) REFERENCES public.contest_stage(id);
ALTER TABLE ONLY public.shift
    ADD CONSTRAINT fk_shift_activity_id_activity FOREIGN KEY (activity_id) REFERENCES public.activity(id);
ALTER TABLE ONLY public.shift
    ADD CONSTRAINT fk_shift_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_entry_id_ledger_entry FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id);
ALTER TABLE ONLY public.shop_order_line
    ADD CONSTRAINT fk_shop_order_line_goods_id_goods FOREIGN KEY (goods_id) REFERENCES public.goods(id);
ALTER TABLE ONLY public.shop_order_line
    ADD CONSTRAINT fk_shop_order_line_order_id_shop_order FOREIGN KEY (order_id) REFERENCES public.shop_order(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.shop_order
    ADD CONSTRAINT fk_shop_order_passbook_id_passbook FOREIGN KEY (passbook_id) REFERENCES public.passbook(id);
ALTER TABLE ONLY public.sign_in
    ADD CONSTRAINT fk_sign_in_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.sign_up
    ADD CONSTRAINT fk_sign_up_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.sign_up
    ADD CONSTRAINT fk_sign_up_shift_id_shift FOREIGN KEY (shift_id) REFERENCES public.shift(id);
ALTER TABLE ONLY public.sign_up
    ADD CONSTRAINT fk_sign_up_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.star_application
    ADD CONSTRAINT fk_star_application_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.star_application
    ADD CONSTRAINT fk_star_application_entry_id_round_entry FOREIGN KEY (entry_id) REFERENCES public.round_entry(id);
ALTER TABLE ONLY public.star_rule_set
    ADD CONSTRAINT fk_star_rule_set_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_donor_id_party FOREIGN KEY (donor_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.stock_move
    ADD CONSTRAINT fk_stock_move_goods_id_goods FOREIGN KEY (goods_id) REFERENCES public.goods(id);
ALTER TABLE ONLY public.stocktake
    ADD CONSTRAINT fk_stocktake_begun_by_account FOREIGN KEY (begun_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.stocktake
    ADD CONSTRAINT fk_stocktake_closed_by_account FOREIGN KEY (closed_by) REFERENCES public.account(id);
ALTER TABLE ONLY public.stocktake
    ADD CONSTRAINT fk_stocktake_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.stocktake_line
    ADD CONSTRAINT fk_stocktake_line_goods_id_goods FOREIGN KEY (goods_id) REFERENCES public.goods(id);
ALTER TABLE ONLY public.stocktake_line
    ADD CONSTRAINT fk_stocktake_line_stocktake_id_stocktake FOREIGN KEY (stocktake_id) REFERENCES public.stocktake(id);
ALTER TABLE ONLY public.sync_clash
    ADD CONSTRAINT fk_sync_clash_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.sync_clash
    ADD CONSTRAINT fk_sync_clash_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.sync_mirror
    ADD CONSTRAINT fk_sync_mirror_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.sync_phone
    ADD CONSTRAINT fk_sync_phone_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.sync_review
    ADD CONSTRAINT fk_sync_review_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.sync_review
    ADD CONSTRAINT fk_sync_review_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.talent_entry
    ADD CONSTRAINT fk_talent_entry_award_id_contest_award FOREIGN KEY (award_id) REFERENCES public.contest_award(id);
ALTER TABLE ONLY public.talent_entry
    ADD CONSTRAINT fk_talent_entry_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.talent_entry
    ADD CONSTRAINT fk_talent_entry_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.talent_entry
    ADD CONSTRAINT fk_talent_entry_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.talent_outcome
    ADD CONSTRAINT fk_talent_outcome_entry_id_talent_entry FOREIGN KEY (entry_id) REFERENCES public.talent_entry(id);
ALTER TABLE ONLY public.talent_outcome
    ADD CONSTRAINT fk_talent_outcome_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_act
    ADD CONSTRAINT fk_task_act_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_act
    ADD CONSTRAINT fk_task_act_task_id_task FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task_answer
    ADD CONSTRAINT fk_task_answer_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.task_answer
    ADD CONSTRAINT fk_task_answer_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_answer
    ADD CONSTRAINT fk_task_answer_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_answer
    ADD CONSTRAINT fk_task_answer_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.task_answer
    ADD CONSTRAINT fk_task_answer_task_id_task FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT fk_task_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT fk_task_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_objection
    ADD CONSTRAINT fk_task_objection_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_objection
    ADD CONSTRAINT fk_task_objection_task_id_task FOREIGN KEY (task_id) REFERENCES public.task(id);
ALTER TABLE ONLY public.task_objection
    ADD CONSTRAINT fk_task_objection_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_order
    ADD CONSTRAINT fk_task_order_duty_id_duty_entry FOREIGN KEY (duty_id) REFERENCES public.duty_entry(id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT fk_task_order_id_task_order FOREIGN KEY (order_id) REFERENCES public.task_order(id);
ALTER TABLE ONLY public.task_order
    ADD CONSTRAINT fk_task_order_routine_id_task_routine FOREIGN KEY (routine_id) REFERENCES public.task_routine(id);
ALTER TABLE ONLY public.task_order
    ADD CONSTRAINT fk_task_order_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.task_routine
    ADD CONSTRAINT fk_task_routine_duty_id_duty_entry FOREIGN KEY (duty_id) REFERENCES public.duty_entry(id);
ALTER TABLE ONLY public.task_routine
    ADD CONSTRAINT fk_task_routine_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_closed_day
    ADD CONSTRAINT fk_tool_closed_day_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_closed_day
    ADD CONSTRAINT fk_tool_closed_day_station_id_tool_station FOREIGN KEY (station_id) REFERENCES public.tool_station(id);
ALTER TABLE ONLY public.tool
    ADD CONSTRAINT fk_tool_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_back_station_id_tool_station FOREIGN KEY (back_station_id) REFERENCES public.tool_station(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_model_id_tool_model FOREIGN KEY (model_id) REFERENCES public.tool_model(id);
ALTER TABLE ONLY public.tool_loan_reminder
    ADD CONSTRAINT fk_tool_loan_reminder_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_loan_reminder
    ADD CONSTRAINT fk_tool_loan_reminder_loan_id_tool_loan FOREIGN KEY (loan_id) REFERENCES public.tool_loan(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_station_id_tool_station FOREIGN KEY (station_id) REFERENCES public.tool_station(id);
ALTER TABLE ONLY public.tool_loan
    ADD CONSTRAINT fk_tool_loan_tool_id_tool FOREIGN KEY (tool_id) REFERENCES public.tool(id);
ALTER TABLE ONLY public.tool_model
    ADD CONSTRAINT fk_tool_model_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool
    ADD CONSTRAINT fk_tool_model_id_tool_model FOREIGN KEY (model_id) REFERENCES public.tool_model(id);
ALTER TABLE ONLY public.tool_reservation
    ADD CONSTRAINT fk_tool_reservation_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_reservation
    ADD CONSTRAINT fk_tool_reservation_model_id_tool_model FOREIGN KEY (model_id) REFERENCES public.tool_model(id);
ALTER TABLE ONLY public.tool_reservation
    ADD CONSTRAINT fk_tool_reservation_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.tool_reservation
    ADD CONSTRAINT fk_tool_reservation_tool_id_tool FOREIGN KEY (tool_id) REFERENCES public.tool(id);
ALTER TABLE ONLY public.tool_station
    ADD CONSTRAINT fk_tool_station_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool
    ADD CONSTRAINT fk_tool_station_id_tool_station FOREIGN KEY (station_id) REFERENCES public.tool_station(id);
ALTER TABLE ONLY public.tool_suspension
    ADD CONSTRAINT fk_tool_suspension_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_suspension
    ADD CONSTRAINT fk_tool_suspension_loan_id_tool_loan FOREIGN KEY (loan_id) REFERENCES public.tool_loan(id);
ALTER TABLE ONLY public.tool_suspension
    ADD CONSTRAINT fk_tool_suspension_resident_id_resident FOREIGN KEY (resident_id) REFERENCES public.resident(id);
ALTER TABLE ONLY public.tool_ticket
    ADD CONSTRAINT fk_tool_ticket_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.tool_ticket
    ADD CONSTRAINT fk_tool_ticket_tool_id_tool FOREIGN KEY (tool_id) REFERENCES public.tool(id);
ALTER TABLE ONLY public.unit_lineage
    ADD CONSTRAINT fk_unit_lineage_after_id_unit FOREIGN KEY (after_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.unit_lineage
    ADD CONSTRAINT fk_unit_lineage_before_id_unit FOREIGN KEY (before_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.unit_lineage
    ADD CONSTRAINT fk_unit_lineage_order_id_change_order FOREIGN KEY (order_id) REFERENCES public.change_order(id);
ALTER TABLE ONLY public.unit
    ADD CONSTRAINT fk_unit_parent_id_unit FOREIGN KEY (parent_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.unit_version
    ADD CONSTRAINT fk_unit_version_order_id_change_order FOREIGN KEY (order_id) REFERENCES public.change_order(id);
ALTER TABLE ONLY public.unit_version
    ADD CONSTRAINT fk_unit_version_unit_id_unit FOREIGN KEY (unit_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_building_id_building FOREIGN KEY (building_id) REFERENCES public.building(id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_household_id_household FOREIGN KEY (household_id) REFERENCES public.household(id);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT fk_volunteer_account_id_account FOREIGN KEY (account_id) REFERENCES public.account(id);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT fk_volunteer_community_id_unit FOREIGN KEY (community_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.volunteer_device
    ADD CONSTRAINT fk_volunteer_device_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT fk_volunteer_grid_id_unit FOREIGN KEY (grid_id) REFERENCES public.unit(id);
ALTER TABLE ONLY public.volunteer
    ADD CONSTRAINT fk_volunteer_party_id_party FOREIGN KEY (party_id) REFERENCES public.party(id);
ALTER TABLE ONLY public.volunteer_pin
    ADD CONSTRAINT fk_volunteer_pin_volunteer_id_volunteer FOREIGN KEY (volunteer_id) REFERENCES public.volunteer(id);
ALTER TABLE ONLY public.wording
    ADD CONSTRAINT fk_wording_after_id_wording FOREIGN KEY (after_id) REFERENCES public.wording(id);
ALTER TABLE ONLY public.wording
    ADD CONSTRAINT fk_wording_over_id_wording FOREIGN KEY (over_id) REFERENCES public.wording(id);
ALTER TABLE ONLY public.wording
    ADD CONSTRAINT fk_wording_resolution_id_resolution FOREIGN KEY (resolution_id) REFERENCES public.resolution(id);
