-- How many days after its publication the period of a figure ends, at most, by key of latest: whoever looks from a day need not
-- read past figures that were all published later.
ALTER TABLE "latest" ADD COLUMN     "lead_days" INTEGER;

-- Null where a figure has no period, or one without an end.
CREATE FUNCTION lead_of(period_end date, published_on date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN isfinite(period_end) THEN period_end - published_on END;

CREATE OR REPLACE FUNCTION keep_latest() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wrong record;
BEGIN
  SELECT n.id, n.unit_code, u.dimension AS unit_dimension, s.dimension INTO wrong FROM new_rows n
    JOIN series s ON s.reporting_park_id = n.reporting_park_id AND s.id = n.series_id
    JOIN unit u ON u.code = n.unit_code
    WHERE u.dimension <> s.dimension LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'observation %: unit % measures %, its series %', wrong.id, wrong.unit_code, wrong.unit_dimension,
      wrong.dimension USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM new_rows n JOIN citation c ON c.id = n.citation_id WHERE c.source_id <> n.source_id) THEN
    RAISE EXCEPTION 'observation: the citation is of another source' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO latest AS l (reporting_park_id, series_id, nature, source_id, reading, access_level, observation_id,
    subject_id, indicator_id, measure, accumulation, price_basis, scope, breakdown, dimension, period_start, period_end,
    published_on, source_priority, qualifier, value, lower, upper, lead_days)
  SELECT DISTINCT ON (n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level))
    n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level), n.id,
    s.subject_id, s.indicator_id, s.measure, s.accumulation, s.price_basis, s.scope, s.breakdown, s.dimension,
    n.period_start, n.period_end, n.published_on, c.priority, n.qualifier,
    n.value * u.atoms, n.lower * u.atoms, n.upper * u.atoms, lead_of(n.period_end, n.published_on)
  FROM new_rows n
    JOIN series s ON s.reporting_park_id = n.reporting_park_id AND s.id = n.series_id
    JOIN unit u ON u.code = n.unit_code
    JOIN source c ON c.id = n.source_id
  ORDER BY n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level),
    n.period_end DESC NULLS LAST, n.period_start NULLS LAST, n.published_on DESC, n.id DESC
  ON CONFLICT (reporting_park_id, series_id, nature, source_id, reading, access_level) DO UPDATE SET
    observation_id = excluded.observation_id, period_start = excluded.period_start, period_end = excluded.period_end,
    published_on = excluded.published_on, source_priority = excluded.source_priority, qualifier = excluded.qualifier,
    value = excluded.value, lower = excluded.lower, upper = excluded.upper
  WHERE (coalesce(excluded.period_end, '-infinity'), coalesce(l.period_start, 'infinity'), excluded.published_on, excluded.observation_id)
    > (coalesce(l.period_end, '-infinity'), coalesce(excluded.period_start, 'infinity'), l.published_on, l.observation_id);
  -- Null stays: one figure without an end is enough.
  UPDATE latest l SET lead_days = CASE WHEN NOT h.is_open THEN h.days END
  FROM (SELECT n.reporting_park_id, n.series_id, n.nature, n.source_id, n.reading, greatest(n.access_level, s.access_level) AS access_level,
      max(lead_of(n.period_end, n.published_on)) AS days, bool_or(lead_of(n.period_end, n.published_on) IS NULL) AS is_open
    FROM new_rows n JOIN series s ON s.reporting_park_id = n.reporting_park_id AND s.id = n.series_id
    GROUP BY 1, 2, 3, 4, 5, 6) h
  WHERE l.reporting_park_id = h.reporting_park_id AND l.series_id = h.series_id AND l.nature = h.nature
    AND l.source_id = h.source_id AND l.reading = h.reading AND l.access_level = h.access_level
    AND l.lead_days IS NOT NULL AND (h.is_open OR h.days > l.lead_days);
  RETURN NULL;
END $$;

ALTER TABLE latest DISABLE TRIGGER refuse_forged;
UPDATE latest l SET lead_days = h.days
FROM (SELECT o.reporting_park_id, o.series_id, o.nature, o.source_id, o.reading, greatest(o.access_level, s.access_level) AS access_level,
    CASE WHEN bool_and(lead_of(o.period_end, o.published_on) IS NOT NULL) THEN max(lead_of(o.period_end, o.published_on)) END AS days
  FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
  GROUP BY 1, 2, 3, 4, 5, 6) h
WHERE l.reporting_park_id = h.reporting_park_id AND l.series_id = h.series_id AND l.nature = h.nature
  AND l.source_id = h.source_id AND l.reading = h.reading AND l.access_level = h.access_level;
ALTER TABLE latest ENABLE TRIGGER refuse_forged;
