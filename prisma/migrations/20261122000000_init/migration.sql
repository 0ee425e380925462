-- Before the tables: the numbering of changes, which their columns default to.

CREATE SEQUENCE change_id_seq;
-- The recording clock: microseconds since 1970 of the last commit. A sequence, because it outlives rollbacks and is
-- read past the snapshot of the transaction that reads it.
CREATE SEQUENCE change_clock MINVALUE 0 START 0;

-- The change that the current transaction belongs to; drawn at its first write, and bound to the transaction, so that a
-- setting that outlives it joins nothing to an old change.
CREATE FUNCTION current_change_id() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  this text := pg_current_xact_id()::text;
  kept text[] := string_to_array(current_setting('parkgraph.change_id', true), ':');
BEGIN
  IF kept[1] IS DISTINCT FROM this THEN
    kept := ARRAY[this, nextval('change_id_seq')::text];
    PERFORM set_config('parkgraph.change_id', array_to_string(kept, ':'), true);
  END IF;
  RETURN kept[2]::bigint;
END $$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "AccessLevel" AS ENUM ('PUBLIC', 'INTERNAL', 'RESTRICTED');

-- CreateEnum
CREATE TYPE "Confidence" AS ENUM ('LOW', 'MEDIUM', 'HIGH');

-- CreateEnum
CREATE TYPE "CorrectionState" AS ENUM ('PROPOSED', 'ACCEPTED', 'REJECTED');

-- CreateEnum
CREATE TYPE "DoubtState" AS ENUM ('OPEN', 'SETTLED');

-- CreateEnum
CREATE TYPE "IndicatorStatus" AS ENUM ('ESTABLISHED', 'PROVISIONAL');

-- CreateEnum
CREATE TYPE "AggregationOverTime" AS ENUM ('SUM', 'LAST', 'NONE');

-- CreateEnum
CREATE TYPE "AggregationOverParks" AS ENUM ('SUM', 'NONE');

-- CreateEnum
CREATE TYPE "MembershipRole" AS ENUM ('PART_OF', 'LOCATED_IN', 'ATTRACTED_TO');

-- CreateEnum
CREATE TYPE "NameKind" AS ENUM ('ALIAS', 'SHORT', 'PRINTED_VARIANT', 'FORMER');

-- CreateEnum
CREATE TYPE "Measure" AS ENUM ('LEVEL', 'CHANGE', 'GROWTH', 'SHARE', 'RANK');

-- CreateEnum
CREATE TYPE "Accumulation" AS ENUM ('UNSPECIFIED', 'DAY', 'MONTH', 'YEAR_TO_DATE', 'FULL_YEAR', 'PERIOD_TOTAL', 'STOCK', 'AT_CAPACITY');

-- CreateEnum
CREATE TYPE "PriceBasis" AS ENUM ('UNSPECIFIED', 'CURRENT', 'CONSTANT', 'COMPARABLE');

-- CreateEnum
CREATE TYPE "Scope" AS ENUM ('UNSPECIFIED', 'ALL', 'ABOVE_SCALE', 'LOCAL');

-- CreateEnum
CREATE TYPE "Nature" AS ENUM ('ACTUAL', 'FORECAST', 'TARGET', 'PLAN', 'EXPECTED');

-- CreateEnum
CREATE TYPE "Qualifier" AS ENUM ('EXACT', 'ABOUT', 'NEARLY', 'OVER', 'AT_LEAST', 'AT_MOST');

-- CreateEnum
CREATE TYPE "PublicationStage" AS ENUM ('UNSPECIFIED', 'FLASH', 'PRELIMINARY', 'FINAL', 'CENSUS');

-- CreateEnum
CREATE TYPE "Reading" AS ENUM ('AS_PRINTED', 'CORRECTED');

-- CreateEnum
CREATE TYPE "ParkKind" AS ENUM ('DEVELOPMENT_ZONE', 'PARK_IN_PARK', 'INDUSTRIAL_PARK', 'LOGISTICS_PARK');

-- CreateEnum
CREATE TYPE "ParkLevel" AS ENUM ('NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY');

-- CreateEnum
CREATE TYPE "ProjectKind" AS ENUM ('INDUSTRIAL', 'INFRASTRUCTURE', 'LIVELIHOOD');

-- CreateEnum
CREATE TYPE "ProjectStageName" AS ENUM ('PREPARATION', 'LAND_LEVELLING', 'UNDER_CONSTRUCTION', 'EARTHWORKS', 'FOUNDATION', 'PIPELINES', 'PAVING', 'STRUCTURE', 'COMPLETION', 'ACCEPTANCE', 'OPENING', 'PRODUCTION', 'FULL_CAPACITY');

-- CreateEnum
CREATE TYPE "StageState" AS ENUM ('PLANNED', 'PROMISED', 'IN_PROGRESS', 'DONE');

-- CreateEnum
CREATE TYPE "RelationshipKind" AS ENUM ('PARENT', 'PARTNER', 'TENANT', 'DEVELOPER', 'SUPPORTS', 'LOCATED_AT', 'POSSIBLY_SAME_AS');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('NEWSPAPER', 'STATISTICAL_REPORT', 'ADMINISTRATIVE_RECORD', 'SURVEY');

-- CreateEnum
CREATE TYPE "StatementTopic" AS ENUM ('INDICATORS', 'SUB_PARKS', 'PROJECTS', 'ENTERPRISES', 'SERVICE', 'ASSESSMENT', 'BUILD_AND_BUY', 'PARTY_WORK', 'INVESTMENT_PROMOTION', 'APPROVALS', 'STAFFING', 'RANKING', 'GOALS');

-- CreateEnum
CREATE TYPE "SubjectKind" AS ENUM ('PARK', 'PROJECT', 'ENTERPRISE', 'FACILITY', 'PROGRAMME');

-- CreateTable
CREATE TABLE "assignment" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "person" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "programme_id" INTEGER,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL,
    "position" BIGINT,
    "recorded_at" TIMESTAMPTZ(6),
    "actor" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "change_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "data_set" (
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_set_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "correction" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "observation_id" BIGINT NOT NULL,
    "changes" JSONB NOT NULL,
    "evidence_zh" TEXT NOT NULL,
    "evidence_en" TEXT NOT NULL,
    "confidence" "Confidence" NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_on" DATE NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "correction_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "correction_decision" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "correction_id" BIGINT NOT NULL,
    "state" "CorrectionState" NOT NULL,
    "decided_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "correction_decision_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "doubt" (
    "id" BIGSERIAL NOT NULL,
    "question_zh" TEXT NOT NULL,
    "question_en" TEXT NOT NULL,
    "candidates" TEXT[],
    "state" "DoubtState" NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "doubt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doubt_about" (
    "id" BIGSERIAL NOT NULL,
    "doubt_id" BIGINT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "observation_id" BIGINT,

    CONSTRAINT "doubt_about_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enterprise" (
    "id" INTEGER NOT NULL,
    "unified_social_credit_code" TEXT,
    "industry_code" TEXT,
    "industry_system" TEXT,

    CONSTRAINT "enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "facility" (
    "id" INTEGER NOT NULL,

    CONSTRAINT "facility_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "honour" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "awarded_by" TEXT,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "honour_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "numerator" NUMERIC NOT NULL,
    "denominator" NUMERIC NOT NULL,
    "atoms" NUMERIC NOT NULL,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "indicator" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "definition_zh" TEXT NOT NULL,
    "definition_en" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "default_unit_code" TEXT NOT NULL,
    "status" "IndicatorStatus" NOT NULL,
    "candidates" TEXT[],
    "over_time" "AggregationOverTime" NOT NULL,
    "over_parks" "AggregationOverParks" NOT NULL,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "park_id" INTEGER NOT NULL,
    "role" "MembershipRole" NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subject_name" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "NameKind" NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "subject_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "measure" "Measure" NOT NULL,
    "accumulation" "Accumulation" NOT NULL,
    "price_basis" "PriceBasis" NOT NULL,
    "scope" "Scope" NOT NULL,
    "breakdown" TEXT NOT NULL DEFAULT '',
    "dimension" TEXT NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "series_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "observation" (
    "reporting_park_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "series_id" BIGINT NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "value" NUMERIC,
    "lower" NUMERIC,
    "upper" NUMERIC,
    "qualifier" "Qualifier" NOT NULL,
    "unit_code" TEXT NOT NULL,
    "nature" "Nature" NOT NULL,
    "stage" "PublicationStage" NOT NULL,
    "status" TEXT[],
    "missing_reason" TEXT,
    "printed_label" TEXT NOT NULL,
    "printed_text" TEXT NOT NULL,
    "reading" "Reading" NOT NULL DEFAULT 'AS_PRINTED',
    "source_id" INTEGER NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "published_on" DATE NOT NULL,
    "growth_of_id" BIGINT,
    "corrects_id" BIGINT,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "observation_pkey" PRIMARY KEY ("reporting_park_id","id")
);

-- CreateTable
CREATE TABLE "latest" (
    "reporting_park_id" INTEGER NOT NULL,
    "series_id" BIGINT NOT NULL,
    "nature" "Nature" NOT NULL,
    "source_id" INTEGER NOT NULL,
    "reading" "Reading" NOT NULL,
    "access_level" "AccessLevel" NOT NULL,
    "observation_id" BIGINT NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "measure" "Measure" NOT NULL,
    "accumulation" "Accumulation" NOT NULL,
    "price_basis" "PriceBasis" NOT NULL,
    "scope" "Scope" NOT NULL,
    "breakdown" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "published_on" DATE NOT NULL,
    "source_priority" INTEGER NOT NULL,
    "qualifier" "Qualifier" NOT NULL,
    "value" NUMERIC,
    "lower" NUMERIC,
    "upper" NUMERIC,

    CONSTRAINT "latest_pkey" PRIMARY KEY ("reporting_park_id","series_id","nature","source_id","reading","access_level")
);

-- CreateTable
CREATE TABLE "park" (
    "id" INTEGER NOT NULL,
    "kind" "ParkKind" NOT NULL,
    "level" "ParkLevel",
    "region_code" TEXT,
    "region_system" TEXT,

    CONSTRAINT "park_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "id" INTEGER NOT NULL,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" INTEGER NOT NULL,
    "kind" "ProjectKind" NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project_stage" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "stage" "ProjectStageName" NOT NULL,
    "state" "StageState" NOT NULL,
    "printed" TEXT,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "project_stage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relationship" (
    "id" BIGSERIAL NOT NULL,
    "from_id" INTEGER NOT NULL,
    "kind" "RelationshipKind" NOT NULL,
    "to_id" INTEGER,
    "to_name" TEXT,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "relationship_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "publisher" TEXT,
    "authors" TEXT[],
    "language" TEXT NOT NULL,
    "published_from" DATE NOT NULL,
    "published_to" DATE NOT NULL,
    "priority" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "citation" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "paragraph" INTEGER NOT NULL,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" BIGSERIAL NOT NULL,
    "subject_id" INTEGER NOT NULL,
    "topic" "StatementTopic" NOT NULL,
    "summary_zh" TEXT NOT NULL,
    "summary_en" TEXT NOT NULL,
    "period_start" DATE,
    "period_end" DATE,
    "note_zh" TEXT,
    "note_en" TEXT,
    "published_on" DATE NOT NULL,
    "citation_id" INTEGER NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),
    "supersedes_id" BIGINT,
    "is_withdrawal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subject" (
    "id" SERIAL NOT NULL,
    "kind" "SubjectKind" NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL,
    "reporting_park_id" INTEGER NOT NULL,
    "access_level" "AccessLevel" NOT NULL DEFAULT 'PUBLIC',
    "change_id" BIGINT NOT NULL DEFAULT current_change_id(),

    CONSTRAINT "subject_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assignment_subject_id_idx" ON "assignment"("subject_id");

-- CreateIndex
CREATE INDEX "assignment_supersedes_id_idx" ON "assignment"("supersedes_id");

-- CreateIndex
CREATE INDEX "change_id_idx" ON "change"("id");

-- CreateIndex
CREATE INDEX "change_position_idx" ON "change"("position");

-- CreateIndex
CREATE INDEX "correction_reporting_park_id_observation_id_idx" ON "correction"("reporting_park_id", "observation_id");

-- CreateIndex
CREATE INDEX "correction_decision_reporting_park_id_correction_id_idx" ON "correction_decision"("reporting_park_id", "correction_id");

-- CreateIndex
CREATE INDEX "doubt_about_doubt_id_idx" ON "doubt_about"("doubt_id");

-- CreateIndex
CREATE INDEX "doubt_about_subject_id_idx" ON "doubt_about"("subject_id");

-- CreateIndex
CREATE INDEX "doubt_about_reporting_park_id_observation_id_idx" ON "doubt_about"("reporting_park_id", "observation_id");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_unified_social_credit_code_key" ON "enterprise"("unified_social_credit_code");

-- CreateIndex
CREATE INDEX "honour_subject_id_idx" ON "honour"("subject_id");

-- CreateIndex
CREATE INDEX "honour_supersedes_id_idx" ON "honour"("supersedes_id");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_code_key" ON "indicator"("code");

-- CreateIndex
CREATE INDEX "membership_subject_id_idx" ON "membership"("subject_id");

-- CreateIndex
CREATE INDEX "membership_park_id_idx" ON "membership"("park_id");

-- CreateIndex
CREATE INDEX "membership_supersedes_id_idx" ON "membership"("supersedes_id");

-- CreateIndex
CREATE INDEX "subject_name_subject_id_idx" ON "subject_name"("subject_id");

-- CreateIndex
CREATE INDEX "subject_name_supersedes_id_idx" ON "subject_name"("supersedes_id");

-- CreateIndex
CREATE INDEX "series_subject_id_indicator_id_idx" ON "series"("subject_id", "indicator_id");

-- CreateIndex
CREATE INDEX "series_indicator_id_idx" ON "series"("indicator_id");

-- CreateIndex
CREATE UNIQUE INDEX "series_key" ON "series"("reporting_park_id", "subject_id", "indicator_id", "measure", "accumulation", "price_basis", "scope", "breakdown", "dimension");

-- CreateIndex
CREATE INDEX "observation_reporting_park_id_series_id_period_end_publishe_idx" ON "observation"("reporting_park_id", "series_id", "period_end", "published_on");

-- CreateIndex
CREATE INDEX "observation_reporting_park_id_growth_of_id_idx" ON "observation"("reporting_park_id", "growth_of_id");

-- CreateIndex
CREATE INDEX "observation_reporting_park_id_corrects_id_idx" ON "observation"("reporting_park_id", "corrects_id");

-- CreateIndex
CREATE INDEX "observation_change_id_idx" ON "observation"("change_id");

-- CreateIndex
CREATE INDEX "latest_subject_id_indicator_id_measure_nature_idx" ON "latest"("subject_id", "indicator_id", "measure", "nature");

-- CreateIndex
CREATE INDEX "project_stage_subject_id_stage_idx" ON "project_stage"("subject_id", "stage");

-- CreateIndex
CREATE INDEX "project_stage_supersedes_id_idx" ON "project_stage"("supersedes_id");

-- CreateIndex
CREATE INDEX "relationship_from_id_idx" ON "relationship"("from_id");

-- CreateIndex
CREATE INDEX "relationship_to_id_idx" ON "relationship"("to_id");

-- CreateIndex
CREATE INDEX "relationship_supersedes_id_idx" ON "relationship"("supersedes_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_code_key" ON "source"("code");

-- CreateIndex
CREATE UNIQUE INDEX "citation_source_id_section_paragraph_key" ON "citation"("source_id", "section", "paragraph");

-- CreateIndex
CREATE INDEX "statement_subject_id_idx" ON "statement"("subject_id");

-- CreateIndex
CREATE INDEX "statement_supersedes_id_idx" ON "statement"("supersedes_id");

-- CreateIndex
CREATE UNIQUE INDEX "subject_slug_key" ON "subject"("slug");

-- CreateIndex
CREATE INDEX "subject_kind_name_pinyin_id_idx" ON "subject"("kind", "name_pinyin", "id");

-- CreateIndex
CREATE INDEX "subject_name_pinyin_id_idx" ON "subject"("name_pinyin", "id");

-- CreateIndex
CREATE INDEX "subject_reporting_park_id_idx" ON "subject"("reporting_park_id");

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "correction" ADD CONSTRAINT "correction_reporting_park_id_observation_id_fkey" FOREIGN KEY ("reporting_park_id", "observation_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "correction_decision" ADD CONSTRAINT "correction_decision_reporting_park_id_correction_id_fkey" FOREIGN KEY ("reporting_park_id", "correction_id") REFERENCES "correction"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doubt" ADD CONSTRAINT "doubt_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doubt_about" ADD CONSTRAINT "doubt_about_doubt_id_fkey" FOREIGN KEY ("doubt_id") REFERENCES "doubt"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doubt_about" ADD CONSTRAINT "doubt_about_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "doubt_about" ADD CONSTRAINT "doubt_about_reporting_park_id_observation_id_fkey" FOREIGN KEY ("reporting_park_id", "observation_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_id_fkey" FOREIGN KEY ("id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "facility" ADD CONSTRAINT "facility_id_fkey" FOREIGN KEY ("id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "honour" ADD CONSTRAINT "honour_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "honour" ADD CONSTRAINT "honour_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "honour"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "honour" ADD CONSTRAINT "honour_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_default_unit_code_fkey" FOREIGN KEY ("default_unit_code") REFERENCES "unit"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_park_id_fkey" FOREIGN KEY ("park_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subject_name" ADD CONSTRAINT "subject_name_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subject_name" ADD CONSTRAINT "subject_name_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "subject_name"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subject_name" ADD CONSTRAINT "subject_name_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_reporting_park_id_series_id_fkey" FOREIGN KEY ("reporting_park_id", "series_id") REFERENCES "series"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_unit_code_fkey" FOREIGN KEY ("unit_code") REFERENCES "unit"("code") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_growth_of_fkey" FOREIGN KEY ("reporting_park_id", "growth_of_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_corrects_fkey" FOREIGN KEY ("reporting_park_id", "corrects_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "latest" ADD CONSTRAINT "latest_reporting_park_id_series_id_fkey" FOREIGN KEY ("reporting_park_id", "series_id") REFERENCES "series"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "latest" ADD CONSTRAINT "latest_reporting_park_id_observation_id_fkey" FOREIGN KEY ("reporting_park_id", "observation_id") REFERENCES "observation"("reporting_park_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "latest" ADD CONSTRAINT "latest_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "latest" ADD CONSTRAINT "latest_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "latest" ADD CONSTRAINT "latest_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "park" ADD CONSTRAINT "park_id_fkey" FOREIGN KEY ("id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_id_fkey" FOREIGN KEY ("id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_id_fkey" FOREIGN KEY ("id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "project_stage" ADD CONSTRAINT "project_stage_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "project_stage" ADD CONSTRAINT "project_stage_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "project_stage" ADD CONSTRAINT "project_stage_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "project_stage"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "relationship"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "relationship" ADD CONSTRAINT "relationship_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "statement"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "subject" ADD CONSTRAINT "subject_reporting_park_id_fkey" FOREIGN KEY ("reporting_park_id") REFERENCES "subject"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What Prisma cannot say: checks, the change log, append-only tables, and the table of latest figures.

-- Checks ------------------------------------------------------------------------------------------------------------

ALTER TABLE subject ADD CONSTRAINT subject_slug_form CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 120);

ALTER TABLE observation
  ADD CONSTRAINT observation_period_order CHECK (period_start < period_end),
  ADD CONSTRAINT observation_period_whole CHECK ((period_start IS NULL) = (period_end IS NULL)),
  ADD CONSTRAINT observation_bounds_order CHECK (lower <= upper),
  ADD CONSTRAINT observation_finite CHECK (
    coalesce(value, 0) NOT IN ('NaN', 'Infinity', '-Infinity')
    AND coalesce(lower, 0) NOT IN ('NaN', 'Infinity', '-Infinity')
    AND coalesce(upper, 0) NOT IN ('NaN', 'Infinity', '-Infinity')),
  ADD CONSTRAINT observation_missing_has_reason CHECK (
    (missing_reason IS NOT NULL) = (value IS NULL AND lower IS NULL AND upper IS NULL)),
  ADD CONSTRAINT observation_qualifier_fits CHECK (missing_reason IS NOT NULL OR CASE qualifier
    WHEN 'EXACT' THEN value IS NOT NULL AND lower IS NULL AND upper IS NULL
    WHEN 'ABOUT' THEN value IS NOT NULL OR (lower IS NOT NULL AND upper IS NOT NULL)
    WHEN 'NEARLY' THEN value IS NULL AND lower IS NULL AND upper IS NOT NULL
    WHEN 'AT_MOST' THEN value IS NULL AND lower IS NULL AND upper IS NOT NULL
    ELSE value IS NULL AND upper IS NULL AND lower IS NOT NULL END),
  ADD CONSTRAINT observation_correction_corrects CHECK ((reading = 'CORRECTED') = (corrects_id IS NOT NULL));

ALTER TABLE relationship ADD CONSTRAINT relationship_has_other_party CHECK ((to_id IS NULL) <> (to_name IS NULL));
ALTER TABLE membership ADD CONSTRAINT membership_not_of_itself CHECK (subject_id <> park_id);
ALTER TABLE source ADD CONSTRAINT source_publication_order CHECK (published_from <= published_to);

ALTER TABLE unit ADD CONSTRAINT unit_size CHECK (numerator > 0 AND denominator > 0 AND atoms > 0
  AND numerator < 'Infinity' AND denominator < 'Infinity' AND atoms < 'Infinity');
ALTER TABLE correction_decision ADD CONSTRAINT correction_decision_decides CHECK (state <> 'PROPOSED');

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['membership', 'project_stage', 'honour', 'subject_name', 'relationship', 'statement',
    'assignment'] LOOP
    EXECUTE format('ALTER TABLE %I
      ADD CONSTRAINT %I CHECK (period_start < period_end),
      ADD CONSTRAINT %I CHECK ((period_start IS NULL) = (period_end IS NULL)),
      ADD CONSTRAINT %I CHECK (supersedes_id IS NOT NULL OR NOT is_withdrawal)',
      name, name || '_period_order', name || '_period_whole', name || '_withdrawal_supersedes');
  END LOOP;
END $$;

-- The change log ----------------------------------------------------------------------------------------------------

-- After each statement that writes rows: one row of the log per reporting park that it touched. Like every trigger that
-- writes, it names its search path, so that no temporary table of the same name can take the rows.
CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows WHERE change_id <> current_change_id()) THEN
    RAISE EXCEPTION '%.change_id is given by the database: leave it out', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO change (reporting_park_id, id, actor, reason)
    SELECT DISTINCT reporting_park_id, change_id,
      coalesce(nullif(current_setting('parkgraph.actor', true), ''), current_user::text),
      coalesce(current_setting('parkgraph.reason', true), '')
    FROM new_rows
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- At commit: the place in commit order. The lock is held until the transaction is visible to others, so that a
-- later position is always a later commit; the clock never stands or runs back, whatever the machine's clock does.
CREATE FUNCTION number_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  at bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7275677463);
  SELECT position INTO at FROM change WHERE id = NEW.id AND position IS NOT NULL LIMIT 1;
  IF at IS NULL THEN
    SELECT setval('change_clock', greatest(last_value + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint))
      INTO at FROM change_clock;
  END IF;
  UPDATE change SET position = at, recorded_at = timestamptz 'epoch' + at * interval '1 microsecond'
    WHERE reporting_park_id = NEW.reporting_park_id AND id = NEW.id;
  RETURN NULL;
END $$;

-- Subjects and their facets can be amended in place; the log says when and by whom.
CREATE FUNCTION log_amendment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO change (reporting_park_id, id, actor, reason)
    SELECT DISTINCT s.reporting_park_id, current_change_id(),
      coalesce(nullif(current_setting('parkgraph.actor', true), ''), current_user::text),
      coalesce(current_setting('parkgraph.reason', true), '')
    FROM new_rows n JOIN subject s ON s.id = n.id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER number_change AFTER INSERT ON change
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION number_change();

-- Append-only -------------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused. Record a new row that supersedes the old one', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

-- The log's own numbering is the one change that it takes, once.
CREATE FUNCTION refuse_relogging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.position IS NULL AND NEW.position IS NOT NULL
    AND (NEW.reporting_park_id, NEW.id, NEW.actor, NEW.reason) = (OLD.reporting_park_id, OLD.id, OLD.actor, OLD.reason) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'change is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION refuse_forged_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'change is written by the database alone' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION refuse_relogging();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_forged BEFORE INSERT ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_change();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['series', 'observation', 'citation', 'correction', 'correction_decision', 'membership',
    'project_stage', 'honour', 'subject_name', 'relationship', 'statement', 'assignment', 'doubt', 'doubt_about'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['subject', 'series', 'observation', 'correction', 'correction_decision', 'membership',
    'project_stage', 'honour', 'subject_name', 'relationship', 'statement', 'assignment', 'doubt'] LOOP
    EXECUTE format('CREATE TRIGGER log_change AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION log_change()', name);
  END LOOP;
END $$;

-- No subject goes away, and no facet of one: figures and facts would be about nothing.
CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is refused: no row of % goes away', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['park', 'project', 'enterprise', 'facility', 'programme', 'source', 'data_set'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_removal BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_removal()', name);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['park', 'project', 'enterprise', 'facility', 'programme'] LOOP
    EXECUTE format('CREATE TRIGGER refuse_moving BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD.id <> NEW.id)
      EXECUTE FUNCTION refuse_removal()', name);
  END LOOP;
  CREATE TRIGGER refuse_change BEFORE UPDATE ON data_set FOR EACH ROW EXECUTE FUNCTION refuse_change();
  FOREACH name IN ARRAY ARRAY['subject', 'park', 'project', 'enterprise', 'facility', 'programme'] LOOP
    EXECUTE format('CREATE TRIGGER log_amendment AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows
      FOR EACH STATEMENT EXECUTE FUNCTION log_amendment()', name);
  END LOOP;
END $$;

-- What figures were published by rests on their source: only its precedence and access can be set anew.
CREATE FUNCTION refuse_amendment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a source only priority and access level change' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER refuse_amendment BEFORE UPDATE ON source FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'priority' - 'access_level' <> to_jsonb(NEW) - 'priority' - 'access_level')
  EXECUTE FUNCTION refuse_amendment();

-- A later version names the first one of its fact, which is about the same subject.
CREATE FUNCTION check_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  is_right boolean;
  about text := TG_ARGV[0];
BEGIN
  EXECUTE format('SELECT f.supersedes_id IS NULL AND f.%I = $1.%I FROM %I f WHERE f.id = $1.supersedes_id',
    about, about, TG_TABLE_NAME) INTO is_right USING NEW;
  IF is_right IS NOT TRUE THEN
    RAISE EXCEPTION '%.supersedes_id names the first version of a fact about the same subject', TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['membership', 'project_stage', 'honour', 'subject_name', 'relationship', 'statement',
    'assignment'] LOOP
    EXECUTE format('CREATE TRIGGER check_version BEFORE INSERT ON %I FOR EACH ROW WHEN (NEW.supersedes_id IS NOT NULL)
      EXECUTE FUNCTION check_version(%L)', name, CASE name WHEN 'relationship' THEN 'from_id' ELSE 'subject_id' END);
  END LOOP;
END $$;

-- Slugs are in addresses and in others' notes: they never change, and neither does the park that reports a row.
CREATE FUNCTION refuse_renaming() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (NEW.id, NEW.slug, NEW.kind, NEW.reporting_park_id, NEW.change_id)
    IS DISTINCT FROM (OLD.id, OLD.slug, OLD.kind, OLD.reporting_park_id, OLD.change_id) THEN
    RAISE EXCEPTION 'id, slug, kind and reporting park of a subject never change, and no subject goes away'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER refuse_renaming BEFORE UPDATE OR DELETE ON subject FOR EACH ROW EXECUTE FUNCTION refuse_renaming();

CREATE FUNCTION refuse_rescaling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'code, dimension and size of % never change, for figures rest on them: add one with a code of its own',
    TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER refuse_rescaling BEFORE UPDATE ON unit FOR EACH ROW
  WHEN ((OLD.code, OLD.dimension, OLD.numerator, OLD.denominator, OLD.atoms)
    IS DISTINCT FROM (NEW.code, NEW.dimension, NEW.numerator, NEW.denominator, NEW.atoms))
  EXECUTE FUNCTION refuse_rescaling();
CREATE TRIGGER refuse_rescaling BEFORE UPDATE ON indicator FOR EACH ROW
  WHEN ((OLD.id, OLD.code, OLD.dimension) IS DISTINCT FROM (NEW.id, NEW.code, NEW.dimension))
  EXECUTE FUNCTION refuse_rescaling();

-- Latest figures ----------------------------------------------------------------------------------------------------

-- After each statement that records observations: checks what only the series and the unit know, then keeps the newest
-- figure of each series, nature, source, reading and access level: that of the latest period; of one period, the
-- latest vintage. A figure is as restricted as its series.
CREATE FUNCTION keep_latest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wrong record;
BEGIN
  SELECT n.id, n.unit_code, u.dimension AS unit_dimension, s.dimension INTO wrong FROM new_rows n
    JOIN series s ON s.reporting_park_id = n.reporting_park_id AND s.id = n.series_id
    JOIN unit u ON u.code = n.unit_code
    WHERE u.dimension <> s.dimension LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'observation %: unit % measures %, its series %', wrong.id, wrong.unit_code, wrong.unit_dimension,
      wrong.dimension USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM new_rows n JOIN citation c ON c.id = n.citation_id WHERE c.source_id <> n.source_id) THEN
    RAISE EXCEPTION 'observation: the citation is of another source' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO latest AS l (reporting_park_id, series_id, nature, source_id, reading, access_level, observation_id,
    subject_id, indicator_id, measure, accumulation, price_basis, scope, breakdown, dimension, period_start, period_end,
    published_on, source_priority, qualifier, value, lower, upper)
  SELECT DISTINCT ON (n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level))
    n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level), n.id,
    s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, s.dimension,
    n.period_start, n.period_end, n.published_on, c.priority, n.qualifier,
    n.value * u.atoms, n.lower * u.atoms, n.upper * u.atoms
  FROM new_rows n
    JOIN series s ON s.reporting_park_id = n.reporting_park_id AND s.id = n.series_id
    JOIN unit u ON u.code = n.unit_code
    JOIN source c ON c.id = n.source_id
  ORDER BY n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level),
    n.period_end DESC NULLS LAST, n.period_start NULLS LAST, n.published_on DESC, n.id DESC
  ON CONFLICT (reporting_park_id, series_id, nature, source_id, reading, access_level) DO UPDATE SET
    observation_id = excluded.observation_id, period_start = excluded.period_start, period_end = excluded.period_end,
    published_on = excluded.published_on, source_priority = excluded.source_priority, qualifier = excluded.qualifier,
    value = excluded.value, lower = excluded.lower, upper = excluded.upper
  WHERE (coalesce(excluded.period_end, '-infinity'), coalesce(l.period_start, 'infinity'), excluded.published_on, excluded.observation_id)
    > (coalesce(l.period_end, '-infinity'), coalesce(excluded.period_start, 'infinity'), l.published_on, l.observation_id);
  RETURN NULL;
END $$;

CREATE TRIGGER keep_latest AFTER INSERT ON observation REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION keep_latest();

CREATE FUNCTION refuse_forged_latest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'latest follows observation: it is never written by hand' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER refuse_forged BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON latest
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_forged_latest();

-- The order of sources can be set anew; what was read by the old one follows.
CREATE FUNCTION follow_priority() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE latest SET source_priority = NEW.priority WHERE source_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER follow_priority AFTER UPDATE OF priority ON source FOR EACH ROW
  WHEN (OLD.priority <> NEW.priority) EXECUTE FUNCTION follow_priority();

-- Vocabulary --------------------------------------------------------------------------------------------------------

-- The id of an indicator that a query names, which has to exist and to measure what the query counts on. Errors name the
-- argument that it came from as their detail.
CREATE FUNCTION require_indicator(wanted text, wanted_dimension text, argument text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  item indicator;
BEGIN
  SELECT * INTO item FROM indicator WHERE code = wanted;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'No indicator has the code "%".', wanted
      USING ERRCODE = 'PG001', DETAIL = argument, HINT = 'The field indicators lists them.';
  END IF;
  IF wanted_dimension IS NOT NULL AND item.dimension <> wanted_dimension THEN
    RAISE EXCEPTION 'Indicator "%" measures %, and the unit %.', wanted, item.dimension, wanted_dimension
      USING ERRCODE = 'PG002', DETAIL = argument, HINT = format('Use a unit of %s.', item.dimension);
  END IF;
  RETURN item.id;
END $$;
