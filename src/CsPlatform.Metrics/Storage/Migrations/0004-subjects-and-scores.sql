-- What happens in a shop beside its messages, and the scores put together from it.

-- The shops of which anything is known, with the first day on which something happened there: metrics that have data on every day begin
-- with it.
CREATE TABLE metrics.shop (
    partition smallint NOT NULL,
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    first_day date     NOT NULL,
    PRIMARY KEY (partition, platform, shop_id)
);

INSERT INTO metrics.shop (partition, platform, shop_id, first_day)
SELECT partition, platform, shop_id, min(day) FROM metrics.shop_day_fact GROUP BY partition, platform, shop_id;

-- One row per thing that facts belong to; state is the message SubjectState. kind: 1 order, 2 after-sales order, 3 rated service,
-- 4 dispute, 5 complaint, 6 sample, 7 buyer, 8 a buyer's contact on a day, 9 sub-account in a month, 10 figure from outside.
-- part: the day or first of the month of those kinds that have a row for each, else 0001-01-01.
CREATE TABLE metrics.subject (
    partition  smallint NOT NULL,
    platform   text     NOT NULL COLLATE "C",
    shop_id    text     NOT NULL COLLATE "C",
    kind       smallint NOT NULL CHECK (kind BETWEEN 1 AND 10),
    subject_id text     NOT NULL COLLATE "C",
    part       date     NOT NULL,
    first_day  date     NOT NULL,
    last_day   date     NOT NULL CHECK (last_day >= first_day),
    state      bytea    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, kind, subject_id, part)
);

-- What happened in a period, and who consulted in it.
CREATE INDEX subject_by_day ON metrics.subject (partition, platform, shop_id, kind, last_day, subject_id);

-- What ties subjects to each other: link is "b" and a buyer, or "o" and an order. Rows are only added.
CREATE TABLE metrics.subject_link (
    partition  smallint NOT NULL,
    platform   text     NOT NULL COLLATE "C",
    shop_id    text     NOT NULL COLLATE "C",
    link       text     NOT NULL COLLATE "C",
    kind       smallint NOT NULL,
    subject_id text     NOT NULL COLLATE "C",
    PRIMARY KEY (partition, platform, shop_id, link, kind, subject_id)
);

-- A day's sum above the line may stand without one below it, such as a complaint on a day on which nobody consulted.
ALTER TABLE metrics.shop_day_fact DROP CONSTRAINT shop_day_fact_denominator_check;
ALTER TABLE metrics.shop_day_fact ADD CONSTRAINT shop_day_fact_denominator_check CHECK (denominator >= 0);

-- Rows are only added: a correction is a row with the next revision. value: both parts null when the score lacks anything. details is the
-- message ScoreFigure with parts and gaps alone. period: null when each part has its own.
CREATE TABLE metrics.score (
    partition         smallint    NOT NULL,
    platform          text        NOT NULL COLLATE "C",
    shop_id           text        NOT NULL COLLATE "C",
    score_id          text        NOT NULL COLLATE "C",
    evaluated_on      date        NOT NULL,
    revision          integer     NOT NULL CHECK (revision > 0),
    period_start      date,
    period_end        date        CHECK ((period_start IS NULL) = (period_end IS NULL) AND period_end > period_start),
    value_numerator   text,
    value_denominator text        CHECK ((value_numerator IS NULL) = (value_denominator IS NULL)),
    level             text        NOT NULL,
    details           bytea       NOT NULL,
    rulebook_version  text        NOT NULL,
    rulebook_hash     text        NOT NULL,
    rule_source       text        NOT NULL,
    reason            text        NOT NULL,
    closed_at         timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, score_id, evaluated_on, revision)
);

-- Reading goes over all partitions in the order of the shops.
CREATE INDEX score_in_order ON metrics.score (platform, score_id, shop_id, evaluated_on, revision DESC);
