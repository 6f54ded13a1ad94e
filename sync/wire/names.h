// Names both sides use: paths, media types, headers, and who sends. PROTOCOL.md says what each is for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chalkpoint::wire {

inline constexpr std::string_view kEventsPath = "/v1/events";
inline constexpr std::string_view kSitePath = "/v1/site";
inline constexpr std::string_view kEnrolPath = "/v1/enrol";

inline constexpr std::string_view kBatchType = "application/cloudevents-batch+json";
/// The media types of answers are our own, so that nothing else that answers 200 is ever taken for a hub.
inline constexpr std::string_view kAckType = "application/vnd.chalkpoint.ack+json";
inline constexpr std::string_view kPageType = "application/vnd.chalkpoint.page+json";
inline constexpr std::string_view kSiteType = "application/vnd.chalkpoint.site+json";
inline constexpr std::string_view kEnrolledType = "application/vnd.chalkpoint.enrolled+json";
inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kProblemType = "application/problem+json";  ///< RFC 9457

/// What a sender's clock shows as it sends (RFC 3339), optional with a batch: the hub records how far it is off. With
/// an answer, what the hub's clock shows: the terminal tells people how far its own is off.
inline constexpr std::string_view kClockHeader = "Chalkpoint-Clock";

/// Whether a `Content-Type` value names this media type; parameters such as charset are ignored, case as well.
bool is_media_type(std::string_view header_value, std::string_view media_type);

/// Whether a site or device identifier can stand in a path as it is: 1 to kNameCharsMax letters, digits, `-`, `_`, `.`,
/// `~` (RFC 3986 unreserved), at least one of them not a dot.
bool is_name(std::string_view text);

/// Who sends: the CloudEvents `source` /sites/SITE/devices/DEVICE/EPOCH.
struct Source {
  std::string site;
  std::string device;
  std::string epoch;  ///< 16 lower-case hex digits
  bool operator==(const Source&) const = default;
  std::string text() const;
  static std::optional<Source> parse(std::string_view text);
};

}  // namespace chalkpoint::wire
