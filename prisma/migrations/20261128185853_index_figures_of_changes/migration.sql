-- Rows of a change in their order, by its park: of a large change, streams of events read some at a time.
-- DropIndex
DROP INDEX "observation_change_id_idx";

-- CreateIndex
CREATE INDEX "observation_reporting_park_id_change_id_id_idx" ON "observation"("reporting_park_id", "change_id", "id");
