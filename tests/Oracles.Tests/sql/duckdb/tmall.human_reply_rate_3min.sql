-- 2.3, 2021: rounds answered within 3 min / rounds, 08:00-24:00. A round is the first question up to the first
-- answer; asking again does not restart the clock. Rounds that no person ended and rounds over midnight are out of
-- both parts. Walks each buyer's messages: a question that follows an answer, or nothing, begins a round, which the
-- next answer ends.
WITH lines AS (
    SELECT history, buyer, moment, 0 AS place, id, NULL AS role FROM questions WHERE hour_of(moment) >= 8
    UNION ALL
    SELECT history, buyer, moment, 1, id, role FROM replies WHERE role <> 'Automatic'),
numbered AS (
    SELECT *, count(*) FILTER (place = 1) OVER so_far - place AS round
    FROM lines
    WINDOW so_far AS (
        PARTITION BY history, buyer ORDER BY moment, place, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)),
-- A reply at the very instant of an earlier reply ends nothing and begins nothing; only the first one of a round ends it.
rounds AS (
    SELECT history, buyer, round, min(moment) FILTER (place = 0) AS began, min(moment) FILTER (place = 1) AS ended,
           first(role ORDER BY moment, id) FILTER (place = 1) AS role
    FROM numbered GROUP BY history, buyer, round)
SELECT history, buyer, day_of(began) AS day, count(*) FILTER (ended - began <= 180000), count(*)
FROM rounds
WHERE began IS NOT NULL AND (ended IS NULL OR (role <> 'Bot' AND day_of(ended) = day_of(began)))
GROUP BY history, buyer, day
