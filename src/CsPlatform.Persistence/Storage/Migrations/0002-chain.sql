-- Segments get hashes that chain those of a partition, and a child table per UTC month, so that what is archived is dropped whole.
ALTER TABLE feed.head
    ADD COLUMN hash        bytea CHECK (octet_length(hash) = 32),
    ADD COLUMN appended_at timestamptz;

UPDATE feed.head h SET appended_at = (SELECT max(s.appended_at) FROM feed.segment s WHERE s.partition = h.partition)
WHERE h.position > 0;

ALTER TABLE feed.segment RENAME TO segment_old;
ALTER TABLE feed.segment_old ADD COLUMN hash bytea, ADD COLUMN previous_hash bytea;
ALTER TABLE feed.segment_old DROP CONSTRAINT segment_pkey;
ALTER TABLE feed.segment_old ADD CONSTRAINT segment_old_pkey PRIMARY KEY (partition, last_position, appended_at);

-- Within a partition appended_at never goes back: whoever appends holds the head row and sees what the last one wrote. So a later
-- month holds later positions, and (partition, last_position) is unique although the key of a partitioned table has to name its column.
CREATE TABLE feed.segment (
    partition      smallint    NOT NULL,
    first_position bigint      NOT NULL CONSTRAINT segment_first_position_check CHECK (first_position > 0),
    last_position  bigint      NOT NULL,
    codec          smallint    NOT NULL,
    size           integer     NOT NULL CONSTRAINT segment_size_check CHECK (size >= 0),
    payload        bytea       NOT NULL,
    appended_at    timestamptz NOT NULL,
    hash           bytea,
    previous_hash  bytea,
    CONSTRAINT segment_check CHECK (last_position >= first_position),
    PRIMARY KEY (partition, last_position, appended_at)
) PARTITION BY RANGE (appended_at);

ALTER TABLE feed.segment ALTER COLUMN payload SET STORAGE EXTERNAL;

-- Segments without hashes stay where they are: their table becomes the first child, up to the end of the month it reaches into.
DO $$
DECLARE
    until timestamp;
    child text;
BEGIN
    SELECT date_trunc('month', greatest(now(), max(appended_at)) AT TIME ZONE 'UTC') + interval '1 month'
    INTO until FROM feed.segment_old HAVING count(*) > 0;
    IF until IS NULL THEN
        DROP TABLE feed.segment_old;
    ELSE
        child := 'segment_before_' || to_char(until, 'YYYY_MM');
        EXECUTE format('ALTER TABLE feed.segment_old RENAME TO %I', child);
        EXECUTE format(
            'ALTER TABLE feed.segment ATTACH PARTITION feed.%I FOR VALUES FROM (MINVALUE) TO (%L)', child, until AT TIME ZONE 'UTC');
    END IF;
END $$;

-- Files that hold segments which are no longer in the table; those of a partition adjoin, from position 1 on.
CREATE TABLE feed.archive (
    partition         smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    first_position    bigint      NOT NULL CHECK (first_position > 0),
    last_position     bigint      NOT NULL CHECK (last_position >= first_position),
    segments          bigint      NOT NULL CHECK (segments > 0),
    first_appended_at timestamptz NOT NULL,
    last_appended_at  timestamptz NOT NULL,
    first_hash        bytea,
    last_hash         bytea,
    file              text        NOT NULL UNIQUE,
    size              bigint      NOT NULL CHECK (size > 0),
    sha256            bytea       NOT NULL CHECK (octet_length(sha256) = 32),
    archived_at       timestamptz NOT NULL,
    PRIMARY KEY (partition, last_position)
);
