-- 2.1: 有效响应人次 / 咨询人次, by buyer, sub-account and day; every round within 3 min; robots answer, fixed texts do not; messages of
-- 08:00-23:00. At a hand-over what waits goes on as a message of that instant; the one who had it is late only if it was overdue.
WITH hands AS (
    SELECT history, consultation, moment, id, CASE kind WHEN 'Queued' THEN 'UNASSIGNED' ELSE agent END AS agent,
           CASE kind WHEN 'HandedOver' THEN from_agent END AS giver
    FROM entries WHERE kind IN ('Queued', 'Assigned', 'HandedOver')),
named AS (FROM replies WHERE agent IS NOT NULL AND role <> 'Automatic'),
-- Before the first of them: the first agent who wrote until then, else whom it was handed over from, else nobody.
firsts AS (
    SELECT history, consultation, min(moment) AS moment, first(giver ORDER BY moment, id) AS giver FROM hands GROUP BY ALL),
early AS (
    SELECT f.history, f.consultation, -1 AS moment,
           coalesce(first(r.agent ORDER BY r.moment, r.id), f.giver, 'UNASSIGNED') AS agent
    FROM firsts f
    LEFT JOIN named r ON r.history = f.history AND r.consultation = f.consultation AND r.moment < f.moment
    GROUP BY f.history, f.consultation, f.giver),
held AS (
    SELECT history, consultation, agent, moment AS since,
           coalesce(lead(moment) OVER (PARTITION BY history, consultation ORDER BY moment), 9223372036854775807) AS until
    FROM (
        FROM (
            FROM early
            UNION ALL BY NAME
            SELECT history, consultation, moment, last(agent ORDER BY id) AS agent
            FROM hands GROUP BY history, consultation, moment)
        QUALIFY agent IS DISTINCT FROM lag(agent) OVER (PARTITION BY history, consultation ORDER BY moment))),
asked AS (
    SELECT q.history, q.consultation, q.buyer, q.id, q.moment, coalesce(r.moment, 9223372036854775807) AS answered
    FROM questions q
    ASOF LEFT JOIN (FROM replies WHERE role <> 'Automatic') r
        ON r.history = q.history AND r.consultation = q.consultation AND r.moment >= q.moment
    WHERE hour_of(q.moment) BETWEEN 8 AND 22),
shares AS (
    SELECT q.history, q.buyer, q.consultation, h.agent, day_of(q.moment) AS day,
           greatest(q.moment, h.since) AS sent, q.answered, h.until
    FROM asked q JOIN held h
        ON h.history = q.history AND h.consultation = q.consultation
       AND h.until > q.moment AND (h.since <= q.moment OR h.since < q.answered)
    UNION ALL
    -- Nobody was ever named the holder: the agent of the next reply, else of the last before.
    SELECT q.history, q.buyer, q.consultation, coalesce(
               first(r.agent ORDER BY r.moment, r.id) FILTER (r.moment >= q.moment),
               last(r.agent ORDER BY r.moment, r.id),
               'UNASSIGNED'),
           day_of(q.moment), q.moment, q.answered, 9223372036854775807
    FROM (FROM asked a ANTI JOIN hands h ON h.history = a.history AND h.consultation = a.consultation) q
    LEFT JOIN named r ON r.history = q.history AND r.consultation = q.consultation
    GROUP BY q.history, q.buyer, q.consultation, q.id, q.moment, q.answered)
SELECT history, buyer || '/' || agent, day, bool_and(least(answered, until) - sent <= 180000)::int, 1
FROM shares
WHERE answered <= until OR until - sent > 180000
GROUP BY ALL
