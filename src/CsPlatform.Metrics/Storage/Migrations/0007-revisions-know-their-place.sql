-- How far the event feed was counted when a revision was published: what stands later in the feed is no part of it. Null: published
-- before this was recorded; the time of receipt tells then.
ALTER TABLE metrics.figure ADD COLUMN fed_to bigint;
