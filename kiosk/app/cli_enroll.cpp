#include "kiosk/app/cli_enroll.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>

#include "kiosk/app/cli_common.h"
#include "platform/clock.h"
#include "platform/random.h"
#include "sync/device/curl_transport.h"
#include "sync/device/enroll.h"
#include "sync/device/journal_ledger.h"

namespace chalkpoint::app {
namespace {

struct EnrollOptions {
  std::string data;
  std::string hub;
  std::string token;
  std::string code;
};

std::expected<device::Binding, event::Problem> enroll(const EnrollOptions& options) {
  // The store first: it is the cheaper one to find wrong, and nothing was asked of the hub in vain.
  auto journal = journal::Journal::open(options.data,
                                        {platform::fill_random, [] { return platform::now().unix_ms; },
                                         [](const std::string& line) { std::cerr << line << '\n'; }},
                                        journal::OnDamage::refuse);
  if (!journal) return std::unexpected(journal.error());
  device::JournalLedger ledger([&](const auto& work) { work(*journal); });
  const auto transport = device::make_curl_transport({});
  const std::int64_t now_ms = platform::now().unix_ms;
  auto binding = options.code.empty() ? device::ask_binding(*transport, options.hub, options.token, now_ms)
                                      : device::redeem_code(*transport, options.hub, options.code, now_ms);
  if (!binding) return binding;
  const auto allowed = device::check_rebinding(journal->setting(journal::setting::kSite), *binding);
  if (!allowed) return std::unexpected(allowed.error());
  const auto kept = ledger.bind(*binding);
  if (!kept) return std::unexpected(kept.error());
  return binding;
}

}  // namespace

void add_enroll_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<EnrollOptions>();
  CLI::App* command = app.add_subcommand("enroll", "Bind this terminal to a hub");
  command->add_option("--data", options->data, "Data directory of the terminal; made when missing")->required();
  command->add_option("--hub", options->hub, "Address of the hub: https://HOST[:PORT], or http to loopback")
      ->required();
  auto* by = command->add_option_group("by", "What the hub knows this terminal by");
  by->add_option("--token", options->token, "Token that `chalkpoint-hub device add` printed");
  by->add_option("--code", options->code, "Or the code of twelve digits that it printed with --code");
  by->require_option(1);
  command->callback([options, &exit_code] {
    const auto binding = enroll(*options);
    if (!binding) {
      exit_code = report(std::unexpected(binding.error()));
      return;
    }
    std::cout << "Enrolled as " << binding->site.name << " (" << binding->site.device << ") of site "
              << binding->site.site << " at " << binding->hub_url << ".\n";
  });
}

}  // namespace chalkpoint::app
