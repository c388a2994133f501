-- Timelines, the facts derived from them, and the figures published. All but the figures can be computed anew from the feed.
CREATE SCHEMA metrics;

-- Locked by whoever changes facts of a partition or closes its days, so that a fact is either in a figure or revises it.
CREATE TABLE metrics.partition_guard (
    partition smallint NOT NULL PRIMARY KEY CHECK (partition BETWEEN 0 AND 255)
);

INSERT INTO metrics.partition_guard (partition) SELECT generate_series(0, 255);

-- One row per consultation; state is the message TimelineState.
CREATE TABLE metrics.timeline (
    partition       smallint NOT NULL,
    platform        text     NOT NULL COLLATE "C",
    shop_id         text     NOT NULL COLLATE "C",
    consultation_id text     NOT NULL COLLATE "C",
    state           bytea    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, consultation_id)
);

-- Sums over the consultations that started on the day.
CREATE TABLE metrics.shop_day_fact (
    partition   smallint NOT NULL,
    platform    text     NOT NULL COLLATE "C",
    shop_id     text     NOT NULL COLLATE "C",
    metric_id   text     NOT NULL COLLATE "C",
    day         date     NOT NULL,
    numerator   bigint   NOT NULL CHECK (numerator >= 0),
    denominator bigint   NOT NULL CHECK (denominator >= numerator),
    PRIMARY KEY (partition, platform, shop_id, metric_id, day)
) WITH (fillfactor = 80);

-- Every day up to and including "through" is closed. No row: none is.
CREATE TABLE metrics.closed_day (
    partition smallint NOT NULL,
    platform  text     NOT NULL COLLATE "C",
    through   date     NOT NULL,
    PRIMARY KEY (partition, platform)
);

-- Rows are only added: a correction is a row with the next revision. period_kind: 1 day, 2 trailing days, 3 natural month.
CREATE TABLE metrics.figure (
    partition        smallint    NOT NULL,
    platform         text        NOT NULL COLLATE "C",
    shop_id          text        NOT NULL COLLATE "C",
    metric_id        text        NOT NULL COLLATE "C",
    period_kind      smallint    NOT NULL CHECK (period_kind BETWEEN 1 AND 3),
    evaluated_on     date        NOT NULL,
    revision         integer     NOT NULL CHECK (revision > 0),
    period_start     date        NOT NULL,
    period_end       date        NOT NULL CHECK (period_end > period_start),
    numerator        bigint      NOT NULL CHECK (numerator >= 0),
    denominator      bigint      NOT NULL CHECK (denominator >= numerator),
    rulebook_version text        NOT NULL,
    rulebook_hash    text        NOT NULL,
    rule_source      text        NOT NULL,
    reason           text        NOT NULL,
    closed_at        timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, metric_id, period_kind, evaluated_on, revision)
);

-- Reading goes over all partitions in the order of the shops.
CREATE INDEX figure_in_order ON metrics.figure (platform, metric_id, shop_id, period_kind, evaluated_on, revision DESC);

-- The last day that the clock closed. A platform's first row is its present day: what happened before the service ran is history,
-- which is closed on command or with the next cut-off. A reference table: one small row per platform.
CREATE TABLE metrics.closing_clock (
    platform text NOT NULL PRIMARY KEY COLLATE "C",
    through  date NOT NULL
);
