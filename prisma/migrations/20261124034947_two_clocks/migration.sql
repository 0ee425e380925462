-- DropIndex
DROP INDEX "observation_reporting_park_id_series_id_period_end_publishe_idx";

-- AlterTable
ALTER TABLE "correction_decision" ADD COLUMN     "decided_on" DATE NOT NULL DEFAULT current_date,
ADD COLUMN     "observation_id" BIGINT;

-- CreateIndex
CREATE INDEX "correction_decision_reporting_park_id_observation_id_idx" ON "correction_decision"("reporting_park_id", "observation_id");

-- CreateIndex
CREATE INDEX "observation_vintage" ON "observation"("reporting_park_id", "series_id", "nature", "reading", "period_end" NULLS FIRST, "period_start", "source_id", "published_on", "id");

-- AddForeignKey
ALTER TABLE "correction_decision" ADD CONSTRAINT "correction_decision_observation_fkey" FOREIGN KEY ("reporting_park_id", "observation_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE correction_decision ALTER COLUMN decided_on DROP DEFAULT;

-- What a decision puts in the place of a figure is a correction of that figure.
CREATE FUNCTION check_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM correction c JOIN observation o ON o.reporting_park_id = c.reporting_park_id
    AND o.corrects_id = c.observation_id WHERE c.reporting_park_id = NEW.reporting_park_id AND c.id = NEW.correction_id
    AND o.id = NEW.observation_id) THEN
    RAISE EXCEPTION 'correction_decision.observation_id: % does not correct the figure of correction %', NEW.observation_id,
      NEW.correction_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER check_decision BEFORE INSERT ON correction_decision FOR EACH ROW WHEN (NEW.observation_id IS NOT NULL)
  EXECUTE FUNCTION check_decision();

-- Waits until every commit that may have a place up to this one is visible: a statement that starts afterwards reads what
-- every later one will. Places are given under the same lock, which is held until their commit is visible.
CREATE FUNCTION settle_changes(until bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF until > extract(epoch FROM clock_timestamp()) * 1000000 THEN
    RAISE EXCEPTION 'asOf.recorded has not come yet.'
      USING ERRCODE = 'PG003', DETAIL = 'asOf.recorded', HINT = 'Name a past moment, or leave it out.';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(7275677463);
END $$;

-- A quotient at 34 significant digits; null where either side is missing or the divisor is zero.
CREATE FUNCTION quotient(dividend numeric, divisor numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN divisor <> 0 THEN trim_scale(round(round(dividend, 100) / divisor,
  33 - coalesce(floor(log(nullif(abs(dividend / divisor), 0)::float8))::int, 33))) END;
