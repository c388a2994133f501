CREATE SCHEMA ingestion;

-- Who reports about which shop, numbered per partition: the key of an event then takes a number instead of three texts.
CREATE TABLE ingestion.sender (
    partition smallint NOT NULL,
    number    integer  NOT NULL CHECK (number > 0),
    platform  text     NOT NULL,
    shop_id   text     NOT NULL,
    source    text     NOT NULL,
    PRIMARY KEY (partition, number),
    UNIQUE (partition, platform, shop_id, source)
);

-- One row per accepted event: what makes it accepted once. The sender's own id is the key, because ids grow with time and so
-- new rows fall on the same pages of the index. Rows are only added.
CREATE TABLE ingestion.event_key (
    partition    smallint                 NOT NULL,
    sender       integer                  NOT NULL,
    event_id     text        COLLATE "C"  NOT NULL,
    position     bigint                   NOT NULL,
    content_hash bytea                    NOT NULL,
    CONSTRAINT event_key_pkey PRIMARY KEY (partition, sender, event_id)
);

-- What was not accepted, and why: rejected items and conflicts. The same item sent again only counts up.
CREATE TABLE ingestion.quarantine (
    partition      smallint    NOT NULL,
    content_hash   bytea       NOT NULL,
    outcome        text        NOT NULL CHECK (outcome IN ('REJECTED', 'CONFLICT')),
    source         text        NOT NULL,
    event_id       text        NOT NULL,
    platform       text        NOT NULL,
    shop_id        text        NOT NULL,
    cause          text        NOT NULL,
    content        bytea       NOT NULL,
    content_size   integer     NOT NULL,
    times          integer     NOT NULL DEFAULT 1,
    received_at    timestamptz NOT NULL,
    last_received_at timestamptz NOT NULL,
    PRIMARY KEY (partition, content_hash, outcome)
);
