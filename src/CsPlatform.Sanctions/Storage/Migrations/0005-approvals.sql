-- Answers to proposals, and who looked and clicked. Rows are only ever added.
CREATE INDEX decision_proposed ON sanctions.decision (platform, shop_id, position) WHERE kind IN (7, 12);

CREATE TABLE sanctions.proposal_answer (
    partition   smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform    text        NOT NULL COLLATE "C",
    shop_id     text        NOT NULL COLLATE "C",
    proposal_id text        NOT NULL COLLATE "C",
    answer_id   text        NOT NULL COLLATE "C",
    approved    boolean     NOT NULL,
    actor       text        NOT NULL,
    reason      text        NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, proposal_id),
    FOREIGN KEY (partition, platform, shop_id, proposal_id) REFERENCES sanctions.decision,
    FOREIGN KEY (partition, platform, shop_id, answer_id) REFERENCES sanctions.decision
);

CREATE TABLE sanctions.audit (
    partition   smallint    NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform    text        NOT NULL COLLATE "C",
    shop_id     text        NOT NULL COLLATE "C",
    entry       bigint      NOT NULL CHECK (entry > 0),
    act         text        NOT NULL,
    proposal_id text        NOT NULL,
    actor       text        NOT NULL,
    outcome     text        NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, entry)
);
