-- 3.1 P-avg: 8.00-23.00期间,买家每次发消息、到商家客服人工回复,买家需要等待的平均时长: the waits of each buyer's messages of a day, in
-- milliseconds, over their number. A message without an answer has no wait.
SELECT history, buyer AS unit, day_of(moment) AS day, sum(answered - moment) AS hits, count(*) AS units
FROM (
    SELECT q.*, (
               SELECT min(r.moment) FROM people r
               WHERE r.history = q.history AND r.buyer = q.buyer
                 AND r.moment >= q.moment) AS answered
    FROM questions q
    WHERE clock(q.moment) >= hour(8) AND clock(q.moment) < hour(23)) judged
WHERE answered IS NOT NULL
GROUP BY history, buyer, day_of(moment)
