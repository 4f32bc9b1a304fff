-- Verdicts over targets and observations, in one text for SQLite, PostgreSQL and DuckDB.
-- Hooks, rendered by dialects.py: YEAR_OF(column), DAYS_FROM(earlier, later), {on}, {as_of}; and the two relations.
-- Every figure is a BIGINT of millionths (see scale.py); computed ones are rounded at the last step, halves up.
-- The caller of this chain ends it with a SELECT from `verdict`, `told` or `evidence`.
WITH
moment AS (SELECT {on} AS on_day, {as_of} AS as_of),

given_target AS NOT MATERIALIZED ({target}),

given_observation AS NOT MATERIALIZED ({observation}),

-- 1. The comparator becomes a floor, a ceiling or a band from `low` to `high`.
aimed_at AS (
  SELECT t.*, m.on_day, m.as_of,
    CASE WHEN m.on_day < t.due_day THEN 0 ELSE 1 END AS is_over,
    CASE WHEN m.on_day < t.due_day THEN m.on_day ELSE t.due_day END AS horizon_day,
    t.value AS low,
    COALESCE(t.upper, t.value) AS high,
    CASE WHEN t.comparator IN ('ge', 'gt') OR t.aggregation = 'state' THEN 'floor'
         WHEN t.comparator IN ('le', 'lt') THEN 'ceiling'
         WHEN t.direction = 'up' THEN 'floor'
         WHEN t.direction = 'down' THEN 'ceiling'
         ELSE 'band' END AS kind,
    CASE WHEN t.comparator IN ('gt', 'lt') THEN 1 ELSE 0 END AS is_strict,
    CASE WHEN t.aggregation = 'sum' OR t.nature = 'flow' AND t.aggregation <> 'state' THEN 1 ELSE 0 END AS adds_up,
    COALESCE(t.baseline_year, YEAR_OF(t.start_day) - 1) AS base_year,
    YEAR_OF(t.due_day) AS due_year,
    YEAR_OF(m.on_day) + CASE WHEN MONTH_DAY(m.on_day) = 1231 THEN 1 ELSE 0 END AS open_year,  -- a year is over on its last day
    DAYS_FROM(t.start_day, t.due_day) + 1 AS window_days
  FROM given_target t CROSS JOIN moment m
),
-- Good is what lies between the two. No value comes near the nines (see scale.py); a band is never strict.
aim AS MATERIALIZED (
  SELECT t.*,
    CASE WHEN t.kind = 'ceiling' THEN -9000000000000000000 ELSE t.low + t.is_strict END AS good_from,
    CASE WHEN t.kind = 'floor' THEN 9000000000000000000 ELSE t.high - t.is_strict END AS good_to
  FROM aimed_at t
),

-- 2. What was known: `visible` comes from known.sql, the newest vintage of the best stage of each period at as_of.

{visible},

-- 3. One row a year of each series: `yearly` comes from years.py.

{yearly},

-- Seen from a target. place: 0 before the window, 1 in it, 2 after it. block_no: values of one block are put together:
-- those of a year, and for sums all, in block 0. is_plain: the year's row serves as it is: it lies on one side of each end of the
-- window, nothing overlaps, and a sum climbs without a step back.
matched AS MATERIALIZED (
  SELECT a.target, y.year_no,
    CASE WHEN y.last_end < a.start_day THEN 0 WHEN y.last_end <= a.due_day THEN 1 ELSE 2 END AS place,
    CASE WHEN a.aggregation = 'sum' THEN 0 ELSE y.year_no END AS block_no,
    CASE WHEN a.adds_up = 1 THEN y.total ELSE y.latest_value END AS value,
    CASE WHEN a.adds_up = 1 THEN y.first_start ELSE y.latest_start END AS start_day,
    y.last_end AS end_day,
    CASE WHEN a.adds_up = 1 THEN CAST(y.nights AS BIGINT) + y.pieces END AS days,
    CASE WHEN y.last_end >= a.start_day AND y.first_start < a.start_day
           OR y.last_end > a.due_day AND y.first_start <= a.due_day THEN 0
         WHEN a.adds_up = 0 THEN 1
         WHEN y.pieces > 15 OR YEAR_OF(y.first_start) < y.year_no THEN 0
         WHEN CAST(y.months / 15 AS BIGINT) & 262709978263278 <> 0 THEN 0
         WHEN a.aggregation = 'sum' AND y.least < 0 THEN 0
         ELSE 1 END AS is_plain
  FROM aim a JOIN yearly y ON y.indicator = a.indicator AND y.area = a.area
),
tangled AS MATERIALIZED (
  SELECT DISTINCT m.target, m.block_no FROM matched m WHERE m.is_plain = 0
),
plain AS NOT MATERIALIZED (
  SELECT m.* FROM matched m
  LEFT JOIN tangled g ON g.target = m.target AND g.block_no = m.block_no
  WHERE g.target IS NULL
),

-- What is tangled goes period by period. What adds up must lie in the window wholly, or wholly before it. Within a block, a
-- period that a later-ending one cuts into gives way; then one that still shares a day with a later-ending one gives way
-- (so it does inside a longer one).
loose AS MATERIALIZED (
  SELECT a.target, a.adds_up, g.block_no, o.observation, o.start_day, o.end_day, o.value,
    CASE WHEN o.end_day < a.start_day THEN 0 WHEN o.end_day <= a.due_day THEN 1 ELSE 2 END AS place,
    CASE WHEN a.adds_up = 1 THEN DAYS_FROM(o.start_day, o.end_day) + 1 END AS days
  FROM tangled g JOIN aim a ON a.target = g.target CROSS JOIN visible o
  WHERE o.indicator = a.indicator AND o.area = a.area AND (g.block_no = 0 OR YEAR_OF(o.end_day) = g.block_no)
    AND (a.adds_up = 0 OR o.end_day < a.start_day OR o.start_day >= a.start_day)
),
crossed AS (
  SELECT h.*,
    MIN(h.start_day) OVER (
      PARTITION BY h.target, h.place, h.block_no ORDER BY h.end_day DESC, h.start_day
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS later_start
  FROM loose h
  WHERE h.adds_up = 1 AND (h.block_no = 0 OR h.days <= 366)
),
apart AS (
  SELECT c.*,
    MIN(c.start_day) OVER (
      PARTITION BY c.target, c.place, c.block_no ORDER BY c.end_day DESC, c.start_day
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS next_start
  FROM crossed c
  WHERE c.later_start IS NULL OR c.later_start <= c.start_day OR c.later_start > c.end_day
),
-- What does not add up: the latest of each year, and of those that end on one day the fullest (years.py).
dated AS (
  SELECT v.*,
    ROW_NUMBER() OVER (
      PARTITION BY v.target, v.place, v.block_no ORDER BY v.end_day DESC, {fullness} DESC, v.start_day DESC) AS from_last
  FROM loose v
  WHERE v.adds_up = 0
),
kept AS MATERIALIZED (
  SELECT target, place, block_no, observation, start_day, end_day, value, days
  FROM apart WHERE next_start IS NULL OR next_start > end_day
  UNION ALL
  SELECT target, place, block_no, observation, start_day, end_day, value, days
  FROM dated WHERE from_last = 1
),

-- 4. One value a year (one in all for sums); is_whole: the figure of a flow covers the year, or the whole short window.
summed AS (
  SELECT target, place, block_no, value, start_day, end_day, days FROM plain WHERE block_no <> 0
  UNION ALL
  SELECT target, place, 0, CAST(SUM(value) AS BIGINT), MIN(start_day), MAX(end_day), CAST(SUM(days) AS BIGINT)
  FROM plain WHERE block_no = 0 GROUP BY target, place
  UNION ALL
  SELECT target, place, block_no, CAST(SUM(value) AS BIGINT), MIN(start_day), MAX(end_day), CAST(SUM(days) AS BIGINT)
  FROM kept GROUP BY target, place, block_no
),
block AS MATERIALIZED (
  SELECT s.target, s.place, s.block_no, s.value, s.start_day, s.end_day, CAST(s.days AS INTEGER) AS days, a.base_year,
    CASE WHEN s.days IS NULL OR s.block_no = 0 OR s.days >= 365 OR s.days >= a.window_days
         THEN 1 ELSE 0 END AS is_whole,
    CASE WHEN s.block_no < a.open_year OR s.days >= 365 OR DAYS_FROM(s.start_day, s.end_day) >= 364
         THEN 1 ELSE 0 END AS is_finished,
    CASE WHEN s.value >= a.good_from AND s.value <= a.good_to THEN 1 ELSE 0 END AS holds
  FROM summed s JOIN aim a ON a.target = s.target
),
-- What the blocks of a target come to. `end_day`, `start_day` and `value` stand only where a whole block lies in the window.
marked AS (
  SELECT b.target, b.block_no, b.holds, b.is_finished, b.end_day AS any_day,
    CASE WHEN b.place = 1 AND b.is_whole = 1 THEN b.end_day END AS end_day,
    CASE WHEN b.place = 1 AND b.is_whole = 1 THEN b.start_day END AS start_day,
    CASE WHEN b.place = 1 AND b.is_whole = 1 THEN b.value END AS value,
    CASE WHEN b.is_whole = 1 AND b.block_no = b.base_year THEN b.value END AS baseline
  FROM block b
),
gauge AS (
  SELECT m.target, LATEST_VALUE(m) AS last_value, LATEST_START(m) AS last_start, MAX(m.end_day) AS last_end,
    MIN(m.value) AS least, MAX(m.value) AS most,
    MAX(CASE WHEN m.holds = 0 THEN m.end_day END) AS failed_day, MIN(m.end_day) AS first_end,
    MIN(m.start_day) AS first_start,
    CAST(SUM(m.value) AS BIGINT) AS total,
    CAST(COUNT(m.end_day) AS BIGINT) AS years_observed,
    MIN(CASE WHEN m.end_day IS NOT NULL AND m.is_finished = 1 AND m.holds = 0 THEN m.block_no END) AS failed_year,
    MAX(m.baseline) AS observed_baseline,
    MAX(m.any_day) AS newest_day
  FROM marked m GROUP BY m.target
),
piece AS (
  SELECT b.target, MAX(b.block_no) AS part_year, LATEST_VALUE(b) AS part_value, LATEST_START(b) AS part_start,
    MAX(b.end_day) AS part_end, LATEST_DAYS(b) AS part_days
  FROM block b WHERE b.place = 1 AND b.is_whole = 0 GROUP BY b.target
),
-- Of a band whether the worst year lies below (odd) or above; of two that are equally bad the first counts.
side AS (
  SELECT b.target, MIN(b.block_no * 2 + CASE WHEN b.value = g.least THEN 1 ELSE 0 END) AS side
  FROM aim a JOIN gauge g ON g.target = a.target JOIN block b ON b.target = a.target
  WHERE a.aggregation = 'every' AND a.kind = 'band' AND b.place = 1 AND b.is_whole = 1
    AND (b.value = g.least AND a.low - g.least >= g.most - a.high OR b.value = g.most AND g.most - a.high >= a.low - g.least)
  GROUP BY b.target
),
-- What failed and has held since: from which day on.
mended AS (
  SELECT b.target, MIN(b.end_day) AS reached_day
  FROM gauge g JOIN block b ON b.target = g.target
  WHERE g.failed_day < g.last_end AND b.end_day > g.failed_day AND b.place = 1 AND b.is_whole = 1 GROUP BY b.target
),

-- The first day on which a sum had reached its value: the year first, then the day within it (`stepped`: years.py).
climb AS (
  SELECT p.target, p.start_day, p.end_day, p.value,
    CAST(SUM(p.value) OVER (PARTITION BY p.target ORDER BY p.year_no ROWS UNBOUNDED PRECEDING) AS BIGINT) AS total
  FROM plain p WHERE p.block_no = 0 AND p.place = 1
),
crossing AS MATERIALIZED (
  SELECT c.target, a.indicator, a.area, c.start_day, c.end_day, c.total - c.value AS before_it, a.good_from
  FROM climb c JOIN aim a ON a.target = c.target
  WHERE a.kind = 'floor' AND a.low >= 0 AND c.total >= a.good_from AND c.total - c.value < a.good_from
),
{stepped},

running AS (
  SELECT k.target, k.end_day, SUM(k.value) OVER (PARTITION BY k.target ORDER BY k.end_day ROWS UNBOUNDED PRECEDING) AS total,
    a.good_from, a.good_to
  FROM kept k JOIN aim a ON a.target = k.target WHERE k.block_no = 0 AND k.place = 1 AND a.kind <> 'band'
  UNION ALL
  SELECT s.target, s.end_day, s.total, s.good_from, s.total AS good_to FROM stepped s
),
reached AS (
  SELECT r.target, MIN(r.end_day) AS reached_day
  FROM running r WHERE r.total >= r.good_from AND r.total <= r.good_to GROUP BY r.target
),

-- 5. Attained. A part of a year stands for a `last` of a flow only while the window is open, or where it settles the
--    matter by itself: what has been added cannot be taken away.
known AS (
  SELECT a.*, g.last_value, g.last_start, g.last_end, YEAR_OF(g.last_end) AS last_year, s.part_value, s.part_start, s.part_end,
    s.part_year, s.part_days, g.first_start, g.total, g.failed_year, g.newest_day,
    CASE WHEN a.kind = 'floor' OR MOD(d.side, 2) = 1 THEN g.least ELSE g.most END AS worst_value,
    COALESCE(g.years_observed, 0) AS years_observed,
    CASE WHEN a.aggregation = 'sum' THEN r.reached_day WHEN g.failed_day IS NULL THEN g.first_end ELSE e.reached_day END
      AS reached_day,
    COALESCE(a.baseline, g.observed_baseline) AS known_baseline,
    CASE WHEN a.aggregation = 'last' AND s.part_value IS NOT NULL AND (g.last_end IS NULL OR s.part_end > g.last_end)
         THEN 1 ELSE 0 END AS has_part,
    CASE WHEN a.kind = 'floor' AND a.low > 0 AND s.part_value >= a.good_from THEN 1 ELSE 0 END AS part_reaches,
    CASE WHEN a.kind = 'ceiling' AND a.high >= 0 AND (a.is_over = 1 OR s.part_year = a.due_year)
           AND s.part_value > a.good_to THEN 1 ELSE 0 END AS part_breaks,
    CASE WHEN MOD(s.part_year, 4) = 0 AND (MOD(s.part_year, 100) <> 0 OR MOD(s.part_year, 400) = 0)
         THEN 366 ELSE 365 END AS part_of_days,
    DAYS_FROM(a.start_day, a.horizon_day) + 1 AS elapsed_days
  FROM aim a
  LEFT JOIN gauge g ON g.target = a.target
  LEFT JOIN piece s ON s.target = a.target
  LEFT JOIN side d ON d.target = a.target
  LEFT JOIN mended e ON e.target = a.target
  LEFT JOIN reached r ON r.target = a.target
),
weighed AS (
  SELECT k.*,
    CASE WHEN k.has_part = 1 AND (k.is_over = 0 OR k.part_reaches = 1 OR k.part_breaks = 1) THEN 1 ELSE 0 END AS uses_part,
    CASE k.aggregation
      WHEN 'mean' THEN CAST(k.total AS DOUBLE PRECISION) / NULLIF(k.years_observed, 0)
      WHEN 'growth' THEN CASE WHEN k.known_baseline > 0 AND k.last_value >= 0 AND k.last_year > k.base_year
        THEN (POWER(CAST(k.last_value AS DOUBLE PRECISION) / k.known_baseline,
                    CAST(1 AS DOUBLE PRECISION) / (k.last_year - k.base_year)) - 1) * 100000000 END
      WHEN 'times' THEN CASE WHEN k.last_year > k.base_year
        THEN CAST(k.last_value AS DOUBLE PRECISION) * 1000000 / NULLIF(k.known_baseline, 0) END
      WHEN 'relative' THEN CASE WHEN k.last_year > k.base_year
        THEN CAST(k.last_value - k.known_baseline AS DOUBLE PRECISION) * 100000000 / NULLIF(ABS(k.known_baseline), 0) END
    END AS computed,
    CASE k.aggregation WHEN 'last' THEN k.known_baseline WHEN 'change' THEN 0 WHEN 'relative' THEN 0
      WHEN 'times' THEN 1000000 END AS origin
  FROM known k
),
-- How much of a year has come by the same day of the year, as the year before shows it: the figure of that very part, or
-- pieces that make it up without gap and overlap; and the figure of that whole year.
season_piece AS (
  SELECT s.target, s.part_year, s.part_start, s.part_end, o.start_day, o.end_day, o.value
  FROM piece s JOIN aim a ON a.target = s.target CROSS JOIN visible o
  WHERE a.aggregation = 'last' AND s.part_days = DAYS_FROM(s.part_start, s.part_end) + 1
    AND o.indicator = a.indicator AND o.area = a.area
    AND YEAR_OF(o.start_day) = s.part_year - 1 AND YEAR_OF(o.end_day) = s.part_year - 1
    AND MONTH_DAY(o.start_day) >= MONTH_DAY(s.part_start) AND MONTH_DAY(o.end_day) <= MONTH_DAY(s.part_end)
),
season_total AS (
  SELECT p.target, p.part_year, p.part_start, p.part_end, COUNT(*) AS pieces, CAST(SUM(p.value) AS BIGINT) AS total,
    MIN(p.start_day) AS first_start, MAX(p.end_day) AS last_end,
    SUM(CAST(DAYS_FROM(p.start_day, p.end_day) AS DOUBLE PRECISION)) AS nights,
    SUM(SIXTEENS_AFTER(p.end_day) - SIXTEENS_BEFORE(p.start_day)) AS months,
    MAX(CASE WHEN MONTH_DAY(p.start_day) = MONTH_DAY(p.part_start) AND MONTH_DAY(p.end_day) = MONTH_DAY(p.part_end)
             THEN p.value END) AS same_part
  FROM season_piece p GROUP BY p.target, p.part_year, p.part_start, p.part_end
),
season_part AS (
  SELECT t.target, t.part_year - 1 AS year_no,
    CASE WHEN t.same_part IS NOT NULL THEN t.same_part
         WHEN t.pieces > 15 OR CAST(t.months / 15 AS BIGINT) & 262709978263278 <> 0 THEN NULL
         WHEN MONTH_DAY(t.first_start) = MONTH_DAY(t.part_start) AND MONTH_DAY(t.last_end) = MONTH_DAY(t.part_end)
              AND CAST(t.nights AS BIGINT) + t.pieces = DAYS_FROM(t.first_start, t.last_end) + 1 THEN t.total END AS part
  FROM season_total t
),
season AS (
  SELECT s.target, s.year_no, s.part, MAX(b.value) AS whole
  FROM season_part s JOIN block b ON b.target = s.target AND b.block_no = s.year_no
  WHERE b.is_whole = 1 AND s.part > 0 AND b.value >= s.part
  GROUP BY s.target, s.year_no, s.part
),
attained AS (
  SELECT w.*, s.year_no AS season_year, s.part AS season_part, s.whole AS season_whole,
    CASE w.aggregation
      WHEN 'every' THEN w.worst_value
      WHEN 'change' THEN CASE WHEN w.last_year > w.base_year THEN w.last_value - w.known_baseline END
      WHEN 'last' THEN CASE WHEN w.uses_part = 1 THEN w.part_value ELSE w.last_value END
      WHEN 'state' THEN w.last_value
      WHEN 'sum' THEN w.last_value
      ELSE CAST(FLOOR(w.computed + 0.5000005) AS BIGINT) END AS attained
  FROM weighed w LEFT JOIN season s ON s.target = w.target AND w.uses_part = 1
),
-- measured: the attained value, or what a part of a year comes to over the whole year, by the season or else the calendar.
measured AS (
  SELECT a.*,
    CASE WHEN a.uses_part = 1 AND a.season_part IS NOT NULL
      THEN CAST(FLOOR(CAST(a.part_value AS DOUBLE PRECISION) * a.season_whole / a.season_part + 0.5000005) AS BIGINT)
      WHEN a.uses_part = 1
      THEN CAST(FLOOR(CAST(a.part_value AS DOUBLE PRECISION) * a.part_of_days / a.part_days + 0.5000005) AS BIGINT)
      ELSE a.attained END AS measured,
    CASE WHEN a.attained >= a.good_from AND a.attained <= a.good_to AND (a.uses_part = 0 OR a.part_reaches = 1)
         THEN 1 ELSE 0 END AS holds,
    CASE WHEN a.kind = 'floor' AND a.attained > a.high OR a.kind = 'ceiling' AND a.attained < a.low
         THEN 1 ELSE 0 END AS is_beyond,
    CASE WHEN a.aggregation <> 'sum' THEN 0
         WHEN a.kind = 'floor' AND (a.low > 0 OR a.low = 0 AND a.is_strict = 1)
           OR a.kind = 'ceiling' AND (a.high < 0 OR a.high = 0 AND a.is_strict = 1) THEN 1 ELSE 0 END AS gathers
  FROM attained a
),

-- 6. The way that should be behind us. A way leads from the origin towards the aim; where the origin is already on the
--    good side there is none. A sum that must stay under a ceiling (or above a floor of zero or less) is an allowance:
--    what has been used of it cannot be given back.
aimed AS (
  SELECT m.*,
    CASE WHEN m.kind = 'ceiling' OR m.kind = 'band' AND m.measured > m.high THEN m.high ELSE m.low END AS goal,
    CASE WHEN m.origin IS NULL THEN 0
         WHEN m.kind = 'floor' AND m.origin < m.low OR m.kind = 'ceiling' AND m.origin > m.high
           OR m.kind = 'band' AND m.origin < m.low AND m.measured < m.low
           OR m.kind = 'band' AND m.origin > m.high AND m.measured > m.high THEN 1 ELSE 0 END AS has_way,
    CASE WHEN m.measured >= m.good_from AND m.measured <= m.good_to THEN 1 ELSE 0 END AS measured_holds,
    CASE WHEN m.aggregation = 'every' AND m.failed_year IS NOT NULL OR m.uses_part = 1 AND m.part_breaks = 1 THEN 1
         WHEN m.aggregation <> 'sum' OR m.gathers = 1 OR m.holds = 1 THEN 0
         WHEN m.kind <> 'band' OR m.high >= 0 AND m.attained > m.high OR m.low <= 0 AND m.attained < m.low THEN 1
         ELSE 0 END AS is_lost
  FROM measured m
),
paced AS (
  SELECT m.*,
    CASE WHEN m.aggregation = 'sum'
           THEN CAST(m.goal AS DOUBLE PRECISION) * m.elapsed_days / m.window_days
         WHEN m.has_way = 1
           THEN m.origin + CAST(m.goal - m.origin AS DOUBLE PRECISION) * m.elapsed_days / m.window_days
         WHEN m.aggregation = 'last' AND m.known_baseline IS NULL THEN NULL
         ELSE CAST(m.goal AS DOUBLE PRECISION) END AS line
  FROM aimed m
),
figured AS MATERIALIZED (
  SELECT p.*,
    CASE WHEN p.uses_part = 1 AND p.season_part IS NOT NULL THEN p.line * p.season_part / p.season_whole
         WHEN p.uses_part = 1 THEN p.line * p.part_days / p.part_of_days ELSE p.line END AS expected_x,
    CASE WHEN p.aggregation <> 'state' THEN CAST(p.attained AS DOUBLE PRECISION) * 1000000 / NULLIF(p.value, 0) END
      AS ratio_x,
    CASE WHEN p.aggregation = 'sum' THEN CAST(p.attained AS DOUBLE PRECISION) * 1000000 / NULLIF(p.value, 0)
         ELSE CAST(p.measured - p.origin AS DOUBLE PRECISION) * 1000000 / NULLIF(p.goal - p.origin, 0) END AS progress_x,
    CASE WHEN p.attained IS NULL OR p.elapsed_days < 1 THEN NULL
         WHEN p.has_way = 1
           THEN CAST(p.measured - p.origin AS DOUBLE PRECISION) * p.window_days * 1000000
                / (CAST(p.goal - p.origin AS DOUBLE PRECISION) * p.elapsed_days)
         WHEN p.goal <> 0 AND (p.gathers = 1 OR p.aggregation = 'sum' AND p.kind = 'band')
           THEN CAST(p.attained AS DOUBLE PRECISION) * p.window_days * 1000000
                / (CAST(p.goal AS DOUBLE PRECISION) * p.elapsed_days)
         WHEN p.aggregation = 'sum' AND p.goal <> 0 AND (p.kind = 'ceiling' AND p.attained > p.line
                                                         OR p.kind = 'floor' AND p.attained < p.line)
           THEN p.line * 1000000 / p.attained
         WHEN p.aggregation = 'sum' AND p.goal <> 0 AND p.kind <> 'band' THEN 1000000
         WHEN p.measured_holds = 1 THEN 1000000
         WHEN p.goal = 0 THEN 0
         ELSE (1 - CAST(ABS(p.measured - p.goal) AS DOUBLE PRECISION) / ABS(p.goal)) * 1000000 END AS pace_x
  FROM paced p
),
at_scale AS (
  SELECT f.*,
    CAST(FLOOR(f.expected_x + 0.5000005) AS BIGINT) AS expected,
    CAST(FLOOR(f.ratio_x + 0.5000005) AS BIGINT) AS ratio,
    CAST(FLOOR(f.progress_x + 0.5000005) AS BIGINT) AS progress,
    CAST(FLOOR(f.pace_x + 0.5000005) AS BIGINT) AS pace,
    COALESCE(f.newest_day, f.start_day) AS reported_day
  FROM figured f
),

-- 7. The verdict.
verdict AS (
  SELECT z.*,
    CASE WHEN z.attained IS NULL THEN 'no_data'
         WHEN z.is_lost = 1 THEN 'missed'
         WHEN z.is_over = 1 AND z.holds = 0 THEN 'missed'
         WHEN z.is_over = 1 AND z.is_beyond = 1 THEN 'exceeded'
         WHEN z.is_over = 1 THEN 'met'
         WHEN z.holds = 1 AND (z.aggregation IN ('last', 'state') OR z.gathers = 1) THEN 'achieved'
         WHEN z.pace >= z.on_track THEN 'on_track'
         WHEN z.pace >= z.at_risk THEN 'at_risk'
         ELSE 'off_track' END AS verdict,
    CASE WHEN z.holds = 1 AND (z.aggregation IN ('last', 'state') OR z.gathers = 1)
         THEN CASE WHEN z.uses_part = 1 THEN DAYS_FROM(z.part_end, z.due_day)
                   ELSE DAYS_FROM(z.reached_day, z.due_day) END END AS days_ahead,
    CASE WHEN z.reported_day < z.due_day AND DAYS_FROM(z.reported_day, z.on_day) > z.cycle_days + z.grace_days
         THEN 1 ELSE 0 END AS is_stale
  FROM at_scale z
),

-- The verdict with what only its sentence wants: the first of the worst years.
worst AS (
  SELECT b.target, MIN(b.block_no) AS worst_year
  FROM weighed w JOIN block b ON b.target = w.target
  WHERE w.aggregation = 'every' AND b.place = 1 AND b.is_whole = 1 AND b.value = w.worst_value
  GROUP BY b.target
),
told AS (
  SELECT v.*, w.worst_year FROM verdict v LEFT JOIN worst w ON w.target = v.target
),

-- Every observation that entered a yearly value or a sum, for the sentence, the projection and the list of inputs.
entered AS (
  SELECT k.target, k.place, k.block_no, k.observation FROM kept k
  UNION ALL
  SELECT p.target, p.place, p.block_no, o.observation
  FROM plain p JOIN aim a ON a.target = p.target CROSS JOIN visible o
  WHERE o.indicator = a.indicator AND o.area = a.area AND YEAR_OF(o.end_day) = p.year_no
    AND (a.adds_up = 1 OR o.end_day = p.end_day AND o.start_day = p.start_day)
),
evidence AS (
  SELECT e.target, e.observation, o.start_day, o.end_day, YEAR_OF(o.end_day) AS year_no, o.value, e.place, b.is_whole,
    o.stage, o.state, o.source, o.recorded_at
  FROM entered e
  JOIN block b ON b.target = e.target AND b.place = e.place AND b.block_no = e.block_no
  JOIN given_observation o ON o.observation = e.observation
)
