-- 3.1 P-5: 近1天在5分钟内回复的咨询人数/店铺咨询总数, by consumer and day; messages of 08:00-23:00; robots and
-- fixed texts count (商家客服回复).
SELECT history, buyer AS unit, day_of(moment) AS day, min(in_time) AS hits, 1 AS units
FROM (
    SELECT q.*, CASE WHEN EXISTS (
               SELECT FROM replies r
               WHERE r.history = q.history AND r.buyer = q.buyer
                 AND r.moment BETWEEN q.moment AND q.moment + 300000) THEN 1 ELSE 0 END AS in_time
    FROM questions q
    WHERE clock(q.moment) >= hour(8) AND clock(q.moment) < hour(23)) judged
GROUP BY history, buyer, day_of(moment)
