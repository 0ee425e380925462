-- AlterTable
ALTER TABLE "subject" ADD COLUMN     "is_archived" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "subject_version" (
    "reporting_park_id" INTEGER NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL,
    "is_archived" BOOLEAN NOT NULL,
    "park_kind" "ParkKind",
    "park_level" "ParkLevel",
    "region_code" TEXT,
    "region_system" TEXT,
    "project_kind" "ProjectKind",
    "unified_social_credit_code" TEXT,
    "industry_code" TEXT,
    "industry_system" TEXT,

    CONSTRAINT "subject_version_pkey" PRIMARY KEY ("reporting_park_id","subject_id","change_id")
);

-- CreateIndex
CREATE INDEX "subject_version_reporting_park_id_change_id_idx" ON "subject_version"("reporting_park_id", "change_id");

-- AddForeignKey
ALTER TABLE "subject_version" ADD CONSTRAINT "subject_version_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say: versions are kept by triggers alone, whoever amends a subject, and never change.

DO $$
BEGIN
  CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON subject_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON subject_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER log_change AFTER INSERT ON subject_version REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_change();
END $$;

CREATE FUNCTION refuse_forged_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'subject_version is written by the amendment of a subject alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_forged BEFORE INSERT ON subject_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_version();

-- Before the first amendment of a transaction the tables still hold what was; later ones of it add nothing.
CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  INSERT INTO subject_version (reporting_park_id, subject_id, name, name_pinyin, is_archived, park_kind, park_level, region_code,
    region_system, project_kind, unified_social_credit_code, industry_code, industry_system)
  SELECT s.reporting_park_id, s.id, s.name, s.name_pinyin, s.is_archived, p.kind, p.level, p.region_code,
    p.region_system, w.kind, e.unified_social_credit_code, e.industry_code, e.industry_system
  FROM subject s LEFT JOIN park p ON p.id = s.id LEFT JOIN project w ON w.id = s.id LEFT JOIN enterprise e ON e.id = s.id
  WHERE s.id = OLD.id
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_version BEFORE UPDATE ON subject FOR EACH ROW
  WHEN ((OLD.name, OLD.name_pinyin, OLD.is_archived) IS DISTINCT FROM (NEW.name, NEW.name_pinyin, NEW.is_archived))
  EXECUTE FUNCTION keep_version();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['park', 'project', 'enterprise'] LOOP
    EXECUTE format('CREATE TRIGGER keep_version BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW)
      EXECUTE FUNCTION keep_version()', name);
  END LOOP;
END $$;
