-- Refuses bad input that only a statement's rows can tell: the server turns the SQLSTATE into a code for callers. It yields
-- an integer, so that it stands where a key is wanted, and reads its arguments, so that it is never folded beforehand.
CREATE FUNCTION refuse(state text, message text, argument text, hint text) RETURNS integer LANGUAGE plpgsql STABLE AS $$
BEGIN
  RAISE EXCEPTION '%', message USING ERRCODE = state, DETAIL = argument, HINT = hint;
END $$;
