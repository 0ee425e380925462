-- Cohorts and indicators of an edition stand in the order of its file, as its groups do: an id tells when a row came, and one that came
-- with a later reading of the file would stand last.
ALTER TABLE "framework_cohort" ADD COLUMN "position" INTEGER;
ALTER TABLE "framework_indicator" ADD COLUMN "position" INTEGER;

UPDATE framework_cohort c SET position = p.position
  FROM (SELECT id, row_number() OVER (PARTITION BY edition_id ORDER BY id) AS position FROM framework_cohort) p WHERE p.id = c.id;
UPDATE framework_indicator i SET position = p.position
  FROM (SELECT id, row_number() OVER (PARTITION BY group_id ORDER BY id) AS position FROM framework_indicator) p WHERE p.id = i.id;

ALTER TABLE "framework_cohort" ALTER COLUMN "position" SET NOT NULL;
ALTER TABLE "framework_indicator" ALTER COLUMN "position" SET NOT NULL;
