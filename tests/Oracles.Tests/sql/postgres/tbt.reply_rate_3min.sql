-- 2.1: 有效响应人次 / 咨询人次, by buyer, sub-account and day; every round within 3 min; robots answer, fixed texts do not; messages of
-- 08:00-23:00. At a hand-over what waits goes on as a message of that instant; the one who had it is late only if it was overdue.
WITH hands AS (
    SELECT DISTINCT ON (history, consultation, moment) history, consultation, moment,
           CASE kind WHEN 'Queued' THEN 'UNASSIGNED' ELSE agent END AS agent
    FROM entries WHERE kind IN ('Queued', 'Assigned', 'HandedOver')
    ORDER BY history, consultation, moment, id DESC),
-- Before the first of them: the first agent who wrote until then, else whom it was handed over from, else nobody.
early AS (
    SELECT h.history, h.consultation, coalesce(
               (SELECT r.agent FROM replies r
                WHERE r.history = h.history AND r.consultation = h.consultation AND r.role <> 'Automatic' AND r.agent IS NOT NULL
                  AND r.moment < min(h.moment)
                ORDER BY r.moment, r.id LIMIT 1),
               (SELECT CASE e.kind WHEN 'HandedOver' THEN e.from_agent END FROM entries e
                WHERE e.history = h.history AND e.consultation = h.consultation AND e.kind IN ('Queued', 'Assigned', 'HandedOver')
                ORDER BY e.moment, e.id LIMIT 1),
               'UNASSIGNED') AS agent
    FROM hands h GROUP BY h.history, h.consultation),
steps AS (
    SELECT history, consultation, -1::bigint AS moment, agent FROM early
    UNION ALL SELECT history, consultation, moment, agent FROM hands),
turns AS (
    SELECT *, lag(agent) OVER (PARTITION BY history, consultation ORDER BY moment) AS before FROM steps),
held AS (
    SELECT history, consultation, agent, moment AS since,
           lead(moment) OVER (PARTITION BY history, consultation ORDER BY moment) AS until
    FROM turns WHERE before IS DISTINCT FROM agent),
asked AS (
    SELECT q.*, (
               SELECT min(r.moment) FROM replies r
               WHERE r.history = q.history AND r.consultation = q.consultation AND r.role IN ('HumanAgent', 'AssistedBot', 'Bot')
                 AND r.moment >= q.moment) AS answered
    FROM questions q
    WHERE clock(q.moment) >= hour(8) AND clock(q.moment) < hour(23)),
shares AS (
    SELECT q.history, q.consultation, q.buyer, h.agent, day_of(q.moment) AS day, q.answered, greatest(q.moment, h.since) AS sent,
           CASE WHEN h.until < q.answered OR q.answered IS NULL THEN h.until END AS gone
    FROM asked q JOIN held h ON h.history = q.history AND h.consultation = q.consultation
    WHERE (h.until IS NULL OR h.until > q.moment) AND (h.since <= q.moment OR q.answered IS NULL OR q.answered > h.since)
    UNION ALL
    -- Nobody was ever named the holder: the agent of the next reply, else of the last before.
    SELECT q.history, q.consultation, q.buyer, coalesce(
               (SELECT r.agent FROM replies r
                WHERE r.history = q.history AND r.consultation = q.consultation AND r.role <> 'Automatic' AND r.agent IS NOT NULL
                  AND r.moment >= q.moment
                ORDER BY r.moment, r.id LIMIT 1),
               (SELECT r.agent FROM replies r
                WHERE r.history = q.history AND r.consultation = q.consultation AND r.role <> 'Automatic' AND r.agent IS NOT NULL
                ORDER BY r.moment DESC, r.id DESC LIMIT 1),
               'UNASSIGNED'), day_of(q.moment), q.answered, q.moment, NULL
    FROM asked q
    WHERE NOT EXISTS (SELECT FROM hands h WHERE h.history = q.history AND h.consultation = q.consultation)),
rounds AS (
    SELECT history, consultation, buyer, agent, day, min(sent) AS began, gone, answered
    FROM shares
    WHERE gone IS NULL OR gone - sent > 180000
    GROUP BY history, consultation, buyer, agent, day, gone, answered)
SELECT history, buyer || '/' || agent AS unit, day,
       CASE WHEN bool_and(gone IS NULL AND answered IS NOT NULL AND answered - began <= 180000) THEN 1 ELSE 0 END AS hits,
       1 AS units
FROM rounds
GROUP BY history, buyer, agent, day
