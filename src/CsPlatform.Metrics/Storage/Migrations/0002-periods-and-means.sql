-- Natural weeks are a kind of period as well: period_kind 4.
ALTER TABLE metrics.figure DROP CONSTRAINT figure_period_kind_check;
ALTER TABLE metrics.figure ADD CONSTRAINT figure_period_kind_check CHECK (period_kind BETWEEN 1 AND 4);

-- A mean's sum may be more than its count; what there is none of still has no sum.
ALTER TABLE metrics.figure DROP CONSTRAINT figure_check1;
ALTER TABLE metrics.figure ADD CONSTRAINT figure_denominator_check CHECK (denominator > 0 OR (denominator = 0 AND numerator = 0));
ALTER TABLE metrics.shop_day_fact DROP CONSTRAINT shop_day_fact_check;
ALTER TABLE metrics.shop_day_fact
    ADD CONSTRAINT shop_day_fact_denominator_check CHECK (denominator > 0 OR (denominator = 0 AND numerator = 0));
