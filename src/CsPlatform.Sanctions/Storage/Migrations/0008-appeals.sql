-- Appeals: what was filed, what was done with it, and what is reported to ingestion because of it. The first two are only ever added.
CREATE TABLE sanctions.appeal (
    partition    smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform     text        NOT NULL COLLATE "C",
    shop_id      text        NOT NULL COLLATE "C",
    appeal_id    text        NOT NULL COLLATE "C",
    decision_id  text        NOT NULL COLLATE "C",
    decided_by   text        NOT NULL,
    filed_at     timestamptz NOT NULL,
    content_hash bytea       NOT NULL CHECK (length(content_hash) = 32),
    payload      bytea       NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, appeal_id),
    FOREIGN KEY (partition, platform, shop_id, decision_id) REFERENCES sanctions.decision
);

CREATE INDEX appeal_of_decision ON sanctions.appeal (partition, platform, shop_id, decision_id);
CREATE INDEX appeal_listing ON sanctions.appeal (platform, shop_id, appeal_id);

-- Kinds: 0 looked; 2 upheld, 3 upheld in part, 4 rejected, 5 withdrawn, of which there is one at most.
CREATE TABLE sanctions.appeal_act (
    partition smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform  text        NOT NULL COLLATE "C",
    shop_id   text        NOT NULL COLLATE "C",
    appeal_id text        NOT NULL COLLATE "C",
    act       bigint      NOT NULL CHECK (act > 0),
    kind      smallint    NOT NULL CHECK (kind IN (0, 2, 3, 4, 5)),
    actor     text        NOT NULL,
    at        timestamptz NOT NULL,
    reason    text        NOT NULL,
    accepted  text[]      NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, appeal_id, act),
    FOREIGN KEY (partition, platform, shop_id, appeal_id) REFERENCES sanctions.appeal
);

CREATE UNIQUE INDEX appeal_closed_once ON sanctions.appeal_act (partition, platform, shop_id, appeal_id) WHERE kind > 0;

-- Events that ingestion is to take in: 1 waiting, 2 taken in, 3 refused. How far that is, is noted; the event never changes.
CREATE TABLE sanctions.appeal_fact (
    partition smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    appeal_id text     NOT NULL COLLATE "C",
    number    integer  NOT NULL CHECK (number > 0),
    event     bytea    NOT NULL,
    state     smallint NOT NULL CHECK (state IN (1, 2, 3)),
    refusal   text     NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, appeal_id, number),
    FOREIGN KEY (partition, platform, shop_id, appeal_id) REFERENCES sanctions.appeal
);

CREATE INDEX appeal_fact_waiting ON sanctions.appeal_fact (partition) WHERE state = 1;
