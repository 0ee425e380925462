-- The id of a framework's edition that a query names, which has to exist. Errors name the argument that is unknown as their
-- detail: "framework" or "edition", behind the path of the input that holds both.
DROP FUNCTION require_edition(text, text, text);

CREATE FUNCTION require_edition(wanted_framework text, wanted_edition text, path text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  known integer;
  found integer;
  editions text;
BEGIN
  SELECT id INTO known FROM framework WHERE code = wanted_framework;
  IF known IS NULL THEN
    RAISE EXCEPTION 'No framework has the code "%".', wanted_framework
      USING ERRCODE = 'PG040', DETAIL = path || 'framework', HINT = 'The field frameworks lists them.';
  END IF;
  SELECT id INTO found FROM framework_edition WHERE framework_id = known AND edition = wanted_edition;
  IF found IS NULL THEN
    SELECT string_agg(edition, ', ' ORDER BY edition COLLATE "C") INTO editions FROM framework_edition WHERE framework_id = known;
    RAISE EXCEPTION 'Framework "%" has no edition "%".', wanted_framework, wanted_edition
      USING ERRCODE = 'PG040', DETAIL = path || 'edition', HINT = coalesce('Its editions are ' || editions || '.', 'It has none yet.');
  END IF;
  RETURN found;
END $$;
