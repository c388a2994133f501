-- Records of followed feeds that could not be applied: set aside in the transaction that moved the cursor past them.
CREATE TABLE feed.poison (
    feed           text        NOT NULL,
    partition      smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    position       bigint      NOT NULL CHECK (position > 0),
    content        bytea       NOT NULL,
    cause          text        NOT NULL,
    attempts       integer     NOT NULL CHECK (attempts > 0),
    appended_at    timestamptz NOT NULL,
    passed_over_at timestamptz NOT NULL,
    applied_at     timestamptz,
    PRIMARY KEY (feed, partition, position)
);

-- What is open is counted by every health check.
CREATE INDEX poison_open ON feed.poison (feed) WHERE applied_at IS NULL;
CREATE INDEX poison_age ON feed.poison (passed_over_at, feed, partition, position);
