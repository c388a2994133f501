-- 5.4: conversations whose first human answer came within 30 s / conversations; those that started in 23:00-09:00 are
-- out; contact again within 10 min of the end is the same conversation; what went to offline messages is counted
-- elsewhere.
WITH RECURSIVE ordered AS (
    SELECT history, buyer, consultation, started, coalesce(closed, spoken, started) AS ended,
           row_number() OVER (PARTITION BY history, buyer ORDER BY started, consultation) AS n
    FROM consultations WHERE NOT excluded AND NOT offline),
joined AS (
    SELECT *, consultation AS unit, started AS began FROM ordered WHERE n = 1
    UNION ALL
    SELECT o.history, o.buyer, o.consultation, o.started,
           CASE WHEN again(o.started, u) THEN greatest(u.ended, o.ended) ELSE o.ended END,
           o.n,
           CASE WHEN again(o.started, u) THEN u.unit ELSE o.consultation END,
           CASE WHEN again(o.started, u) THEN u.began ELSE o.started END
    FROM joined u JOIN ordered o ON o.history = u.history AND o.buyer = u.buyer AND o.n = u.n + 1),
asked AS (
    SELECT u.history, u.unit, u.began, min(q.moment) AS moment
    FROM joined u JOIN questions q ON q.history = u.history AND q.consultation = u.consultation
    WHERE hour_of(u.began) BETWEEN 9 AND 22
    GROUP BY ALL),
answers AS (
    SELECT u.history, u.unit, r.moment
    FROM joined u JOIN people r ON r.history = u.history AND r.consultation = u.consultation)
SELECT q.history, q.unit, day_of(q.began), coalesce(r.moment - q.moment <= 30000, false)::int, 1
FROM asked q
ASOF LEFT JOIN answers r ON r.history = q.history AND r.unit = q.unit AND r.moment >= q.moment
