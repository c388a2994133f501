-- Consultations that last over midnight are few, and are looked for by their last day as well as by their first.
CREATE INDEX timeline_over_days ON metrics.timeline (partition, platform, shop_id, last_day) WHERE last_day > start_day;
