-- As of a moment of recording, whether levels changed since is asked once for all rows.
-- CreateIndex
CREATE INDEX "level_change_change_id_idx" ON "level_change"("change_id");
