-- 3.1 P-5: 近1天在5分钟内回复的咨询人数/店铺咨询总数, by consumer and day; messages of 08:00-23:00; robots and
-- fixed texts count (商家客服回复).
SELECT q.history, q.buyer, day_of(q.moment) AS day, bool_and(coalesce(r.moment - q.moment <= 300000, false))::int, 1
FROM questions q
ASOF LEFT JOIN replies r ON r.history = q.history AND r.buyer = q.buyer AND r.moment >= q.moment
WHERE hour_of(q.moment) BETWEEN 8 AND 22
GROUP BY q.history, q.buyer, day
