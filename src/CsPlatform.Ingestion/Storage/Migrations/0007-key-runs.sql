-- The keys of a sender's events, many to a row: those of one transaction whose ids lie above all that the sender had before. Ids that
-- grow with time, as nearly all do, make nearly all keys land here; the others have a row each in ingestion.event_key. The ranges
-- [first_id, last_id] of a sender never overlap: the partition's head is locked while they are added. Rows are only added.
CREATE TABLE ingestion.key_run (
    partition smallint          NOT NULL,
    sender    integer           NOT NULL,
    first_id  text COLLATE "C"  NOT NULL,
    last_id   text COLLATE "C"  NOT NULL CHECK (last_id >= first_id),
    keys      integer           NOT NULL CHECK (keys > 0),
    payload   bytea             NOT NULL,
    PRIMARY KEY (partition, sender, last_id)
);

-- Hashes do not compress, and what does is compressed already.
ALTER TABLE ingestion.key_run ALTER COLUMN payload SET STORAGE EXTERNAL;

-- How many events have a key: as many as the feed has records.
CREATE VIEW ingestion.key_total AS
SELECT (SELECT count(*) FROM ingestion.event_key) + (SELECT coalesce(sum(keys), 0) FROM ingestion.key_run) AS keys;
