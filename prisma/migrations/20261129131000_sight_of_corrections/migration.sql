-- How restricted a figure is with its series, or was at a place in commit order. What level_change notes of a figure is told with its series too,
-- and levels only fall. The planner is to take it for cheap: it is asked of few rows, and else would have others read in other ways.
CREATE FUNCTION figure_level(park integer, figure bigint, place bigint) RETURNS "AccessLevel" LANGUAGE sql STABLE COST 1
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  SELECT greatest(o.access_level, s.access_level, (SELECT max(l.from_level) FROM level_change l
    WHERE place IS NOT NULL AND l.reporting_park_id = park AND l.row_id = figure AND l.relation = 'observation'
      AND (SELECT h.position FROM change h WHERE h.reporting_park_id = park AND h.id = l.change_id) > place))
  FROM observation o JOIN series s ON s.reporting_park_id = o.reporting_park_id AND s.id = o.series_id
  WHERE o.reporting_park_id = park AND o.id = figure
$$;

-- How restricted the least restricted figure is that a correction was accepted as, by a place in commit order and a day; null where it never was.
CREATE FUNCTION accepted_level(park integer, correction bigint, place bigint, day date) RETURNS "AccessLevel" LANGUAGE sql STABLE COST 1
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  SELECT min(figure_level(park, d.observation_id, place)) FROM correction_decision d
  WHERE d.reporting_park_id = park AND d.correction_id = correction AND d.state = 'ACCEPTED' AND (day IS NULL OR d.decided_on <= day)
    AND (place IS NULL OR (SELECT h.position FROM change h WHERE h.reporting_park_id = park AND h.id = d.change_id) <= place)
$$;
