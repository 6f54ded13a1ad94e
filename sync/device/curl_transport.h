// Transport over libcurl: kept-alive connections, certificates always verified, https only except to loopback.
#pragma once

#include <memory>

#include "sync/device/transport.h"
#include "sync/device/tuning.h"

namespace chalkpoint::device {

/// `ca_file` replaces the system's certificate authorities when not empty: for a club with an authority of its own.
std::unique_ptr<Transport> make_curl_transport(const Tuning& tuning, std::string ca_file = {});

/// Whether a hub may be reached at this address: `https://HOST[:PORT][/PREFIX]`, or `http` when HOST is loopback. Gives
/// the address without a closing slash, or what is wrong with it.
std::expected<std::string, event::Problem> check_hub_url(std::string_view url);

}  // namespace chalkpoint::device
