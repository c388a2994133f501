-- 1.3, the other source: 买家首次发起咨询后…3分钟内作出人工回复的会话比例; the first question only.
SELECT q.history, q.consultation, day_of(q.started), coalesce(min(r.moment) - q.moment <= 180000, false)::int, 1
FROM (SELECT history, consultation, started, min(moment) AS moment FROM questions GROUP BY ALL) q
LEFT JOIN people r
    ON r.history = q.history AND r.consultation = q.consultation AND r.moment >= q.moment
WHERE hour_of(q.started) BETWEEN 9 AND 22
GROUP BY q.history, q.consultation, q.started, q.moment
