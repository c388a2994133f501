-- Fines are charges too: settlements deduct them beside fees. They have a decision where fees have a consultation and a tariff.
ALTER TABLE billing.charge
    ALTER COLUMN consultation_id DROP NOT NULL,
    ALTER COLUMN source DROP NOT NULL,
    ALTER COLUMN event_id DROP NOT NULL,
    ALTER COLUMN day_class DROP NOT NULL,
    ALTER COLUMN tariff_version DROP NOT NULL,
    -- Due, but taken from nothing: no source of money is named.
    ADD COLUMN is_owed boolean NOT NULL DEFAULT true,
    ADD COLUMN decision_id text,
    ADD COLUMN case_id text,
    ADD COLUMN payee smallint,
    ADD COLUMN working text,
    ADD COLUMN trace_id text,
    ADD CONSTRAINT charge_of_its_kind CHECK (CASE kind
        WHEN 3 THEN decision_id IS NOT NULL AND case_id IS NOT NULL AND payee IS NOT NULL AND working IS NOT NULL
            AND trace_id IS NOT NULL AND consultation_id IS NULL
        ELSE consultation_id IS NOT NULL AND source IS NOT NULL AND event_id IS NOT NULL AND day_class IS NOT NULL
            AND tariff_version IS NOT NULL AND is_owed AND decision_id IS NULL END);

-- What became of each decision that asks for a fine: derived from the decisions, so it is overwritten. What it booked is not.
CREATE TABLE billing.fine (
    partition         smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform          text     NOT NULL,
    shop_id           text     NOT NULL,
    decision_id       text     NOT NULL,
    case_id           text     NOT NULL,
    shop_sequence     bigint   NOT NULL CHECK (shop_sequence > 0),
    effective_on      date     NOT NULL,
    assessed_on       date     NOT NULL,
    score_numerator   bigint,
    score_denominator bigint   CHECK (score_denominator > 0),
    rulebook_version  text     NOT NULL,
    rulebook_hash     text     NOT NULL,
    rule_id           text     NOT NULL,
    reason            smallint NOT NULL,
    charge_id         text,
    revoked_by        text,
    PRIMARY KEY (partition, platform, shop_id, decision_id),
    FOREIGN KEY (partition, platform, shop_id, charge_id) REFERENCES billing.charge (partition, platform, shop_id, charge_id),
    CHECK ((score_numerator IS NULL) = (score_denominator IS NULL)),
    CHECK (charge_id IS NULL OR (reason = 0 AND revoked_by IS NULL))
);
