-- Cards under pictures, topics for notices; notices and who has confirmed them.

ALTER TABLE cards ADD COLUMN captioned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE circles ADD COLUMN thread INTEGER;
CREATE INDEX outbox_card ON outbox (card) WHERE kind = 'say' AND card IS NOT NULL;
