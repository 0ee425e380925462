-- AlterTable
ALTER TABLE "change" ADD COLUMN     "overtaken_by" BIGINT;

-- CreateIndex
CREATE INDEX "subject_version_change_id_idx" ON "subject_version"("change_id");

-- Ids of changes are drawn at the first write, and places given at the commit. Where commits come in the order of the ids, the changes up
-- to a place are those up to an id, and a row tells by its own change_id whether it was recorded by then. The others say so: with
-- each change that a greater id went before, the greatest of those is kept.

-- The greatest change id so far, in commit order. A sequence as the clock is: it is read past the snapshot of who commits. A commit that
-- fails may leave it too high; then changes are taken for overtaken that are not, and looked for in vain.
CREATE SEQUENCE change_reach MINVALUE 0 START 0;

-- As before, and whether it was overtaken. An id that was reached already may be its own, by a savepoint that was rolled back after its
-- numbering: it counts as overtaken, for others may have been committed since.
CREATE OR REPLACE FUNCTION number_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  at bigint;
  reached bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7275677463);
  SELECT position, overtaken_by INTO at, reached FROM change WHERE id = NEW.id AND position IS NOT NULL LIMIT 1;
  IF at IS NULL THEN
    SELECT setval('change_clock', greatest(last_value + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint))
      INTO at FROM change_clock;
    SELECT last_value INTO reached FROM change_reach;
    IF reached < NEW.id THEN
      PERFORM setval('change_reach', NEW.id);
      reached := NULL;
    END IF;
  END IF;
  UPDATE change SET position = at, overtaken_by = reached, recorded_at = timestamptz 'epoch' + at * interval '1 microsecond'
    WHERE reporting_park_id = NEW.reporting_park_id AND id = NEW.id;
  RETURN NULL;
END $$;

-- As before: the numbering is the one change that the log takes, once. Whatever else a row has stays.
CREATE OR REPLACE FUNCTION refuse_relogging() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  same change := NEW;
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.position IS NULL AND NEW.position IS NOT NULL THEN
    same.position := NULL;
    same.overtaken_by := NULL;
    same.recorded_at := OLD.recorded_at;
    IF same *= OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'change is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

-- The changes so far.
ALTER TABLE change DISABLE TRIGGER refuse_change;
UPDATE change c SET overtaken_by = p.reached FROM (
  SELECT position, max(max(id)) OVER (ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM change GROUP BY position) p
WHERE p.position = c.position AND p.reached > c.id;
ALTER TABLE change ENABLE TRIGGER refuse_change;
SELECT setval('change_reach', coalesce(max(id), 0)) FROM change;

-- The overtaken changes that were under way at a place: those between whose id and what overtook them lies the newest one of then.
CREATE INDEX change_overtaken ON change USING gist (int8range(id, overtaken_by, '[]')) WHERE overtaken_by IS NOT NULL;

-- Ids of all changes that were committed by a place in commit order: those up to an id, but for the overtaken ones that came later. The sum
-- keeps the place out of index conditions: by it, all that came later would be read.
CREATE FUNCTION recorded_by(place bigint) RETURNS int8multirange LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 AS $$
DECLARE
  newest bigint := (SELECT greatest(id, overtaken_by) FROM change WHERE position <= place ORDER BY position DESC LIMIT 1);
BEGIN
  IF newest IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN int8multirange(int8range(0, newest, '[]')) - (SELECT coalesce(range_agg(int8range(id, id, '[]')), '{}') FROM change
    WHERE overtaken_by IS NOT NULL AND int8range(id, overtaken_by, '[]') @> newest AND position + 0 > place);
END $$;
