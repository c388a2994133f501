-- 3.1 P-avg: 8.00-23.00期间,买家每次发消息、到商家客服人工回复,买家需要等待的平均时长: the waits of each buyer's messages of a day, in
-- milliseconds, over their number. A message without an answer has no wait.
SELECT q.history, q.buyer, day_of(q.moment) AS day, sum(r.moment - q.moment)::bigint, count(*)
FROM questions q
ASOF JOIN people r
    ON r.history = q.history AND r.buyer = q.buyer AND r.moment >= q.moment
WHERE hour_of(q.moment) BETWEEN 8 AND 22
GROUP BY q.history, q.buyer, day
