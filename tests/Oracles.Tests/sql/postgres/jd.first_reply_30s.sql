-- 5.4: conversations whose first human answer came within 30 s / conversations; those that started in 23:00-09:00 are
-- out; contact again within 10 min of the end is the same conversation; what went to offline messages is counted
-- elsewhere.
WITH RECURSIVE ordered AS (
    SELECT *, coalesce(closed, spoken, started) AS ended, row_number() OVER (PARTITION BY history, buyer ORDER BY started, consultation) AS n
    FROM consultations WHERE NOT excluded AND NOT offline),
joined AS (
    SELECT history, buyer, n, consultation, consultation AS unit, started, ended FROM ordered WHERE n = 1
    UNION ALL
    SELECT o.history, o.buyer, o.n, o.consultation,
           CASE WHEN j.again THEN u.unit ELSE o.consultation END,
           CASE WHEN j.again THEN u.started ELSE o.started END,
           CASE WHEN j.again THEN greatest(u.ended, o.ended) ELSE o.ended END
    FROM joined u
    JOIN ordered o ON o.history = u.history AND o.buyer = u.buyer AND o.n = u.n + 1
    CROSS JOIN LATERAL (SELECT o.started <= u.ended + 600000 AS again) j),
firsts AS (
    SELECT DISTINCT ON (u.history, u.unit) u.history, u.unit, u.started, q.moment
    FROM joined u JOIN questions q ON q.history = u.history AND q.consultation = u.consultation
    ORDER BY u.history, u.unit, q.moment, q.id)
SELECT f.history, f.unit, day_of(f.started) AS day,
       CASE WHEN EXISTS (
           SELECT FROM joined u JOIN people r ON r.history = u.history AND r.consultation = u.consultation
           WHERE u.history = f.history AND u.unit = f.unit AND r.moment BETWEEN f.moment AND f.moment + 30000)
       THEN 1 ELSE 0 END AS hits, 1 AS units
FROM firsts f
WHERE clock(f.started) >= hour(9) AND clock(f.started) < hour(23)
