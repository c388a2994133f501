-- A partition, a platform and a shop stand at the front of the primary keys. An index that begins with them as well looks as good to the planner
-- for any row of the shop, which takes the three for independent of each other and expects one row; it would then read the whole shop for each row.
-- So the other indexes name the shop in a way of their own: each can answer its own question only.
DROP INDEX metrics.timeline_by_day;
DROP INDEX metrics.timeline_over_days;
DROP INDEX metrics.timeline_by_buyer;
DROP INDEX metrics.subject_by_day;
CREATE INDEX timeline_of_shop_by_day ON metrics.timeline (partition, (platform || '/' || shop_id), start_day);
CREATE INDEX timeline_of_shop_over_days ON metrics.timeline (partition, (platform || '/' || shop_id), last_day) WHERE last_day > start_day;
CREATE INDEX timeline_of_buyer ON metrics.timeline (partition, (platform || '/' || shop_id || '/' || buyer_id)) WHERE buyer_id IS NOT NULL;
CREATE INDEX subject_of_shop_by_day ON metrics.subject (partition, (platform || '/' || shop_id), kind, last_day, subject_id);
