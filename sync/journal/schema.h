// The tables of a journal and how its one connection is set up.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

#include "sync/journal/journal.h"

namespace chalkpoint::journal {

/// Raised by every change of the tables; a store with a higher number is refused.
inline constexpr int kSchemaVersion = 4;
/// Raised when what is derived from events changes; a store with another number drops its projections and replays.
inline constexpr int kProjectionVersion = 4;

/// Bytes 60–63 of a database file, without opening it: nothing for a missing or empty file.
std::optional<int> peek_schema_version(const std::filesystem::path& file);
/// Whether a file begins as an SQLite database does.
bool is_database(const std::filesystem::path& file);
/// Makes the file if it is missing, for its owner alone (0600) before anything is written: it holds the token. SQLite
/// gives its log the same rights.
void make_private(const std::filesystem::path& file);
/// Connects with the pragmas that durability rests on. Throws SQLite::Exception.
SQLite::Database connect(const std::filesystem::path& file);
/// Makes the tables of an empty store. Throws SQLite::Exception.
void create_tables(SQLite::Database& db);
/// Makes the derived tables anew, empty, gives the lists their marks, and notes that the store is of this version:
/// earlier ones had fewer of them, and all other tables are the same since the first. Throws SQLite::Exception.
void remake_projections(SQLite::Database& db);
/// Makes the table of lists where there is none yet. A full disk is no reason to fail: then no list can be kept.
void create_lists(SQLite::Database& db);
/// quick_check; empty when sound, else its first complaint. Throws SQLite::Exception.
std::string quick_check(SQLite::Database& db);

/// One line with a remedy for a failure of SQLite while `doing` something ("store an answer").
Problem problem_of(const SQLite::Exception& failure, const std::filesystem::path& dir, std::string_view doing);
/// Whether the file itself is at fault, rather than the disk, its rights or its room.
bool means_damage(const SQLite::Exception& failure);

/// A blob as a string, without copying it in SQLite; valid while the argument lives and the statement is not stepped.
void bind_blob(SQLite::Statement& statement, int index, std::string_view octets);
void bind_text(SQLite::Statement& statement, int index, const std::string& text);
void bind_text(SQLite::Statement& statement, int index, std::string&& text) = delete;
std::string_view blob(const SQLite::Column& column);
std::string_view view(const event::Hash& hash);
std::string_view view(const event::Uuid& id);
std::optional<event::Hash> hash_of(std::string_view octets);
std::optional<event::Uuid> uuid_of(std::string_view octets);

}  // namespace chalkpoint::journal
