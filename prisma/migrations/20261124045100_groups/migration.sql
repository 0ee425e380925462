-- The value at a fraction of a sorted array, between two of them in proportion; missing for an empty one.
CREATE FUNCTION percentile(sorted numeric[], fraction numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sorted[floor(fraction * (cardinality(sorted) - 1))::int + 1]
  + (fraction * (cardinality(sorted) - 1) - floor(fraction * (cardinality(sorted) - 1)))
  * (sorted[ceil(fraction * (cardinality(sorted) - 1))::int + 1] - sorted[floor(fraction * (cardinality(sorted) - 1))::int + 1]);

-- Refuses to aggregate figures that break a rule, and says why; none broken is none refused.
CREATE FUNCTION refuse_aggregation(rule text, why text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF rule IS NOT NULL THEN
    RAISE EXCEPTION 'These figures cannot be aggregated so: %', why
      USING ERRCODE = 'PG006', DETAIL = 'groupBy', CONSTRAINT = rule;
  END IF;
  RETURN FALSE;
END $$;
