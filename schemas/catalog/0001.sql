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
    capacity INTEGER CHECK (capacity > 0)        -- millimetres of shelf
) STRICT;
CREATE INDEX place_parent ON place (parent);

CREATE TABLE box (
    id     INTEGER PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    title  TEXT,
    place  INTEGER REFERENCES place (id),
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
    fields TEXT NOT NULL DEFAULT '{}'
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
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    bytes  INTEGER NOT NULL CHECK (bytes >= 0),
    format TEXT NOT NULL,
    frames INTEGER NOT NULL CHECK (frames >= 0)
) STRICT;

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
    position     INTEGER,                        -- inside its volume: 件号
    first_page   INTEGER,                        -- where it starts in the volume: 起始页号
    secrecy      INTEGER NOT NULL DEFAULT 0 CHECK (secrecy BETWEEN 0 AND 9),
    fields       TEXT NOT NULL DEFAULT '{}',
    registered   TEXT NOT NULL,                  -- instant
    starts_at    INTEGER UNIQUE REFERENCES page (id),   -- the page that started it when a batch was split
    late_reason  TEXT,                           -- 补录: why it came late
    retention    TEXT,                           -- the rule that applied when it was filed: permanent or years
    keep_until   TEXT,
    profile      INTEGER NOT NULL,               -- the profile's version then
    withdrawn    TEXT,                           -- why it is no longer valid; the row stays
    CHECK ((ticket IS NOT NULL) + (customer IS NOT NULL) + (series IS NOT NULL) = 1)
) STRICT;
CREATE INDEX document_ticket ON document (ticket, type) WHERE ticket IS NOT NULL;
CREATE INDEX document_customer ON document (customer, type) WHERE customer IS NOT NULL;
CREATE INDEX document_series ON document (series, position) WHERE series IS NOT NULL;
CREATE INDEX document_volume ON document (volume, position) WHERE volume IS NOT NULL;
CREATE INDEX document_dated ON document (dated) WHERE dated IS NOT NULL;
CREATE INDEX document_type ON document (type);

-- Further tickets that a document serves.
CREATE TABLE document_serves (
    document INTEGER NOT NULL REFERENCES document (id),
    ticket   INTEGER NOT NULL REFERENCES ticket (id),
    PRIMARY KEY (document, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_serves_ticket ON document_serves (ticket);

-- One image side: the smallest managed thing.
CREATE TABLE page (
    id           INTEGER PRIMARY KEY,
    batch        INTEGER NOT NULL REFERENCES batch (id),
    seq          INTEGER NOT NULL CHECK (seq > 0),
    object       INTEGER NOT NULL REFERENCES object (id),
    frame        INTEGER NOT NULL CHECK (frame >= 0),
    source       TEXT NOT NULL,                  -- the name it came under; bytes that are not UTF-8 as \xNN
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
                 CHECK (role IN ('new', 'content', 'separator', 'back', 'ignored', 'unplaced', 'replaced', 'dropped')),
    document     INTEGER REFERENCES document (id),
    position     INTEGER,                        -- inside its document, from 1
    reason       TEXT,                           -- why it is on the work list, dropped or replaced
    replaced_by  INTEGER REFERENCES page (id),
    UNIQUE (batch, seq),
    CHECK ((role IN ('content', 'replaced')) = (document IS NOT NULL))
) STRICT;
CREATE INDEX page_source ON page (batch, source, frame);
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
    state  TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'dropped')),
    UNIQUE (batch, source)
) STRICT;

-- The ledger of our own codes: issued, used, spoiled, never seen.
CREATE TABLE label (
    code    TEXT PRIMARY KEY,
    kind    TEXT NOT NULL,                       -- the letter in the code
    thing   TEXT,                                -- what it stands for: ticket:12, document:7, a document type's name
    issued  TEXT NOT NULL,                       -- instant
    printed INTEGER NOT NULL DEFAULT 0,          -- how often
    says    TEXT,                                -- the words last printed beside the code
    used    TEXT,                                -- instant of the first page that carried it
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

-- Part 2: the record of what was done. ---------------------------------------------------------------------------------

CREATE TABLE event (
    n         INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL,
    at        TEXT NOT NULL,
    verb      TEXT NOT NULL,
    by        TEXT NOT NULL,
    request   TEXT,
    line      TEXT NOT NULL,                     -- the exact bytes of its journal line
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX event_operation ON event (operation);
CREATE INDEX event_verb ON event (verb, n);
CREATE UNIQUE INDEX event_request ON event (request) WHERE request IS NOT NULL;

CREATE TABLE event_thing (
    thing TEXT NOT NULL,
    n     INTEGER NOT NULL REFERENCES event (n),
    PRIMARY KEY (thing, n)
) STRICT, WITHOUT ROWID;

-- Private values stand here and in journal/private/ only; events and rows carry their keyed hash.
CREATE TABLE private_value (
    hmac  TEXT PRIMARY KEY,
    n     INTEGER NOT NULL,                      -- the event that brought it
    salt  TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX private_value_event ON private_value (n);

-- Part 3: computed, made anew by rebuild. ------------------------------------------------------------------------------

-- rowid = kind of thing * 2^48 + id: all customers, then all tickets …; the text is base/search_text's tokens.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = "unicode61 remove_diacritics 0", detail = none);

-- Fixity: when an object's bytes were last read and what they were.
CREATE TABLE fixity (
    object  INTEGER PRIMARY KEY,
    checked TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('ok', 'missing', 'changed', 'unreadable'))
) STRICT;
CREATE INDEX fixity_checked ON fixity (checked, object);

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

CREATE VIEW v_page AS
SELECT p.id, b.code AS batch, p.seq, p.source, lower(hex(o.digest)) AS object, p.frame, p.width, p.height, p.mode, p.blank, p.role,
       p.document, p.position, p.reason
FROM page AS p
JOIN batch AS b ON b.id = p.batch
JOIN object AS o ON o.id = p.object;
