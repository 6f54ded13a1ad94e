// A line to a distant hub: a proxy that holds every octet back by half a round trip in each direction, and counts them.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace chalkpoint::bench {

class FarLine {
 public:
  FarLine(int hub_port, std::chrono::milliseconds round_trip) : hub_port_(hub_port), round_trip_(round_trip) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~FarLine() {
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
    for (auto& thread : threads_) thread.join();
    for (const int socket : sockets_) ::close(socket);
    ::close(listener_);
  }
  FarLine(const FarLine&) = delete;
  FarLine& operator=(const FarLine&) = delete;

  int port() const { return port_; }
  std::uint64_t octets() const { return octets_; }
  int connections() const { return connections_; }

 private:
  using Clock = std::chrono::steady_clock;
  /// Octets on their way in one direction.
  struct Pipe {
    std::mutex mutex;
    std::condition_variable news;
    std::deque<std::pair<Clock::time_point, std::string>> parts;
    bool closed = false;
  };

  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

  void accept_all() {
    while (true) {
      const int near = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (near < 0) return;
      const int far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const sockaddr_in address = loopback(hub_port_);
      const int on = 1;
      ::setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      ::setsockopt(far, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      if (::connect(far, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(near);
        ::close(far);
        continue;
      }
      ++connections_;
      sockets_.insert(sockets_.end(), {near, far});
      // The proxy answered the handshake at once; a distant hub would have taken a round trip for it.
      join(near, far, Clock::now() + round_trip_);
      join(far, near, Clock::now());
    }
  }

  void join(int from, int to, Clock::time_point not_before) {
    auto pipe = std::make_shared<Pipe>();
    threads_.emplace_back([this, from, pipe, not_before] {
      std::string buffer(65536, '\0');
      while (true) {
        const auto count = ::recv(from, buffer.data(), buffer.size(), 0);
        const std::lock_guard lock(pipe->mutex);
        if (count <= 0) {
          pipe->closed = true;
          pipe->news.notify_one();
          return;
        }
        octets_ += static_cast<std::uint64_t>(count);
        pipe->parts.emplace_back(std::max(Clock::now(), not_before) + round_trip_ / 2,
                                 buffer.substr(0, static_cast<std::size_t>(count)));
        pipe->news.notify_one();
      }
    });
    threads_.emplace_back([to, pipe] {
      std::unique_lock lock(pipe->mutex);
      while (true) {
        pipe->news.wait(lock, [&] { return pipe->closed || !pipe->parts.empty(); });
        if (pipe->parts.empty()) break;
        auto [due, part] = std::move(pipe->parts.front());
        pipe->parts.pop_front();
        lock.unlock();
        std::this_thread::sleep_until(due);
        if (::send(to, part.data(), part.size(), MSG_NOSIGNAL) < 0) return;
        lock.lock();
      }
      ::shutdown(to, SHUT_WR);
    });
  }

  int hub_port_;
  std::chrono::milliseconds round_trip_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<std::uint64_t> octets_{0};
  std::atomic<int> connections_{0};
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace chalkpoint::bench
