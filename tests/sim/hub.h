// A hub in memory's reach: the real store and the real reading of batches, without a socket between.
#pragma once

#include <map>
#include <memory>

#include "sync/device/transport.h"
#include "sync/hub/intake.h"
#include "sync/hub/sqlite_store.h"
#include "tests/temp_dir.h"

namespace chalkpoint::sim {

class Hub {
 public:
  explicit Hub(event::Random random) : random_(std::move(random)) { open(); }

  /// Makes a device known; its token is its name unless another one is given.
  void add(const std::string& site, const std::string& device) { add(site, device, device); }
  void add(const std::string& site, const std::string& device, const std::string& token) {
    const auto added = store_->add_device({{site, device}, device, 0, {}, {}, {}}, event::blake2b({token}),
                                          {event::PublicKey{}, "wrapped", "0011223344556677"});
    if (!added) throw std::runtime_error(added.error().what);
    tokens_[token] = {site, device};
  }

  device::Response answer(const device::Request& request, std::int64_t now_ms) {
    const auto who = tokens_.find(request.token);
    if (who == tokens_.end()) return problem(401, {"The token is unknown.", "Enrol again."});
    if (request.method == device::Request::Method::post) return take(request, who->second, now_ms);
    const auto what = wire::parse_query(std::string_view(request.url).substr(request.url.find('?') + 1));
    if (!what) return problem(400, what.error());
    const auto page = store_->read(who->second, *what, 40, wire::kBatchBytesMax);
    if (!page) return problem(500, page.error());
    return {200, std::string(wire::kPageType), wire::to_text(*page), {}};
  }

  hub::Store& store() { return *store_; }

  /// Keeps a copy of the store as it is now.
  void copy() {
    store_.reset();
    std::filesystem::copy_file(file(), kept(), std::filesystem::copy_options::overwrite_existing);
    open();
  }
  /// Puts the copy back, as somebody would after a disk was lost.
  void restore() {
    if (!std::filesystem::exists(kept())) return;
    store_.reset();
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file().string() + suffix);
    std::filesystem::copy_file(kept(), file());
    open();
    ++restores_;
  }
  void restart() {
    store_.reset();
    open();
  }
  int restores() const { return restores_; }

 private:
  static device::Response problem(int status, const event::Problem& what) {
    return {status, std::string(wire::kProblemType), wire::problem_text(status, what), {}};
  }

  device::Response take(const device::Request& request, const hub::Principal& who, std::int64_t now_ms) {
    auto delivery = hub::read_delivery({request.content_type, "gzip", "", request.body}, who, now_ms);
    if (!delivery) return problem(delivery.error().status, delivery.error().problem);
    const auto answers = store_->append({&*delivery, 1});
    if (!answers) return problem(500, answers.error());
    const hub::Taken& answer = answers->front();
    if (!answer) return problem(answer.error().status, answer.error().problem);
    const wire::Ack& ack = *answer;
    return {ack.outcomes.empty() ? 409 : 200, std::string(wire::kAckType), wire::to_text(ack), {}};
  }

  void open() {
    auto opened = hub::open_sqlite_store(file(), random_);
    if (!opened) throw std::runtime_error(opened.error().what);
    store_ = std::move(*opened);
  }
  std::filesystem::path file() const { return dir_.path() / "hub.db"; }
  std::filesystem::path kept() const { return dir_.path() / "copy.db"; }

  testing::TempDir dir_{testing::Place::memory};
  event::Random random_;
  std::unique_ptr<hub::Store> store_;
  std::map<std::string, hub::Principal> tokens_;
  int restores_ = 0;
};

}  // namespace chalkpoint::sim
