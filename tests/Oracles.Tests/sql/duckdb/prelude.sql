-- What every metric starts from. Facts are deliveries: the same event may stand there several times.
-- day_of: the natural day in China (handbook G1, G2), numbered from 1970-01-01; hour_of: hours since its midnight, rounded down.
CREATE OR REPLACE MACRO day_of(moment) AS (moment + 28800000) // 86400000;
CREATE OR REPLACE MACRO hour_of(moment) AS ((moment + 28800000) % 86400000) // 3600000;

-- Whether what starts then rejoins what ended at most ten minutes before: its last closing, else its last message.
CREATE OR REPLACE MACRO again(started, u) AS started - u.ended <= 600000;

CREATE OR REPLACE TABLE entries AS
SELECT * FROM facts QUALIFY row_number() OVER (PARTITION BY history, id) = 1;

-- A consultation starts at its earliest opening, else at its first message of anyone. Its buyer is the first one
-- named; where none is named it is its own buyer. It is with people from the first queueing, assignment, hand-over or
-- offline message.
CREATE OR REPLACE TABLE consultations AS
SELECT history, consultation,
       coalesce(min(moment) FILTER (kind = 'Opened'), min(moment) FILTER (kind = 'Message')) AS started,
       coalesce(first(buyer ORDER BY moment, id) FILTER (buyer IS NOT NULL), consultation) AS buyer,
       max(moment) FILTER (kind = 'Closed') AS closed,
       max(moment) FILTER (kind = 'Message') AS spoken,
       count(*) FILTER (kind = 'Offline') > 0 AS offline,
       count(*) FILTER (kind = 'Excluded' AND target IS NULL) > 0 AS excluded,
       coalesce(
           min(moment) FILTER (kind IN ('Queued', 'Assigned', 'HandedOver', 'Offline')),
           CASE WHEN count(*) FILTER (role = 'Bot') > 0 THEN 9223372036854775807 ELSE -1 END) AS with_people
FROM entries
WHERE consultation IS NOT NULL
GROUP BY history, consultation
HAVING started IS NOT NULL;

-- Messages that were recalled, excluded, or claim to be from more than five minutes after they were received neither
-- ask nor answer.
CREATE OR REPLACE TABLE said AS
SELECT m.history, m.consultation, c.buyer, c.started, m.id, m.moment, m.role, m.agent
FROM entries m
JOIN consultations c ON c.history = m.history AND c.consultation = m.consultation AND NOT c.excluded
ANTI JOIN (SELECT history, consultation, target FROM entries WHERE kind IN ('Recalled', 'Excluded')) t
    ON t.history = m.history AND t.consultation = m.consultation AND t.target = m.id
WHERE m.kind = 'Message' AND m.moment - m.received <= 300000;

CREATE OR REPLACE TABLE questions AS SELECT * FROM said WHERE role = 'Buyer';
CREATE OR REPLACE TABLE replies AS SELECT * FROM said WHERE role NOT IN ('Buyer', 'System');

-- What persons wrote (人工). A robot that assists one (智能辅助) is known to 淘宝 and 天猫 only.
CREATE OR REPLACE TABLE people AS SELECT * FROM replies WHERE role = 'HumanAgent';
