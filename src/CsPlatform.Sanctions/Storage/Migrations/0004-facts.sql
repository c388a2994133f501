-- What ladders answer besides figures of metrics: incidents, by their last decision, and figures that are measured elsewhere, by their last
-- report. Both are overwritten; what followed from them is in the docket, which is not.
CREATE TABLE sanctions.incident (
    partition   smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform    text        NOT NULL COLLATE "C",
    shop_id     text        NOT NULL COLLATE "C",
    metric_id   text        NOT NULL COLLATE "C",
    incident_id text        NOT NULL COLLATE "C",
    is_upheld   boolean     NOT NULL,
    decided_at  timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, metric_id, incident_id)
);

CREATE TABLE sanctions.outside_figure (
    partition    smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform     text        NOT NULL COLLATE "C",
    shop_id      text        NOT NULL COLLATE "C",
    metric_id    text        NOT NULL COLLATE "C",
    period_start date        NOT NULL,
    period_end   date        NOT NULL CHECK (period_end > period_start),
    numerator    bigint      NOT NULL,
    denominator  bigint      NOT NULL,
    revision     integer     NOT NULL CHECK (revision > 0),
    reported_at  timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, metric_id, period_start, period_end)
);
