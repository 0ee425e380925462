-- CreateTable
CREATE TABLE "indicator_definition" (
    "id" SERIAL NOT NULL,
    "indicator_id" INTEGER NOT NULL,
    "edition" TEXT NOT NULL,
    "valid_from" DATE,
    "definition_zh" TEXT NOT NULL,
    "definition_en" TEXT NOT NULL,
    "source" TEXT,

    CONSTRAINT "indicator_definition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator_relation" (
    "part_id" INTEGER NOT NULL,
    "whole_id" INTEGER NOT NULL,

    CONSTRAINT "indicator_relation_pkey" PRIMARY KEY ("part_id","whole_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "indicator_definition_indicator_id_edition_key" ON "indicator_definition"("indicator_id", "edition");

-- CreateIndex
CREATE UNIQUE INDEX "indicator_definition_indicator_id_valid_from_key" ON "indicator_definition"("indicator_id", "valid_from");

-- CreateIndex
CREATE INDEX "indicator_relation_whole_id_idx" ON "indicator_relation"("whole_id");

-- AddForeignKey
ALTER TABLE "indicator_definition" ADD CONSTRAINT "indicator_definition_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "indicator_relation" ADD CONSTRAINT "indicator_relation_part_id_fkey" FOREIGN KEY ("part_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "indicator_relation" ADD CONSTRAINT "indicator_relation_whole_id_fkey" FOREIGN KEY ("whole_id") REFERENCES "indicator"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- One definition from the beginning, and a relation to others only.
CREATE UNIQUE INDEX indicator_definition_beginning ON indicator_definition (indicator_id) WHERE valid_from IS NULL;
ALTER TABLE indicator_relation ADD CONSTRAINT indicator_relation_other CHECK (part_id <> whole_id);

-- What indicators mean now is their first edition.
INSERT INTO indicator_definition (indicator_id, edition, definition_zh, definition_en)
  SELECT id, '1', definition_zh, definition_en FROM indicator;

-- The id of a subject that was looked up by its slug, which is refused where there is none.
CREATE FUNCTION require_subject_id(id integer, slug text, argument text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF id IS NULL THEN
    RAISE EXCEPTION 'No subject has the slug "%".', slug
      USING ERRCODE = 'PG041', DETAIL = argument, HINT = 'parks, projects, enterprises and their like list them.';
  END IF;
  RETURN id;
END $$;

-- Whether so many rows may be read to answer: true, or refused with how many would pass.
CREATE FUNCTION require_at_most(actual bigint, allowed bigint, message text, argument text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF actual > allowed THEN
    RAISE EXCEPTION '%', format(message, actual, allowed) USING ERRCODE = 'PG042', DETAIL = argument;
  END IF;
  RETURN TRUE;
END $$;
