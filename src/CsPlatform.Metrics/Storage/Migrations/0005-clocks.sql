-- Clocks that run, one row per consultation with open turns, or per case of an obligation. It is the truth about them: what Redis holds
-- is made from it. clock_id is a hash of whose it is; state is the message ClockState.
CREATE TABLE metrics.clock (
    partition  smallint NOT NULL,
    clock_id   uuid     NOT NULL,
    platform   text     NOT NULL COLLATE "C",
    shop_id    text     NOT NULL COLLATE "C",
    kind       smallint NOT NULL CHECK (kind BETWEEN 1 AND 2),
    subject_id text     NOT NULL COLLATE "C",
    -- When it has to be looked at next, in milliseconds since 1970-01-01T00:00:00Z; null: never.
    next_at    bigint,
    -- The earliest due time of those that run, in the same unit; null: all are only remembered.
    due_at     bigint,
    state      bytea    NOT NULL,
    PRIMARY KEY (partition, clock_id)
) WITH (fillfactor = 80);

-- What is due is found without Redis, too.
CREATE INDEX clock_next ON metrics.clock (next_at) WHERE next_at IS NOT NULL;

-- Lists go over all partitions, most urgent first.
CREATE INDEX clock_urgent ON metrics.clock (platform, due_at, clock_id) WHERE due_at IS NOT NULL;

-- Names this database in Redis, so that no other one's clocks are taken for its own. One row.
CREATE TABLE metrics.clock_index (
    is_only boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (is_only),
    name    uuid    NOT NULL
);

INSERT INTO metrics.clock_index (name) VALUES (gen_random_uuid());

-- Obligations of the rulebooks, case by case; state is the message ObligationFacts.
CREATE TABLE metrics.obligation (
    partition smallint NOT NULL,
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    rule_id   text     NOT NULL COLLATE "C",
    case_id   text     NOT NULL COLLATE "C",
    -- By when it is due, in milliseconds since 1970-01-01T00:00:00Z; null: it is not armed, or has no term.
    due_at    bigint,
    state     bytea    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, rule_id, case_id)
);
