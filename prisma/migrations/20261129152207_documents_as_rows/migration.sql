-- Documents become rows like others: a park reports them, and a change recorded them.
-- AlterTable
ALTER TABLE "source" ADD COLUMN     "change_id" BIGINT,
ADD COLUMN     "is_archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reporting_park_id" INTEGER;

-- Those that there are: of the park whose row cited them first, in commit order, so that as of a moment at which something cites them
-- they are there; what nothing cites is of the first park. Of that park, the first change.
DROP TRIGGER refuse_amendment ON source;

WITH told AS (
  SELECT DISTINCT o.source_id, o.reporting_park_id, o.change_id FROM observation o
  UNION SELECT c.source_id, f.reporting_park_id, f.change_id FROM citation c JOIN (
    SELECT citation_id, reporting_park_id, change_id FROM membership
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM panel_membership
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM project_stage
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM honour
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM subject_name
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM relationship
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM statement
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM assignment
    UNION ALL SELECT citation_id, reporting_park_id, change_id FROM doubt) f ON f.citation_id = c.id),
first AS (
  SELECT DISTINCT ON (t.source_id) t.source_id, t.reporting_park_id FROM told t
    JOIN change h ON h.reporting_park_id = t.reporting_park_id AND h.id = t.change_id
  ORDER BY t.source_id, h.position, t.reporting_park_id)
UPDATE source s SET reporting_park_id = coalesce((SELECT f.reporting_park_id FROM first f WHERE f.source_id = s.id),
  (SELECT min(p.id) FROM subject p WHERE p.reporting_park_id = p.id));

UPDATE source s SET change_id = (SELECT h.id FROM change h WHERE h.reporting_park_id = s.reporting_park_id ORDER BY h.position LIMIT 1);

DO $$
BEGIN
  IF EXISTS (SELECT FROM source WHERE reporting_park_id IS NULL OR change_id IS NULL) THEN
    RAISE EXCEPTION 'there are documents, and no park that could report them: make one known with the version before, and migrate then';
  END IF;
END $$;

ALTER TABLE "source" ALTER COLUMN "reporting_park_id" SET NOT NULL,
ALTER COLUMN "change_id" SET NOT NULL,
ALTER COLUMN "change_id" SET DEFAULT current_change_id();

-- CreateTable
CREATE TABLE "source_version" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "title" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "publisher" TEXT,
    "authors" TEXT[],
    "language" TEXT NOT NULL,
    "is_archived" BOOLEAN NOT NULL,

    CONSTRAINT "source_version_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateIndex
CREATE INDEX "source_version_change_id_idx" ON "source_version"("change_id");

-- CreateIndex
CREATE INDEX "source_version_reporting_park_id_change_id_idx" ON "source_version"("reporting_park_id", "change_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_version_reporting_park_id_source_id_change_id_key" ON "source_version"("reporting_park_id", "source_id", "change_id");

-- CreateIndex
CREATE INDEX "source_reporting_park_id_change_id_idx" ON "source"("reporting_park_id", "change_id");

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_reporting_park_id_fkey" FOREIGN KEY ("reporting_park_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "source_version" ADD CONSTRAINT "source_version_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say.

CREATE TRIGGER log_change AFTER INSERT ON source REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION log_change();

-- What figures were published by rests on the days of their document. What it is called changes in place, and its level by a release.
CREATE OR REPLACE FUNCTION refuse_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a source neither code, days nor reporting park change' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER refuse_amendment BEFORE UPDATE ON source FOR EACH ROW
  WHEN ((OLD.id, OLD.code, OLD.published_from, OLD.published_to, OLD.reporting_park_id, OLD.change_id)
    IS DISTINCT FROM (NEW.id, NEW.code, NEW.published_from, NEW.published_to, NEW.reporting_park_id, NEW.change_id))
  EXECUTE FUNCTION refuse_amendment();

CREATE TRIGGER refuse_unreleased_level BEFORE UPDATE ON source FOR EACH ROW WHEN (OLD.access_level <> NEW.access_level)
  EXECUTE FUNCTION refuse_unreleased_level();

-- Versions are kept by a trigger alone, whoever amends a document, and never change.
CREATE FUNCTION refuse_forged_source_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'source_version is written by the amendment of a document alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_forged BEFORE INSERT ON source_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_source_version();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON source_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON source_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_change AFTER INSERT ON source_version REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION log_change();

-- Before the first amendment of a transaction; later ones of it add nothing.
CREATE FUNCTION keep_source_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO source_version (reporting_park_id, source_id, title, kind, publisher, authors, language, is_archived)
  VALUES (OLD.reporting_park_id, OLD.id, OLD.title, OLD.kind, OLD.publisher, OLD.authors, OLD.language, OLD.is_archived)
  ON CONFLICT (reporting_park_id, source_id, change_id) DO NOTHING;
  RETURN NEW;
END $$;

CREATE TRIGGER keep_version BEFORE UPDATE ON source FOR EACH ROW
  WHEN ((OLD.title, OLD.kind, OLD.publisher, OLD.authors, OLD.language, OLD.is_archived)
    IS DISTINCT FROM (NEW.title, NEW.kind, NEW.publisher, NEW.authors, NEW.language, NEW.is_archived))
  EXECUTE FUNCTION keep_source_version();

-- Documents are published too: the release takes whatever table an item names.
ALTER TABLE publication_item DROP CONSTRAINT publication_item_relation_check,
  ADD CONSTRAINT publication_item_relation_check CHECK (relation IN ('observation', 'subject', 'source', 'assignment', 'honour', 'membership',
    'panel_membership', 'project_stage', 'relationship', 'statement', 'subject_name'));
ALTER TABLE level_change DROP CONSTRAINT level_change_relation_check,
  ADD CONSTRAINT level_change_relation_check CHECK (relation IN ('observation', 'series', 'subject', 'source', 'assignment', 'honour', 'membership',
    'panel_membership', 'project_stage', 'relationship', 'statement', 'subject_name'));
