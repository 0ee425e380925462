-- Enterprises report by year what parks report from January on: with the accumulation in front, a ranking of parks does not
-- read past the figures of their enterprises.
DROP INDEX latest_ranking;
CREATE INDEX latest_ranking ON latest (indicator_id, measure, nature, accumulation, subject_id, period_end DESC NULLS LAST,
    period_start, source_priority, price_basis, scope, published_on DESC, observation_id DESC)
  INCLUDE (reporting_park_id, series_id, dimension, access_level, qualifier, value, lower, upper)
  WHERE reading = 'AS_PRINTED' AND breakdown = '';
