-- Events that were stored before intake was counted, in one row, so that what was accepted adds up to what the feed holds. The lock
-- keeps an event from coming between the two readings.
LOCK TABLE feed.head IN EXCLUSIVE MODE;

INSERT INTO ingestion.intake_count (slot, day, source, offered, accepted, duplicate, conflict, rejected)
SELECT 0, (now() AT TIME ZONE 'Asia/Shanghai')::date, '(stored before counting)', uncounted, uncounted, 0, 0, 0
FROM (
    SELECT (SELECT coalesce(sum(position), 0) FROM feed.head)
        - (SELECT coalesce(sum(accepted), 0) FROM ingestion.intake_count) AS uncounted
) AS before
WHERE uncounted > 0;
