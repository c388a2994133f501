-- Where a rule charges a user's transfers of one day once, a consultation is judged together with the user's other ones.
ALTER TABLE billing.consultation ADD COLUMN buyer_id text;

CREATE INDEX consultation_buyer ON billing.consultation (partition, platform, shop_id, buyer_id) WHERE buyer_id IS NOT NULL;
