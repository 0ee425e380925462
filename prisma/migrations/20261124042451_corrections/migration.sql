-- AlterEnum
ALTER TYPE "RelationshipKind" ADD VALUE 'SAME_AS';

-- AlterTable
ALTER TABLE "observation" ADD COLUMN     "corrected_label" TEXT;

ALTER TABLE observation ADD CONSTRAINT observation_label_is_corrected CHECK (corrected_label IS NULL OR reading = 'CORRECTED');

-- The days of a printed period, such as 2017, 2017-H1, 2017-Q3, 2017-11, 2017-11-22, 2017-01/2017-11 or 2017-03/..:
-- as packages/statistics prints it.
CREATE FUNCTION period_days(period text) RETURNS daterange LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT daterange(min(p.first), max((p.first + p.length)::date))
  FROM (SELECT x.first, x.length FROM unnest(string_to_array(period, '/')) WITH ORDINALITY AS part(text, place),
    LATERAL (SELECT CASE WHEN part.text = '..' AND part.place = 1 THEN date '-infinity' WHEN part.text = '..' THEN date 'infinity'
        ELSE make_date(left(part.text, 4)::integer, CASE
          WHEN part.text ~ '-H' THEN right(part.text, 1)::integer * 6 - 5
          WHEN part.text ~ '-Q' THEN right(part.text, 1)::integer * 3 - 2
          ELSE coalesce(nullif(substr(part.text, 6, 2), ''), '1')::integer END,
        coalesce(nullif(substr(part.text, 9, 2), ''), '1')::integer) END AS first,
      CASE length(part.text) WHEN 2 THEN interval '0' WHEN 4 THEN interval '1 year' WHEN 10 THEN interval '1 day'
        ELSE CASE WHEN part.text ~ '-H' THEN interval '6 months' WHEN part.text ~ '-Q' THEN interval '3 months'
          ELSE interval '1 month' END END AS length) x) p
$$;

-- What a printed figure reads as with these changes: an object from names of properties to values, where null empties one.
-- Deciding records this row, and previews show it: there is no other place where changes are applied. The series is null
-- where none is like it yet.
CREATE FUNCTION correct_figure(park integer, figure bigint, changes jsonb) RETURNS TABLE (reporting_park_id integer,
  printed_id bigint, series_id bigint, subject_id integer, indicator_id integer, measure "Measure",
  accumulation "Accumulation", price_basis "PriceBasis", scope "Scope", breakdown text, dimension text, nature "Nature",
  stage "PublicationStage", period_start date, period_end date, value numeric, lower numeric, upper numeric,
  qualifier "Qualifier", unit_code text, missing_reason text, label text, source_id integer)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT o.reporting_park_id, o.id, n.id, s.subject_id, k.*, f.*,
    CASE WHEN num_nonnulls(f.value, f.lower, f.upper) = 0 THEN o.missing_reason END,
    coalesce(changes->>'label', o.printed_label), o.source_id
  FROM observation o
    JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
    CROSS JOIN LATERAL (SELECT
      CASE WHEN changes ? 'indicator' THEN (SELECT i.id FROM indicator i WHERE i.code = changes->>'indicator') ELSE s.indicator_id END AS indicator_id,
      coalesce((changes->>'measure')::"Measure", s.measure) AS measure,
      coalesce((changes->>'accumulation')::"Accumulation", s.accumulation) AS accumulation,
      coalesce((changes->>'priceBasis')::"PriceBasis", s.price_basis) AS price_basis,
      coalesce((changes->>'scope')::"Scope", s.scope) AS scope,
      CASE WHEN changes ? 'breakdown' THEN coalesce(changes->>'breakdown', '') ELSE s.breakdown END AS breakdown,
      (SELECT u.dimension FROM unit u WHERE u.code = coalesce(changes->>'unit', o.unit_code)) AS dimension) k
    LEFT JOIN series n ON n.reporting_park_id = park AND n.subject_id = s.subject_id AND n.indicator_id = k.indicator_id
      AND n.measure = k.measure AND n.accumulation = k.accumulation AND n.price_basis = k.price_basis AND n.scope = k.scope
      AND n.breakdown = k.breakdown AND n.dimension = k.dimension
    CROSS JOIN LATERAL (SELECT
      coalesce((changes->>'nature')::"Nature", o.nature) AS nature,
      coalesce((changes->>'stage')::"PublicationStage", o.stage) AS stage,
      CASE WHEN changes ? 'period' THEN lower(period_days(changes->>'period')) ELSE o.period_start END AS period_start,
      CASE WHEN changes ? 'period' THEN upper(period_days(changes->>'period')) ELSE o.period_end END AS period_end,
      CASE WHEN changes ? 'value' THEN (changes->>'value')::numeric ELSE o.value END AS value,
      CASE WHEN changes ? 'lower' THEN (changes->>'lower')::numeric ELSE o.lower END AS lower,
      CASE WHEN changes ? 'upper' THEN (changes->>'upper')::numeric ELSE o.upper END AS upper,
      coalesce((changes->>'qualifier')::"Qualifier", o.qualifier) AS qualifier,
      coalesce(changes->>'unit', o.unit_code) AS unit_code) f
  WHERE o.reporting_park_id = park AND o.id = figure;
END $$;
