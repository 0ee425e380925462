-- CreateTable
CREATE TABLE "amendment" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "relation" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateIndex
CREATE INDEX "amendment_subject_id_idx" ON "amendment"("subject_id");

-- CreateIndex
CREATE INDEX "amendment_reporting_park_id_change_id_idx" ON "amendment"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "change_reporting_park_id_position_idx" ON "change"("reporting_park_id", "position");

-- CreateIndex
CREATE INDEX "doubt_reporting_park_id_change_id_idx" ON "doubt"("reporting_park_id", "change_id");

-- What an amendment changed, for the history of the subject. As before, the log says when and by whom, also where nothing did change.
CREATE OR REPLACE FUNCTION log_amendment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO change (reporting_park_id, id, actor, reason)
    SELECT DISTINCT s.reporting_park_id, current_change_id(),
      coalesce(nullif(current_setting('parkgraph.actor', true), ''), current_user::text),
      coalesce(current_setting('parkgraph.reason', true), '')
    FROM new_rows n JOIN subject s ON s.id = n.id
    ON CONFLICT DO NOTHING;
  INSERT INTO amendment (reporting_park_id, subject_id, relation, before, after)
    SELECT s.reporting_park_id, s.id, TG_TABLE_NAME, d.before, d.after
    FROM new_rows n JOIN old_rows o ON o.id = n.id JOIN subject s ON s.id = n.id CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(b.key, b.value) AS before, jsonb_object_agg(a.key, a.value) AS after
      FROM jsonb_each(to_jsonb(o)) b JOIN jsonb_each(to_jsonb(n)) a ON a.key = b.key AND a.value <> b.value) d
    WHERE d.before IS NOT NULL;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_forged_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'amendment is written by the database alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_forged BEFORE INSERT ON amendment FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_amendment();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON amendment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON amendment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_change AFTER INSERT ON amendment REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION log_change();

-- A new facet is guarded as before, and the rows that there were are told too.
CREATE OR REPLACE FUNCTION guard_facet(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER refuse_removal BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_removal()', name);
  EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', name);
  EXECUTE format('CREATE TRIGGER refuse_moving BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD.id <> NEW.id)
    EXECUTE FUNCTION refuse_removal()', name);
  EXECUTE format('CREATE TRIGGER log_amendment AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_amendment()', name);
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'log_amendment' LOOP
    EXECUTE format('DROP TRIGGER log_amendment ON %I', name);
    EXECUTE format('CREATE TRIGGER log_amendment AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION log_amendment()', name);
  END LOOP;
END $$;
