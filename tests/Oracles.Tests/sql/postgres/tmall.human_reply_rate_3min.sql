-- 2.3, 2021: rounds answered within 3 min / rounds, 08:00-24:00. A round is the first question up to the first
-- answer; asking again does not restart the clock. Rounds that no person ended and rounds over midnight are out of
-- both parts.
WITH asked AS (
    SELECT q.history, q.buyer, q.moment, (
               SELECT r.id FROM replies r
               WHERE r.history = q.history AND r.buyer = q.buyer AND r.role IN ('HumanAgent', 'AssistedBot', 'Bot')
                 AND r.moment >= q.moment
               ORDER BY r.moment, r.id LIMIT 1) AS answer
    FROM questions q
    WHERE clock(q.moment) >= hour(8)),
rounds AS (
    SELECT history, buyer, answer, min(moment) AS began FROM asked GROUP BY history, buyer, answer)
SELECT o.history, o.buyer AS unit, day_of(o.began) AS day,
       count(*) FILTER (WHERE r.moment - o.began <= 180000) AS hits, count(*) AS units
FROM rounds o
LEFT JOIN replies r ON r.history = o.history AND r.id = o.answer
WHERE o.answer IS NULL OR (r.role <> 'Bot' AND day_of(r.moment) = day_of(o.began))
GROUP BY o.history, o.buyer, day_of(o.began)
