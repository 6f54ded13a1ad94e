// What a member is told about an answer: the survey author's own words where there are any, else the catalogue's.
#pragma once

#include <string>

#include "kiosk/survey/run.h"
#include "kiosk/ui/text.h"

namespace chalkpoint::survey {

/// One sentence. The language is the catalogue's, which should be the run's.
std::string words(const AnswerError& error, const ui::Text& text);

}  // namespace chalkpoint::survey
