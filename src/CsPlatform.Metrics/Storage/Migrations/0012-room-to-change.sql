-- Rows that change with most events of theirs leave room on their page: a change that stays on it writes no index.
ALTER TABLE metrics.timeline SET (fillfactor = 70);
ALTER TABLE metrics.subject SET (fillfactor = 80);
ALTER TABLE metrics.obligation SET (fillfactor = 80);
