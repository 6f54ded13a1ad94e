// A page of paper, A4: type, lines and areas in points, 72 to an inch, as a PDF or a picture.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <string>

namespace chalkpoint::ui {

class Paper {
 public:
  static constexpr double kWide = 595.276, kHigh = 841.89;
  enum class Format { pdf, png };
  enum class Weight { medium, semibold, bold };
  enum class At { left, right };
  struct Ink {
    double r = 0, g = 0, b = 0;
  };
  /// What a PDF tells of itself.
  struct About {
    std::string title;
    std::string made;  ///< UTC, as YYYY-MM-DDThh:mm:ssZ
  };

  /// A white page. `fonts`: the folder of the .ttf files. Fails with one line that names the font that cannot be read.
  /// Pages are drawn one at a time: whoever opens another waits for this one's end.
  static std::expected<Paper, std::string> open(const std::filesystem::path& fonts, Format format, const About& about);
  Paper(Paper&&) noexcept;
  ~Paper();

  /// How wide a line is, in points.
  double width(const std::string& text, Weight weight, double size) const;
  /// `y`: the line that letters stand on.
  void write(double x, double y, const std::string& text, Weight weight, double size, Ink ink, At at = At::left) const;
  /// The same, with an ellipsis where it is wider than the place; returns the width used.
  double write_within(double x, double y, std::string text, double wide, Weight weight, double size, Ink ink) const;
  void fill(double x, double y, double wide, double high, Ink ink) const;

  /// The file's octets; nothing can be drawn afterwards. Fails with why.
  std::expected<std::string, std::string> finish();

 private:
  struct Sheet;
  explicit Paper(std::unique_ptr<Sheet> sheet);
  std::unique_ptr<Sheet> sheet_;
};

}  // namespace chalkpoint::ui
