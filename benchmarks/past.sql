-- A community and what lies behind it, by past.py, which gives the values that begin with a colon. Everything that
-- nobody works on any more is older than :then. Residents are dealt out to circles in turn.

CREATE TEMP TABLE n (i INTEGER PRIMARY KEY, who INTEGER NOT NULL, circle INTEGER NOT NULL);

WITH RECURSIVE counted (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted WHERE i < :most)
INSERT INTO n SELECT i, :resident + i * 7919 % :residents, 1 + (i * 7919 % :residents) % :circles FROM counted;

-- The people, whatever lies behind.

INSERT INTO people (id, name, reach) VALUES (:admin, '王主任', 'open');

INSERT INTO people (id, name, reach) SELECT :worker + i, '网格员' || i, 'open' FROM n WHERE i <= :grids;

INSERT INTO people (id, name, reach) SELECT :resident + i - 1, '居民' || i, 'open' FROM n WHERE i <= :residents;

INSERT INTO circles (id, chat_id, title, kind, grid)
SELECT i, :group + 1 - i, i || '号楼邻里圈', '邻里圈', '第' || (1 + i % :grids) || '网格' FROM n WHERE i <= :circles;

INSERT INTO members (circle_id, person_id)
SELECT 1 + (id - :resident) % :circles, id FROM people WHERE id >= :resident;

INSERT INTO staff (person_id, grid, since) SELECT :worker + i, '第' || i || '网格', 0 FROM n WHERE i <= :grids;

INSERT INTO point_accounts (id, kind, key) VALUES (1, 'community', '');

INSERT INTO point_accounts (id, kind, key) SELECT id, 'household', 'p' || id FROM people WHERE id >= :resident;

-- Tickets, each with its household and its history.

INSERT INTO reports (number, circle_id, reporter_id, filed_by, body, state, category, owner_id, first_owner_id,
    created_at, respond_by, responded_at, done_at, burning)
SELECT i, circle, who, who, i || '号楼电梯坏了', 'closed', '电梯', :worker + 1, :worker + 1, at, at, at, at, at
FROM (SELECT *, :then - (:tickets - i) * (:years / :tickets) AS at FROM n WHERE i <= :tickets);

INSERT INTO report_households (number, person_id, at) SELECT number, reporter_id, created_at FROM reports;

INSERT INTO report_events (number, at, person_id, step, to_state, detail)
SELECT r.number, r.created_at + n.i, r.reporter_id,
    CASE n.i WHEN 1 THEN 'file' WHEN 2 THEN 'take' WHEN 3 THEN 'close' ELSE 'rate' END,
    CASE n.i WHEN 1 THEN 'waiting' WHEN 2 THEN 'taken' ELSE 'closed' END,
    CASE n.i WHEN 4 THEN 'yes yes' ELSE '' END
FROM reports AS r JOIN n ON n.i <= 4;

-- What came in and went out, until it is pruned, and what is kept of it for ever.

INSERT INTO inbox (source, dedup_key, lane, sender_id, payload, received_at, state, handled_at, route)
SELECT 'telegram', 'old:' || i, who, who, printf('{"text": "%0300d"}', i), :now - i, 'handled', :now - i, 'help'
FROM n WHERE i <= :inbox;

INSERT INTO outbox (chat_id, priority, kind, card, payload, state, attempts, created_at, finished_at, message_id)
SELECT who, 10, 'say', 'old:' || i, printf('{"text": "%0300d"}', i), 'sent', 1, :then + i, :then + i, i
FROM n WHERE i <= :outbox;

INSERT INTO cards (chat_id, name, message_id)
SELECT CASE WHEN i % 2 THEN :group + 1 - circle ELSE who END, 'old:' || i, i FROM n WHERE i <= :cards;

INSERT INTO schedules (kind, subject, due_at, state)
SELECT 'report.resolve_overdue', i, :then - i, 'fired' FROM n WHERE i <= :schedules;

INSERT INTO audit (at, actor_id, action, subject) SELECT :then - i, :worker + 1, 'test', i FROM n WHERE i <= :audit;

-- Notices to all circles, and who has confirmed them.

INSERT INTO notices (id, author_id, state, content, urgent, version, created_at, sent_at, circles, over)
SELECT i, :admin, 'sent', '{"body": {"words": "今晚停水"}}', 0, 1, :then - i, :then - i, :circles, 1
FROM n WHERE i <= 1 + :receipts / :residents;

INSERT INTO notice_copies (notice_id, circle_id, state, sent_at)
SELECT o.id, c.id, 'sent', o.sent_at FROM notices AS o CROSS JOIN circles AS c;

INSERT INTO notice_receipts (notice_id, circle_id, person_id, version, at)
SELECT 1 + (i - 1) / :residents, circle, who, 1, :then FROM n WHERE i <= :receipts;

-- Sign-ups with twenty people on each.

INSERT INTO signups (number, title, organiser_id, state, place, closes_at, over_at, party_max, public, weekly,
    conditions, questions, created_at)
SELECT i, '守桶' || i, :admin, 'over', '', :then, :then, 1, 1, 0, '{}', '[]', :then - i
FROM n WHERE i <= 1 + :entries / 20;

INSERT INTO signup_shifts (signup, position, label, seats, starts_at, ends_at)
SELECT number, 0, '', 20, over_at, over_at FROM signups;

INSERT INTO signup_circles (signup, circle_id) SELECT number, 1 + number % :circles FROM signups;

INSERT INTO signup_entries (signup, shift, person_id, household, party, seats, whole, queued, created_at)
SELECT 1 + i / 20, 0, who, 'p' || who, 1, 1, 0, i, :then - i FROM n WHERE i <= :entries;

-- The ledger of points.

INSERT INTO point_movements (id, at, kind, words, source_key, by_id)
SELECT i, :then - (:movements - i) * (:years / :movements), 'checkin', '有害垃圾', 'old:' || i, :worker + 1
FROM n WHERE i <= :movements;

INSERT INTO point_entries (account_id, movement_id, amount) SELECT who, i, 2 FROM n WHERE i <= :movements;

INSERT INTO point_entries (account_id, movement_id, amount) SELECT 1, i, -2 FROM n WHERE i <= :movements;

-- What is the same whatever lies behind: the open tickets of this week, and a page of own tickets and points for each
-- of the regulars.

INSERT INTO reports (circle_id, reporter_id, filed_by, body, state, category, created_at, respond_by, resolve_due,
    burning)
SELECT circle, who, who, i || '号楼信箱锁丢了', 'waiting', '其他', :now - i * 600000, :now + i * 60000,
    :now + i * 6000000, :now + i * 60000
FROM n WHERE i <= :open;

INSERT INTO reports (circle_id, reporter_id, filed_by, body, state, category, created_at)
SELECT 1, :resident + i / :page, :resident + i / :page, i || '号楼停水了', 'closed', '其他', :then + i
FROM n WHERE i <= :regulars * :page;

INSERT INTO point_movements (at, kind, words, source_key)
SELECT :then + i, 'checkin', '有害垃圾', 'new:' || i FROM n WHERE i <= :regulars * :page;

INSERT INTO point_entries (account_id, movement_id, amount)
SELECT :resident + n.i / :page, m.id, 2 FROM n JOIN point_movements AS m ON m.source_key = 'new:' || n.i
WHERE n.i <= :regulars * :page;

INSERT INTO point_entries (account_id, movement_id, amount)
SELECT 1, id, -2 FROM point_movements WHERE source_key LIKE 'new:%';
