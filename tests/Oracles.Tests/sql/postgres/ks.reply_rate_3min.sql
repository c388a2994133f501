-- 6.2, since 2023-03: (咨询人数 − 3分钟内未回复人数)/咨询人数, a buyer once per natural day, one late message is enough; 08:00-23:00, only
-- what is written to people; what reported malicious users wrote before is removed.
SELECT history, buyer AS unit, day_of(moment) AS day, min(in_time) AS hits, 1 AS units
FROM (
    SELECT q.*, CASE WHEN EXISTS (
               SELECT FROM people r
               WHERE r.history = q.history AND r.buyer = q.buyer
                 AND r.moment BETWEEN q.moment AND q.moment + 180000) THEN 1 ELSE 0 END AS in_time
    FROM questions q
    JOIN consultations c USING (history, consultation)
    WHERE clock(q.moment) >= hour(8) AND clock(q.moment) < hour(23)
      AND CASE WHEN c.with_people IS NOT NULL THEN q.moment >= c.with_people ELSE NOT c.met_robot END
      AND NOT EXISTS (
          SELECT FROM entries u
          WHERE u.history = q.history AND u.kind = 'Reported' AND u.buyer = q.buyer
            AND day_of(u.moment) > day_of(q.moment))) judged
GROUP BY history, buyer, day_of(moment)
