-- How far the numerator could lie lower and higher if clocks were off by the skew that is allowed for.
ALTER TABLE metrics.shop_day_fact ADD COLUMN numerator_lowest bigint;
ALTER TABLE metrics.shop_day_fact ADD COLUMN numerator_highest bigint;
UPDATE metrics.shop_day_fact SET numerator_lowest = numerator, numerator_highest = numerator;
ALTER TABLE metrics.shop_day_fact ALTER COLUMN numerator_lowest SET NOT NULL;
ALTER TABLE metrics.shop_day_fact ALTER COLUMN numerator_highest SET NOT NULL;
ALTER TABLE metrics.shop_day_fact ADD CONSTRAINT shop_day_fact_range_check
    CHECK (numerator_lowest BETWEEN 0 AND numerator AND numerator_highest >= numerator);

-- standing: 0 not judged, 1 firm, 2 below the minimum sample, 3 uncertain. Figures of before have no range: it is their numerator.
ALTER TABLE metrics.figure ADD COLUMN standing smallint NOT NULL DEFAULT 0 CHECK (standing BETWEEN 0 AND 3);
ALTER TABLE metrics.figure ADD COLUMN standing_reason text NOT NULL DEFAULT '';
ALTER TABLE metrics.figure ADD COLUMN numerator_lowest bigint;
ALTER TABLE metrics.figure ADD COLUMN numerator_highest bigint;

-- Questions in time over questions measured, by the sub-account that held them; metrics with a limit only.
CREATE TABLE metrics.agent_day_fact (
    partition   smallint NOT NULL,
    platform    text     NOT NULL COLLATE "C",
    shop_id     text     NOT NULL COLLATE "C",
    agent_id    text     NOT NULL COLLATE "C",
    metric_id   text     NOT NULL COLLATE "C",
    day         date     NOT NULL,
    numerator   bigint   NOT NULL CHECK (numerator >= 0),
    denominator bigint   NOT NULL CHECK (denominator >= numerator),
    PRIMARY KEY (partition, platform, shop_id, day, agent_id, metric_id)
) WITH (fillfactor = 80);

-- The last sealed month of a platform, by its first day: its figures are never revised again. A row per partition, so that whoever holds
-- the partition's lock sees it.
CREATE TABLE metrics.sealed_month (
    partition smallint NOT NULL,
    platform  text     NOT NULL COLLATE "C",
    through   date     NOT NULL,
    PRIMARY KEY (partition, platform)
);
