-- What has been told of running figures and the limits they are held against. Unlike facts this cannot be computed anew: with these tables
-- emptied, crossings would be told a second time.

-- The side of a limit that a shop's running figure was last seen on. side: 0 no data or too few units, 1 kept, 2 missed.
CREATE TABLE metrics.headroom (
    partition    smallint NOT NULL,
    platform     text     NOT NULL COLLATE "C",
    shop_id      text     NOT NULL COLLATE "C",
    limit_key    text     NOT NULL COLLATE "C",
    period_start date     NOT NULL,
    side         smallint NOT NULL CHECK (side BETWEEN 0 AND 2),
    PRIMARY KEY (partition, platform, shop_id, limit_key)
) WITH (fillfactor = 80);

-- How far ingestion's feed has been held against limits: what stands up to there is never held against them again.
CREATE TABLE metrics.headroom_mark (
    partition smallint NOT NULL PRIMARY KEY CHECK (partition BETWEEN 0 AND 255),
    position  bigint   NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 20);
