-- 4.2: the first human reply within 2 min of the consumer's start, queue time included, of consultations that started
-- in 08:00-23:00 and in which the consumer asked; what a reported user wrote in the 7 days before the day of success
-- is out.
SELECT c.history, c.consultation AS unit, day_of(c.started) AS day,
       CASE WHEN EXISTS (
           SELECT FROM people r
           WHERE r.history = c.history AND r.consultation = c.consultation
             AND r.moment BETWEEN c.started AND c.started + 120000) THEN 1 ELSE 0 END AS hits, 1 AS units
FROM consultations c
WHERE clock(c.started) >= hour(8) AND clock(c.started) < hour(23)
  AND EXISTS (
      SELECT FROM questions q
      WHERE q.history = c.history AND q.consultation = c.consultation
        AND NOT EXISTS (
            SELECT FROM entries u
            WHERE u.history = c.history AND u.kind = 'Reported' AND u.buyer = c.buyer
              AND day_of(q.moment) BETWEEN day_of(u.moment) - 7 AND day_of(u.moment) - 1))
