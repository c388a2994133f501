-- Events that were stored before intake was counted, so that what was accepted adds up to what the feed holds. The lock keeps an
-- event from coming between the two readings.
LOCK TABLE feed.head IN EXCLUSIVE MODE;

INSERT INTO ingestion.intake_count (partition, day, source, offered, accepted, duplicate, conflict, rejected)
SELECT partition, (now() AT TIME ZONE 'Asia/Shanghai')::date, '(stored before counting)', uncounted, uncounted, 0, 0, 0
FROM (
    SELECT h.partition, h.position
        - coalesce((SELECT sum(c.accepted) FROM ingestion.intake_count c WHERE c.partition = h.partition), 0) AS uncounted
    FROM feed.head h
) AS heads
WHERE uncounted > 0;
