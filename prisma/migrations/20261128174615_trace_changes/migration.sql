-- Through what a change came, as its transaction tells it: the columns of the log default to these, so that whatever writes the
-- log has them. They are identifiers alone.

CREATE FUNCTION current_principal_id() RETURNS integer LANGUAGE sql STABLE
RETURN nullif(current_setting('parkgraph.principal_id', true), '')::integer;

CREATE FUNCTION current_key_prefix() RETURNS text LANGUAGE sql STABLE
RETURN nullif(current_setting('parkgraph.key_prefix', true), '');

CREATE FUNCTION current_request_id() RETURNS text LANGUAGE sql STABLE
RETURN nullif(current_setting('parkgraph.request_id', true), '');

-- Of the changes so far nobody knows.
ALTER TABLE "change" ADD COLUMN     "key_prefix" TEXT,
ADD COLUMN     "principal_id" INTEGER,
ADD COLUMN     "request_id" TEXT;

ALTER TABLE "change" ALTER COLUMN "key_prefix" SET DEFAULT current_key_prefix(),
ALTER COLUMN "principal_id" SET DEFAULT current_principal_id(),
ALTER COLUMN "request_id" SET DEFAULT current_request_id();

-- As before: the numbering is the one change that the log takes, once. Whatever else a row has stays.
CREATE OR REPLACE FUNCTION refuse_relogging() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  same change := NEW;
BEGIN
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND OLD.position IS NULL AND NEW.position IS NOT NULL THEN
    same.position := NULL;
    same.recorded_at := OLD.recorded_at;
    IF same *= OLD THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'change is append-only: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
