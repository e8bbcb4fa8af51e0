PRAGMA application_id = 1382377569;
PRAGMA user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE "act" (
  "id" INTEGER NOT NULL PRIMARY KEY,
  "at" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "group_id" TEXT,
  "device" TEXT NOT NULL,
  "undone" TEXT
, "merged" INTEGER NOT NULL DEFAULT 0 CHECK ("merged" IN (0, 1)));
INSERT INTO "act" VALUES(1,'2026-11-20T10:05:00.000Z','began a session','s','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL,0);
INSERT INTO "act" VALUES(2,'2026-11-20T10:05:00.000Z','removed an answer',NULL,'01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL,0);
INSERT INTO "act" VALUES(3,'2026-11-20T10:05:00.000Z','logged 2 entries',NULL,'01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL,0);
CREATE TABLE "act_row" (
  "act_id" INTEGER NOT NULL REFERENCES "act" ("id"),
  "seq" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "row_id" TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT NOT NULL,
  PRIMARY KEY ("act_id", "seq")
);
INSERT INTO "act_row" VALUES(1,1,'session','01a1f86a-a0e0-728f-a479-5ca5b97444cc',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444cc", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "state": "finished", "programme": "mobility-starter", "phase": 1, "week": 2, "prescription": "[{\"exercise\": \"bridge\"}]", "sets": 2, "seconds": 310, "effort": 4, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,2,'set','01a1f86a-a0e0-728f-a479-5ca5b97444cd',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444cd", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "session": "01a1f86a-a0e0-728f-a479-5ca5b97444cc", "item": 0, "exercise": "bridge", "number": 1, "side": "left", "reps": 8, "reps_prescribed": 10, "seconds": null, "seconds_prescribed": null, "load": "5 kg", "variant": "easier", "instead_of": "squat", "reason": "pain", "two_more": 0, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,3,'check_in','01a1f86a-a0e0-728f-a479-5ca5b97444ce',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444ce", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "session": "01a1f86a-a0e0-728f-a479-5ca5b97444cc", "moment": "morning", "effort": 3, "stiffness": "longer", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null, "question": null, "about": "", "answer": null}');
INSERT INTO "act_row" VALUES(1,4,'pain','01a1f86a-a0e0-728f-a479-5ca5b97444cf',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444cf", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "level": 6, "site": null, "quality": null, "moment": "worst", "session": "01a1f86a-a0e0-728f-a479-5ca5b97444cc", "exercise": "bridge", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,5,'stop','01a1f86a-a0e0-728f-a479-5ca5b97444d0',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d0", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "reason": "sharp pain", "session": "01a1f86a-a0e0-728f-a479-5ca5b97444cc", "exercise": "bridge", "sign": "ST2a", "tier": 2, "answer": "seen", "answered": "2026-11-20T23:50:00.000+13:45", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,6,'decision','01a1f86a-a0e0-728f-a479-5ca5b97444d1',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d1", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "rule": "PR1", "reason": "because", "session": "01a1f86a-a0e0-728f-a479-5ca5b97444cc", "exercise": "bridge", "change": "phase=2", "answer": "accepted", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,7,'profile','01a1f86a-a0e0-728f-a479-5ca5b97444d2',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d2", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "key": "side", "value": "left", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,8,'profile','01a1f86a-a0e0-728f-a479-5ca5b97444d3',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d3", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "key": "pregnant", "value": "yes", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,9,'mood','01a1f86a-a0e0-728f-a479-5ca5b97444d4',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d4", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "level": 4, "session": null, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,10,'sleep','01a1f86a-a0e0-728f-a479-5ca5b97444d5',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d5", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "minutes": 390, "quality": 2, "bed": "22:30", "wake": "05:30", "latency": 20, "awakenings": 2, "awake": 30, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,11,'function','01a1f86a-a0e0-728f-a479-5ca5b97444d6',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d6", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "activity": "stairs", "level": 5, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,12,'treatment','01a1f86a-a0e0-728f-a479-5ca5b97444d7',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d7", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "what": "heat", "minutes": 15, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(1,13,'done_elsewhere','01a1f86a-a0e0-728f-a479-5ca5b97444d8',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d8", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "minutes": 20, "what": "walk", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(2,1,'profile','01a1f86a-a0e0-728f-a479-5ca5b97444d3','{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d3", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "key": "pregnant", "value": "yes", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}','{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d3", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "key": "pregnant", "value": "yes", "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.001Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": "2026-11-20T10:05:00.000Z"}');
INSERT INTO "act_row" VALUES(3,1,'pain','01a1f86a-a0e0-728f-a479-5ca5b97444d9',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444d9", "at": "2026-11-19T10:05:00.000Z", "offset_min": 825, "day": "2026-11-19", "level": 4, "site": "lower-back", "quality": "ache", "moment": "now", "session": null, "exercise": null, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
INSERT INTO "act_row" VALUES(3,2,'note','01a1f86a-a0e0-728f-a479-5ca5b97444da',NULL,'{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444da", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "text": "slept badly; \u00fcn\u00efc\u00f6d\u00e9 \ud83d\ude00 ''quoted''", "session": null, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:05:00.000Z", "device": "01a1f86a-a0e0-728f-a479-5ca5b97444cb", "deleted": null}');
CREATE TABLE "check_in" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "session" TEXT REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "moment" TEXT NOT NULL CHECK ("moment" IN ('now', 'before', 'after', 'morning')),
  "effort" INTEGER CHECK ("effort" IS NULL OR (typeof("effort") = 'integer' AND "effort" BETWEEN 0 AND 10)),
  "stiffness" TEXT CHECK ("stiffness" IS NULL OR ("stiffness" IN ('shorter', 'same', 'longer'))),
  "question" TEXT CHECK ("question" IS NULL OR ("question" IN ('soreness', 'sore_region', 'swelling', 'ill', 'since', 'linger', 'moved', 'spine', 'signs', 'weekly', 'weekly_words', 'function_asked', 'global_change'))),
  "about" TEXT NOT NULL CHECK (typeof("about") = 'text'),
  "answer" TEXT CHECK ("answer" IS NULL OR (typeof("answer") = 'text')),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')),
  CHECK ("question" IS NOT NULL OR "about" = ''),
  CHECK ("answer" IS NULL OR CASE "question" WHEN 'soreness' THEN "answer" IN ('none', 'eases', 'stays') WHEN 'sore_region' THEN length("answer") BETWEEN 1 AND 10000 WHEN 'swelling' THEN "answer" IN ('yes', 'no') WHEN 'ill' THEN "answer" IN ('yes', 'no') WHEN 'since' THEN "answer" IN ('nothing', 'ill', 'chest', 'injury', 'surgery', 'birth') WHEN 'linger' THEN "answer" IN ('no', 'lasted', 'moved') WHEN 'moved' THEN "answer" IN ('towards', 'away', 'same') WHEN 'spine' THEN "answer" IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10') WHEN 'signs' THEN "answer" IN ('none', 'leaking', 'heaviness', 'doming', 'pain', 'bleeding') WHEN 'weekly' THEN "answer" IN ('better', 'same', 'worse') WHEN 'weekly_words' THEN length("answer") BETWEEN 1 AND 10000 WHEN 'function_asked' THEN "answer" IN () WHEN 'global_change' THEN "answer" IN ('-5', '-4', '-3', '-2', '-1', '0', '1', '2', '3', '4', '5') ELSE 0 END)
);
INSERT INTO "check_in" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444ce','2026-11-20T10:05:00.000Z',825,'2026-11-20','01a1f86a-a0e0-728f-a479-5ca5b97444cc','morning',3,'longer',NULL,'',NULL,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
INSERT INTO "check_in" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444dc','2026-11-20T10:05:00.000Z',825,'2026-11-20',NULL,'now',NULL,NULL,'weekly','mobility-starter','better','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "decision" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "rule" TEXT NOT NULL CHECK (typeof("rule") = 'text' AND length("rule") BETWEEN 1 AND 10000),
  "reason" TEXT NOT NULL CHECK (typeof("reason") = 'text'),
  "session" TEXT REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "exercise" TEXT CHECK ("exercise" IS NULL OR (typeof("exercise") = 'text')),
  "change" TEXT CHECK ("change" IS NULL OR (typeof("change") = 'text')),
  "answer" TEXT CHECK ("answer" IS NULL OR ("answer" IN ('accepted', 'refused', 'taken_back'))),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "decision" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d1','2026-11-20T10:05:00.000Z',825,'2026-11-20','PR1','because','01a1f86a-a0e0-728f-a479-5ca5b97444cc','bridge','phase=2','accepted','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "done_elsewhere" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "minutes" INTEGER CHECK ("minutes" IS NULL OR (typeof("minutes") = 'integer' AND "minutes" BETWEEN 1 AND 1440)),
  "what" TEXT NOT NULL CHECK (typeof("what") = 'text'),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "done_elsewhere" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d8','2026-11-20T10:05:00.000Z',825,'2026-11-20',20,'walk','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "function" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "activity" TEXT NOT NULL CHECK (typeof("activity") = 'text' AND length("activity") BETWEEN 1 AND 10000),
  "level" INTEGER NOT NULL CHECK (typeof("level") = 'integer' AND "level" BETWEEN 0 AND 10),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "function" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d6','2026-11-20T10:05:00.000Z',825,'2026-11-20','stairs',5,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "meta" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
);
INSERT INTO "meta" VALUES('device','01a1f86a-a0e0-728f-a479-5ca5b97444cb');
INSERT INTO "meta" VALUES('created','2026-11-20T10:05:00.000Z');
CREATE TABLE "mood" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "level" INTEGER NOT NULL CHECK (typeof("level") = 'integer' AND "level" BETWEEN 1 AND 5),
  "session" TEXT REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "mood" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d4','2026-11-20T10:05:00.000Z',825,'2026-11-20',4,NULL,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "note" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "text" TEXT NOT NULL CHECK (typeof("text") = 'text' AND length("text") BETWEEN 1 AND 10000),
  "session" TEXT REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "note" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444da','2026-11-20T10:05:00.000Z',825,'2026-11-20','slept badly; ünïcödé 😀 ''quoted''',NULL,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "pain" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "level" INTEGER NOT NULL CHECK (typeof("level") = 'integer' AND "level" BETWEEN 0 AND 10),
  "site" TEXT CHECK ("site" IS NULL OR ("site" IN ('head', 'neck', 'chest', 'abdomen', 'upper-back', 'lower-back', 'pelvis', 'shoulder', 'shoulder-left', 'shoulder-right', 'elbow', 'elbow-left', 'elbow-right', 'wrist', 'wrist-left', 'wrist-right', 'hand', 'hand-left', 'hand-right', 'hip', 'hip-left', 'hip-right', 'thigh', 'thigh-left', 'thigh-right', 'knee', 'knee-left', 'knee-right', 'calf', 'calf-left', 'calf-right', 'ankle', 'ankle-left', 'ankle-right', 'foot', 'foot-left', 'foot-right'))),
  "quality" TEXT CHECK ("quality" IS NULL OR ("quality" IN ('ache', 'stiff', 'tight', 'sharp', 'burning', 'tingling', 'numb', 'throbbing', 'cramping', 'heavy', 'electric', 'spreading', 'giving-way', 'locking'))),
  "moment" TEXT NOT NULL CHECK ("moment" IN ('now', 'before', 'worst', 'after', 'morning', 'average')),
  "session" TEXT REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "exercise" TEXT CHECK ("exercise" IS NULL OR (typeof("exercise") = 'text')),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "pain" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444cf','2026-11-20T10:05:00.000Z',825,'2026-11-20',6,NULL,NULL,'worst','01a1f86a-a0e0-728f-a479-5ca5b97444cc','bridge','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
INSERT INTO "pain" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d9','2026-11-19T10:05:00.000Z',825,'2026-11-19',4,'lower-back','ache','now',NULL,NULL,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "profile" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "key" TEXT NOT NULL CHECK (typeof("key") = 'text' AND length("key") BETWEEN 1 AND 10000),
  "value" TEXT CHECK ("value" IS NULL OR (typeof("value") = 'text')),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "profile" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d2','2026-11-20T10:05:00.000Z',825,'2026-11-20','side','left','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
INSERT INTO "profile" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d3','2026-11-20T10:05:00.000Z',825,'2026-11-20','pregnant','yes','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.001Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb','2026-11-20T10:05:00.000Z');
CREATE TABLE "row_history" (
  "row_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "row" TEXT NOT NULL,
  "kept" TEXT NOT NULL,
  PRIMARY KEY ("row_id", "kind", "row")
);
INSERT INTO "row_history" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444da','note','{"id": "01a1f86a-a0e0-728f-a479-5ca5b97444da", "at": "2026-11-20T10:05:00.000Z", "offset_min": 825, "day": "2026-11-20", "text": "slept", "session": null, "created": "2026-11-20T10:05:00.000Z", "updated": "2026-11-20T10:04:00.000Z", "device": "another", "deleted": null}','2026-11-20T10:06:00.000Z');
CREATE TABLE "session" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "state" TEXT NOT NULL CHECK ("state" IN ('running', 'finished', 'stopped', 'left', 'discarded')),
  "programme" TEXT CHECK ("programme" IS NULL OR (typeof("programme") = 'text')),
  "phase" INTEGER CHECK ("phase" IS NULL OR (typeof("phase") = 'integer' AND "phase" BETWEEN 0 AND 10000)),
  "week" INTEGER CHECK ("week" IS NULL OR (typeof("week") = 'integer' AND "week" BETWEEN 0 AND 10000)),
  "prescription" TEXT NOT NULL CHECK (typeof("prescription") = 'text'),
  "sets" INTEGER NOT NULL CHECK (typeof("sets") = 'integer' AND "sets" BETWEEN 0 AND 10000),
  "seconds" INTEGER NOT NULL CHECK (typeof("seconds") = 'integer' AND "seconds" BETWEEN 0 AND 86400),
  "effort" INTEGER CHECK ("effort" IS NULL OR (typeof("effort") = 'integer' AND "effort" BETWEEN 0 AND 10)),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "session" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444cc','2026-11-20T10:05:00.000Z',825,'2026-11-20','finished','mobility-starter',1,2,'[{"exercise": "bridge"}]',2,310,4,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "set" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "session" TEXT NOT NULL REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "item" INTEGER NOT NULL CHECK (typeof("item") = 'integer' AND "item" BETWEEN 0 AND 10000),
  "exercise" TEXT NOT NULL CHECK (typeof("exercise") = 'text'),
  "number" INTEGER NOT NULL CHECK (typeof("number") = 'integer' AND "number" BETWEEN 1 AND 10000),
  "side" TEXT NOT NULL CHECK ("side" IN ('both', 'left', 'right')),
  "reps" INTEGER CHECK ("reps" IS NULL OR (typeof("reps") = 'integer' AND "reps" BETWEEN 0 AND 100000)),
  "reps_prescribed" INTEGER CHECK ("reps_prescribed" IS NULL OR (typeof("reps_prescribed") = 'integer' AND "reps_prescribed" BETWEEN 0 AND 100000)),
  "seconds" INTEGER CHECK ("seconds" IS NULL OR (typeof("seconds") = 'integer' AND "seconds" BETWEEN 0 AND 100000)),
  "seconds_prescribed" INTEGER CHECK ("seconds_prescribed" IS NULL OR (typeof("seconds_prescribed") = 'integer' AND "seconds_prescribed" BETWEEN 0 AND 100000)),
  "load" TEXT CHECK ("load" IS NULL OR (typeof("load") = 'text')),
  "variant" TEXT NOT NULL CHECK (typeof("variant") = 'text'),
  "instead_of" TEXT CHECK ("instead_of" IS NULL OR (typeof("instead_of") = 'text')),
  "reason" TEXT CHECK ("reason" IS NULL OR (typeof("reason") = 'text')),
  "two_more" INTEGER CHECK ("two_more" IS NULL OR (typeof("two_more") = 'integer' AND "two_more" BETWEEN 0 AND 1)),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')),
  CHECK ("reps_prescribed" IS NOT NULL OR "seconds_prescribed" IS NOT NULL)
);
INSERT INTO "set" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444cd','2026-11-20T10:05:00.000Z',825,'2026-11-20','01a1f86a-a0e0-728f-a479-5ca5b97444cc',0,'bridge',1,'left',8,10,NULL,NULL,'5 kg','easier','squat','pain',0,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "sleep" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "minutes" INTEGER CHECK ("minutes" IS NULL OR (typeof("minutes") = 'integer' AND "minutes" BETWEEN 0 AND 1440)),
  "quality" INTEGER CHECK ("quality" IS NULL OR (typeof("quality") = 'integer' AND "quality" BETWEEN 1 AND 5)),
  "bed" TEXT CHECK ("bed" IS NULL OR (typeof("bed") = 'text')),
  "wake" TEXT CHECK ("wake" IS NULL OR (typeof("wake") = 'text')),
  "latency" INTEGER CHECK ("latency" IS NULL OR (typeof("latency") = 'integer' AND "latency" BETWEEN 0 AND 1440)),
  "awakenings" INTEGER CHECK ("awakenings" IS NULL OR (typeof("awakenings") = 'integer' AND "awakenings" BETWEEN 0 AND 100)),
  "awake" INTEGER CHECK ("awake" IS NULL OR (typeof("awake") = 'integer' AND "awake" BETWEEN 0 AND 1440)),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z')),
  CHECK ("minutes" IS NOT NULL OR "quality" IS NOT NULL)
);
INSERT INTO "sleep" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d5','2026-11-20T10:05:00.000Z',825,'2026-11-20',390,2,'22:30','05:30',20,2,30,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "stop" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "reason" TEXT NOT NULL CHECK (typeof("reason") = 'text' AND length("reason") BETWEEN 1 AND 10000),
  "session" TEXT REFERENCES "session" ("id") DEFERRABLE INITIALLY DEFERRED,
  "exercise" TEXT CHECK ("exercise" IS NULL OR (typeof("exercise") = 'text')),
  "sign" TEXT CHECK ("sign" IS NULL OR (typeof("sign") = 'text')),
  "tier" INTEGER CHECK ("tier" IS NULL OR (typeof("tier") = 'integer' AND "tier" BETWEEN 1 AND 5)),
  "answer" TEXT CHECK ("answer" IS NULL OR (typeof("answer") = 'text')),
  "answered" TEXT CHECK ("answered" IS NULL OR ("answered" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][+-][0-9][0-9]:[0-9][0-9]')),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "stop" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d0','2026-11-20T10:05:00.000Z',825,'2026-11-20','sharp pain','01a1f86a-a0e0-728f-a479-5ca5b97444cc','bridge','ST2a',2,'seen','2026-11-20T23:50:00.000+13:45','2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE TABLE "treatment" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") = 36 AND "id" NOT GLOB '*[^0-9a-f-]*'),
  "at" TEXT NOT NULL CHECK ("at" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "offset_min" INTEGER NOT NULL CHECK (typeof("offset_min") = 'integer' AND "offset_min" BETWEEN -1439 AND 1439),
  "day" TEXT NOT NULL CHECK ("day" IS date("at", "offset_min" || ' minutes')),
  "what" TEXT NOT NULL CHECK ("what" IN ('heat', 'ice', 'massage', 'medicine', 'other')),
  "minutes" INTEGER CHECK ("minutes" IS NULL OR (typeof("minutes") = 'integer' AND "minutes" BETWEEN 1 AND 1440)),
  "created" TEXT NOT NULL CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "updated" TEXT NOT NULL CHECK ("updated" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'),
  "device" TEXT NOT NULL CHECK (typeof("device") = 'text' AND length("device") BETWEEN 1 AND 10000),
  "deleted" TEXT CHECK ("deleted" IS NULL OR ("deleted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]Z'))
);
INSERT INTO "treatment" VALUES('01a1f86a-a0e0-728f-a479-5ca5b97444d7','2026-11-20T10:05:00.000Z',825,'2026-11-20','heat',15,'2026-11-20T10:05:00.000Z','2026-11-20T10:05:00.000Z','01a1f86a-a0e0-728f-a479-5ca5b97444cb',NULL);
CREATE INDEX "session_at" ON "session" ("at");
CREATE INDEX "session_day" ON "session" ("day");
CREATE INDEX "pain_at" ON "pain" ("at");
CREATE INDEX "pain_day" ON "pain" ("day");
CREATE INDEX "pain_session" ON "pain" ("session");
CREATE INDEX "mood_at" ON "mood" ("at");
CREATE INDEX "mood_day" ON "mood" ("day");
CREATE INDEX "mood_session" ON "mood" ("session");
CREATE INDEX "sleep_at" ON "sleep" ("at");
CREATE INDEX "sleep_day" ON "sleep" ("day");
CREATE INDEX "function_at" ON "function" ("at");
CREATE INDEX "function_day" ON "function" ("day");
CREATE INDEX "treatment_at" ON "treatment" ("at");
CREATE INDEX "treatment_day" ON "treatment" ("day");
CREATE INDEX "done_elsewhere_at" ON "done_elsewhere" ("at");
CREATE INDEX "done_elsewhere_day" ON "done_elsewhere" ("day");
CREATE INDEX "note_at" ON "note" ("at");
CREATE INDEX "note_day" ON "note" ("day");
CREATE INDEX "note_session" ON "note" ("session");
CREATE INDEX "set_at" ON "set" ("at");
CREATE INDEX "set_day" ON "set" ("day");
CREATE INDEX "set_session" ON "set" ("session");
CREATE INDEX "stop_at" ON "stop" ("at");
CREATE INDEX "stop_day" ON "stop" ("day");
CREATE INDEX "stop_session" ON "stop" ("session");
CREATE INDEX "decision_at" ON "decision" ("at");
CREATE INDEX "decision_day" ON "decision" ("day");
CREATE INDEX "decision_session" ON "decision" ("session");
CREATE INDEX "profile_at" ON "profile" ("at");
CREATE INDEX "profile_day" ON "profile" ("day");
CREATE INDEX "check_in_at" ON "check_in" ("at");
CREATE INDEX "check_in_day" ON "check_in" ("day");
CREATE INDEX "check_in_session" ON "check_in" ("session");
CREATE VIEW "daily" AS SELECT
  "seen"."day" AS "day",
  (SELECT count(*) FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" = "seen"."day" AND ("sets" > 0 AND 2 * (SELECT count(*) FROM (SELECT DISTINCT "item", "number", "side" FROM "set" WHERE "set"."session" = "session"."id" AND "set"."deleted" IS NULL)) >= "sets")) AS "sessions_done",
  (SELECT count(*) FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" = "seen"."day" AND NOT ("sets" > 0 AND 2 * (SELECT count(*) FROM (SELECT DISTINCT "item", "number", "side" FROM "set" WHERE "set"."session" = "session"."id" AND "set"."deleted" IS NULL)) >= "sets")) AS "sessions_partly",
  (SELECT count(*) FROM "done_elsewhere" WHERE "deleted" IS NULL AND "day" = "seen"."day") AS "sessions_elsewhere",
  (SELECT round(sum("value"), 1) FROM (SELECT "seconds" / 60.0 AS "value" FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" = "seen"."day" UNION ALL SELECT "minutes" FROM "done_elsewhere" WHERE "deleted" IS NULL AND "day" = "seen"."day")) AS "minutes",
  (SELECT count(*) FROM "stop" WHERE "deleted" IS NULL AND "day" = "seen"."day") AS "stops",
  (SELECT count(*) FROM "note" WHERE "deleted" IS NULL AND "day" = "seen"."day") AS "notes",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" = "seen"."day")) AS "pain_n",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" = "seen"."day")) AS "pain_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" = "seen"."day")) AS "pain_max",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" = "seen"."day" AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) AS "pain_worst_n",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" = "seen"."day" AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) AS "pain_worst_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" = "seen"."day" AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) AS "pain_worst_max",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "mood_n",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "mood_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "mood_max",
  (SELECT count(*) FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "sleep_minutes_n",
  (SELECT min("value") FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "sleep_minutes_min",
  (SELECT max("value") FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "sleep_minutes_max",
  (SELECT count(*) FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "sleep_quality_n",
  (SELECT min("value") FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "sleep_quality_min",
  (SELECT max("value") FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "sleep_quality_max",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "function_n",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "function_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" = "seen"."day")) AS "function_max",
  (SELECT count(*) FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" = "seen"."day")) AS "effort_n",
  (SELECT min("value") FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" = "seen"."day")) AS "effort_min",
  (SELECT max("value") FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" = "seen"."day")) AS "effort_max"
FROM (SELECT "day" FROM "pain" WHERE "deleted" IS NULL UNION SELECT "day" FROM "mood" WHERE "deleted" IS NULL UNION SELECT "day" FROM "sleep" WHERE "deleted" IS NULL UNION SELECT "day" FROM "function" WHERE "deleted" IS NULL UNION SELECT "day" FROM "treatment" WHERE "deleted" IS NULL UNION SELECT "day" FROM "done_elsewhere" WHERE "deleted" IS NULL UNION SELECT "day" FROM "note" WHERE "deleted" IS NULL UNION SELECT "day" FROM "stop" WHERE "deleted" IS NULL UNION SELECT "day" FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left')) AS "seen"
ORDER BY 1;
CREATE VIEW "weekly" AS SELECT
  strftime('%Y', date("start", '+3 days')) || printf('-W%02d', (strftime('%j', date("start", '+3 days')) - 1) / 7 + 1) AS "week",
  "seen"."start" AS "start",
  (SELECT count(*) FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') AND ("sets" > 0 AND 2 * (SELECT count(*) FROM (SELECT DISTINCT "item", "number", "side" FROM "set" WHERE "set"."session" = "session"."id" AND "set"."deleted" IS NULL)) >= "sets")) AS "sessions_done",
  (SELECT count(*) FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') AND NOT ("sets" > 0 AND 2 * (SELECT count(*) FROM (SELECT DISTINCT "item", "number", "side" FROM "set" WHERE "set"."session" = "session"."id" AND "set"."deleted" IS NULL)) >= "sets")) AS "sessions_partly",
  (SELECT count(*) FROM "done_elsewhere" WHERE "deleted" IS NULL AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days')) AS "sessions_elsewhere",
  (SELECT round(sum("value"), 1) FROM (SELECT "seconds" / 60.0 AS "value" FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') UNION ALL SELECT "minutes" FROM "done_elsewhere" WHERE "deleted" IS NULL AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "minutes",
  (SELECT count(*) FROM "stop" WHERE "deleted" IS NULL AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days')) AS "stops",
  (SELECT count(*) FROM "note" WHERE "deleted" IS NULL AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days')) AS "notes",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "pain_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "pain_median",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "pain_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "pain" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND "moment" IN ('now', 'before', 'morning', 'average') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "pain_max",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) AS "pain_worst_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "pain_worst_median",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) AS "pain_worst_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "pain" AS "p" WHERE "deleted" IS NULL AND "moment" = 'worst' AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days') AND NOT EXISTS (SELECT 1 FROM "pain" AS "other" WHERE "other"."session" = "p"."session" AND "other"."deleted" IS NULL AND "other"."moment" = 'worst' AND ("other"."level" > "p"."level" OR ("other"."level" = "p"."level" AND ("other"."at", "other"."id") < ("p"."at", "p"."id")))))) AS "pain_worst_max",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "mood_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "mood_median",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "mood_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "mood" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "mood_max",
  (SELECT count(*) FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "sleep_minutes_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "sleep_minutes_median",
  (SELECT min("value") FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "sleep_minutes_min",
  (SELECT max("value") FROM (SELECT "minutes" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "minutes" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "sleep_minutes_max",
  (SELECT count(*) FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "sleep_quality_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "sleep_quality_median",
  (SELECT min("value") FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "sleep_quality_min",
  (SELECT max("value") FROM (SELECT "quality" AS "value" FROM "sleep" WHERE "deleted" IS NULL AND "quality" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "sleep_quality_max",
  (SELECT count(*) FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "function_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "function_median",
  (SELECT min("value") FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "function_min",
  (SELECT max("value") FROM (SELECT "level" AS "value" FROM "function" WHERE "deleted" IS NULL AND "level" IS NOT NULL AND 1 AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "function_max",
  (SELECT count(*) FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "effort_n",
  (SELECT avg("value") FROM (SELECT "value", row_number() OVER (ORDER BY "value") AS "place", count(*) OVER () AS "n" FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) WHERE "n" >= 4 AND "place" IN (("n" + 1) / 2, ("n" + 2) / 2)) AS "effort_median",
  (SELECT min("value") FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "effort_min",
  (SELECT max("value") FROM (SELECT "effort" AS "value" FROM "session" WHERE "deleted" IS NULL AND "effort" IS NOT NULL AND "state" IN ('finished', 'stopped', 'left') AND "day" >= "seen"."start" AND "day" < date("seen"."start", '+7 days'))) AS "effort_max"
FROM (SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "pain" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "mood" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "sleep" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "function" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "treatment" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "done_elsewhere" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "note" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "stop" WHERE "deleted" IS NULL UNION SELECT date("day", '-6 days', 'weekday 1') AS "start" FROM "session" WHERE "deleted" IS NULL AND "state" IN ('finished', 'stopped', 'left')) AS "seen"
ORDER BY 1;
COMMIT;
