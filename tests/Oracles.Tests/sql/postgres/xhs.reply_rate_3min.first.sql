-- 1.3, the other source: 买家首次发起咨询后…3分钟内作出人工回复的会话比例; the first question only.
SELECT q.history, q.consultation AS unit, day_of(q.started) AS day,
       CASE WHEN EXISTS (
           SELECT FROM people r
           WHERE r.history = q.history AND r.consultation = q.consultation
             AND r.moment BETWEEN q.moment AND q.moment + 180000) THEN 1 ELSE 0 END AS hits, 1 AS units
FROM (SELECT DISTINCT ON (history, consultation) * FROM questions ORDER BY history, consultation, moment, id) q
WHERE clock(q.started) >= hour(9) AND clock(q.started) < hour(23)
