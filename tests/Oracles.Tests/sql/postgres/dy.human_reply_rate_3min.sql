-- 4.2: 3分钟内人工回复的会话数 / 转人工后用户发送消息的会话数; the mean wait of its rounds is at most 3 min and none is unanswered. Messages
-- of 08:00-23:00. An offline message scores 0. A reported user's messages of the 7 days before the day of success are
-- out.
WITH asked AS (
    SELECT q.history, q.consultation, q.started, c.offline, q.moment, (
               SELECT min(r.moment) FROM people r
               WHERE r.history = q.history AND r.consultation = q.consultation AND r.moment >= q.moment) AS answered
    FROM questions q
    JOIN consultations c USING (history, consultation)
    WHERE clock(q.moment) >= hour(8) AND clock(q.moment) < hour(23)
      AND CASE WHEN c.with_people IS NOT NULL THEN q.moment >= c.with_people ELSE NOT c.met_robot END
      AND NOT EXISTS (
          SELECT FROM entries u
          WHERE u.history = q.history AND u.kind = 'Reported' AND u.buyer = q.buyer
            AND day_of(q.moment) BETWEEN day_of(u.moment) - 7 AND day_of(u.moment) - 1)),
rounds AS (
    SELECT history, consultation, started, offline, answered, min(moment) AS began
    FROM asked GROUP BY history, consultation, started, offline, answered)
SELECT history, consultation AS unit, day_of(started) AS day,
       CASE WHEN NOT offline AND bool_and(answered IS NOT NULL) AND sum(answered - began) <= 180000 * count(*)
           THEN 1 ELSE 0 END AS hits,
       1 AS units
FROM rounds
GROUP BY history, consultation, started, offline
