#include "kiosk/desk/update_lists.h"

#include <utility>

#include "kiosk/desk/intent.h"
#include "kiosk/desk/update_care.h"
#include "kiosk/ui/phone.h"
#include "sync/event/phone.h"
#include "sync/event/prose.h"

namespace chalkpoint::desk {

namespace {

struct ListVisitor {
  Step& step;
  const Inputs& in;
  State& state = step.state;
  Lists& lists = step.state.lists;

  template <class NotOurs>
  void operator()(const NotOurs&) const {}

  void operator()(const OpenList& open) const {
    lists = {};
    lists.list = open.list;
    go_to(state, screen_of(lists));
  }
  void operator()(const OpenPromoters&) const {
    lists = {};
    lists.promoters = true;
    go_to(state, Screen::promoters);
  }
  void operator()(const OpenRow& one) const { look_at(one.row, Screen::listed); }
  void operator()(const OpenFan& one) const { look_at(one.response, Screen::fan); }
  void operator()(const BeSure& be) const {
    lists.sure = be.sure;
    ++state.care.acts;  // the next tap is another question
  }
  void operator()(const NoteCall& call) const {
    if (call.outcome == event::CallOutcome::refused && !lists.sure) return;
    lists.sure = false;
    hand_over(step, event::CallNoted{.mark = call.mark, .outcome = call.outcome, .about = call.about, .by = {}},
              screen_of(lists), in);
  }

  void operator()(const FormDone& done) const {
    const bool ours = state.screen == Screen::listed || state.screen == Screen::fan;
    if (ours && done.about == lists.opened) go_to(state, screen_of(lists));
  }

  void operator()(const AskImport&) const {
    if (lists.busy) return;
    forget_result();
    lists.busy = true;
    step.list_work = FindFiles{};
    go_to(state, Screen::import);
  }
  void operator()(const FilesFound& found) const {
    lists.busy = false;
    lists.files = found.files;
    ++state.care.acts;
  }
  void operator()(const OpenSheet& sheet) const {
    if (lists.busy) return;
    lists.busy = true;
    step.list_work = ReadFile{sheet.file, lists.list};
  }
  void operator()(const SheetRead& read) const {
    lists.busy = false;
    lists.file = read.file;
    lists.sheet = read.sheet;
    if (state.screen == Screen::import) go_to(state, Screen::sheet);
  }
  void operator()(const KeepSheet&) const {
    if (lists.busy || state.screen != Screen::sheet || !lists.sheet || lists.sheet->good.empty()) return;
    keep(lists.sheet->good);
  }
  void operator()(const ListProgress& now) const {
    lists.done_count = now.done_count;
    lists.all_count = now.all_count;
  }
  void operator()(const ListKept& kept) const {
    lists.busy = false;
    lists.failed = kept.failed;
    ++state.care.acts;
    if (kept.failed) return;
    lists.kept_count = kept.count;
    lists.sheet.reset();
    lists.typed = {};
    if (state.screen == Screen::sheet || state.screen == Screen::client_phone) go_to(state, screen_of(lists));
  }

  void operator()(const AskClient&) const {
    forget_result();
    go_to(state, Screen::client);
    state.care.text = lists.typed.name;
  }
  void operator()(const SetStatus& set) const {
    lists.typed.status = lists.typed.status == set.status ? "" : set.status;
  }
  void operator()(const PhoneKey& one) const {
    if (state.screen != Screen::client_phone || lists.busy) return;
    std::string& phone = lists.typed.phone;
    phone = one.key == '\b' ? ui::phone_erased(phone) : ui::phone_typed(phone, one.key);
    lists.phone_wrong = false;
  }
  void operator()(const SendText&) const {
    if (state.screen == Screen::client) {
      const std::string name = event::trimmed(state.care.text);
      if (name.empty()) return;
      go_to(state, Screen::client_phone);
      lists.typed.name = name;
    } else if (state.screen == Screen::client_phone && !lists.busy) {
      const auto phone = event::normal_phone(lists.typed.phone);
      lists.phone_wrong = !phone;
      ++state.care.acts;
      if (!phone) return;
      Client client = lists.typed;
      client.phone = *phone;
      keep({std::move(client)});
    }
  }

 private:
  void look_at(const event::Uuid& id, Screen screen) const {
    lists.opened = id;
    lists.sure = false;
    forget_result();
    go_to(state, screen);
  }
  void forget_result() const {
    lists.failed = false;
    lists.kept_count.reset();
  }
  void keep(std::vector<Client> clients) const {
    forget_result();
    lists.busy = true;
    lists.done_count = 0;
    lists.all_count = clients.size();
    step.list_work = KeepClients{lists.list, std::move(clients)};
  }
};

}  // namespace

Screen screen_of(const Lists& lists) {
  if (lists.promoters) return Screen::promoters;
  return lists.list == List::calls ? Screen::calls : Screen::renewals;
}

void keep_lists(Step& step, const Intent& intent, const Inputs& in) {
  if (is_signing_in(step.state)) return;
  if (event::may(step.state.care.by.role, event::Right::calls)) visit(ListVisitor{step, in}, intent);
}

}  // namespace chalkpoint::desk
