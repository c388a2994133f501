-- 1.3: (咨询量 − 出现三分钟没有人工回复的咨询量) / 咨询量, of consultations that started in 09:00-23:00.
SELECT q.history, q.consultation, day_of(q.started), bool_and(coalesce(r.moment - q.moment <= 180000, false))::int, 1
FROM questions q
ASOF LEFT JOIN people r
    ON r.history = q.history AND r.consultation = q.consultation AND r.moment >= q.moment
WHERE hour_of(q.started) BETWEEN 9 AND 22
GROUP BY ALL
