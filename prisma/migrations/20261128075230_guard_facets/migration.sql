-- What every facet of subjects is guarded by: no row goes away or moves to another subject, and amendments are logged. The
-- first facets have it from the first migration; a new one calls this in the migration that makes its table.
CREATE FUNCTION guard_facet(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER refuse_removal BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_removal()', name);
  EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', name);
  EXECUTE format('CREATE TRIGGER refuse_moving BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD.id <> NEW.id)
    EXECUTE FUNCTION refuse_removal()', name);
  EXECUTE format('CREATE TRIGGER log_amendment AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION log_amendment()', name);
END $$;
