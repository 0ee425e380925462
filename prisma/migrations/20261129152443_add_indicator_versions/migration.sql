-- AlterTable
ALTER TABLE "indicator" ADD COLUMN     "is_archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_own" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "indicator_version" (
    "id" BIGSERIAL NOT NULL,
    "reporting_park_id" INTEGER NOT NULL DEFAULT 0,
    "indicator_id" INTEGER NOT NULL,
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "is_creation" BOOLEAN NOT NULL,
    "name" TEXT,
    "label_zh" TEXT,
    "label_en" TEXT,
    "definition_zh" TEXT,
    "definition_en" TEXT,
    "status" "IndicatorStatus",
    "candidates" TEXT[],
    "is_archived" BOOLEAN,
    "definitions" JSONB,
    "wholes" INTEGER[],

    CONSTRAINT "indicator_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "indicator_version_change_id_idx" ON "indicator_version"("change_id");

-- CreateIndex
CREATE INDEX "indicator_version_reporting_park_id_change_id_idx" ON "indicator_version"("reporting_park_id", "change_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_version_indicator_id_change_id_key" ON "indicator_version"("indicator_id", "change_id");

-- AddForeignKey
ALTER TABLE "indicator_version" ADD CONSTRAINT "indicator_version_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say: versions are kept by triggers alone, whoever changes an indicator, and never change. Indicators that were there
-- before have none that says that they were created: they count as there from the beginning.

-- No park has this id, and nobody a role for it: whoever has one for everything sees these changes.
ALTER TABLE indicator_version ADD CONSTRAINT indicator_version_park_check CHECK (reporting_park_id = 0);

DO $$
BEGIN
  CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON indicator_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON indicator_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER log_change AFTER INSERT ON indicator_version REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_change();
END $$;

CREATE FUNCTION refuse_forged_indicator_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'indicator_version is written by changes of an indicator alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_forged BEFORE INSERT ON indicator_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_indicator_version();

CREATE FUNCTION keep_new_indicator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO indicator_version (indicator_id, is_creation) SELECT id, true FROM new_rows ORDER BY id;
  RETURN NULL;
END $$;

CREATE TRIGGER keep_new AFTER INSERT ON indicator REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_new_indicator();

-- Before the first change of a transaction the tables still hold what was; later ones of it add nothing, nor do those of a transaction that
-- made the indicator. Whoever comes at the same time waits for the row, so that versions are numbered in the order of their commits.
CREATE FUNCTION keep_indicator(wanted integer) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  PERFORM FROM indicator WHERE id = wanted FOR NO KEY UPDATE;
  INSERT INTO indicator_version (indicator_id, is_creation, name, label_zh, label_en, definition_zh, definition_en, status, candidates,
    is_archived, definitions, wholes)
  SELECT i.id, false, i.name, i.label_zh, i.label_en, i.definition_zh, i.definition_en, i.status, i.candidates, i.is_archived,
    coalesce((SELECT jsonb_agg(to_jsonb(d) ORDER BY d.id) FROM indicator_definition d WHERE d.indicator_id = i.id), '[]'),
    ARRAY(SELECT r.whole_id FROM indicator_relation r WHERE r.part_id = i.id ORDER BY r.whole_id)
  FROM indicator i WHERE i.id = wanted
  ON CONFLICT (indicator_id, change_id) DO NOTHING;
END $$;

CREATE FUNCTION keep_changed_indicator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_indicator(CASE TG_TABLE_NAME
    WHEN 'indicator' THEN (to_jsonb(OLD) ->> 'id')::integer
    WHEN 'indicator_definition' THEN (to_jsonb(coalesce(NEW, OLD)) ->> 'indicator_id')::integer
    ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'part_id')::integer END);
  RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER keep_changed BEFORE UPDATE ON indicator FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
  EXECUTE FUNCTION keep_changed_indicator();
CREATE TRIGGER keep_changed BEFORE INSERT OR UPDATE OR DELETE ON indicator_definition FOR EACH ROW
  EXECUTE FUNCTION keep_changed_indicator();
CREATE TRIGGER keep_changed BEFORE INSERT OR UPDATE OR DELETE ON indicator_relation FOR EACH ROW
  EXECUTE FUNCTION keep_changed_indicator();
