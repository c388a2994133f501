-- Decisions may be revoked, and are numbered within their shop.
ALTER TABLE sanctions.decision
    DROP CONSTRAINT decision_kind_check,
    ADD CONSTRAINT decision_kind_check CHECK (kind BETWEEN 1 AND 15);

-- How many decisions a shop has: the row is locked until the transaction that numbers them ends, so no number is left out.
CREATE TABLE sanctions.shop_head (
    partition smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    decisions bigint   NOT NULL CHECK (decisions > 0),
    PRIMARY KEY (partition, platform, shop_id)
) WITH (fillfactor = 70);

INSERT INTO sanctions.shop_head
SELECT partition, platform, shop_id, count(*) FROM sanctions.decision GROUP BY partition, platform, shop_id;

-- What a decision does, as one line: a course that is played again leaves alone what it would do again. Empty in rows of old.
ALTER TABLE sanctions.decision ADD COLUMN content text NOT NULL DEFAULT '';

CREATE INDEX decision_of_subject ON sanctions.decision (partition, platform, shop_id, metric_id, position);

-- What a shop's course in one subject is played from. Entries are only ever added, and only those that can matter are kept: of a
-- shop that never missed anything there is none.
CREATE TABLE sanctions.docket (
    partition    smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform     text        NOT NULL COLLATE "C",
    shop_id      text        NOT NULL COLLATE "C",
    metric_id    text        NOT NULL COLLATE "C",
    entry        bigint      NOT NULL CHECK (entry > 0),
    evaluated_on date,
    body         jsonb       NOT NULL,
    recorded_at  timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, metric_id, entry)
);

-- A figure is found by its day of evaluation when it is revised.
CREATE UNIQUE INDEX docket_figure ON sanctions.docket (partition, platform, shop_id, metric_id, evaluated_on)
    WHERE evaluated_on IS NOT NULL;

-- What was wrong with an entry: added beside it, with what it goes back to.
CREATE TABLE sanctions.docket_amendment (
    partition   smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform    text        NOT NULL COLLATE "C",
    shop_id     text        NOT NULL COLLATE "C",
    metric_id   text        NOT NULL COLLATE "C",
    entry       bigint      NOT NULL,
    trace_id    text        NOT NULL COLLATE "C",
    body        jsonb       NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, metric_id, entry, trace_id),
    FOREIGN KEY (partition, platform, shop_id, metric_id, entry) REFERENCES sanctions.docket
);

-- The day that the clock of a platform has reached in a partition.
CREATE TABLE sanctions.day_reached (
    partition smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform  text     NOT NULL COLLATE "C",
    day       date     NOT NULL,
    PRIMARY KEY (partition, platform)
) WITH (fillfactor = 70);
