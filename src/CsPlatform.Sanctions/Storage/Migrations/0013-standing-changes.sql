-- Which transaction wrote a standing last, so that whoever keeps copies of standings finds those that are out of date: every transaction that
-- a snapshot does not see has a number from the snapshot's xmin on.
ALTER TABLE sanctions.standing ADD COLUMN changed xid8 NOT NULL DEFAULT pg_current_xact_id();

CREATE INDEX standing_changed ON sanctions.standing (changed);
