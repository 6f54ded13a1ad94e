// The responses of the site in a span of time.
#include <algorithm>

#include "sync/journal/state.h"

namespace chalkpoint::journal {
namespace {

std::optional<event::StoredResponse> response_of(std::string_view body, bool own) {
  const auto parts = event::split_body(body);
  if (!parts) return std::nullopt;
  const auto at = event::parse_rfc3339(parts->time);
  auto response = event::response_from_json(event::body_data(body));
  if (!at || !response) return std::nullopt;
  return event::StoredResponse{.id = parts->id,
                               .unix_ms = at->unix_ms,
                               .utc_offset_min = at->utc_offset_min,
                               .own = own,
                               .completed = parts->type == event::kResponseCompleted,
                               .response = std::move(*response)};
}

}  // namespace

Result<ResponsesPage> Journal::read_responses(std::int64_t from_unix_ms, std::int64_t to_unix_ms, std::int64_t after,
                                              std::int64_t rows_max) {
  return guarded(state_->dir, "read the answers", [&]() -> Result<ResponsesPage> {
    ResponsesPage out;
    out.through = after + rows_max;
    SQLite::Statement rows(
        state_->db,
        "SELECT body, own FROM response JOIN event ON event.seq = response.seq WHERE response.seq > "
        "?1 AND response.seq <= ?2 AND response.at >= ?3 AND response.at < ?4 ORDER BY response.seq");
    rows.bind(1, after);
    rows.bind(2, out.through);
    rows.bind(3, from_unix_ms);
    rows.bind(4, to_unix_ms);
    while (rows.executeStep()) {
      if (auto response = response_of(blob(rows.getColumn(0)), rows.getColumn(1).getInt() != 0))
        out.responses.push_back(std::move(*response));
    }
    out.more = out.through < state_->db.execAndGet("SELECT coalesce(max(seq), 0) FROM response").getInt64();
    return out;
  });
}

Result<std::vector<event::StoredResponse>> gather_responses(
    const std::function<Result<ResponsesPage>(std::int64_t after)>& read) {
  std::vector<event::StoredResponse> out;
  for (std::int64_t after = 0;;) {
    auto page = read(after);
    if (!page) return std::unexpected(page.error());
    std::ranges::move(page->responses, std::back_inserter(out));
    if (!page->more) break;
    after = page->through;
  }
  std::ranges::sort(out, {}, [](const event::StoredResponse& one) { return std::pair(one.unix_ms, one.id); });
  return out;
}

}  // namespace chalkpoint::journal
