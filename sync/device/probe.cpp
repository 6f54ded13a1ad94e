#include "sync/device/probe.h"

#include <algorithm>

#include "sync/device/judge.h"
#include "sync/wire/limits.h"
#include "sync/wire/names.h"

namespace chalkpoint::device {
namespace {

constexpr std::array kSteps = {ProbeStep::name, ProbeStep::connection, ProbeStep::tls,
                               ProbeStep::hub,  ProbeStep::token,      ProbeStep::clock};

/// Where it failed when there was no answer at all.
ProbeStep step_of(NoAnswer::Why why) {
  using enum NoAnswer::Why;
  switch (why) {
    case unresolved:
    case not_allowed:
      return ProbeStep::name;
    case certificate:
      return ProbeStep::tls;
    case too_large:
    case broken:
      return ProbeStep::hub;
    default:
      return ProbeStep::connection;
  }
}

ProbeStep step_of(SyncFault fault) {
  return fault == SyncFault::token_unknown || fault == SyncFault::token_forbidden ? ProbeStep::token : ProbeStep::hub;
}

/// Everything before `at` went well, and nothing after it was tried.
void fail(Probed& probed, ProbeStep at, SyncFault fault, event::Problem problem) {
  for (ProbeFinding& finding : probed.steps) {
    if (finding.step < at) finding.outcome = ProbeOutcome::good;
    if (finding.step == at) finding = {at, ProbeOutcome::bad, fault, std::move(problem)};
  }
}

std::string seconds(std::int64_t ms) {
  return std::to_string((ms < 0 ? -ms : ms) / 1000);
}

void judge_clock(Probed& probed) {
  ProbeFinding& clock = probed.steps.back();
  if (!probed.clock_offset_ms) return;  // an earlier hub, which does not tell
  clock.outcome = ProbeOutcome::good;
  if (std::abs(*probed.clock_offset_ms) < kClockOffMs) return;
  clock.outcome = ProbeOutcome::bad;
  clock.problem = {"This terminal's clock and the hub's are " + seconds(*probed.clock_offset_ms) + " seconds apart.",
                   "Set the clock of the one that is wrong, best by NTP."};
}

}  // namespace

bool Probed::good() const {
  return !cancelled &&
         std::ranges::none_of(steps, [](const ProbeFinding& one) { return one.outcome == ProbeOutcome::bad; });
}

Probed probe(Transport& transport, const Binding& binding, const std::function<std::int64_t()>& unix_ms) {
  Probed probed;
  for (const ProbeStep step : kSteps) probed.steps.push_back({step, ProbeOutcome::skipped, SyncFault::none, {}});
  Request request;
  request.url = binding.hub_url + std::string(wire::kSitePath);
  request.token = binding.token;
  const std::int64_t sent = request.sent_unix_ms = unix_ms();
  request.answer_bytes_max = wire::kSmallAnswerBytesMax;
  const Answer answer = ask(transport, std::move(request));
  const std::int64_t received = unix_ms();
  const auto skip_tls = [&] {
    if (binding.hub_url.starts_with("http:")) probed.steps[2].outcome = ProbeOutcome::skipped;
  };
  auto site = judge_site(answer);
  if (!answer) {
    probed.cancelled = answer.error().why == NoAnswer::Why::cancelled;
    if (!probed.cancelled) fail(probed, step_of(answer.error().why), site.error().fault, answer.error().problem);
    skip_tls();
    return probed;
  }
  if (answer->hub_unix_ms) probed.clock_offset_ms = clock_offset(*answer->hub_unix_ms, sent, received);
  if (!site) {
    fail(probed, step_of(site.error().fault), site.error().fault, site.error().problem);
  } else if (site->site != binding.site.site || site->device != binding.site.device) {
    fail(probed, ProbeStep::token, SyncFault::token_forbidden,
         {"The hub takes this terminal for another one: " + site->name + ".", "Enrol it again."});
  } else {
    for (ProbeFinding& finding : probed.steps)
      if (finding.step < ProbeStep::clock) finding.outcome = ProbeOutcome::good;
    judge_clock(probed);
  }
  skip_tls();
  return probed;
}

}  // namespace chalkpoint::device
