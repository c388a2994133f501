-- Decisions may be revoked, and are numbered within their shop.
ALTER TABLE sanctions.decision
    DROP CONSTRAINT decision_kind_check,
    ADD CONSTRAINT decision_kind_check CHECK (kind BETWEEN 1 AND 15);

-- How many decisions a shop has: the row is locked until the transaction that numbers them ends, so no number is left out.
CREATE TABLE sanctions.shop_head (
    partition smallint NOT NULL CHECK (partition BETWEEN 0 AND 255),
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    decisions bigint   NOT NULL CHECK (decisions > 0),
    PRIMARY KEY (partition, platform, shop_id)
) WITH (fillfactor = 70);

INSERT INTO sanctions.shop_head
SELECT partition, platform, shop_id, count(*) FROM sanctions.decision GROUP BY partition, platform, shop_id;
