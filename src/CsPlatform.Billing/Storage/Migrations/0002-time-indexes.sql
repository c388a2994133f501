-- The indexes by time begin with the same columns as the keys. While a table is young and not yet analysed, the planner takes both for
-- equally good, and looks a row up by its key in the index by time: past every row of the shop, for each foreign key and each balance
-- check. A partial index is only looked at by a query that compares the time.
DROP INDEX billing.charge_time;
CREATE INDEX charge_time ON billing.charge (partition, platform, shop_id, occurred_at) WHERE occurred_at IS NOT NULL;

DROP INDEX billing.deduction_time;
CREATE INDEX deduction_time ON billing.deduction (partition, platform, shop_id, occurred_at) WHERE occurred_at IS NOT NULL;

DROP INDEX billing.ledger_transaction_time;
CREATE INDEX ledger_transaction_time ON billing.ledger_transaction (partition, platform, shop_id, occurred_at)
    WHERE occurred_at IS NOT NULL;
