-- Which chats have a message on its way, without a look at all that waits for them.

CREATE INDEX outbox_sending ON outbox (chat_id) WHERE state = 'sending';
