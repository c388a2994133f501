-- 4.2: the first human reply within 2 min of the consumer's start, queue time included, of consultations that started
-- in 08:00-23:00 and in which the consumer asked; what a reported user wrote in the 7 days before the day of success
-- is out.
WITH asked AS (
    SELECT DISTINCT q.history, q.consultation, q.started
    FROM questions q
    ANTI JOIN (FROM entries WHERE kind = 'Reported') u
        ON u.history = q.history AND u.buyer = q.buyer AND day_of(u.moment) - day_of(q.moment) BETWEEN 1 AND 7
    WHERE hour_of(q.started) BETWEEN 8 AND 22)
SELECT a.history, a.consultation, day_of(a.started), coalesce(r.moment - a.started <= 120000, false)::int, 1
FROM asked a
ASOF LEFT JOIN people r
    ON r.history = a.history AND r.consultation = a.consultation AND r.moment >= a.started
