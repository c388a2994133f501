-- What every metric starts from. Facts are deliveries: the same event may stand there several times.
-- day_of: the natural day in China (handbook G1, G2), numbered from 1970-01-01; clock: milliseconds since its midnight.
CREATE FUNCTION day_of(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT ($1 + 28800000) / 86400000';
CREATE FUNCTION clock(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT ($1 + 28800000) % 86400000';
CREATE FUNCTION hour(integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 3600000::bigint';

CREATE TABLE entries AS SELECT DISTINCT * FROM facts;
CREATE INDEX ON entries (history, consultation);

-- A consultation starts at its earliest opening, else at its first message of anyone. Its buyer is the first one
-- named; where none is named it is its own buyer. It is with people from the first queueing, assignment, hand-over or
-- offline message.
CREATE TABLE consultations AS
SELECT history, consultation,
       coalesce(min(moment) FILTER (WHERE kind = 'Opened'), min(moment) FILTER (WHERE kind = 'Message')) AS started,
       coalesce((array_agg(buyer ORDER BY moment, id) FILTER (WHERE buyer IS NOT NULL))[1], consultation) AS buyer,
       max(moment) FILTER (WHERE kind = 'Closed') AS closed,
       max(moment) FILTER (WHERE kind = 'Message') AS spoken,
       bool_or(kind = 'Offline') AS offline,
       bool_or(kind = 'Excluded' AND target IS NULL) AS excluded,
       min(moment) FILTER (WHERE kind IN ('Queued', 'Assigned', 'HandedOver', 'Offline')) AS with_people,
       bool_or(kind = 'Message' AND role = 'Bot') AS met_robot
FROM entries
WHERE consultation IS NOT NULL
GROUP BY history, consultation
HAVING bool_or(kind IN ('Opened', 'Message'));

-- Messages that were recalled, excluded, or claim to be from more than five minutes after they were received neither
-- ask nor answer.
CREATE TABLE said AS
SELECT m.history, m.consultation, c.buyer, c.started, m.id, m.moment, m.role, m.agent
FROM entries m
JOIN consultations c USING (history, consultation)
WHERE m.kind = 'Message'
  AND m.moment <= m.received + 300000
  AND NOT c.excluded
  AND NOT EXISTS (
      SELECT FROM entries t
      WHERE t.history = m.history AND t.consultation = m.consultation AND t.kind IN ('Recalled', 'Excluded') AND t.target = m.id);

CREATE TABLE questions AS SELECT * FROM said WHERE role = 'Buyer';
CREATE TABLE replies AS SELECT * FROM said WHERE role IN ('HumanAgent', 'AssistedBot', 'Bot', 'Automatic');

-- What persons wrote (人工). A robot that assists one (智能辅助) is known to 淘宝 and 天猫 only.
CREATE TABLE people AS SELECT * FROM replies WHERE role = 'HumanAgent';

CREATE INDEX ON replies (history, consultation, moment);
CREATE INDEX ON replies (history, buyer, moment);
CREATE INDEX ON people (history, consultation, moment);
CREATE INDEX ON people (history, buyer, moment);
ANALYZE questions, people, replies, consultations, entries;
