// The members of an event's data, read strictly where they lie in canonical JSON. Private to this layer.
#pragma once

#include "sync/event/canonical.h"
#include "sync/event/rights.h"

namespace chalkpoint::event {

/// Names, languages, versions: words of a machine rather than prose.
inline constexpr std::size_t kFieldBytesMax = 200;

/// Reads one object. The first thing found wrong is kept as the fault; what is read after it means nothing, so a reader
/// asks for all it wants and looks at the fault once, at the end.
class Fields {
 public:
  /// `subject` names the object in the fault: "A response is malformed: …".
  Fields(std::string_view subject, std::string_view object);

  bool has(std::string_view name) const { return !raw(name).empty(); }
  /// The value as it stands; empty when there is none of this name.
  std::string_view raw(std::string_view name) const;
  /// At least one octet and at most `bytes_max`, unless it may be empty.
  std::string text(std::string_view name, std::size_t bytes_max = kFieldBytesMax, bool may_be_empty = false);
  /// What people wrote: 1 to `chars_max` code points, all writable and not all blank as prose.h has it; line feeds only
  /// where `lines` are allowed.
  std::string prose(std::string_view name, std::size_t chars_max, bool lines);
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
  bool boolean(std::string_view name);
  Uuid uuid(std::string_view name);
  /// A day of the calendar, YYYY-MM-DD.
  std::string day(std::string_view name, bool may_be_empty = false);
  /// kCodeLength characters of kCodeAlphabet.
  std::string code(std::string_view name, bool may_be_empty = false);
  /// 64 lower-case hex digits.
  std::string digest(std::string_view name);
  /// One of a list; its index.
  std::size_t choice(std::string_view name, std::span<const std::string_view> among);
  /// A list of short texts; none when it is absent.
  std::vector<std::string> texts(std::string_view name);
  /// An object among the members, read by `read`; what is wrong in it is told as NAME.MEMBER.
  void object(std::string_view name, const std::function<void(Fields&)>& read);
  /// Who did it: `by`, whose role must have the right to.
  Signature signature(Right needed);
  /// Any other member is a fault.
  void only(std::initializer_list<std::string_view> known);

  /// Notes what is wrong, unless something was already.
  void fail(std::string what);
  const std::optional<Problem>& fault() const { return fault_; }

 private:
  std::string_view subject_;
  std::string within_;  ///< "NAME." for an object among the members of another
  std::vector<JsonPart> parts_;
  std::optional<Problem> fault_;
};

}  // namespace chalkpoint::event
