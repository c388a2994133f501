-- Some days of all shops, for closing a day and for the rates of a platform, without reading every shop's whole history. It names the metric in a way
-- of its own, so that no question about one fact can mistake it for the primary key (docs/decisions/0033), and holds no sum: adding to a fact writes
-- no index.
CREATE INDEX shop_day_fact_by_day ON metrics.shop_day_fact (partition, (platform || '/' || metric_id), day);
