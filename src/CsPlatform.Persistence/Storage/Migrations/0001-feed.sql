-- The log that this database publishes and the cursors of the logs that it follows.
CREATE SCHEMA feed;

-- One row per partition. It is locked until the appending transaction ends: that makes positions free of gaps and
-- lets a reader trust that everything at or below the position it sees is there.
CREATE TABLE feed.head (
    partition smallint NOT NULL PRIMARY KEY CHECK (partition BETWEEN 0 AND 255),
    position  bigint   NOT NULL DEFAULT 0 CHECK (position >= 0)
) WITH (fillfactor = 20);

INSERT INTO feed.head (partition) SELECT generate_series(0, 255);

-- Many records as one compressed value. Keyed by the last position: "after n" starts at the first row with last_position > n.
CREATE TABLE feed.segment (
    partition      smallint    NOT NULL,
    first_position bigint      NOT NULL CHECK (first_position > 0),
    last_position  bigint      NOT NULL CHECK (last_position >= first_position),
    codec          smallint    NOT NULL,
    size           integer     NOT NULL CHECK (size >= 0),
    payload        bytea       NOT NULL,
    appended_at    timestamptz NOT NULL,
    PRIMARY KEY (partition, last_position)
);

-- Payloads come compressed; a second try by the database costs time and gains nothing.
ALTER TABLE feed.segment ALTER COLUMN payload SET STORAGE EXTERNAL;

-- How far this database has applied the feeds of others: written in the transaction of the effect.
CREATE TABLE feed.cursor (
    partition smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    feed      text     NOT NULL,
    position  bigint   NOT NULL CHECK (position >= 0),
    PRIMARY KEY (partition, feed)
) WITH (fillfactor = 50);
