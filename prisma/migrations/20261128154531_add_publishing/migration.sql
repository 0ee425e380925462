-- CreateEnum
CREATE TYPE "PublicationState" AS ENUM ('DRAFTED', 'SUBMITTED', 'APPROVED', 'RETURNED', 'CANCELLED', 'RELEASED');

-- CreateTable
CREATE TABLE "publication" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "level" "AccessLevel" NOT NULL,
    "embargo_until" TIMESTAMPTZ(6),
    "access_level" "AccessLevel" NOT NULL DEFAULT 'RESTRICTED',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "publication_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "publication_item" (
    "reporting_park_id" INTEGER NOT NULL,
    "publication_id" BIGINT NOT NULL,
    "observation_id" BIGINT NOT NULL,
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "publication_item_pkey" PRIMARY KEY ("reporting_park_id","publication_id","observation_id")
);

-- CreateTable
CREATE TABLE "publication_step" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "publication_id" BIGINT NOT NULL,
    "place" INTEGER NOT NULL DEFAULT 0,
    "state" "PublicationState" NOT NULL,
    "done_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "access_level" "AccessLevel" NOT NULL DEFAULT 'RESTRICTED',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "publication_step_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "level_change" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "relation" TEXT NOT NULL,
    "row_id" BIGINT NOT NULL,
    "from_level" "AccessLevel" NOT NULL,
    "to_level" "AccessLevel" NOT NULL,
    "publication_id" BIGINT NOT NULL,
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "level_change_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateIndex
CREATE INDEX "publication_reporting_park_id_change_id_idx" ON "publication"("reporting_park_id", "change_id");

-- CreateIndex
CREATE INDEX "publication_item_reporting_park_id_observation_id_idx" ON "publication_item"("reporting_park_id", "observation_id");

-- CreateIndex
CREATE INDEX "publication_step_reporting_park_id_change_id_idx" ON "publication_step"("reporting_park_id", "change_id");

-- CreateIndex
CREATE UNIQUE INDEX "publication_step_reporting_park_id_publication_id_place_key" ON "publication_step"("reporting_park_id", "publication_id", "place");

-- CreateIndex
CREATE INDEX "level_change_reporting_park_id_row_id_idx" ON "level_change"("reporting_park_id", "row_id");

-- CreateIndex
CREATE INDEX "level_change_reporting_park_id_change_id_idx" ON "level_change"("reporting_park_id", "change_id");

-- AddForeignKey
ALTER TABLE "publication_item" ADD CONSTRAINT "publication_item_reporting_park_id_publication_id_fkey" FOREIGN KEY ("reporting_park_id", "publication_id") REFERENCES "publication"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "publication_item" ADD CONSTRAINT "publication_item_reporting_park_id_observation_id_fkey" FOREIGN KEY ("reporting_park_id", "observation_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "publication_step" ADD CONSTRAINT "publication_step_reporting_park_id_publication_id_fkey" FOREIGN KEY ("reporting_park_id", "publication_id") REFERENCES "publication"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say: checks, what follows what, and the release.

ALTER TABLE publication
  ADD CONSTRAINT publication_level_check CHECK (level < 'RESTRICTED'),
  ADD CONSTRAINT publication_access_check CHECK (access_level = 'RESTRICTED');
ALTER TABLE publication_step
  ADD CONSTRAINT publication_step_access_check CHECK (access_level = 'RESTRICTED');
ALTER TABLE level_change
  ADD CONSTRAINT level_change_relation_check CHECK (relation IN ('observation', 'series'));

-- What waits for its time is looked for again and again.
CREATE INDEX publication_embargo ON publication (embargo_until) WHERE embargo_until IS NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['publication', 'publication_item', 'publication_step', 'level_change'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER log_change AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION log_change()', name);
  END LOOP;
END $$;

-- What is reviewed is what is released: figures are named by the transaction that makes the publication, and by no later one.
CREATE FUNCTION check_items() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows n JOIN publication p ON p.reporting_park_id = n.reporting_park_id AND p.id = n.publication_id
    WHERE p.change_id <> n.change_id) THEN
    RAISE EXCEPTION 'publication_item: a publication takes no further figures. Make another one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER check_items AFTER INSERT ON publication_item REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION check_items();

-- Steps follow each other one by one, and only as they may. The lock has those wait who come at the same time; where they see an
-- older state nevertheless, their place is taken.
CREATE FUNCTION check_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  about publication;
  newest publication_step;
BEGIN
  SELECT * INTO about FROM publication
    WHERE reporting_park_id = NEW.reporting_park_id AND id = NEW.publication_id FOR NO KEY UPDATE;
  SELECT * INTO newest FROM publication_step
    WHERE reporting_park_id = NEW.reporting_park_id AND publication_id = NEW.publication_id ORDER BY place DESC LIMIT 1;
  IF NEW.state <> ALL (CASE coalesce(newest.state::text, '')
      WHEN '' THEN ARRAY['DRAFTED']
      WHEN 'DRAFTED' THEN ARRAY['SUBMITTED', 'CANCELLED']
      WHEN 'RETURNED' THEN ARRAY['SUBMITTED', 'CANCELLED']
      WHEN 'SUBMITTED' THEN ARRAY['APPROVED', 'RETURNED', 'CANCELLED']
      WHEN 'APPROVED' THEN ARRAY['RELEASED', 'CANCELLED']
      ELSE ARRAY[]::text[] END::"PublicationState"[]) THEN
    RAISE EXCEPTION 'publication %: % does not follow %', NEW.publication_id, NEW.state, coalesce(newest.state::text, 'nothing')
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.state = 'RELEASED' AND about.embargo_until > clock_timestamp() THEN
    RAISE EXCEPTION 'publication %: it is under embargo until %', NEW.publication_id, about.embargo_until
      USING ERRCODE = 'restrict_violation';
  END IF;
  NEW.place := coalesce(newest.place, 0) + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER check_step BEFORE INSERT ON publication_step FOR EACH ROW EXECUTE FUNCTION check_step();

-- Levels change by a release alone: it says so in level_change first, and then the rows take it.
CREATE FUNCTION refuse_forged_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'level_change is written by the release of a publication alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_forged BEFORE INSERT ON level_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_level();

CREATE FUNCTION refuse_figure_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  same record;
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
    same := NEW;
    same.access_level := OLD.access_level;
    -- Byte for byte: 1.0 is not 1.
    IF same *= OLD AND EXISTS (SELECT FROM level_change l WHERE l.reporting_park_id = OLD.reporting_park_id
      AND l.row_id = OLD.id AND l.relation = TG_TABLE_NAME AND l.from_level >= OLD.access_level
      AND l.to_level = NEW.access_level AND l.change_id = (SELECT current_change_id())) THEN
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
  FOREACH name IN ARRAY ARRAY['observation', 'series'] LOOP
    EXECUTE format('DROP TRIGGER refuse_change ON %I', name);
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_figure_change()', name);
  END LOOP;
END $$;

-- The rows of latest for series whose figures have other levels now, as keep_latest would have written them.
CREATE FUNCTION rebuild_latest(park integer, wanted bigint[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
BEGIN
  DELETE FROM latest WHERE reporting_park_id = park AND series_id = ANY (wanted);
  INSERT INTO latest AS l (reporting_park_id, series_id, nature, source_id, reading, access_level, observation_id,
    subject_id, indicator_id, measure, accumulation, price_basis, scope, breakdown, dimension, period_start, period_end,
    published_on, source_priority, qualifier, value, lower, upper, lead_days)
  SELECT DISTINCT ON (n.series_id, n.nature, n.source_id, n.reading, n.level)
    n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, n.level, n.id,
    n.subject_id, n.indicator_id, n.measure, n.accumulation, n.price_basis, n.scope, n.breakdown, n.dimension,
    n.period_start, n.period_end, n.published_on, c.priority, n.qualifier,
    n.value * u.atoms, n.lower * u.atoms, n.upper * u.atoms,
    CASE WHEN bool_and(lead_of(n.period_end, n.published_on) IS NOT NULL) OVER same THEN max(lead_of(n.period_end, n.published_on)) OVER same END
  FROM (SELECT o.*, greatest(o.access_level, s.access_level) AS level, s.subject_id, s.indicator_id, s.measure, s.accumulation,
      s.price_basis, s.scope, s.breakdown, s.dimension
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
    WHERE s.reporting_park_id = park AND s.id = ANY (wanted)) n
    JOIN unit u ON u.code = n.unit_code
    JOIN source c ON c.id = n.source_id
  WINDOW same AS (PARTITION BY n.series_id, n.nature, n.source_id, n.reading, n.level)
  ORDER BY n.series_id, n.nature, n.source_id, n.reading, n.level,
    n.period_end DESC NULLS LAST, n.period_start NULLS LAST, n.published_on DESC, n.id DESC
  -- Somebody may have recorded the first figure of a key at the same time.
  ON CONFLICT (reporting_park_id, series_id, nature, source_id, reading, access_level) DO UPDATE SET
    observation_id = excluded.observation_id, period_start = excluded.period_start, period_end = excluded.period_end,
    published_on = excluded.published_on, source_priority = excluded.source_priority, qualifier = excluded.qualifier,
    value = excluded.value, lower = excluded.lower, upper = excluded.upper,
    lead_days = CASE WHEN num_nulls(excluded.lead_days, l.lead_days) = 0 THEN greatest(excluded.lead_days, l.lead_days) END
  WHERE (coalesce(excluded.period_end, '-infinity'), coalesce(l.period_start, 'infinity'), excluded.published_on, excluded.observation_id)
    > (coalesce(l.period_end, '-infinity'), coalesce(excluded.period_start, 'infinity'), l.published_on, l.observation_id);
END $$;

-- The release: its step is recorded, and with it the levels change. A figure is as restricted as its series: that is lowered where
-- it is in the way, and the other figures that it had hidden stay so by a level of their own. What is noted of a figure is how
-- restricted it was with its series, so that whoever looks from before need not ask both.
CREATE FUNCTION release_publication() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
  SET enable_seqscan = off AS $$
DECLARE
  park integer := NEW.reporting_park_id;
  wanted "AccessLevel";
  concerned bigint[];
  this bigint := current_change_id();
BEGIN
  SELECT level INTO wanted FROM publication WHERE reporting_park_id = park AND id = NEW.publication_id;
  SELECT array_agg(DISTINCT o.series_id) INTO concerned FROM publication_item i
    JOIN observation o ON o.reporting_park_id = i.reporting_park_id AND o.id = i.observation_id
    WHERE i.reporting_park_id = park AND i.publication_id = NEW.publication_id;
  -- Another release of the same series goes first.
  PERFORM FROM series WHERE reporting_park_id = park AND id = ANY (concerned) ORDER BY id FOR NO KEY UPDATE;
  INSERT INTO level_change (reporting_park_id, relation, row_id, from_level, to_level, publication_id)
    SELECT park, 'observation', o.id, greatest(o.access_level, s.access_level),
      CASE WHEN i.observation_id IS NULL THEN s.access_level ELSE least(o.access_level, wanted) END, NEW.publication_id
    FROM series s JOIN observation o ON o.reporting_park_id = s.reporting_park_id AND o.series_id = s.id
      LEFT JOIN publication_item i ON i.reporting_park_id = park AND i.publication_id = NEW.publication_id AND i.observation_id = o.id
    WHERE s.reporting_park_id = park AND s.id = ANY (concerned) AND CASE WHEN i.observation_id IS NULL
      THEN o.access_level < s.access_level AND s.access_level > wanted ELSE greatest(o.access_level, s.access_level) > wanted END;
  INSERT INTO level_change (reporting_park_id, relation, row_id, from_level, to_level, publication_id)
    SELECT park, 'series', s.id, s.access_level, wanted, NEW.publication_id FROM series s
    WHERE s.reporting_park_id = park AND s.id = ANY (concerned) AND s.access_level > wanted;
  UPDATE observation o SET access_level = l.to_level FROM level_change l
    WHERE l.reporting_park_id = park AND l.change_id = this AND l.publication_id = NEW.publication_id AND l.relation = 'observation'
      AND o.access_level <> l.to_level AND o.reporting_park_id = park AND o.id = l.row_id;
  UPDATE series s SET access_level = l.to_level FROM level_change l
    WHERE l.reporting_park_id = park AND l.change_id = this AND l.publication_id = NEW.publication_id AND l.relation = 'series'
      AND s.reporting_park_id = park AND s.id = l.row_id;
  PERFORM rebuild_latest(park, concerned);
  RETURN NULL;
END $$;

CREATE TRIGGER release AFTER INSERT ON publication_step FOR EACH ROW WHEN (NEW.state = 'RELEASED')
  EXECUTE FUNCTION release_publication();
