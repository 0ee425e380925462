-- Tells every server, at the commit, that there is something new in the change log. It says not what: whoever listens reads the log, so
-- that nothing is lost where nobody heard. Notifications that say the same are told once for each transaction.
CREATE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parkgraph_change', '');
  RETURN NULL;
END $$;

CREATE TRIGGER notify_change AFTER UPDATE OF position ON change FOR EACH ROW EXECUTE FUNCTION notify_change();
