#include "kiosk/app/export.h"

#include <cstdio>
#include <set>

#include "kiosk/admin/csv.h"

namespace chalkpoint::app {
namespace {

using event::Json;
using journal::ExportRow;
using journal::Result;

std::string outcome(const ExportRow& row) {
  return row.completed ? "completed" : "abandoned";
}

std::string group_name(int score) {
  switch (event::group_of(score)) {
    case event::Group::promoter:
      return "promoter";
    case event::Group::passive:
      return "passive";
    case event::Group::detractor:
      return "detractor";
  }
  return "";
}

/// A person reads this: lists are joined, anything deeper stays JSON.
std::string cell_of(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return event::canonical_json(value);
  std::string cell;
  for (const Json& item : value) cell += (cell.empty() ? "" : "; ") + cell_of(item);
  return cell;
}

std::string seconds(std::int64_t ms) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", static_cast<double>(ms) / 1000.0);
  return text.data();
}

/// "erased" tells a contact that was left and erased since from one that never was.
std::string contact_cell(const ExportRow& row) {
  if (!row.response.contact) return "";
  return row.has_sealed_contact ? row.response.contact->channel : row.response.contact->channel + " (erased)";
}

std::vector<std::string> csv_cells(const ExportRow& row, const std::set<std::string>& questions) {
  const event::Response& response = row.response;
  std::vector<std::string> cells{row.id.text(),
                                 row.time,
                                 outcome(row),
                                 response.survey,
                                 std::to_string(response.revision),
                                 response.language,
                                 response.touchpoint,
                                 response.score ? std::to_string(*response.score) : "",
                                 response.score ? group_name(*response.score) : "",
                                 admin::list_cell(response.suspect),
                                 seconds(response.duration_ms),
                                 response.code,
                                 contact_cell(row),
                                 response.by ? response.by->name : "",
                                 response.by ? response.by->role : "",
                                 response.about ? response.about->text() : "",
                                 row.epoch,
                                 std::to_string(row.sequence)};
  for (const auto& question : questions) {
    const auto answer = response.answers.find(question);
    cells.push_back(answer == response.answers.end() ? "" : cell_of(*answer));
  }
  return cells;
}

Json json_line(const ExportRow& row) {
  Json line = event::to_json(row.response);
  line["id"] = row.id.text();
  line["time"] = row.time;
  line["outcome"] = outcome(row);
  line["epoch"] = row.epoch;
  line["sequence"] = row.sequence;
  return line;
}

Result<std::set<std::string>> question_names(journal::Journal& journal) {
  std::set<std::string> names;
  auto read = journal.export_rows([&](const ExportRow& row) -> Result<void> {
    for (const auto& [name, answer] : row.response.answers.items()) names.insert(name);
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return names;
}

Result<void> written(const std::ostream& out) {
  if (out.good()) return {};
  return std::unexpected(journal::Problem{"The export could not be written",
                                          "Free some room at its destination, or choose another with --out."});
}

}  // namespace

Result<std::size_t> export_responses(journal::Journal& journal, ExportFormat format, std::ostream& out,
                                     const ExportProgress& progress) {
  std::size_t rows = 0;
  std::set<std::string> questions;
  if (format == ExportFormat::csv) {
    auto names = question_names(journal);
    if (!names) return std::unexpected(names.error());
    questions = std::move(*names);
    std::vector<std::string> head{"id",         "time",       "outcome",         "survey", "revision",
                                  "language",   "touchpoint", "score",           "group",  "suspect",
                                  "duration_s", "code",       "contact_channel", "by",     "role",
                                  "about",      "epoch",      "sequence"};
    head.insert(head.end(), questions.begin(), questions.end());
    out << admin::kCsvStart << admin::csv_line(head);
  }
  auto done = journal.export_rows([&](const ExportRow& row) -> Result<void> {
    if (format == ExportFormat::csv) {
      out << admin::csv_line(csv_cells(row, questions));
    } else {
      out << event::canonical_json(json_line(row)) << '\n';
    }
    progress(++rows);
    return written(out);
  });
  if (!done) return std::unexpected(done.error());
  out.flush();
  if (auto whole = written(out); !whole) return std::unexpected(whole.error());
  return rows;
}

}  // namespace chalkpoint::app
