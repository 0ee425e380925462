-- As before, but that what was approved may be returned too: at the end of an embargo, what it names may not be any more what was approved.
CREATE OR REPLACE FUNCTION check_step() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_seqscan = off AS $$
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
      WHEN 'APPROVED' THEN ARRAY['RELEASED', 'RETURNED', 'CANCELLED']
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
