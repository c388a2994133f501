-- The clocks that run in one shop, most urgent first.
CREATE INDEX clock_of_shop ON metrics.clock (partition, platform, shop_id, due_at, clock_id) WHERE due_at IS NOT NULL;
