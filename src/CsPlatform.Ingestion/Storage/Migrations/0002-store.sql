-- Whether an event came late, and whose batch brought it (0 = not known): the batch that comes again gets its first answer.
-- The boolean stands first because it fits into bytes that would pad the number otherwise.
ALTER TABLE ingestion.event_key
    ADD COLUMN is_late boolean NOT NULL DEFAULT false,
    ADD COLUMN claim   bigint  NOT NULL DEFAULT 0;

-- Natural months (China Standard Time) that take no more events, by their first day. Rows are only added, under the lock of every
-- head of the feed, so that who holds a head sees all of them.
CREATE TABLE ingestion.sealed_month (
    platform  text        COLLATE "C" NOT NULL,
    month     date        NOT NULL CHECK (extract(day FROM month) = 1),
    sealed_at timestamptz NOT NULL,
    PRIMARY KEY (platform, month)
);

-- What was offered and what became of it, by natural day of receipt. Changed in the transaction of what it counts. Slots spread the
-- counting over rows, so that it does not wait for itself; only their sum says something. The room in each page lets a row be updated
-- where it stands.
CREATE TABLE ingestion.intake_count (
    slot      smallint NOT NULL,
    day       date     NOT NULL,
    source    text     COLLATE "C" NOT NULL,
    offered   bigint   NOT NULL,
    accepted  bigint   NOT NULL,
    duplicate bigint   NOT NULL,
    conflict  bigint   NOT NULL,
    rejected  bigint   NOT NULL,
    PRIMARY KEY (slot, day, source)
) WITH (fillfactor = 60);

CREATE INDEX intake_count_by_day ON ingestion.intake_count (day);

-- Batches of which some item was not accepted: those items are counted, and kept in quarantine, once, however often the batch comes.
-- Needed while its sender may still send it again; swept later.
CREATE TABLE ingestion.counted_batch (
    claim      bigint      PRIMARY KEY,
    counted_at timestamptz NOT NULL
);

CREATE INDEX counted_batch_by_time ON ingestion.counted_batch (counted_at);
