-- 1.3: (咨询量 − 出现三分钟没有人工回复的咨询量) / 咨询量, of consultations that started in 09:00-23:00.
SELECT history, consultation AS unit, day_of(started) AS day, min(in_time) AS hits, 1 AS units
FROM (
    SELECT q.*, CASE WHEN EXISTS (
               SELECT FROM people r
               WHERE r.history = q.history AND r.consultation = q.consultation
                 AND r.moment BETWEEN q.moment AND q.moment + 180000) THEN 1 ELSE 0 END AS in_time
    FROM questions q
    WHERE clock(q.started) >= hour(9) AND clock(q.started) < hour(23)) judged
GROUP BY history, consultation, started
