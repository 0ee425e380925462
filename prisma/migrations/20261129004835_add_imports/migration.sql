-- CreateEnum
CREATE TYPE "ImportTarget" AS ENUM ('OBSERVATIONS', 'ENTERPRISES', 'PROJECTS');

-- CreateEnum
CREATE TYPE "ImportPhase" AS ENUM ('READING', 'CHECKING', 'RECORDING', 'ENDED');

-- CreateEnum
CREATE TYPE "ImportOutcome" AS ENUM ('RECORDED', 'CHECKED', 'REFUSED', 'BROKEN_OFF');

-- CreateTable
CREATE TABLE "import" (
    "id" BIGSERIAL NOT NULL,
    "step" BIGINT NOT NULL DEFAULT 0,
    "actor" TEXT NOT NULL,
    "into" "ImportTarget" NOT NULL,
    "is_dry_run" BOOLEAN NOT NULL,
    "phase" "ImportPhase" NOT NULL DEFAULT 'READING',
    "outcome" "ImportOutcome",
    "row_count" INTEGER NOT NULL DEFAULT 0,
    "byte_count" INTEGER NOT NULL DEFAULT 0,
    "problem_count" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_step_key" ON "import"("step");

-- CreateIndex
CREATE INDEX "import_actor_id_idx" ON "import"("actor", "id");

-- Gives each step its place in commit order: whoever takes a later one waits until this one is seen. Steps are short transactions of
-- their own, beside the one that records.
CREATE FUNCTION number_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7275677466);
  NEW.told_at := clock_timestamp();
  NEW.step := greatest((SELECT coalesce(max(i.step), 0) + 1 FROM import i), (extract(epoch FROM NEW.told_at) * 1000000)::bigint);
  RETURN NEW;
END $$;

CREATE TRIGGER number_import BEFORE INSERT OR UPDATE ON import FOR EACH ROW EXECUTE FUNCTION number_import();

CREATE TRIGGER notify_change AFTER INSERT OR UPDATE ON import FOR EACH ROW EXECUTE FUNCTION notify_change();
