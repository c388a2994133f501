-- 4.2: 3分钟内人工回复的会话数 / 转人工后用户发送消息的会话数; the mean wait of its rounds is at most 3 min and none is unanswered. Messages
-- of 08:00-23:00. An offline message scores 0. A reported user's messages of the 7 days before the day of success are
-- out.
WITH asked AS (
    FROM questions q
    SEMI JOIN consultations c ON c.history = q.history AND c.consultation = q.consultation AND q.moment >= c.with_people
    ANTI JOIN (FROM entries WHERE kind = 'Reported') u
        ON u.history = q.history AND u.buyer = q.buyer AND day_of(u.moment) - day_of(q.moment) BETWEEN 1 AND 7
    WHERE hour_of(q.moment) BETWEEN 8 AND 22),
rounds AS (
    SELECT q.history, q.consultation, q.started, r.moment AS answered, r.moment - min(q.moment) AS wait
    FROM asked q
    ASOF LEFT JOIN people r
        ON r.history = q.history AND r.consultation = q.consultation AND r.moment >= q.moment
    GROUP BY q.history, q.consultation, q.started, r.moment)
SELECT history, consultation, day_of(started),
       (NOT offline AND count(answered) = count(*) AND coalesce(sum(wait), 0) <= count(*) * 180000)::int, 1
FROM rounds JOIN consultations c USING (history, consultation, started)
GROUP BY history, consultation, started, offline
