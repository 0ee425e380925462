-- An item names a row of a table, where it named a figure. Those so far are figures.
ALTER TABLE "publication_item" DROP CONSTRAINT "publication_item_reporting_park_id_observation_id_fkey";
DROP INDEX "publication_item_reporting_park_id_observation_id_idx";
ALTER TABLE "publication_item" RENAME COLUMN "observation_id" TO "row_id";
ALTER TABLE "publication_item" ADD COLUMN "relation" TEXT NOT NULL DEFAULT 'observation';
ALTER TABLE "publication_item" ALTER COLUMN "relation" DROP DEFAULT;
ALTER TABLE "publication_item" DROP CONSTRAINT "publication_item_pkey",
ADD CONSTRAINT "publication_item_pkey" PRIMARY KEY ("reporting_park_id", "publication_id", "relation", "row_id");

-- What Prisma cannot say: which tables have rows that are published, that the rows are there, and the release of each.

ALTER TABLE publication_item
  ADD CONSTRAINT publication_item_relation_check CHECK (relation IN ('observation', 'subject', 'assignment', 'honour', 'membership',
    'panel_membership', 'project_stage', 'relationship', 'statement', 'subject_name'));
ALTER TABLE level_change DROP CONSTRAINT level_change_relation_check,
  ADD CONSTRAINT level_change_relation_check CHECK (relation IN ('observation', 'series', 'subject', 'assignment', 'honour', 'membership',
    'panel_membership', 'project_stage', 'relationship', 'statement', 'subject_name'));

-- What is reviewed is what is released: rows are named by the transaction that makes the publication, and by no later one. None of these
-- tables loses a row, so that what is there stays.
CREATE OR REPLACE FUNCTION check_items() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  named text;
  is_there boolean;
BEGIN
  IF EXISTS (SELECT FROM new_rows n JOIN publication p ON p.reporting_park_id = n.reporting_park_id AND p.id = n.publication_id
    WHERE p.change_id <> n.change_id) THEN
    RAISE EXCEPTION 'publication_item: a publication takes no further items. Make another one' USING ERRCODE = 'restrict_violation';
  END IF;
  FOR named IN SELECT DISTINCT relation FROM new_rows LOOP
    EXECUTE format('SELECT bool_and(EXISTS (SELECT FROM %I r WHERE r.reporting_park_id = n.reporting_park_id AND r.id = n.row_id))
      FROM new_rows n WHERE n.relation = %L', named, named) INTO is_there;
    IF NOT is_there THEN
      RAISE EXCEPTION 'publication_item: it names a row of % that the park does not report', named USING ERRCODE = 'foreign_key_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- Holds below another trigger, where this transaction noted the change of level of a row.
CREATE FUNCTION is_released(named text, park integer, row_key bigint, was "AccessLevel", wanted "AccessLevel") RETURNS boolean
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RETURN pg_trigger_depth() > 1 AND EXISTS (SELECT FROM level_change l WHERE l.reporting_park_id = park AND l.row_id = row_key
    AND l.relation = named AND l.from_level >= was AND l.to_level = wanted AND l.change_id = (SELECT current_change_id()));
END $$;

-- As before, now of facts too.
ALTER FUNCTION refuse_figure_change() RENAME TO refuse_unreleased_change;
CREATE OR REPLACE FUNCTION refuse_unreleased_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  same record;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    same := NEW;
    same.access_level := OLD.access_level;
    -- Byte for byte: 1.0 is not 1.
    IF same *= OLD AND is_released(TG_TABLE_NAME, OLD.reporting_park_id, OLD.id, OLD.access_level, NEW.access_level) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % is refused. Record a new row that supersedes the old one', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['assignment', 'honour', 'membership', 'panel_membership', 'project_stage', 'relationship', 'statement',
    'subject_name'] LOOP
    EXECUTE format('DROP TRIGGER refuse_change ON %I', name);
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_unreleased_change()', name);
  END LOOP;
END $$;

-- Subjects are amended in place, but for their level.
CREATE FUNCTION refuse_unreleased_level() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT is_released(TG_TABLE_NAME, OLD.reporting_park_id, OLD.id, OLD.access_level, NEW.access_level) THEN
    RAISE EXCEPTION 'the access level of a % changes by the release of a publication alone', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER refuse_unreleased_level BEFORE UPDATE ON subject FOR EACH ROW WHEN (OLD.access_level <> NEW.access_level)
  EXECUTE FUNCTION refuse_unreleased_level();

-- As before, but that a change of level is told by level_change, and no amendment.
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
      FROM jsonb_each(to_jsonb(o)) b JOIN jsonb_each(to_jsonb(n)) a ON a.key = b.key AND a.value <> b.value
      WHERE a.key <> 'access_level') d
    WHERE d.before IS NOT NULL;
  RETURN NULL;
END $$;

-- As before, of figures.
CREATE FUNCTION release_figures(park integer, publication bigint, wanted "AccessLevel") RETURNS void LANGUAGE plpgsql
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  concerned bigint[];
  this bigint := current_change_id();
BEGIN
  SELECT array_agg(DISTINCT o.series_id) INTO concerned FROM publication_item i
    JOIN observation o ON o.reporting_park_id = i.reporting_park_id AND o.id = i.row_id
    WHERE i.reporting_park_id = park AND i.publication_id = publication AND i.relation = 'observation';
  -- Another release of the same series goes first.
  PERFORM FROM series WHERE reporting_park_id = park AND id = ANY (concerned) ORDER BY id FOR NO KEY UPDATE;
  INSERT INTO level_change (reporting_park_id, relation, row_id, from_level, to_level, publication_id)
    SELECT park, 'observation', o.id, greatest(o.access_level, s.access_level),
      CASE WHEN i.row_id IS NULL THEN s.access_level ELSE least(o.access_level, wanted) END, publication
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      LEFT JOIN publication_item i ON i.reporting_park_id = park AND i.publication_id = publication AND i.relation = 'observation'
        AND i.row_id = o.id
    WHERE s.reporting_park_id = park AND s.id = ANY (concerned) AND CASE WHEN i.row_id IS NULL
      THEN o.access_level < s.access_level AND s.access_level > wanted ELSE greatest(o.access_level, s.access_level) > wanted END;
  INSERT INTO level_change (reporting_park_id, relation, row_id, from_level, to_level, publication_id)
    SELECT park, 'series', s.id, s.access_level, wanted, publication FROM series s
    WHERE s.reporting_park_id = park AND s.id = ANY (concerned) AND s.access_level > wanted;
  UPDATE observation o SET access_level = l.to_level FROM level_change l
    WHERE l.reporting_park_id = park AND l.change_id = this AND l.publication_id = publication AND l.relation = 'observation'
      AND o.access_level <> l.to_level AND o.reporting_park_id = park AND o.id = l.row_id;
  UPDATE series s SET access_level = l.to_level FROM level_change l
    WHERE l.reporting_park_id = park AND l.change_id = this AND l.publication_id = publication AND l.relation = 'series'
      AND s.reporting_park_id = park AND s.id = l.row_id;
  PERFORM rebuild_latest(park, concerned);
END $$;

-- The release: its step is recorded, and with it the levels change. Subjects and facts have a level of their own alone.
CREATE OR REPLACE FUNCTION release_publication() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  park integer := NEW.reporting_park_id;
  wanted "AccessLevel";
  named text;
  ids bigint[];
BEGIN
  SELECT level INTO wanted FROM publication WHERE reporting_park_id = park AND id = NEW.publication_id;
  FOR named, ids IN SELECT i.relation, array_agg(i.row_id) FROM publication_item i
    WHERE i.reporting_park_id = park AND i.publication_id = NEW.publication_id GROUP BY i.relation ORDER BY i.relation LOOP
    IF named = 'observation' THEN
      PERFORM release_figures(park, NEW.publication_id, wanted);
      CONTINUE;
    END IF;
    -- Another release of the same rows goes first.
    EXECUTE format('SELECT FROM %I r WHERE r.reporting_park_id = $1 AND r.id = ANY ($2) ORDER BY r.id FOR NO KEY UPDATE', named)
      USING park, ids;
    EXECUTE format('INSERT INTO level_change (reporting_park_id, relation, row_id, from_level, to_level, publication_id)
      SELECT $1, %L, r.id, r.access_level, $3, $4 FROM %I r WHERE r.reporting_park_id = $1 AND r.id = ANY ($2) AND r.access_level > $3',
      named, named) USING park, ids, wanted, NEW.publication_id;
    EXECUTE format('UPDATE %I r SET access_level = $3 WHERE r.reporting_park_id = $1 AND r.id = ANY ($2) AND r.access_level > $3', named)
      USING park, ids, wanted;
  END LOOP;
  RETURN NULL;
END $$;
