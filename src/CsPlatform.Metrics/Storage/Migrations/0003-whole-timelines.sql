-- A timeline is found by the day on which it started and by its buyer. start_day: the day to which it counts; last_day: that of its last
-- entry; buyer_id: the first one named. Null while it is not known.
ALTER TABLE metrics.timeline ADD COLUMN start_day date;
ALTER TABLE metrics.timeline ADD COLUMN last_day date;
ALTER TABLE metrics.timeline ADD COLUMN buyer_id text COLLATE "C";
CREATE INDEX timeline_by_day ON metrics.timeline (partition, platform, shop_id, start_day);
CREATE INDEX timeline_by_buyer ON metrics.timeline (partition, platform, shop_id, buyer_id) WHERE buyer_id IS NOT NULL;

-- What concerns a shop as a whole: reports against buyers, working hours, buyers and spans that are left out. state is the message
-- TimelineState.
CREATE TABLE metrics.shop_history (
    partition smallint NOT NULL,
    platform  text     NOT NULL COLLATE "C",
    shop_id   text     NOT NULL COLLATE "C",
    state     bytea    NOT NULL,
    PRIMARY KEY (partition, platform, shop_id)
);
