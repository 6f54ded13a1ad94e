// A server on loopback that does what networks do: each path misbehaves in its own way.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace chalkpoint::tests {

class RudeServer {
 public:
  RudeServer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, 16) != 0 || ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    acceptor_ = std::thread([this] { accept_all(); });
  }
  ~RudeServer() {
    stopping_ = true;
    acceptor_.join();
    for (auto& thread : threads_) thread.join();
    ::close(listener_);
  }
  RudeServer(const RudeServer&) = delete;
  RudeServer& operator=(const RudeServer&) = delete;

  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }
  /// Connections taken so far: a kept-alive one counts once.
  int connections() const { return connections_; }
  /// Heads and bodies of the requests as they came.
  std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  static constexpr int kSliceMs = 20;

  void accept_all() {
    while (!stopping_) {
      pollfd waiting{listener_, POLLIN, 0};
      if (::poll(&waiting, 1, kSliceMs) <= 0) continue;
      const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
      if (peer < 0) continue;
      ++connections_;
      threads_.emplace_back([this, peer] {
        while (serve_one(peer)) {
        }
        ::close(peer);
      });
    }
  }

  bool serve_one(int peer) {
    const std::string request = read_request(peer);
    if (request.empty()) return false;
    const std::size_t from = request.find(' ') + 1;
    const std::string path = request.substr(from, request.find(' ', from) - from);
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    return misbehave(peer, path);
  }

  std::string read_request(int peer) {
    std::string data;
    while (!stopping_) {
      const std::size_t end = data.find("\r\n\r\n");
      if (end != std::string::npos) {
        const std::size_t at = data.find("Content-Length: ");
        const std::size_t length = at < end ? std::stoul(data.substr(at + 16)) : 0;
        if (data.size() >= end + 4 + length) return data;
      }
      pollfd waiting{peer, POLLIN, 0};
      if (::poll(&waiting, 1, kSliceMs) <= 0) continue;
      char buffer[16384];
      const auto count = ::recv(peer, buffer, sizeof buffer, 0);
      if (count <= 0) return {};
      data.append(buffer, static_cast<std::size_t>(count));
    }
    return {};
  }

  static bool send(int peer, const std::string& data) {
    return ::send(peer, data.data(), data.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(data.size());
  }
  static std::string answer(const std::string& status, const std::string& headers, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" +
           body;
  }

  bool misbehave(int peer, const std::string& path) {
    if (path.starts_with("/echo")) return send(peer, answer("200 OK", "Content-Type: text/plain\r\n", path));
    if (path.starts_with("/portal"))
      return send(peer, answer("200 OK", "Content-Type: text/html\r\n", "<html>Sign in to Lobby WiFi</html>"));
    if (path == "/redirect") return send(peer, answer("302 Found", "Location: " + url("/echo/elsewhere") + "\r\n", ""));
    if (path == "/later") return send(peer, answer("429 Too Many", "Retry-After: 7\r\n", ""));
    if (path == "/muchlater") return send(peer, answer("503 Busy", "Retry-After: 99999999999999999999\r\n", ""));
    if (path == "/large") return send(peer, answer("413 Too Large", "", ""));
    if (path == "/broken") return send(peer, answer("500 Oops", "", "stack trace"));
    if (path == "/huge") return send(peer, answer("200 OK", "", std::string(200'000, 'x')));
    if (path == "/endless") {
      send(peer, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
      while (!stopping_ && send(peer, std::string(4096, 'y'))) {
      }
      return false;
    }
    if (path == "/cut") {
      send(peer, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this");
      return false;
    }
    if (path == "/reset") {
      send(peer, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly");
      const linger now{1, 0};  // closing answers with a reset
      ::setsockopt(peer, SOL_SOCKET, SO_LINGER, &now, sizeof now);
      return false;
    }
    if (path == "/garbage") {
      send(peer, "\x16\x03\x01 this is not HTTP at all\r\n\r\n");
      return false;
    }
    if (path == "/slow") {
      send(peer, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
      while (!stopping_ && send(peer, "z")) std::this_thread::sleep_for(std::chrono::milliseconds(kSliceMs));
      return false;
    }
    while (!stopping_ && still_there(peer)) std::this_thread::sleep_for(std::chrono::milliseconds(kSliceMs));  // hangs
    return false;
  }

  static bool still_there(int peer) {
    char octet = 0;
    return ::recv(peer, &octet, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
  }

  int listener_;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace chalkpoint::tests
