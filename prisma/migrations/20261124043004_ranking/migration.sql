-- CreateEnum
CREATE TYPE "FrameworkStatus" AS ENUM ('PARTIAL', 'COMPLETE');

-- CreateEnum
CREATE TYPE "ScoringMethod" AS ENUM ('MIN_MAX', 'DISTANCE_TO_TARGET');

-- CreateEnum
CREATE TYPE "ScoringDirection" AS ENUM ('MORE_IS_BETTER', 'LESS_IS_BETTER');

-- CreateTable
CREATE TABLE "framework" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,

    CONSTRAINT "framework_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_edition" (
    "id" SERIAL NOT NULL,
    "framework_id" INTEGER NOT NULL,
    "edition" TEXT NOT NULL,
    "published_on" DATE,
    "status" "FrameworkStatus" NOT NULL,
    "scoring_method" "ScoringMethod",
    "total_weight" DECIMAL NOT NULL,
    "group_count" INTEGER,
    "indicator_count" INTEGER,
    "note_zh" TEXT,
    "note_en" TEXT,

    CONSTRAINT "framework_edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_group" (
    "id" SERIAL NOT NULL,
    "edition_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "weight" DECIMAL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "framework_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_indicator" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "measure" "Measure" NOT NULL,
    "nature" "Nature" NOT NULL,
    "accumulation" "Accumulation",
    "scope" "Scope",
    "weight" DECIMAL NOT NULL,
    "direction" "ScoringDirection" NOT NULL,
    "target" DECIMAL,
    "target_unit_code" TEXT,

    CONSTRAINT "framework_indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_cohort" (
    "id" SERIAL NOT NULL,
    "edition_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "region_prefixes" TEXT[],

    CONSTRAINT "framework_cohort_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "framework_code_key" ON "framework"("code");

-- CreateIndex
CREATE UNIQUE INDEX "framework_edition_framework_id_edition_key" ON "framework_edition"("framework_id", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "framework_group_edition_id_code_key" ON "framework_group"("edition_id", "code");

-- CreateIndex
CREATE INDEX "framework_indicator_indicator_id_idx" ON "framework_indicator"("indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "framework_indicator_group_id_code_key" ON "framework_indicator"("group_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "framework_cohort_edition_id_code_key" ON "framework_cohort"("edition_id", "code");

-- AddForeignKey
ALTER TABLE "framework_edition" ADD CONSTRAINT "framework_edition_framework_id_fkey" FOREIGN KEY ("framework_id") REFERENCES "framework"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "framework_group" ADD CONSTRAINT "framework_group_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "framework_edition"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "framework_indicator" ADD CONSTRAINT "framework_indicator_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "framework_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "framework_indicator" ADD CONSTRAINT "framework_indicator_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "framework_indicator" ADD CONSTRAINT "framework_indicator_target_unit_code_fkey" FOREIGN KEY ("target_unit_code") REFERENCES "unit"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "framework_cohort" ADD CONSTRAINT "framework_cohort_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "framework_edition"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Rankings read it and nothing else of latest: for each subject its latest printed figures, in the order of selectLatest.
CREATE INDEX latest_ranking ON latest (indicator_id, measure, nature, subject_id, period_end DESC NULLS LAST, period_start,
    source_priority, price_basis, scope, published_on DESC, observation_id DESC)
  INCLUDE (reporting_park_id, series_id, accumulation, dimension, access_level, qualifier, value, lower, upper)
  WHERE reading = 'AS_PRINTED' AND breakdown = '';

ALTER TABLE framework_edition ADD CONSTRAINT framework_edition_whole_check CHECK (status = 'PARTIAL' OR scoring_method IS NOT NULL),
  ADD CONSTRAINT framework_edition_weight_check CHECK (total_weight > 0),
  ADD CONSTRAINT framework_edition_counts_check CHECK (group_count > 0 AND indicator_count > 0),
  ADD CONSTRAINT framework_edition_note_check CHECK ((note_zh IS NULL) = (note_en IS NULL));
ALTER TABLE framework_group ADD CONSTRAINT framework_group_weight_check CHECK (weight > 0);
ALTER TABLE framework_indicator ADD CONSTRAINT framework_indicator_weight_check CHECK (weight > 0),
  ADD CONSTRAINT framework_indicator_target_check CHECK (target > 0 AND target_unit_code IS NOT NULL
    OR target IS NULL AND target_unit_code IS NULL);

-- The id of a framework's edition that a query names, which has to exist. Errors name the argument as their detail.
CREATE FUNCTION require_edition(wanted_framework text, wanted_edition text, argument text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  found integer;
  editions text;
BEGIN
  SELECT e.id INTO found FROM framework_edition e JOIN framework f ON f.id = e.framework_id
    WHERE f.code = wanted_framework AND e.edition = wanted_edition;
  IF found IS NULL THEN
    SELECT string_agg(e.edition, ', ' ORDER BY e.edition) INTO editions FROM framework_edition e
      JOIN framework f ON f.id = e.framework_id WHERE f.code = wanted_framework;
    RAISE EXCEPTION 'Framework "%" has no edition "%".', wanted_framework, wanted_edition
      USING ERRCODE = 'PG040', DETAIL = argument,
        HINT = coalesce(format('Its editions are %s.', editions), 'The field frameworks lists them.');
  END IF;
  RETURN found;
END $$;

-- The compound unit, such as CNY_10K_PER_MU, for an indicator by land or people: the one wanted, else the nearest to the
-- indicator's own unit that there is.
CREATE FUNCTION require_unit_per(wanted_indicator integer, divisor text, wanted text, argument text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  item indicator;
  divisor_unit unit;
  found text;
BEGIN
  SELECT * INTO item FROM indicator WHERE id = wanted_indicator;
  SELECT * INTO divisor_unit FROM unit WHERE code = divisor;
  SELECT u.code INTO found FROM unit u WHERE u.dimension = item.dimension || '/' || divisor_unit.dimension
    AND (u.code = wanted OR wanted IS NULL AND u.code LIKE '%\_PER\_' || divisor)
    ORDER BY u.code = item.default_unit_code || '_PER_' || divisor DESC, u.atoms DESC LIMIT 1;
  IF found IS NULL THEN
    RAISE EXCEPTION 'Indicator "%" by % is in no unit%.', item.code, divisor, coalesce(' ' || wanted, '')
      USING ERRCODE = 'PG002', DETAIL = argument, HINT = format('It takes a unit of %s/%s.', item.dimension, divisor_unit.dimension);
  END IF;
  RETURN found;
END $$;
