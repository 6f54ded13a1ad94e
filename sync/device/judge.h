// What an answer is worth. Nothing is believed that does not come in a hub's own form.
#pragma once

#include "sync/device/status.h"
#include "sync/device/transport.h"
#include "sync/wire/ack.h"
#include "sync/wire/batch.h"
#include "sync/wire/enrol.h"
#include "sync/wire/page.h"
#include "sync/wire/site.h"

namespace chalkpoint::device {

/// Why a try failed and how long the hub asks to be left alone.
struct Failure {
  SyncFault fault = SyncFault::none;
  event::Problem problem;
  std::optional<std::chrono::milliseconds> retry_after;
};

/// What the terminal's own store said.
inline Failure store_failed(event::Problem problem) {
  return {SyncFault::store_failed, std::move(problem), {}};
}

/// What the hub did wrong although it answered.
inline Failure hub_failed(std::string what, std::string remedy) {
  return {SyncFault::hub_failed, {std::move(what), std::move(remedy)}, {}};
}

/// An answer to a batch that moves things on.
struct Verdict {
  enum class Kind {
    taken,      ///< dealt with: `ack` tells how
    gap,        ///< events before it are missing: `ack.held_through` tells from where
    too_large,  ///< send fewer at once: 413, or a hub that cannot read it (400), where a smaller batch shows which
                ///< event is to blame
  };
  Kind kind = Kind::taken;
  wire::Ack ack;
  event::Problem problem;  ///< of too_large
};

/// `digest` and `count` of the batch that was sent.
std::expected<Verdict, Failure> judge_batch(const Answer& answer, const std::string& digest, std::size_t count);
/// `after` and `reader` as asked.
std::expected<wire::Page, Failure> judge_page(const Answer& answer, std::uint64_t after, const std::string& reader);
std::expected<wire::Site, Failure> judge_site(const Answer& answer);
std::expected<wire::Enrolled, Failure> judge_enrolled(const Answer& answer);

}  // namespace chalkpoint::device
