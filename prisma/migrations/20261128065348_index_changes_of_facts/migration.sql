-- CreateIndex
CREATE INDEX "assignment_reporting_park_id_change_id_idx" ON "assignment"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "correction_reporting_park_id_change_id_idx" ON "correction"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "correction_decision_reporting_park_id_change_id_idx" ON "correction_decision"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "honour_reporting_park_id_change_id_idx" ON "honour"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "membership_reporting_park_id_change_id_idx" ON "membership"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "subject_name_reporting_park_id_change_id_idx" ON "subject_name"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "panel_membership_reporting_park_id_change_id_idx" ON "panel_membership"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "project_stage_reporting_park_id_change_id_idx" ON "project_stage"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "relationship_reporting_park_id_change_id_idx" ON "relationship"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "statement_reporting_park_id_change_id_idx" ON "statement"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "subject_reporting_park_id_change_id_idx" ON "subject"("reporting_park_id", "change_id");
