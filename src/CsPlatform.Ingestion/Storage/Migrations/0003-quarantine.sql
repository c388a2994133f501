-- When a redrive stored the item, or found it stored. The place of the item in the batch in which it came first: items of one
-- batch share their time of receipt, and are offered anew in the order in which they came.
ALTER TABLE ingestion.quarantine
    ADD COLUMN redriven_at timestamptz,
    ADD COLUMN item_index  integer NOT NULL DEFAULT 0;

-- Pages, newest first: of everything, of a shop, of a source.
CREATE INDEX quarantine_newest ON ingestion.quarantine (last_received_at, partition, content_hash, outcome);
CREATE INDEX quarantine_of_shop ON ingestion.quarantine (platform, shop_id, last_received_at);
CREATE INDEX quarantine_of_source ON ingestion.quarantine (source, last_received_at);
