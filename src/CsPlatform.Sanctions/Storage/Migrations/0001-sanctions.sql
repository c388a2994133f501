-- Standings, the decisions they led to, exam attempts, and what revised figures say of decisions.
CREATE SCHEMA sanctions;

-- A shop's standing in one metric between two figures. State and end are columns because the clock looks for them; the rest is
-- one value that is read and written whole.
CREATE TABLE sanctions.standing (
    partition smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    metric_id text     NOT NULL COLLATE "C",
    state     smallint NOT NULL CHECK (state BETWEEN 1 AND 3),
    until     date     CHECK ((state = 1) = (until IS NULL)),
    body      jsonb    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, metric_id)
) WITH (fillfactor = 70);

CREATE INDEX standing_running ON sanctions.standing (partition, platform, until) WHERE until IS NOT NULL;

-- Decisions are only ever added. The position is the one in the feed: the order in which they were taken.
CREATE TABLE sanctions.decision (
    partition      smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform       text     NOT NULL COLLATE "C",
    shop_id        text     NOT NULL COLLATE "C",
    decision_id    text     NOT NULL COLLATE "C",
    metric_id      text     NOT NULL COLLATE "C",
    kind           smallint NOT NULL CHECK (kind BETWEEN 1 AND 7),
    effective_from date     NOT NULL,
    position       bigint   NOT NULL CHECK (position > 0),
    payload        bytea    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, decision_id)
);

CREATE INDEX decision_listing ON sanctions.decision (platform, shop_id, effective_from, position);

CREATE TABLE sanctions.exam_attempt (
    partition   smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform    text        NOT NULL COLLATE "C",
    shop_id     text        NOT NULL COLLATE "C",
    case_id     text        NOT NULL COLLATE "C",
    attempt_id  text        NOT NULL COLLATE "C",
    taken_on    date        NOT NULL,
    passed      boolean     NOT NULL,
    decision_id text        COLLATE "C",
    explanation text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, case_id, attempt_id)
);

-- Every revision of a figure that a decision rests on, and whether it would be judged alike. The newest row of an evaluation
-- tells whether its decision is still founded.
CREATE TABLE sanctions.finding (
    partition     smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform      text        NOT NULL COLLATE "C",
    shop_id       text        NOT NULL COLLATE "C",
    decision_id   text        NOT NULL COLLATE "C",
    revision      integer     NOT NULL,
    numerator     bigint      NOT NULL,
    denominator   bigint      NOT NULL,
    judged_alike  boolean     NOT NULL,
    reason        text        NOT NULL,
    found_at      timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, decision_id, revision),
    FOREIGN KEY (partition, platform, shop_id, decision_id) REFERENCES sanctions.decision
);
