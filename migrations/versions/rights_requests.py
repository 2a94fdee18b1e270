"""What people ask about their own information, what they agreed to, and who asked to be blocked."""

import sqlalchemy as sa
from alembic import op

revision = "rights_requests"
down_revision = "persons_acts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_consent",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("community_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("resident_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("phone", "health", "number", name="purpose", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("face", "paper", "phone", name="channel", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("guardian", sa.Text(), nullable=True),
        sa.Column("witness_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community_id"], ["unit.id"], name=op.f("fk_person_consent_community_id_unit")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_person_consent_resident_id_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_consent")),
    )
    with op.batch_alter_table("person_consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_consent_resident_id"), ["resident_id"], unique=False)
        batch_op.create_index(
            "uq_person_consent_open",
            ["resident_id", "purpose", "community_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "person_request",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("community_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("grid_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "see",
                "copy",
                "correct",
                "withdraw",
                "erase",
                "block",
                "relative",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("online", "counter", "door", name="channel", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("code_hash", sa.String(length=32), nullable=False),
        sa.Column("same_index", sa.String(length=32), nullable=False),
        sa.Column("taken_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resident_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column(
            "check_way",
            sa.Enum("paper", "phone", name="way", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column(
            "paper",
            sa.Enum(
                "id_card",
                "booklet",
                "permit",
                "passport",
                name="paper",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column(
            "proof",
            sa.Enum(
                "booklet",
                "marriage",
                "birth",
                "letter",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("spoken_hash", sa.String(length=32), nullable=True),
        sa.Column("spoken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spoken_tries", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum("done", "part", "refused", name="outcome", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column(
            "refusal",
            sa.Enum(
                "not_identified",
                "must_be_kept",
                "law_hides",
                "harms_others",
                "not_held",
                "is_right",
                name="refusal",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("ready_until", sa.Date(), nullable=True),
        sa.CheckConstraint("(outcome IS NULL) = (answered_at IS NULL)", name=op.f("ck_person_request_answered")),
        sa.ForeignKeyConstraint(["community_id"], ["unit.id"], name=op.f("fk_person_request_community_id_unit")),
        sa.ForeignKeyConstraint(["grid_id"], ["unit.id"], name=op.f("fk_person_request_grid_id_unit")),
        sa.ForeignKeyConstraint(["resident_id"], ["resident.id"], name=op.f("fk_person_request_resident_id_resident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_request")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_person_request_code_hash")),
    )
    with op.batch_alter_table("person_request", schema=None) as batch_op:
        batch_op.create_index("ix_person_request_grid", ["grid_id", "answered_at"], unique=False)
        batch_op.create_index("ix_person_request_open", ["community_id", "answered_at", "due_at"], unique=False)
        batch_op.create_index("ix_person_request_resident", ["resident_id"], unique=False)

    op.add_column("resident", sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("resident", "blocked_at")
    op.drop_table("person_request")
    op.drop_table("person_consent")
