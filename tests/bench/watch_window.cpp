// Touches a display and measures, to the microsecond, when its pixels change. Driven by window.py over standard input
// and output, one command a line, one answer a line:
//   start PROGRAM ARGUMENTS…           → PID MS             from fork until the first pixel of the empty display
//   changed tap X Y HOLD_MS QUIET_MS           → PRESS SETTLED HELD  press to the first changed pixel; to the last
//   before QUIET_MS without a
//                                                           change; whether a pixel changed while the finger still lay
//                                                           there (0 or 1)
//   send X Y FILE WORD                 → MS                 press until FILE (rewritten after a frame is shown) holds
//   WORD end PID                            → CODE
// Times are milliseconds with fractions; -1 stands for "nothing changed". The X server tells of drawing by the Damage
// extension; what it reports counts only if the pixels differ from those before.
#include <X11/Xlib.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <X11/keysym.h>
#include <poll.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

extern char** environ;

namespace {

double now_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The display, its pixels as they were last looked at, and its fingers.
class Watched {
 public:
  Watched() : display_(XOpenDisplay(nullptr)) {
    int error_base = 0;
    if (!display_ || !XDamageQueryExtension(display_, &damage_event_, &error_base) || !XShmQueryExtension(display_)) {
      std::cerr << "watch_window: needs DISPLAY with the extensions DAMAGE and MIT-SHM, as Xvfb has them\n";
      std::exit(1);
    }
    root_ = DefaultRootWindow(display_);
    const int number = DefaultScreen(display_);
    width_ = DisplayWidth(display_, number);
    height_ = DisplayHeight(display_, number);
    image_ = XShmCreateImage(display_, DefaultVisual(display_, number),
                             static_cast<unsigned>(DefaultDepth(display_, number)), ZPixmap, nullptr, &segment_,
                             static_cast<unsigned>(width_), static_cast<unsigned>(height_));
    segment_.shmid = shmget(IPC_PRIVATE, bytes(), IPC_CREAT | 0600);
    segment_.shmaddr = image_->data = static_cast<char*>(shmat(segment_.shmid, nullptr, 0));
    XShmAttach(display_, &segment_);
    XSync(display_, False);
    shmctl(segment_.shmid, IPC_RMID, nullptr);  // gone with the last of the two processes
    damage_ = XDamageCreate(display_, root_, XDamageReportNonEmpty);
    look();
  }

  void move(int x, int y) {
    XTestFakeMotionEvent(display_, -1, x, y, 0);
    XSync(display_, False);
  }
  void button(bool down) {
    XTestFakeButtonEvent(display_, 1, down, 0);
    XFlush(display_);
  }

  // Milliseconds of the steady clock when the pixels were seen to change, or -1 when they did not until `until_ms`.
  double changed(double until_ms) {
    while (true) {
      while (XPending(display_) > 0) {
        XEvent event;
        XNextEvent(display_, &event);
        if (event.type != damage_event_ + XDamageNotify) continue;
        const double at = now_ms();
        XDamageSubtract(display_, damage_, None, None);
        if (look()) return at;
      }
      const double left = until_ms - now_ms();
      if (left <= 0) return -1;
      pollfd wait{ConnectionNumber(display_), POLLIN, 0};
      poll(&wait, 1, static_cast<int>(left) + 1);
    }
  }

  // The time of the last change before `quiet_ms` without one; `last` when there was none.
  double settled(double last, double quiet_ms) {
    for (double at = changed(now_ms() + quiet_ms); at >= 0; at = changed(now_ms() + quiet_ms)) last = at;
    return last;
  }

 private:
  std::size_t bytes() const {
    return static_cast<std::size_t>(image_->bytes_per_line) * static_cast<std::size_t>(height_);
  }

  bool look() {
    XShmGetImage(display_, root_, image_, 0, 0, AllPlanes);
    const bool differs = seen_.size() != bytes() || std::memcmp(seen_.data(), image_->data, bytes()) != 0;
    if (differs) seen_.assign(image_->data, image_->data + bytes());
    return differs;
  }

  Display* display_;
  Window root_ = 0;
  Damage damage_ = 0;
  XShmSegmentInfo segment_{};
  XImage* image_ = nullptr;
  int width_ = 0, height_ = 0, damage_event_ = 0;
  std::vector<char> seen_;
};

void start(Watched& screen, std::istringstream& words) {
  std::vector<std::string> command{std::istream_iterator<std::string>(words), {}};
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", 0, 0);
  posix_spawn_file_actions_adddup2(&files, 2, 1);  // what it says must not mix with our answers
  screen.settled(0, 50);
  const double begin = now_ms();
  pid_t pid = 0;
  if (posix_spawn(&pid, arguments[0], &files, nullptr, arguments.data(), environ) != 0) {
    std::cout << "0 -1" << std::endl;
    return;
  }
  const double seen = screen.changed(begin + 20'000);
  std::cout << pid << ' ' << (seen < 0 ? -1 : seen - begin) << std::endl;
}

void tap(Watched& screen, std::istringstream& words) {
  int x = 0, y = 0;
  double hold_ms = 0, quiet_ms = 0;
  words >> x >> y >> hold_ms >> quiet_ms;
  screen.move(x, y);
  screen.settled(0, 30);
  const double press = now_ms();
  screen.button(true);
  double first = screen.changed(press + hold_ms);
  const bool held = first >= 0;
  double last = first;
  while (now_ms() < press + hold_ms)
    if (const double more = screen.changed(press + hold_ms); more >= 0) last = more;
  screen.button(false);
  if (!held) first = last = screen.changed(now_ms() + 2'000);
  last = screen.settled(last, quiet_ms);
  std::cout << (first < 0 ? -1 : first - press) << ' ' << (last < 0 ? -1 : last - press) << ' ' << held << std::endl;
}

bool holds(const std::string& file, const std::string& word) {
  std::ifstream in(file);
  return std::string(std::istreambuf_iterator<char>(in), {}).find(word) != std::string::npos;
}

void send(Watched& screen, std::istringstream& words) {
  int x = 0, y = 0;
  std::string file, word;
  words >> x >> y >> file >> word;
  screen.move(x, y);
  const int notes = inotify_init1(IN_NONBLOCK);
  inotify_add_watch(notes, file.substr(0, file.rfind('/')).c_str(), IN_MOVED_TO | IN_CLOSE_WRITE);
  const double press = now_ms();
  screen.button(true);
  screen.button(false);
  bool there = false;
  while (!there && now_ms() < press + 5'000) {
    pollfd wait{notes, POLLIN, 0};
    poll(&wait, 1, 100);
    const double at = now_ms();
    char dropped[4096];
    while (read(notes, dropped, sizeof dropped) > 0) {
    }
    there = holds(file, word);
    if (there) std::cout << at - press << std::endl;
  }
  if (!there) std::cout << -1 << std::endl;
  close(notes);
}

void end(std::istringstream& words) {
  pid_t pid = 0;
  words >> pid;
  int status = -1;
  if (pid > 0 && kill(pid, SIGTERM) == 0) waitpid(pid, &status, 0);
  std::cout << (WIFEXITED(status) ? WEXITSTATUS(status) : -1) << std::endl;
}

}  // namespace

int main() {
  Watched screen;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string command;
    words >> command;
    if (command == "start")
      start(screen, words);
    else if (command == "tap")
      tap(screen, words);
    else if (command == "send")
      send(screen, words);
    else if (command == "end")
      end(words);
    else
      return 1;
  }
}
