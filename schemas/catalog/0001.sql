-- Migration 1: the catalog of one archive. Explained table by table in arc-catalog(5).
-- Until the first release this file is edited in place and archives are carried over by `arc-admin rebuild`.
-- Rules: STRICT tables; ids come from `counter`; calendar dates are TEXT yyyy-mm-dd, instants TEXT UTC with milliseconds;
-- every change to a table of the first part becomes part of an event by itself (catalog/change_capture).

-- Part 1: what the archive knows. Journaled, rebuilt by replaying the journal. ---------------------------------------

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL CHECK (next > 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE profile (
    version INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    text    TEXT NOT NULL
) STRICT;

CREATE TABLE unit (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL,
    parent INTEGER REFERENCES unit (id) CHECK (parent <> id)
) STRICT;

CREATE TABLE person (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,               -- login name or staff number
    name     TEXT NOT NULL,
    unit     INTEGER REFERENCES unit (id),
    fields   TEXT NOT NULL DEFAULT '{}',
    disabled TEXT,                               -- the day the account was closed
    reviewed TEXT                                -- the day somebody last confirmed it
) STRICT;

CREATE TABLE person_role (
    person INTEGER NOT NULL REFERENCES person (id),
    role   TEXT NOT NULL,
    PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
    id          INTEGER PRIMARY KEY,
    number      TEXT NOT NULL UNIQUE,
    opened      TEXT,
    closed      TEXT CHECK (closed IS NULL OR opened IS NULL OR closed >= opened),
    responsible INTEGER REFERENCES person (id)
) STRICT;
CREATE INDEX customer_responsible ON customer (responsible) WHERE responsible IS NOT NULL;

-- What is true of a customer from a day on. A change closes the current row and adds one; nothing is overwritten.
CREATE TABLE customer_state (
    id           INTEGER PRIMARY KEY,
    customer     INTEGER NOT NULL REFERENCES customer (id),
    since        TEXT NOT NULL,
    until        TEXT CHECK (until IS NULL OR until >= since),   -- NULL: true now
    name         TEXT NOT NULL,
    class        TEXT,
    kind         TEXT,                           -- person, organisation …
    unit         INTEGER REFERENCES unit (id),
    legal_entity TEXT,
    address      TEXT,
    status       TEXT,
    fields       TEXT NOT NULL DEFAULT '{}'      -- the profile's fields; private ones as {"hmac":…} of private_value
) STRICT;
CREATE UNIQUE INDEX customer_state_now ON customer_state (customer) WHERE until IS NULL;
CREATE INDEX customer_state_history ON customer_state (customer, since);
CREATE INDEX customer_state_unit ON customer_state (unit, customer) WHERE until IS NULL;
CREATE INDEX customer_state_class ON customer_state (class, customer) WHERE until IS NULL;
CREATE INDEX customer_state_status ON customer_state (status, customer) WHERE until IS NULL;

-- Numbers that a customer had before: the old one still finds it.
CREATE TABLE customer_number (
    number   TEXT PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_number_of ON customer_number (customer);

CREATE TABLE ticket (
    id          INTEGER PRIMARY KEY,
    number      TEXT NOT NULL UNIQUE,
    customer    INTEGER REFERENCES customer (id),
    type        TEXT NOT NULL,
    opened      TEXT NOT NULL,
    stage       TEXT,
    responsible INTEGER REFERENCES person (id),
    unit        INTEGER REFERENCES unit (id),
    closed      TEXT CHECK (closed IS NULL OR closed >= opened),
    fields      TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX ticket_customer ON ticket (customer);
CREATE INDEX ticket_unit ON ticket (unit);
CREATE INDEX ticket_opened ON ticket (opened);
CREATE INDEX ticket_type ON ticket (type);
CREATE INDEX ticket_at_stage ON ticket (stage);
CREATE INDEX ticket_responsible ON ticket (responsible) WHERE responsible IS NOT NULL;

CREATE TABLE ticket_stage (
    ticket  INTEGER NOT NULL REFERENCES ticket (id),
    entered TEXT NOT NULL,                       -- instant
    stage   TEXT NOT NULL,
    PRIMARY KEY (ticket, entered, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    title  TEXT NOT NULL,
    parent INTEGER REFERENCES series (id) CHECK (parent <> id),
    fields TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX series_parent ON series (parent);

CREATE TABLE place (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    parent   INTEGER REFERENCES place (id) CHECK (parent <> id),
    kind     TEXT NOT NULL,                      -- room, cabinet, row, shelf, slot
    zone     TEXT,
    capacity INTEGER CHECK (capacity > 0),       -- millimetres of shelf; NULL: not measured
    most     INTEGER CHECK (most > 0),           -- how many things may stand in it; 1 for a slot; NULL: no limit
    keeper   INTEGER REFERENCES person (id),     -- 责任人 of what stands here and below
    closed   TEXT                                -- day since which nothing is put here
) STRICT;
CREATE INDEX place_parent ON place (parent);

CREATE TABLE box (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    title  TEXT,
    place  INTEGER REFERENCES place (id),        -- now; since when and where before: stay
    width  INTEGER CHECK (width > 0),            -- millimetres of shelf it takes
    fields TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX box_place ON box (place) WHERE place IS NOT NULL;

CREATE TABLE volume (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,                 -- 案卷号 or its 档号
    title  TEXT,
    box    INTEGER REFERENCES box (id),
    place  INTEGER REFERENCES place (id),
    pages  INTEGER CHECK (pages >= 0),           -- 卷尾号, as the old catalogue declares it
    width  INTEGER CHECK (width > 0),            -- millimetres of shelf it takes
    closed TEXT,                                 -- instant when it was bound: its papers and their order are final
    fields TEXT NOT NULL DEFAULT '{}',
    CHECK (box IS NULL OR place IS NULL)         -- one container at most
) STRICT;
CREATE INDEX volume_box ON volume (box) WHERE box IS NOT NULL;
CREATE INDEX volume_place ON volume (place) WHERE place IS NOT NULL;

CREATE TABLE batch (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    opened   TEXT NOT NULL,                      -- instant
    closed   TEXT,                               -- instant; a closed batch takes repeats only
    state    TEXT NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
    operator TEXT,
    device   TEXT,
    dpi      INTEGER,                            -- for sources that do not tell, such as PNM
    duplex   INTEGER NOT NULL DEFAULT 0 CHECK (duplex IN (0, 1)),
    expected INTEGER CHECK (expected >= 0),
    CHECK ((closed IS NULL) = (state = 'open'))
) STRICT;

CREATE TABLE object (
    id     INTEGER PRIMARY KEY,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    bytes  INTEGER NOT NULL CHECK (bytes >= 0),
    format TEXT NOT NULL,
    frames INTEGER NOT NULL CHECK (frames >= 0),
    origin       INTEGER REFERENCES object (id) CHECK (origin <> id),   -- one frame of that file left it as this one
    origin_frame INTEGER CHECK (origin_frame >= 0),
    destroyed    TEXT,                           -- instant since which the file must not be there
    CHECK ((origin IS NULL) = (origin_frame IS NULL))
) STRICT;
-- Half a digest finds an object and is nobody else's; an index of whole ones would be the largest of all.
CREATE UNIQUE INDEX object_digest ON object (substr(digest, 1, 16));
CREATE INDEX object_destroyed ON object (destroyed, id) WHERE destroyed IS NOT NULL;

-- A captured file in another format beside itself: the same frames in the same order. It goes when its original goes.
CREATE TABLE conversion (
    object   INTEGER PRIMARY KEY REFERENCES object (id),
    result   INTEGER NOT NULL REFERENCES object (id) CHECK (result <> object),
    made     TEXT NOT NULL,                      -- instant
    program  TEXT NOT NULL,                      -- that made it, as somebody says, with its version
    lossless INTEGER NOT NULL CHECK (lossless IN (0, 1))   -- 1: both were decoded and show the same pixels
) STRICT;
CREATE INDEX conversion_result ON conversion (result);

-- One expected or present paper.
CREATE TABLE document (
    id           INTEGER PRIMARY KEY,
    type         TEXT NOT NULL,
    ticket       INTEGER REFERENCES ticket (id),
    customer     INTEGER REFERENCES customer (id),
    series       INTEGER REFERENCES series (id),
    number       TEXT UNIQUE,                    -- 档号; once final never changed
    title        TEXT,
    dated        TEXT,
    author       TEXT,                           -- 责任者
    sheets       INTEGER CHECK (sheets >= 0),    -- declared, not imaged
    sides        INTEGER CHECK (sides >= 0),     -- 页数: printed sides, declared
    volume       INTEGER REFERENCES volume (id),
    box          INTEGER REFERENCES box (id),    -- where it lies in a box without a volume
    place        INTEGER REFERENCES place (id),  -- where it stands by itself; since when: stay
    position     INTEGER,                        -- inside its volume or box: 件号
    first_page   INTEGER,                        -- where it starts in the volume: 起始页号
    paper        TEXT CHECK (paper IN ('here', 'returned', 'none', 'lost', 'destroyed')),   -- NULL: nobody has said
    secrecy      INTEGER NOT NULL DEFAULT 0 CHECK (secrecy BETWEEN 0 AND 9),
    secret_until TEXT,                           -- the day the level ends
    classified_by INTEGER REFERENCES person (id),   -- who classifies, declassifies
    access       TEXT,                           -- 开放, 控制 …: one of the profile's; NULL: as its type says
    fields       TEXT NOT NULL DEFAULT '{}',
    registered   TEXT NOT NULL,                  -- instant
    starts_at    INTEGER UNIQUE REFERENCES page (id),   -- the page that started it when a batch was split
    late_reason  TEXT,                           -- 补录: why it came late
    retention    TEXT,                           -- the rule that applied when it was filed: permanent or years
    keep_until   TEXT,
    profile      INTEGER NOT NULL,               -- the profile's version then
    withdrawn    TEXT,                           -- why it is no longer valid; the row stays
    destroyed    TEXT,                           -- instant; the row stays as its tombstone
    CHECK (destroyed IS NULL OR coalesce(paper, '') IN ('returned', 'none', 'lost', 'destroyed')),
    CHECK ((ticket IS NOT NULL) + (customer IS NOT NULL) + (series IS NOT NULL) = 1),
    CHECK ((volume IS NOT NULL) + (box IS NOT NULL) + (place IS NOT NULL) <= 1)
) STRICT;
CREATE INDEX document_box ON document (box, position) WHERE box IS NOT NULL;
CREATE INDEX document_place ON document (place) WHERE place IS NOT NULL;
CREATE INDEX document_keep_until ON document (keep_until, id) WHERE keep_until IS NOT NULL AND destroyed IS NULL;
CREATE INDEX document_ticket ON document (ticket, type) WHERE ticket IS NOT NULL;
CREATE INDEX document_customer ON document (customer, type) WHERE customer IS NOT NULL;
CREATE INDEX document_series ON document (series, position) WHERE series IS NOT NULL;
CREATE INDEX document_volume ON document (volume, position) WHERE volume IS NOT NULL;
CREATE INDEX document_dated ON document (dated) WHERE dated IS NOT NULL;
CREATE INDEX document_type ON document (type);
CREATE INDEX document_secret ON document (secrecy) WHERE secrecy > 0;
CREATE INDEX document_destroyed ON document (destroyed, id) WHERE destroyed IS NOT NULL;
-- Papers that nobody has put anywhere.
CREATE INDEX document_nowhere ON document (id)
WHERE volume IS NULL AND box IS NULL AND place IS NULL AND withdrawn IS NULL AND destroyed IS NULL;

-- Further tickets that a document serves.
CREATE TABLE document_serves (
    document INTEGER NOT NULL REFERENCES document (id),
    ticket   INTEGER NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (document, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_serves_ticket ON document_serves (ticket);

-- Where sources lay: pages come by the thousand from one folder.
CREATE TABLE folder (
    id   INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE                    -- with the slash at its end; '' for sources without one
) STRICT;

-- One image side: the smallest managed thing.
CREATE TABLE page (
    id           INTEGER PRIMARY KEY,
    batch        INTEGER NOT NULL REFERENCES batch (id),
    seq          INTEGER NOT NULL CHECK (seq > 0),
    object       INTEGER NOT NULL REFERENCES object (id),
    frame        INTEGER NOT NULL CHECK (frame >= 0),
    folder       INTEGER NOT NULL REFERENCES folder (id),
    source       TEXT NOT NULL,                  -- the name in it that it came under; bytes that are not UTF-8 as \xNN
    source_written INTEGER,                      -- of a file of an inbox: when it was last written, ns since 1970
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    dpi_x        REAL,
    dpi_y        REAL,
    mode         TEXT,                           -- bilevel, gray, colour
    compression  TEXT,
    ink          REAL,                           -- 0..1; NULL: not measured
    skew         REAL,                           -- degrees, clockwise
    blank        INTEGER NOT NULL DEFAULT 0 CHECK (blank IN (0, 1)),
    blank_score  REAL,                           -- 0 full of writing … 1 nothing on it
    duplicate_of INTEGER REFERENCES page (id),
    regions      TEXT,                           -- where codes may be: x,y,w,h;… ; '' none
    codes_read   TEXT,                           -- NULL not yet, else the effort it was read with
    -- where it was filed
    role         TEXT NOT NULL DEFAULT 'new'
                 CHECK (role IN ('new', 'content', 'separator', 'back', 'ignored', 'unplaced', 'replaced', 'dropped',
                                 'destroyed')),
    document     INTEGER REFERENCES document (id),
    position     INTEGER,                        -- inside its document, from 1
    reason       TEXT,                           -- why it is on the work list, dropped or replaced
    replaced_by  INTEGER REFERENCES page (id),
    UNIQUE (batch, seq),
    CHECK ((role IN ('content', 'replaced', 'destroyed')) = (document IS NOT NULL))
) STRICT;
CREATE INDEX page_source ON page (batch, folder, source);
CREATE INDEX page_object ON page (object, frame);
-- With role and blank, so that pages are counted without reading their rows.
CREATE INDEX page_document ON page (document, position, role, blank) WHERE document IS NOT NULL;
CREATE INDEX page_todo ON page (role, batch, seq) WHERE role IN ('new', 'unplaced');

CREATE TABLE barcode (
    page    INTEGER NOT NULL REFERENCES page (id),
    ordinal INTEGER NOT NULL,                    -- reading order, from 1
    format  TEXT NOT NULL,
    text    TEXT NOT NULL,
    corners TEXT NOT NULL,                       -- x,y;x,y;x,y;x,y
    attempt TEXT NOT NULL,                       -- the rung that read it
    PRIMARY KEY (page, ordinal)
) STRICT, WITHOUT ROWID;

-- A file that could not be taken; it lies in quarantine/ (or was left where it was) until somebody decides.
CREATE TABLE refusal (
    id     INTEGER PRIMARY KEY,
    batch  INTEGER NOT NULL REFERENCES batch (id),
    source TEXT NOT NULL,
    code   TEXT NOT NULL,                        -- damaged, unsupported, limit …
    reason TEXT NOT NULL,
    stored TEXT,                                 -- its name in quarantine/
    state  TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'dropped'))
) STRICT;
CREATE INDEX refusal_source ON refusal (batch, source);  -- names come again in a watched folder

-- The ledger of our own codes: issued, used, spoiled, never seen.
CREATE TABLE label (
    code    TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,                       -- the letter in the code
    thing   TEXT,                                -- what it stands for: ticket:12, document:7, a document type's name
    issued  TEXT NOT NULL,                       -- instant
    printed INTEGER NOT NULL DEFAULT 0,          -- how often
    says    TEXT,                                -- the words last printed beside the code
    used    TEXT,                                -- instant of the first page that carried it, or of the first scan by hand
    spoiled TEXT                                 -- why it must not be used
) STRICT, WITHOUT ROWID;
CREATE INDEX label_thing ON label (thing);

CREATE TABLE waiver (
    id       INTEGER PRIMARY KEY,
    subject  TEXT NOT NULL,                      -- ticket:12, customer:3, series:4
    type     TEXT NOT NULL,
    by       TEXT NOT NULL,
    reason   TEXT NOT NULL,
    granted  TEXT NOT NULL,
    until    TEXT,
    withdrawn TEXT
) STRICT;
CREATE INDEX waiver_subject ON waiver (subject, type);

-- The paper side: where things stood, what was done to them, who gave them to whom ---------------------------------------

-- What stood where, from when to when (instants). The open row of a thing says what its own row says under place.
CREATE TABLE stay (
    id       INTEGER PRIMARY KEY,
    thing    TEXT NOT NULL,                      -- box:3, volume:12, document:7
    place    INTEGER NOT NULL REFERENCES place (id),
    position INTEGER NOT NULL CHECK (position > 0),   -- from the left, 1 first
    since    TEXT NOT NULL,
    until    TEXT CHECK (until IS NULL OR until >= since),
    reason   TEXT                                -- why it left
) STRICT;
CREATE UNIQUE INDEX stay_now ON stay (thing) WHERE until IS NULL;
CREATE UNIQUE INDEX stay_at ON stay (place, position) WHERE until IS NULL;
CREATE INDEX stay_history ON stay (place, since);
CREATE INDEX stay_of ON stay (thing, since);

-- 备考: what the remark sheet of a volume or box must say of what was done to it after it was bound or filled.
CREATE TABLE remark (
    id    INTEGER PRIMARY KEY,
    thing TEXT NOT NULL,                         -- volume:12, box:3
    at    TEXT NOT NULL,                         -- instant
    by    TEXT NOT NULL,
    kind  TEXT NOT NULL CHECK (kind IN ('bound', 'added', 'removed', 'reopened', 'destroyed', 'other')),
    text  TEXT NOT NULL
) STRICT;
CREATE INDEX remark_of ON remark (thing, id);

-- One scan of a label at a step of the profile; the time a step took is the time since the scan before.
CREATE TABLE step_scan (
    id     INTEGER PRIMARY KEY,
    thing  TEXT NOT NULL,                        -- document:7, volume:12, ticket:3
    step   TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person (id),
    at     TEXT NOT NULL                         -- instant
) STRICT;
-- With step, so that what is in hand is found without reading the rows.
CREATE INDEX step_scan_thing ON step_scan (thing, at, id, step);
CREATE INDEX step_scan_person ON step_scan (person, at);

-- 移交: a list of things that go from one keeper to another.
CREATE TABLE handover (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,                 -- its label, as printed on the list
    kind   TEXT NOT NULL CHECK (kind IN ('delivery', 'keeper', 'leaver')),
    state  TEXT NOT NULL CHECK (state IN ('open', 'given', 'taken', 'withdrawn')),
    unit   INTEGER REFERENCES unit (id),         -- that gives
    giver  INTEGER REFERENCES person (id),       -- in whose name the things stand; NULL: whoever signs
    taker  INTEGER REFERENCES person (id),       -- whom it is for; NULL: whoever takes it
    opened TEXT NOT NULL,                        -- instants
    given  TEXT,
    taken  TEXT,
    seal   TEXT,                                 -- number of the seal on the bag when it left
    seal_found TEXT,                             -- and when it came
    fields TEXT NOT NULL DEFAULT '{}',
    CHECK (state <> 'given' OR given IS NOT NULL),
    CHECK (state <> 'taken' OR (given IS NOT NULL AND taken IS NOT NULL))
) STRICT;
CREATE INDEX handover_state ON handover (state) WHERE state IN ('open', 'given');

CREATE TABLE handover_signature (
    handover INTEGER NOT NULL REFERENCES handover (id),
    side     TEXT NOT NULL CHECK (side IN ('giver', 'taker')),
    person   INTEGER NOT NULL REFERENCES person (id),
    deputy   INTEGER REFERENCES person (id),     -- who really signed, where somebody signed for the person
    at       TEXT NOT NULL,
    PRIMARY KEY (handover, person)               -- nobody signs on both sides
) STRICT, WITHOUT ROWID;

CREATE TABLE handover_item (
    handover        INTEGER NOT NULL REFERENCES handover (id),
    thing           TEXT NOT NULL,               -- document:7, volume:12, box:3; also customer:9, ticket:3, place:4
    ordinal         INTEGER NOT NULL CHECK (ordinal > 0),
    holder          TEXT,                        -- it lies in this volume or box of the same list and goes with it
    declared_sheets INTEGER CHECK (declared_sheets >= 0),
    declared_sides  INTEGER CHECK (declared_sides >= 0),
    received_sheets INTEGER CHECK (received_sheets >= 0),
    received_sides  INTEGER CHECK (received_sides >= 0),
    outcome         TEXT NOT NULL DEFAULT 'waiting' CHECK (outcome IN ('waiting', 'accepted', 'rejected', 'withdrawn')),
    reason          TEXT,                        -- one of the profile's, with rejected
    note            TEXT,                        -- why a count was put right
    PRIMARY KEY (handover, thing),
    UNIQUE (handover, ordinal),
    CHECK ((outcome = 'rejected') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX handover_item_thing ON handover_item (thing, outcome);
CREATE UNIQUE INDEX handover_item_waiting ON handover_item (thing) WHERE outcome = 'waiting';   -- on one list at a time
CREATE INDEX handover_item_rejected ON handover_item (outcome) WHERE outcome = 'rejected';

-- 质检: documents that pass through one gate together, and the sample that was drawn of them.
CREATE TABLE review_lot (
    id     INTEGER PRIMARY KEY,
    gate   TEXT NOT NULL,
    batch  INTEGER REFERENCES batch (id),
    size   INTEGER NOT NULL CHECK (size >= 0),   -- documents in it
    sample INTEGER NOT NULL CHECK (sample BETWEEN 0 AND size),
    seed   TEXT NOT NULL,
    reject INTEGER NOT NULL CHECK (reject > 0),  -- so many failures refuse the lot
    drawn  TEXT NOT NULL,                        -- instant
    state  TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'rejected'))
) STRICT;
CREATE INDEX review_lot_batch ON review_lot (batch, gate);

CREATE TABLE review_lot_document (
    lot      INTEGER NOT NULL REFERENCES review_lot (id),
    document INTEGER NOT NULL REFERENCES document (id),
    sampled  INTEGER NOT NULL CHECK (sampled IN (0, 1)),   -- drawn to be looked at
    PRIMARY KEY (lot, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_lot_document_of ON review_lot_document (document);

-- What one person found at one gate. A failed page waits for its re-scan.
CREATE TABLE review (
    id       INTEGER PRIMARY KEY,
    gate     TEXT NOT NULL,
    lot      INTEGER REFERENCES review_lot (id),
    document INTEGER NOT NULL REFERENCES document (id),
    page     INTEGER REFERENCES page (id),       -- NULL: the whole document
    outcome  TEXT NOT NULL CHECK (outcome IN ('passed', 'failed')),
    reason   TEXT,
    person   INTEGER NOT NULL REFERENCES person (id),
    at       TEXT NOT NULL,
    mended   TEXT,                               -- instant when a failed one was made good
    CHECK (outcome = 'passed' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX review_document ON review (document, gate, at);
CREATE INDEX review_lot_of ON review (lot) WHERE lot IS NOT NULL;
CREATE INDEX review_unmended ON review (document) WHERE outcome = 'failed' AND mended IS NULL;
CREATE INDEX review_unmended_page ON review (page) WHERE outcome = 'failed' AND mended IS NULL;

-- 记事: a dated record about something, its kind by profile.
CREATE TABLE entry (
    id       INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,                      -- customer:3, place:4, document:7, unit:2 …
    person   INTEGER REFERENCES person (id),     -- whose task it is, or who did it
    made     TEXT NOT NULL,                      -- instant
    due      TEXT,                               -- day
    done     TEXT,                               -- day; NULL: still to do
    result   TEXT,
    fields   TEXT NOT NULL DEFAULT '{}',
    corrects INTEGER UNIQUE REFERENCES entry (id)   -- the one that this puts right; both stay
) STRICT;
CREATE INDEX entry_subject ON entry (subject, kind, done);
CREATE INDEX entry_kind_done ON entry (kind, done);
CREATE INDEX entry_to_do ON entry (kind, due) WHERE done IS NULL;

-- Pictures of an entry: frames of stored objects.
CREATE TABLE entry_picture (
    entry INTEGER NOT NULL REFERENCES entry (id),
    page  INTEGER NOT NULL REFERENCES page (id),
    PRIMARY KEY (entry, page)
) STRICT, WITHOUT ROWID;

-- 冻结: forbids disposal of the thing and of all that belongs to it.
CREATE TABLE hold (
    id      INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,                       -- document:7, ticket:3, customer:9, volume:12, box:3, series:4
    reason  TEXT NOT NULL,
    placed  TEXT NOT NULL,                       -- instants
    placed_by INTEGER NOT NULL REFERENCES person (id),
    lifted  TEXT,
    lifted_by INTEGER REFERENCES person (id),
    lift_reason TEXT,
    CHECK ((lifted IS NULL) = (lifted_by IS NULL))
) STRICT;
CREATE INDEX hold_subject ON hold (subject) WHERE lifted IS NULL;   -- those in force

-- 鉴定: what a group judged about one aspect of a document.
CREATE TABLE appraisal (
    id       INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document (id),
    aspect   TEXT NOT NULL,                      -- keep, open, digitise, declassify …
    verdict  TEXT NOT NULL,                      -- keep, transfer, destroy; open, restricted; yes, no; the new level
    until    TEXT,                               -- day until which it holds
    reason   TEXT NOT NULL,
    at       TEXT NOT NULL
) STRICT;
CREATE INDEX appraisal_document ON appraisal (document, aspect, at);

CREATE TABLE appraiser (
    appraisal INTEGER NOT NULL REFERENCES appraisal (id),
    person    INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (appraisal, person)
) STRICT, WITHOUT ROWID;

-- 销毁清册: a list of documents to be destroyed, and what became of it.
CREATE TABLE disposal (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    state    TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'executed', 'withdrawn')),
    reason   TEXT NOT NULL,
    proposed TEXT NOT NULL,                      -- instants
    approved TEXT,
    executed TEXT,
    place    TEXT,                               -- where it was done, as somebody said
    CHECK ((state = 'executed') = (executed IS NOT NULL)),
    CHECK (state NOT IN ('approved', 'executed') OR approved IS NOT NULL)
) STRICT;
CREATE INDEX disposal_open ON disposal (id) WHERE state IN ('proposed', 'approved');

CREATE TABLE disposal_signature (
    disposal INTEGER NOT NULL REFERENCES disposal (id),
    part     TEXT NOT NULL CHECK (part IN ('proposer', 'appraiser', 'approver', 'supervisor')),
    person   INTEGER NOT NULL REFERENCES person (id),
    role     TEXT NOT NULL DEFAULT '',           -- in which an approver signed
    at       TEXT NOT NULL,
    PRIMARY KEY (disposal, part, person, role)
) STRICT, WITHOUT ROWID;

-- With what the register must still say when the document is gone.
CREATE TABLE disposal_item (
    disposal  INTEGER NOT NULL REFERENCES disposal (id),
    ordinal   INTEGER NOT NULL CHECK (ordinal > 0),
    document  INTEGER NOT NULL REFERENCES document (id),
    number    TEXT,
    title     TEXT,
    dated     TEXT,
    sides     INTEGER,
    retention TEXT,
    keep_until TEXT,
    method    TEXT NOT NULL,                     -- shred, tear …
    digests   TEXT,                              -- of all objects that held its frames, once executed
    kept      TEXT,                              -- why it was taken off the list
    PRIMARY KEY (disposal, ordinal),
    UNIQUE (disposal, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX disposal_item_document ON disposal_item (document);

-- 全宗号 that the archive had before: old 档号 keep them, and they are still found.
CREATE TABLE fonds_number (
    number TEXT PRIMARY KEY,
    since  TEXT,                                 -- days
    until  TEXT
) STRICT, WITHOUT ROWID;

-- 借阅: one thing that somebody asked for, and what became of it. Whether a thing can be had is worked out from these.
CREATE TABLE loan (
    id         INTEGER PRIMARY KEY,
    slip       INTEGER NOT NULL,                 -- what was asked for together stands on one slip
    kind       TEXT NOT NULL CHECK (kind IN ('loan', 'look', 'work')),   -- the paper; its scan; out for repair, scanning …
    thing      TEXT NOT NULL CHECK (thing LIKE 'document:%' OR thing LIKE 'volume:%' OR thing LIKE 'box:%'),
    person     INTEGER NOT NULL REFERENCES person (id),
    purpose    TEXT NOT NULL,                    -- one of the profile's reasons, or as stated
    note       TEXT,
    state      TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'denied', 'cancelled', 'out', 'recalled', 'short',
                                              'lost', 'settled', 'returned')),
    asked      TEXT NOT NULL,                    -- instant
    asked_by   INTEGER REFERENCES person (id),   -- who typed it; NULL: an account that is not registered
    wanted     TEXT,                             -- day from which it is kept for the person
    rule       TEXT NOT NULL,                    -- the rule that applied: lending, lending.rules[2]
    terms      TEXT NOT NULL,                    -- what it said then, as JSON
    profile    INTEGER NOT NULL,                 -- the profile's version then
    out        TEXT,                             -- instants
    due        TEXT,                             -- the last one in time; NULL: no limit
    renewals   INTEGER NOT NULL DEFAULT 0 CHECK (renewals >= 0),
    renewed    TEXT,                             -- the last time
    recalled   TEXT,
    counted    TEXT NOT NULL DEFAULT 'none' CHECK (counted IN ('none', 'sides', 'sheets')),
    count_out  INTEGER CHECK (count_out >= 0),   -- that went out
    count_back INTEGER CHECK (count_back >= 0),  -- that came back so far
    condition  TEXT,                             -- as it went out
    condition_back TEXT,
    chased     INTEGER NOT NULL DEFAULT 0 CHECK (chased >= 0),   -- reminders that were sent
    work       TEXT,                             -- what is to be done before it is shelved again
    fine       INTEGER CHECK (fine >= 0),
    supplement_by TEXT,                          -- day by which what is missing must be made good
    reason     TEXT,                             -- why it was denied, cancelled, lost or settled
    ended      TEXT,
    CHECK (kind <> 'look' OR out IS NULL),
    CHECK ((out IS NOT NULL) = (state IN ('out', 'recalled', 'short', 'lost', 'settled', 'returned'))),
    CHECK ((ended IS NOT NULL) = (state IN ('denied', 'cancelled', 'settled', 'returned'))),
    CHECK (due IS NULL OR out IS NULL OR due >= out)
) STRICT;
CREATE UNIQUE INDEX loan_away ON loan (thing) WHERE state IN ('out', 'recalled', 'short', 'lost');
CREATE INDEX loan_waiting ON loan (thing, id) WHERE state IN ('requested', 'approved');
CREATE INDEX loan_thing ON loan (thing);
CREATE INDEX loan_person ON loan (person, state);
CREATE INDEX loan_slip ON loan (slip);
CREATE INDEX loan_due ON loan (due) WHERE state IN ('out', 'recalled', 'short', 'lost');
CREATE INDEX loan_work ON loan (id) WHERE work IS NOT NULL;

-- The documents that went out with it, as they were then. None can be away twice.
CREATE TABLE loan_item (
    loan      INTEGER NOT NULL REFERENCES loan (id),
    ordinal   INTEGER NOT NULL CHECK (ordinal > 0),
    document  INTEGER NOT NULL REFERENCES document (id),
    sheets    INTEGER CHECK (sheets >= 0),
    sides     INTEGER CHECK (sides >= 0),
    condition TEXT,
    count_back INTEGER CHECK (count_back >= 0),  -- that came back of it alone
    missing   INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),   -- was not there when the thing came back
    back      TEXT,                              -- instant
    PRIMARY KEY (loan, ordinal),
    UNIQUE (loan, document)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX loan_item_away ON loan_item (document) WHERE back IS NULL;
CREATE INDEX loan_item_document ON loan_item (document);

-- 批准: who said yes or no, in the order of saying.
CREATE TABLE loan_approval (
    loan    INTEGER NOT NULL REFERENCES loan (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    role    TEXT NOT NULL,                       -- '' in an archive that knows no such person
    person  INTEGER REFERENCES person (id),
    deputy  INTEGER REFERENCES person (id),      -- who really said it, for the person
    account TEXT NOT NULL,
    granted INTEGER NOT NULL CHECK (granted IN (0, 1)),
    at      TEXT NOT NULL,                       -- instant
    note    TEXT,
    PRIMARY KEY (loan, ordinal)
) STRICT, WITHOUT ROWID;

-- 同意: a customer lets somebody see or borrow what is on file.
CREATE TABLE consent (
    id        INTEGER PRIMARY KEY,
    customer  INTEGER NOT NULL REFERENCES customer (id),
    person    INTEGER REFERENCES person (id),    -- whom; NULL: anybody with the right
    given     TEXT NOT NULL,                     -- days
    until     TEXT CHECK (until IS NULL OR until >= given),
    evidence  TEXT NOT NULL,                     -- the paper that says so, or words
    withdrawn TEXT
) STRICT;
CREATE INDEX consent_of ON consent (customer) WHERE withdrawn IS NULL;

-- What people did about a finding (问题闭环). The finding itself is made anew by the audits; its identity is code, subject
-- and detail. While the facts are those that somebody closed it with, it stays closed.
CREATE TABLE finding_closing (
    code       TEXT NOT NULL,
    subject    TEXT NOT NULL,
    detail     TEXT NOT NULL,
    cause      TEXT,
    correction TEXT,
    corrected  TEXT,                             -- instant
    corrected_by TEXT,                           -- account
    reason     TEXT,                             -- why it was closed
    closed     TEXT,                             -- instant; NULL: answered, not closed
    closed_by  TEXT,
    until      TEXT,                             -- last day of the closing
    facts      TEXT,                             -- the words it had then
    PRIMARY KEY (code, subject, detail),
    CHECK ((closed IS NULL) = (closed_by IS NULL))
) STRICT, WITHOUT ROWID;

-- One run of the audits that wrote findings down.
CREATE TABLE audit_run (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,                        -- instant
    audits TEXT NOT NULL,                        -- names, blank between
    partly TEXT NOT NULL DEFAULT '',             -- those that could not look at everything
    open   INTEGER NOT NULL,
    fresh  INTEGER NOT NULL,                     -- findings that are new or came back
    mended INTEGER NOT NULL
) STRICT;
CREATE INDEX audit_run_at ON audit_run (at);

-- One row a run and figure: trends that survive years.
CREATE TABLE figure (
    run   INTEGER NOT NULL REFERENCES audit_run (id),
    about TEXT NOT NULL,                         -- archive, unit:JX01, person:wang, audit:fixity, code:A0101
    name  TEXT NOT NULL,                         -- open, red, required, there, timeliness …
    value REAL NOT NULL,
    PRIMARY KEY (about, name, run)
) STRICT, WITHOUT ROWID;

CREATE INDEX figure_run ON figure (run);

-- 抽查: a sample that was drawn of things, what was found at each.
CREATE TABLE sample (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,                        -- the profile's
    seed   TEXT NOT NULL,
    drawn  TEXT NOT NULL,                        -- instant
    size   INTEGER NOT NULL CHECK (size >= 0),   -- of what it was drawn from
    state  TEXT NOT NULL CHECK (state IN ('open', 'done'))
) STRICT;
CREATE INDEX sample_name ON sample (name, drawn);

CREATE TABLE sample_item (
    sample  INTEGER NOT NULL REFERENCES sample (id),
    ordinal INTEGER NOT NULL CHECK (ordinal > 0),
    subject TEXT NOT NULL,                       -- customer:3
    stratum TEXT NOT NULL,                       -- code of its unit, '' without
    lead    INTEGER NOT NULL CHECK (lead IN (0, 1)),   -- looked at first, not by chance
    outcome TEXT CHECK (outcome IN ('right', 'wrong', 'unreached')),   -- NULL: not looked at yet
    wrong   TEXT,                                -- names of the fields that were wrong
    note    TEXT,
    person  TEXT,
    at      TEXT,
    PRIMARY KEY (sample, ordinal),
    UNIQUE (sample, subject),
    CHECK ((outcome = 'wrong') = (wrong IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Reports of the profile that were made: for the period that ended before the day `due`.
CREATE TABLE report (
    name TEXT NOT NULL,
    due  TEXT NOT NULL,
    made TEXT NOT NULL,                          -- instant
    told INTEGER NOT NULL CHECK (told >= 0),     -- rows of it
    PRIMARY KEY (name, due)
) STRICT, WITHOUT ROWID;

-- 库检: a count of what stands somewhere against what should, as it was when the count began.
CREATE TABLE stocktake (
    id       INTEGER PRIMARY KEY,
    place    INTEGER NOT NULL REFERENCES place (id),   -- it and all below
    started  TEXT NOT NULL,                      -- instants
    finished TEXT
) STRICT;
CREATE INDEX stocktake_place ON stocktake (place, started);

CREATE TABLE stocktake_item (
    stocktake INTEGER NOT NULL REFERENCES stocktake (id),
    thing    TEXT NOT NULL,                      -- box:3, volume:12, document:7; ?CODE for what nobody knows
    expected TEXT,                               -- place:4 or box:3, frozen at the start; NULL: not expected here
    lent     INTEGER NOT NULL DEFAULT 0 CHECK (lent IN (0, 1)),   -- out on loan when the count began
    found    TEXT,                               -- place:4: where it was met; NULL: not met
    at       TEXT,
    PRIMARY KEY (stocktake, thing)
) STRICT, WITHOUT ROWID;

-- Part 2: the record of what was done. ---------------------------------------------------------------------------------

CREATE TABLE event (
    n         INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL,
    at        TEXT NOT NULL,
    verb      TEXT NOT NULL,
    by        TEXT NOT NULL,
    request   TEXT,
    line      BLOB NOT NULL,                     -- its journal line, packed: see arc-catalog(5)
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX event_operation ON event (operation);
CREATE INDEX event_verb ON event (verb, n);
CREATE INDEX event_by ON event (by, at);
CREATE UNIQUE INDEX event_request ON event (request) WHERE request IS NOT NULL;

CREATE TABLE event_thing (
    thing TEXT NOT NULL,
    n     INTEGER NOT NULL REFERENCES event (n),
    PRIMARY KEY (thing, n)
) STRICT, WITHOUT ROWID;

-- Private values stand here and in journal/private/ only; events and rows carry their keyed hash.
CREATE TABLE private_value (
    hmac  BLOB PRIMARY KEY,
    n     INTEGER NOT NULL,                      -- the event that brought it
    salt  BLOB NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX private_value_event ON private_value (n);

-- Part 3: computed, made anew by rebuild. ------------------------------------------------------------------------------

-- rowid = kind of thing * 2^48 + id: all customers, then all tickets …; the text is base/search_text's tokens.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = "unicode61 remove_diacritics 0", detail = none, columnsize = 0);

-- Fixity: when an object's bytes were last read and what they were.
CREATE TABLE fixity (
    object  INTEGER PRIMARY KEY,
    checked TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'missing', 'changed', 'unreadable'))
) STRICT;
CREATE INDEX fixity_checked ON fixity (checked, object);
CREATE INDEX fixity_bad ON fixity (object) WHERE outcome <> 'ok';

-- What a page looks like, for finding sheets that were scanned twice: arc-audit quality makes them while it has time.
CREATE TABLE page_hash (
    page     INTEGER PRIMARY KEY,
    hash     BLOB NOT NULL CHECK (length(hash) = 32),
    document INTEGER NOT NULL,                   -- where it lay when it was compared with the others there
    volume   INTEGER
) STRICT;

-- Pages that are taken for scans of one sheet.
CREATE TABLE page_twin (
    page     INTEGER NOT NULL,
    other    INTEGER NOT NULL,                   -- the one that came first
    likeness REAL NOT NULL,                      -- 0..1
    PRIMARY KEY (page, other)
) STRICT, WITHOUT ROWID;

-- What the audits stated when they were last run with a pen: arc-audit all, --record.
CREATE TABLE finding (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    detail   TEXT NOT NULL DEFAULT '',
    audit    TEXT NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('open', 'closed', 'mended')),
    light    TEXT,
    ticket   TEXT,
    customer TEXT,
    document_type TEXT,
    stage    TEXT,
    object   TEXT,
    unit     TEXT,                               -- codes
    owner    TEXT,
    deadline TEXT,                               -- instant
    text     TEXT NOT NULL,
    first_seen TEXT NOT NULL,                    -- instants; seen last: the newest run of its audit while it is open
    changed  TEXT NOT NULL,                      -- since when it is in this state
    returned INTEGER NOT NULL DEFAULT 0,         -- how often it came back
    UNIQUE (code, subject, detail)
) STRICT;
CREATE INDEX finding_state ON finding (state, owner, deadline);
CREATE INDEX finding_changed ON finding (changed);
CREATE INDEX finding_audit ON finding (audit, state);

-- Part 4: views for people (arc-find --sql, sqlite3). --------------------------------------------------------------------

CREATE VIEW v_customer AS
SELECT c.id, c.number, s.name, s.class, s.kind, u.code AS unit, s.address, s.status, c.opened, c.closed, p.code AS responsible
FROM customer AS c
JOIN customer_state AS s ON s.customer = c.id AND s.until IS NULL
LEFT JOIN unit AS u ON u.id = s.unit
LEFT JOIN person AS p ON p.id = c.responsible;

CREATE VIEW v_ticket AS
SELECT t.id, t.number, t.type, t.stage, t.opened, t.closed, c.number AS customer, s.name AS customer_name, u.code AS unit, p.code AS responsible
FROM ticket AS t
LEFT JOIN customer AS c ON c.id = t.customer
LEFT JOIN customer_state AS s ON s.customer = t.customer AND s.until IS NULL
LEFT JOIN unit AS u ON u.id = t.unit
LEFT JOIN person AS p ON p.id = t.responsible;

CREATE VIEW v_document AS
SELECT d.id, d.type, d.number, d.title, d.dated, t.number AS ticket, c.number AS customer, r.code AS series, v.code AS volume,
       d.sheets, d.sides, (SELECT count(*) FROM page AS p WHERE p.document = d.id AND p.role = 'content') AS pages, d.withdrawn
FROM document AS d
LEFT JOIN ticket AS t ON t.id = d.ticket
LEFT JOIN customer AS c ON c.id = coalesce(d.customer, t.customer)
LEFT JOIN series AS r ON r.id = d.series
LEFT JOIN volume AS v ON v.id = d.volume;

CREATE VIEW v_loan AS
SELECT l.id, l.slip, l.kind, l.thing, p.code AS person, p.name, u.code AS unit, l.purpose, l.state, l.asked, l.out, l.due, l.renewals, l.ended, l.rule
FROM loan AS l
JOIN person AS p ON p.id = l.person
LEFT JOIN unit AS u ON u.id = p.unit;

CREATE VIEW v_page AS
SELECT p.id, b.code AS batch, p.seq, f.path || p.source AS source, lower(hex(o.digest)) AS object, p.frame, p.width, p.height, p.mode, p.blank, p.role,
       p.document, p.position, p.reason
FROM page AS p
JOIN batch AS b ON b.id = p.batch
JOIN folder AS f ON f.id = p.folder
JOIN object AS o ON o.id = p.object;
