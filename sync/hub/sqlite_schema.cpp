#include "sync/hub/sqlite_schema.h"

namespace chalkpoint::hub {

const char* const kSchema = R"sql(
CREATE TABLE hub(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT NOT NULL,
  life TEXT NOT NULL
) STRICT;

CREATE TABLE site(
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL,
  wrapped_key TEXT NOT NULL,
  key_id TEXT NOT NULL,
  hub_seq INTEGER NOT NULL DEFAULT 0          -- of its last event
) STRICT;

CREATE TABLE device(
  number INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site,
  device TEXT NOT NULL,
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL UNIQUE,
  added_ms INTEGER NOT NULL,
  revoked_ms INTEGER,
  heard_ms INTEGER,
  clock_offset_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX device_in_use ON device(site, device) WHERE revoked_ms IS NULL;

CREATE TABLE origin(
  number INTEGER PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES site,
  epoch TEXT NOT NULL,
  held_through INTEGER NOT NULL,              -- sequences up to this one are events or quarantined
  chain BLOB,                                 -- hash the next event hangs on; NULL after one without a readable hash
  UNIQUE (site, epoch)
) STRICT;

CREATE TABLE event(
  place INTEGER PRIMARY KEY,                  -- site number << 40 | hub_seq
  origin INTEGER NOT NULL REFERENCES origin,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  body TEXT NOT NULL                          -- canonical
) STRICT;

CREATE TABLE event_id(
  site INTEGER NOT NULL,
  id BLOB NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;

-- Who delivered which sequences and when: one row a batch instead of three columns an event.
CREATE TABLE receipt(
  origin INTEGER NOT NULL REFERENCES origin,
  through INTEGER NOT NULL,                   -- last sequence it brought
  device INTEGER NOT NULL REFERENCES device,
  received_ms INTEGER NOT NULL,
  clock_offset_ms INTEGER,
  PRIMARY KEY (origin, through)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact(
  place INTEGER PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE quarantine(
  origin INTEGER NOT NULL REFERENCES origin,
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,                         -- as claimed; empty where unreadable
  id BLOB,
  reason TEXT NOT NULL,
  raw BLOB NOT NULL,
  sealed BLOB,
  received_ms INTEGER NOT NULL,
  digest BLOB NOT NULL,                       -- of raw and hash
  UNIQUE (origin, sequence, digest)           -- the same one offered again is one row
) STRICT;

CREATE TABLE counter(
  site INTEGER NOT NULL REFERENCES site,
  day TEXT NOT NULL,
  touchpoint TEXT NOT NULL,
  language TEXT NOT NULL,
  completed INTEGER NOT NULL,
  suspect INTEGER NOT NULL,
  score INTEGER NOT NULL,                     -- -1 for none
  responses INTEGER NOT NULL,
  PRIMARY KEY (site, day, touchpoint, language, completed, suspect, score)
) STRICT, WITHOUT ROWID;
)sql";

const char* const kCodesTable = R"sql(
CREATE TABLE IF NOT EXISTS enrolment_code(
  device INTEGER PRIMARY KEY REFERENCES device,
  code_hash BLOB NOT NULL,
  until_ms INTEGER NOT NULL                   -- UTC; worth nothing from then on
) STRICT;
)sql";

const char* const kErasedTable = R"sql(
CREATE TABLE erased(
  site INTEGER NOT NULL REFERENCES site,
  id BLOB NOT NULL,                           -- of the event whose box nobody may bring any more
  PRIMARY KEY (site, id)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace chalkpoint::hub
