-- What billing knows, what became of it, and the double entry behind it. Money is integer fen; a day is a natural day of China
-- Standard Time. First key column is the partition of the shop, except for tariffs, which belong to a platform.
CREATE SCHEMA billing;

-- One row per partition, locked first by whoever books there: so usage is never stored as waiting by one transaction while another
-- publishes its price without seeing it.
CREATE TABLE billing.partition_lock (
    partition smallint NOT NULL PRIMARY KEY CHECK (partition BETWEEN 0 AND 255)
);

INSERT INTO billing.partition_lock (partition) SELECT generate_series(0, 255);

CREATE TABLE billing.tariff (
    platform       text        NOT NULL,
    version        text        NOT NULL,
    effective_from date        NOT NULL,
    source         text        NOT NULL,
    content_hash   bytea       NOT NULL CHECK (length(content_hash) = 32),
    published_at   timestamptz NOT NULL,
    PRIMARY KEY (platform, version),
    UNIQUE (platform, effective_from)
);

CREATE TABLE billing.tariff_rate (
    platform       text     NOT NULL,
    version        text     NOT NULL,
    kind           smallint NOT NULL,
    day_class      smallint NOT NULL,
    unit_price_fen bigint   NOT NULL CHECK (unit_price_fen >= 0),
    PRIMARY KEY (platform, version, kind, day_class),
    FOREIGN KEY (platform, version) REFERENCES billing.tariff (platform, version)
);

-- Facts.
CREATE TABLE billing.mode_change (
    partition   smallint    NOT NULL,
    platform    text        NOT NULL,
    shop_id     text        NOT NULL,
    source      text        NOT NULL,
    event_id    text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    mode        smallint    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, source, event_id)
);

CREATE TABLE billing.consultation (
    partition        smallint NOT NULL,
    platform         text     NOT NULL,
    shop_id          text     NOT NULL,
    consultation_id  text     NOT NULL,
    opened_at        timestamptz,
    opened_source    text,
    opened_event_id  text,
    message_at       timestamptz,
    message_source   text,
    message_event_id text,
    PRIMARY KEY (partition, platform, shop_id, consultation_id)
);

-- A late mode change looks for the consultations that started after it.
CREATE INDEX consultation_start ON billing.consultation (partition, platform, shop_id, (coalesce(opened_at, message_at)));

CREATE TABLE billing.transfer (
    partition       smallint    NOT NULL,
    platform        text        NOT NULL,
    shop_id         text        NOT NULL,
    consultation_id text        NOT NULL,
    source          text        NOT NULL,
    event_id        text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    initiator       smallint    NOT NULL,
    kind            smallint    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, consultation_id, source, event_id)
);

CREATE INDEX transfer_time ON billing.transfer (partition, platform, shop_id, occurred_at);

-- What became of each usage: derived from the facts, so it is overwritten. What it booked is not.
CREATE TABLE billing.usage (
    partition       smallint    NOT NULL,
    platform        text        NOT NULL,
    shop_id         text        NOT NULL,
    consultation_id text        NOT NULL,
    kind            smallint    NOT NULL,
    source          text        NOT NULL,
    event_id        text        NOT NULL,
    cause_source    text        NOT NULL,
    cause_event_id  text        NOT NULL,
    occurred_at     timestamptz NOT NULL,
    state           smallint    NOT NULL,
    reason          smallint    NOT NULL,
    day             date        NOT NULL,
    day_class       smallint,
    tariff_version  text,
    unit_price_fen  bigint,
    charge_id       text,
    bookings        integer     NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, consultation_id, kind, source, event_id),
    CHECK ((state = 1) = (charge_id IS NOT NULL AND unit_price_fen IS NOT NULL AND reason = 0))
);

CREATE INDEX usage_chargeable ON billing.usage (platform, day, partition) WHERE state IN (1, 2);
CREATE INDEX usage_uncharged ON billing.usage (partition, platform, shop_id, occurred_at) WHERE state IN (2, 3);

-- What was booked. Rows are added, never changed.
CREATE TABLE billing.charge (
    partition        smallint    NOT NULL,
    platform         text        NOT NULL,
    shop_id          text        NOT NULL,
    charge_id        text        NOT NULL,
    kind             smallint    NOT NULL,
    consultation_id  text        NOT NULL,
    source           text        NOT NULL,
    event_id         text        NOT NULL,
    cause_source     text        NOT NULL,
    cause_event_id   text        NOT NULL,
    occurred_at      timestamptz NOT NULL,
    day_class        smallint    NOT NULL,
    tariff_version   text        NOT NULL,
    unit_price_fen   bigint      NOT NULL CHECK (unit_price_fen >= 0),
    quantity         smallint    NOT NULL CHECK (quantity = CASE WHEN reverses IS NULL THEN 1 ELSE -1 END),
    rulebook_version text        NOT NULL,
    rulebook_hash    text        NOT NULL,
    rule_id          text        NOT NULL,
    rule_source      text        NOT NULL,
    reverses         text,
    booked_at        timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, charge_id),
    FOREIGN KEY (partition, platform, shop_id, reverses) REFERENCES billing.charge (partition, platform, shop_id, charge_id),
    FOREIGN KEY (platform, tariff_version) REFERENCES billing.tariff (platform, version)
);

CREATE INDEX charge_time ON billing.charge (partition, platform, shop_id, occurred_at);
CREATE UNIQUE INDEX charge_taken_back_once ON billing.charge (partition, platform, shop_id, reverses) WHERE reverses IS NOT NULL;

CREATE TABLE billing.deduction (
    partition     smallint    NOT NULL,
    platform      text        NOT NULL,
    shop_id       text        NOT NULL,
    settlement_id text        NOT NULL,
    source        text        NOT NULL,
    event_id      text        NOT NULL,
    occurred_at   timestamptz NOT NULL,
    settled_fen   bigint      NOT NULL CHECK (settled_fen > 0),
    deducted_fen  bigint      NOT NULL CHECK (deducted_fen <= settled_fen),
    carried_fen   bigint      NOT NULL CHECK (carried_fen >= 0),
    booked_at     timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, settlement_id)
);

CREATE INDEX deduction_time ON billing.deduction (partition, platform, shop_id, occurred_at);

CREATE TABLE billing.deduction_line (
    partition     smallint NOT NULL,
    platform      text     NOT NULL,
    shop_id       text     NOT NULL,
    settlement_id text     NOT NULL,
    charge_id     text     NOT NULL,
    amount_fen    bigint   NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (partition, platform, shop_id, settlement_id, charge_id),
    FOREIGN KEY (partition, platform, shop_id, settlement_id)
        REFERENCES billing.deduction (partition, platform, shop_id, settlement_id),
    FOREIGN KEY (partition, platform, shop_id, charge_id) REFERENCES billing.charge (partition, platform, shop_id, charge_id)
);

-- What is open per charge: derived from charges and deduction lines, so that a settlement reads only what is open.
CREATE TABLE billing.open_item (
    partition   smallint    NOT NULL,
    platform    text        NOT NULL,
    shop_id     text        NOT NULL,
    charge_id   text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    open_fen    bigint      NOT NULL CHECK (open_fen <> 0),
    PRIMARY KEY (partition, platform, shop_id, charge_id)
);

CREATE TABLE billing.ledger_transaction (
    partition      smallint    NOT NULL,
    platform       text        NOT NULL,
    shop_id        text        NOT NULL,
    transaction_id text        NOT NULL,
    kind           smallint    NOT NULL,
    reference      text        NOT NULL,
    occurred_at    timestamptz NOT NULL,
    postings       smallint    NOT NULL CHECK (postings >= 2),
    booked_at      timestamptz NOT NULL,
    PRIMARY KEY (partition, platform, shop_id, transaction_id)
);

CREATE INDEX ledger_transaction_time ON billing.ledger_transaction (partition, platform, shop_id, occurred_at);

CREATE TABLE billing.posting (
    partition      smallint NOT NULL,
    platform       text     NOT NULL,
    shop_id        text     NOT NULL,
    transaction_id text     NOT NULL,
    line           smallint NOT NULL,
    account        smallint NOT NULL,
    amount_fen     bigint   NOT NULL CHECK (amount_fen <> 0),
    PRIMARY KEY (partition, platform, shop_id, transaction_id, line),
    FOREIGN KEY (partition, platform, shop_id, transaction_id)
        REFERENCES billing.ledger_transaction (partition, platform, shop_id, transaction_id)
);

-- At the end of each transaction: every ledger transaction touched has the postings it announced, and they sum to 0.
CREATE FUNCTION billing.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    announced smallint;
    found     bigint;
    total     numeric;
BEGIN
    SELECT t.postings INTO announced FROM billing.ledger_transaction t
    WHERE t.partition = NEW.partition AND t.platform = NEW.platform AND t.shop_id = NEW.shop_id AND t.transaction_id = NEW.transaction_id;
    SELECT count(*), coalesce(sum(p.amount_fen), 0) INTO found, total FROM billing.posting p
    WHERE p.partition = NEW.partition AND p.platform = NEW.platform AND p.shop_id = NEW.shop_id AND p.transaction_id = NEW.transaction_id;
    IF found <> announced OR total <> 0 THEN
        RAISE EXCEPTION 'ledger transaction % of %/% has % postings of % with sum % fen: it must have all of them and sum to 0',
            NEW.transaction_id, NEW.platform, NEW.shop_id, found, announced, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balanced';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_transaction_balanced AFTER INSERT ON billing.ledger_transaction
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.refuse_unbalanced();

-- A line added later to a finished transaction is one more than it announced, so a balanced pair cannot be slipped in either.
CREATE CONSTRAINT TRIGGER posting_balanced AFTER INSERT ON billing.posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.refuse_unbalanced();

CREATE FUNCTION billing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of %.% are never changed or deleted: correct by adding', TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'append_only';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.tariff EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.tariff_rate EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.charge EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.deduction EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.deduction_line EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.ledger_transaction EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing.posting EXECUTE FUNCTION billing.refuse_change();
