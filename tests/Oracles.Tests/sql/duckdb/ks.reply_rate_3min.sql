-- 6.2, since 2023-03: (咨询人数 − 3分钟内未回复人数)/咨询人数, a buyer once per natural day, one late message is enough; 08:00-23:00, only
-- what is written to people; what reported malicious users wrote before is removed.
WITH asked AS (
    FROM questions q
    SEMI JOIN consultations c ON c.history = q.history AND c.consultation = q.consultation AND q.moment >= c.with_people
    ANTI JOIN (SELECT history, buyer, max(moment) AS moment FROM entries WHERE kind = 'Reported' GROUP BY history, buyer) u
        ON u.history = q.history AND u.buyer = q.buyer AND day_of(q.moment) < day_of(u.moment)
    WHERE hour_of(q.moment) BETWEEN 8 AND 22)
SELECT q.history, q.buyer, day_of(q.moment) AS day, bool_and(coalesce(r.moment - q.moment <= 180000, false))::int, 1
FROM asked q
ASOF LEFT JOIN people r
    ON r.history = q.history AND r.buyer = q.buyer AND r.moment >= q.moment
GROUP BY q.history, q.buyer, day
