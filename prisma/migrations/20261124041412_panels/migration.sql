-- CreateTable
CREATE TABLE "panel_membership" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "scope" "Scope" NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "panel_membership_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "panel_membership_subject_id_idx" ON "panel_membership"("subject_id");

-- CreateIndex
CREATE INDEX "panel_membership_supersedes_id_idx" ON "panel_membership"("supersedes_id");

-- AddForeignKey
ALTER TABLE "panel_membership" ADD CONSTRAINT "panel_membership_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "panel_membership" ADD CONSTRAINT "panel_membership_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "panel_membership"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "panel_membership" ADD CONSTRAINT "panel_membership_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Like every dated fact: versions of one fact, never changed, and in the log.
ALTER TABLE panel_membership
  ADD CONSTRAINT panel_membership_period_order CHECK (period_start < period_end),
  ADD CONSTRAINT panel_membership_period_whole CHECK ((period_start IS NULL) = (period_end IS NULL)),
  ADD CONSTRAINT panel_membership_withdrawal_supersedes CHECK (supersedes_id IS NOT NULL OR NOT is_withdrawal);

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON panel_membership FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON panel_membership FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_change AFTER INSERT ON panel_membership REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION log_change();
CREATE TRIGGER check_version BEFORE INSERT ON panel_membership FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL)
  EXECUTE FUNCTION check_version('subject_id');
